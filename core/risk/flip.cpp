#include "core/risk/flip.h"

#include "core/features/feature_catalogue.h"
#include "core/learn/classify/logistic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mops::risk {
namespace {

constexpr double kFarthest = 0.05; ///< share of merchants that are better (or worse) still
constexpr int kHalvings = 60;

bool isActionable(const std::string& id) {
    const auto index = features::featureIndex(id);
    return index && features::featureCatalogue()[*index].actionable;
}

/// The value that a share of the merchants stay below; NaN when all are missing.
double quantileOf(std::vector<double> values, double share) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

double stepSize(features::Unit unit) {
    switch (unit) {
    case features::Unit::Share: return 0.001;
    case features::Unit::Days:
    case features::Unit::Ratio:
    case features::Unit::Score: return 0.1;
    case features::Unit::Count:
    case features::Unit::MinorUnits: return 1;
    }
    return 1;
}

/// Rounded in the direction of the change, so that the change stays enough; not past the goal.
double rounded(double value, double from, double goal, features::Unit unit) {
    const double step = stepSize(unit);
    const bool falls = goal < from;
    // A hair of tolerance: 0.3 / 0.1 must not become 2.
    constexpr double kHair = 1e-9;
    const double whole = falls ? std::floor(value / step + kHair) : std::ceil(value / step - kHair);
    const double text = whole * step;
    return falls ? std::max(text, std::min(goal, value)) : std::min(text, std::max(goal, value));
}

/// One feature of one merchant with the room it has.
class Lever {
public:
    Lever(const RiskModel& model, const ModelColumns& columns, const features::FeatureFrame& frame,
          std::size_t row, std::size_t column, bool lower)
        : m_model(model)
        , m_columns(columns)
        , m_column(column)
        , m_observations(observationsOf(columns, frame, column, row))
        , m_from(rawValue(columns, frame, column, row)) {
        const bool valueFalls = (model.coefficients[column] > 0) == lower;
        m_start = std::isnan(m_from) ? model.fill[column] : m_from;
        m_goal = quantileOf(frame.columns[columns.index[column]],
                            valueFalls ? kFarthest : 1 - kFarthest);
        // Whoever is beyond the twentieth already has no room.
        if (std::isnan(m_goal) || (valueFalls ? m_goal > m_start : m_goal < m_start))
            m_goal = m_start;
    }

    /// Change of the log-odds when the value goes to `to`.
    double gain(double to) const {
        return contributionOf(m_model, m_columns, m_column, to, m_observations) -
               contributionOf(m_model, m_columns, m_column, m_from, m_observations);
    }
    double most() const { return gain(m_goal); }
    double goal() const { return m_goal; }

    /// The value nearest to today's with at least (in size) this gain, rounded.
    double valueFor(double wanted) const {
        double near = m_start;
        double far = m_goal;
        for (int k = 0; k < kHalvings; ++k) {
            const double middle = near + (far - near) / 2;
            (std::abs(gain(middle)) >= std::abs(wanted) ? far : near) = middle;
        }
        return rounded(far, m_start, m_goal, m_columns.unit[m_column]);
    }

    FlipStep stepTo(double to) const {
        FlipStep step{m_model.features[m_column], m_from, to, 0};
        const auto index = features::featureIndex(step.feature);
        const bool forAllTime =
            index && features::featureCatalogue()[*index].window == features::Window::AllTime;
        // Faulty orders stay: share · n = to · (n + good).
        if (forAllTime && m_columns.unit[m_column] == features::Unit::Share &&
            !std::isnan(m_observations) && to > 0 && to < m_start)
            step.goodOrders =
                static_cast<std::int64_t>(std::ceil(m_observations * (m_start / to - 1)));
        return step;
    }

private:
    const RiskModel& m_model;
    const ModelColumns& m_columns;
    std::size_t m_column;
    double m_observations;
    double m_from;
    double m_start = 0;
    double m_goal = 0;
};

std::size_t columnOf(const RiskModel& model, const std::string& feature) {
    return static_cast<std::size_t>(
        std::find(model.features.begin(), model.features.end(), feature) - model.features.begin());
}

} // namespace

double probabilityWith(const RiskModel& model, const ModelColumns& columns,
                       const features::FeatureFrame& frame, std::size_t row,
                       const std::vector<FlipStep>& steps) {
    double logOdds = model.intercept;
    for (std::size_t column = 0; column < columns.count(); ++column) {
        double value = rawValue(columns, frame, column, row);
        for (const FlipStep& step : steps)
            if (columnOf(model, step.feature) == column)
                value = step.to;
        logOdds += contributionOf(model, columns, column, value,
                                  observationsOf(columns, frame, column, row));
    }
    return learn::sigmoid(logOdds);
}

Flip findFlip(const RiskModel& model, const ModelColumns& columns,
              const features::FeatureFrame& frame, std::size_t row, double threshold) {
    Flip flip;
    flip.threshold = threshold;
    flip.probability = probabilityWith(model, columns, frame, row, {});
    const bool lower = flip.probability >= threshold;
    const auto isAcross = [&](double probability) { return (probability < threshold) == lower; };
    std::vector<std::size_t> order;
    for (std::size_t column = 0; column < columns.count(); ++column)
        if (isActionable(model.features[column]) && model.coefficients[column] != 0)
            order.push_back(column);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(model.coefficients[a]) > std::abs(model.coefficients[b]);
    });
    std::vector<FlipStep> all;
    double logOdds = std::log(flip.probability) - std::log1p(-flip.probability);
    const double wanted = std::log(threshold) - std::log1p(-threshold);
    for (const std::size_t column : order) {
        const Lever lever(model, columns, frame, row, column, lower);
        if (lever.most() == 0)
            continue;
        all.push_back(lever.stepTo(lever.goal()));
        if (flip.possible)
            continue;
        const bool enough =
            lower ? logOdds + lever.most() < wanted : logOdds + lever.most() >= wanted;
        flip.steps.push_back(
            lever.stepTo(enough ? lever.valueFor(wanted - logOdds) : lever.goal()));
        // Rounding or a limit met exactly may fall short by a hair: then the value goes all the
        // way.
        if (enough && !isAcross(probabilityWith(model, columns, frame, row, flip.steps)))
            flip.steps.back() = lever.stepTo(lever.goal());
        logOdds += lever.most();
        flip.flipped = probabilityWith(model, columns, frame, row, flip.steps);
        flip.possible = isAcross(flip.flipped);
    }
    flip.best = probabilityWith(model, columns, frame, row, all);
    if (!flip.possible) {
        flip.steps.clear();
        flip.flipped = flip.probability;
    }
    return flip;
}

} // namespace mops::risk
