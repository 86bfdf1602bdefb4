#include "core/learn/forecast/croston.h"

#include "core/learn/columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

constexpr std::array<double, 6> kWeights = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3};
constexpr std::size_t kFirstSales = 8;

Result<std::size_t> countSales(std::span<const double> y) {
    std::size_t sales = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (y[t] < 0 || y[t] > kMaxMagnitude)
            return fail(ErrorCode::InvalidNumber, "value " + std::to_string(t + 1), "0 or more");
        sales += y[t] > 0 ? 1U : 0U;
    }
    if (sales < 2)
        return fail(ErrorCode::NotEnoughData, "sales=" + std::to_string(sales), "at least 2");
    return sales;
}

/// Means of the first sales and of the steps up to them.
CrostonState startOf(std::span<const double> y) {
    double sizes = 0;
    double sales = 0;
    double steps = 0;
    double stepsToLast = 0;
    for (const double value : y) {
        if (std::isnan(value))
            continue;
        ++steps;
        if (value > 0) {
            sizes += value;
            ++sales;
            stepsToLast = steps;
        }
        if (sales == static_cast<double>(kFirstSales))
            break;
    }
    return {.size = sizes / sales,
            .interval = stepsToLast / sales,
            .probability = sales / stepsToLast,
            .sinceSale = 1};
}

} // namespace

double crostonAhead(CrostonMethod method, const CrostonWeights& weights,
                    const CrostonState& state) {
    switch (method) {
    case CrostonMethod::Croston: return state.size / state.interval;
    case CrostonMethod::SyntetosBoylan:
        return (1 - weights.frequency / 2) * state.size / state.interval;
    case CrostonMethod::TeunterSyntetosBabai: return state.size * state.probability;
    }
    return 0;
}

double crostonStep(CrostonMethod method, const CrostonWeights& weights, CrostonState& state,
                   double y) {
    if (std::isnan(y))
        return y;
    const double error = y - crostonAhead(method, weights, state);
    const bool sale = y > 0;
    state.probability += weights.frequency * ((sale ? 1.0 : 0.0) - state.probability);
    if (sale) {
        const auto waited = static_cast<double>(state.sinceSale);
        state.size += weights.size * (y - state.size);
        state.interval += weights.frequency * (waited - state.interval);
        state.sinceSale = 0;
    }
    ++state.sinceSale;
    return error;
}

Result<CrostonModel> fitCroston(std::span<const double> y, CrostonMethod method) {
    const auto sales = countSales(y);
    if (!sales)
        return failAs(sales);
    CrostonModel best;
    best.sumOfSquares = std::numeric_limits<double>::infinity();
    const CrostonState start = startOf(y);
    for (const double size : kWeights)
        for (const double frequency : kWeights) {
            if (method != CrostonMethod::TeunterSyntetosBabai && size != frequency)
                continue;
            CrostonModel model{.method = method,
                               .weights = {size, frequency},
                               .start = start,
                               .last = start,
                               .observed = 0,
                               .sales = *sales,
                               .sumOfSquares = 0};
            for (const double value : y)
                if (const double error = crostonStep(method, model.weights, model.last, value);
                    !std::isnan(error)) {
                    model.sumOfSquares += error * error;
                    ++model.observed;
                }
            if (model.sumOfSquares < best.sumOfSquares)
                best = model;
        }
    return best;
}

DemandPattern demandPattern(std::span<const double> y) {
    double steps = 0;
    double sales = 0;
    double sum = 0;
    double squares = 0;
    for (const double value : y) {
        steps += std::isnan(value) ? 0 : 1;
        if (value > 0) {
            ++sales;
            sum += value;
            squares += value * value;
        }
    }
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    if (sales == 0)
        return {kNaN, kNaN};
    const double mean = sum / sales;
    return {steps / sales, std::max(squares / sales - mean * mean, 0.0) / (mean * mean)};
}

} // namespace mops::learn
