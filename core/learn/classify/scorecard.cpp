#include "core/learn/classify/scorecard.h"

#include "core/learn/classify/logistic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Result<> checkColumns(std::span<const ScorecardColumn> columns, std::size_t rows) {
    if (columns.empty())
        return fail(ErrorCode::Usage, "0 columns", "at least 1");
    for (const ScorecardColumn& column : columns)
        if (column.rows() != rows)
            return fail(ErrorCode::Usage, column.name + ": " + std::to_string(column.rows()) +
                                              " values, " + std::to_string(rows) + " rows");
    return {};
}

/// Hands on the wish to stop but no progress: that of a part is not that of the whole.
class OnlyCancel final : public TaskContext {
public:
    explicit OnlyCancel(const TaskContext& whole)
        : m_whole(whole) {}
    bool cancelled() const override { return m_whole.cancelled(); }
    void report(const Progress&) override {}

private:
    const TaskContext& m_whole;
};

int binOf(const Binning& binning, const ScorecardColumn& column, std::size_t row) {
    return binning.text ? binning.binOf(column.texts[row]) : binning.binOf(column.numbers[row]);
}

Result<Scorecard> binColumns(std::span<const ScorecardColumn> columns,
                             std::span<const std::uint8_t> y, const ScorecardParams& params,
                             TaskContext& context) {
    Scorecard card;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        context.report(
            {.stage = "train",
             .fraction = 0.9 * static_cast<double>(c) / static_cast<double>(columns.size()),
             .done = static_cast<std::int64_t>(c),
             .total = static_cast<std::int64_t>(columns.size()),
             .object = columns[c].name});
        auto binning = columns[c].texts.empty()
                           ? binNumbers(columns[c].numbers, y, params.binning, context)
                           : binTexts(columns[c].texts, y, params.binning, context);
        if (!binning)
            return failAs(binning);
        ScorecardAttribute attribute;
        attribute.name = columns[c].name;
        attribute.binning = std::move(*binning);
        if (!(attribute.binning.iv >= params.leastIv) || attribute.binning.bins.size() < 2)
            attribute.fate = ScorecardFate::LittleInformation;
        card.attributes.push_back(std::move(attribute));
    }
    return card;
}

std::vector<std::size_t> usedAttributes(const Scorecard& card) {
    std::vector<std::size_t> used;
    for (std::size_t a = 0; a < card.attributes.size(); ++a)
        if (card.attributes[a].fate == ScorecardFate::Used)
            used.push_back(a);
    return used;
}

/// Weights of evidence of the used attributes, per row.
Matrix evidence(const Scorecard& card, std::span<const ScorecardColumn> columns,
                const std::vector<std::size_t>& used) {
    Matrix x(columns.front().rows(), used.size());
    for (std::size_t k = 0; k < used.size(); ++k) {
        const Binning& binning = card.attributes[used[k]].binning;
        for (std::size_t r = 0; r < x.rows; ++r)
            x.at(r, k) = binning.woe(binOf(binning, columns[used[k]], r));
    }
    return x;
}

/// The coefficient furthest above 0; WOE is high where events are few, so all should be below.
std::ptrdiff_t mostContrary(const LogisticResult& model) {
    const auto at = std::ranges::max_element(model.coefficients);
    return at != model.coefficients.end() && *at > 0 ? at - model.coefficients.begin() : -1;
}

/// Each attribute carries its share of the intercept, so that every row of the card is a few
/// points.
void writePoints(Scorecard& card, const std::vector<std::size_t>& used) {
    const double factor = card.pointsToDouble / std::numbers::ln2;
    const double whole = card.basePoints - factor * (std::log(card.baseOdds) + card.intercept);
    const double share = whole / static_cast<double>(used.size());
    for (const std::size_t a : used) {
        ScorecardAttribute& attribute = card.attributes[a];
        for (const Bin& bin : attribute.binning.bins)
            attribute.points.push_back(share - factor * attribute.coefficient * bin.woe);
        attribute.pointsElsewhere = share;
    }
}

} // namespace

Result<> ScorecardParams::validate() const {
    if (const auto valid = binning.validate(); !valid)
        return failAs(valid);
    if (!(l2 >= 0 && std::isfinite(l2)))
        return fail(ErrorCode::Usage, "l2", "0 or more");
    if (!(leastIv >= 0 && std::isfinite(leastIv)))
        return fail(ErrorCode::Usage, "least_iv", "0 or more");
    if (!std::isfinite(basePoints))
        return fail(ErrorCode::Usage, "base_points", "a number");
    if (!(baseOdds > 0 && std::isfinite(baseOdds)))
        return fail(ErrorCode::Usage, "base_odds", "above 0");
    if (!(pointsToDouble > 0 && std::isfinite(pointsToDouble)))
        return fail(ErrorCode::Usage, "points_to_double", "above 0");
    return {};
}

double Scorecard::probability(double score) const {
    const double logOddsOfNone =
        (score - basePoints) * std::numbers::ln2 / pointsToDouble + std::log(baseOdds);
    return sigmoid(-logOddsOfNone);
}

Result<Scorecard> fitScorecard(std::span<const ScorecardColumn> columns,
                               std::span<const std::uint8_t> y, const ScorecardParams& params,
                               TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkColumns(columns, y.size()); !valid)
        return failAs(valid);
    auto card = binColumns(columns, y, params, context);
    if (!card)
        return failAs(card);
    card->basePoints = params.basePoints;
    card->baseOdds = params.baseOdds;
    card->pointsToDouble = params.pointsToDouble;
    context.report({.stage = "train", .fraction = 0.9, .done = 0, .total = 0, .object = {}});
    OnlyCancel quiet(context);
    for (;;) {
        const auto used = usedAttributes(*card);
        if (used.empty())
            return fail(ErrorCode::NotEnoughData, "no column tells the labels apart",
                        "least_iv=" + std::to_string(params.leastIv));
        const Matrix x = evidence(*card, columns, used);
        const auto model = fitLogistic(x, y, {},
                                       {.l2 = params.l2,
                                        .standardize = false,
                                        .gradientTolerance = 1e-9,
                                        .threads = params.threads},
                                       quiet);
        if (!model)
            return failAs(model);
        const std::ptrdiff_t contrary = params.dropContrary ? mostContrary(*model) : -1;
        if (contrary >= 0) {
            card->attributes[used[static_cast<std::size_t>(contrary)]].fate =
                ScorecardFate::Contrary;
            continue;
        }
        card->intercept = model->intercept;
        card->iterations = model->iterations;
        for (ScorecardAttribute& attribute : card->attributes)
            attribute.standardError = kNaN;
        for (std::size_t k = 0; k < used.size(); ++k) {
            card->attributes[used[k]].coefficient = model->coefficients[k];
            card->attributes[used[k]].standardError = model->standardErrors[k];
        }
        writePoints(*card, used);
        return card;
    }
}

Result<std::vector<double>> scoreRows(const Scorecard& card,
                                      std::span<const ScorecardColumn> columns) {
    if (columns.empty() || columns.size() != card.attributes.size())
        return fail(ErrorCode::Usage, std::to_string(columns.size()) + " columns",
                    std::to_string(card.attributes.size()));
    if (const auto valid = checkColumns(columns, columns.front().rows()); !valid)
        return failAs(valid);
    std::vector<double> scores(columns.front().rows(), 0.0);
    for (const std::size_t a : usedAttributes(card)) {
        const ScorecardAttribute& attribute = card.attributes[a];
        if (attribute.binning.text != !columns[a].texts.empty())
            return fail(ErrorCode::Usage, columns[a].name, "numbers or texts as in the fit");
        for (std::size_t r = 0; r < scores.size(); ++r) {
            const int bin = binOf(attribute.binning, columns[a], r);
            scores[r] += bin < 0 ? attribute.pointsElsewhere
                                 : attribute.points[static_cast<std::size_t>(bin)];
        }
    }
    return scores;
}

std::vector<std::int64_t> rowsPerBin(const Binning& binning, const ScorecardColumn& column) {
    std::vector<std::int64_t> counts(binning.bins.size() + 1, 0);
    for (std::size_t r = 0; r < column.rows(); ++r) {
        const int bin = binOf(binning, column, r);
        ++counts[bin < 0 ? binning.bins.size() : static_cast<std::size_t>(bin)];
    }
    return counts;
}

} // namespace mops::learn
