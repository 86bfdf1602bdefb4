#include "core/learn/measure/group_metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// What one group's rows say.
struct Members {
    std::vector<std::uint8_t> y;
    std::vector<double> score;
};

Result<> checkRows(std::span<const std::uint8_t> y, std::span<const double> score,
                   std::span<const std::int32_t> group) {
    if (y.size() != score.size() || y.size() != group.size())
        return fail(ErrorCode::Usage, std::to_string(y.size()) + " labels, " +
                                          std::to_string(score.size()) + " scores, " +
                                          std::to_string(group.size()) + " groups");
    if (y.empty())
        return fail(ErrorCode::NotEnoughData, "0 rows", "at least 1");
    for (std::size_t r = 0; r < y.size(); ++r) {
        if (y[r] > 1)
            return fail(ErrorCode::InvalidNumber, "label of row " + std::to_string(r + 1),
                        "0 or 1");
        if (std::isnan(score[r]))
            return fail(ErrorCode::InvalidNumber, "score of row " + std::to_string(r + 1));
        if (group[r] < 0)
            return fail(ErrorCode::InvalidNumber, "group of row " + std::to_string(r + 1));
    }
    return {};
}

GroupRate rateOf(std::int64_t events, std::int64_t rows, double confidence) {
    return {rows > 0 ? static_cast<double>(events) / static_cast<double>(rows) : kNaN,
            wilsonInterval(events, rows, confidence)};
}

std::int64_t favourable(const GroupRow& row, const GroupMetricsParams& params) {
    const std::int64_t called = row.confusion.truePositive + row.confusion.falsePositive;
    return params.calledIsFavourable ? called : row.rows - called;
}

GroupRow describe(std::int32_t group, const Members& members, const GroupMetricsParams& params) {
    GroupRow row;
    row.group = group;
    row.rows = static_cast<std::int64_t>(members.y.size());
    row.confusion = confusionAt(members.y, members.score, params.threshold);
    const Confusion& c = row.confusion;
    const std::int64_t positives = c.truePositive + c.falseNegative;
    const std::int64_t called = c.truePositive + c.falsePositive;
    const double confidence = params.confidence;
    row.baseRate = rateOf(positives, row.rows, confidence);
    row.callRate = rateOf(called, row.rows, confidence);
    row.favourableRate = rateOf(favourable(row, params), row.rows, confidence);
    row.truePositiveRate = rateOf(c.truePositive, positives, confidence);
    row.falsePositiveRate = rateOf(c.falsePositive, row.rows - positives, confidence);
    row.precision = rateOf(c.truePositive, called, confidence);
    row.rocAuc = rocAuc(members.y, members.score);
    const bool probabilities =
        std::ranges::all_of(members.score, [](double s) { return s >= 0 && s <= 1; });
    row.brier = probabilities ? brier(members.y, members.score) : kNaN;
    row.enoughRows = row.rows >= params.fewestRows;
    return row;
}

/// Groups that differences are taken over.
std::vector<const GroupRow*> counted(const std::vector<GroupRow>& groups) {
    std::vector<const GroupRow*> rows;
    for (const GroupRow& row : groups)
        if (row.enoughRows)
            rows.push_back(&row);
    if (rows.empty())
        for (const GroupRow& row : groups)
            rows.push_back(&row);
    return rows;
}

struct Spread {
    double difference = kNaN;
    double ratio = kNaN;
};

Spread spread(const std::vector<const GroupRow*>& rows, GroupRate GroupRow::*rate) {
    std::vector<double> values;
    for (const GroupRow* row : rows)
        if (!std::isnan((row->*rate).value))
            values.push_back((row->*rate).value);
    if (values.size() < 2)
        return {};
    const auto [least, most] = std::ranges::minmax(values);
    return {most - least, most > 0 ? least / most : kNaN};
}

Result<std::size_t> referenceAmong(const std::vector<GroupRow>& groups, std::int32_t wanted) {
    if (wanted < 0) {
        const auto rows = counted(groups);
        const GroupRow* best = *std::ranges::max_element(
            rows, {}, [](const GroupRow* row) { return row->favourableRate.value; });
        return static_cast<std::size_t>(best - groups.data());
    }
    const auto at = std::ranges::find(groups, wanted, &GroupRow::group);
    if (at == groups.end())
        return fail(ErrorCode::Usage, "reference group " + std::to_string(wanted), "no rows");
    return static_cast<std::size_t>(at - groups.begin());
}

} // namespace

Result<> GroupMetricsParams::validate() const {
    if (std::isnan(threshold))
        return fail(ErrorCode::Usage, "threshold");
    if (!(confidence > 0 && confidence < 1))
        return fail(ErrorCode::Usage, "confidence", "between 0 and 1");
    if (reference < -1)
        return fail(ErrorCode::Usage, "reference=" + std::to_string(reference), "-1 or a group");
    return {};
}

Result<GroupMetrics> groupMetrics(std::span<const std::uint8_t> y, std::span<const double> score,
                                  std::span<const std::int32_t> group,
                                  const GroupMetricsParams& params) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkRows(y, score, group); !valid)
        return failAs(valid);
    std::map<std::int32_t, Members> members;
    for (std::size_t r = 0; r < y.size(); ++r) {
        Members& of = members[group[r]];
        of.y.push_back(y[r]);
        of.score.push_back(score[r]);
    }
    GroupMetrics result;
    for (const auto& [number, rows] : members)
        result.groups.push_back(describe(number, rows, params));

    const auto reference = referenceAmong(result.groups, params.reference);
    if (!reference)
        return failAs(reference);
    const GroupRow against = result.groups[*reference];
    result.reference = against.group;
    result.passesFourFifths = true;
    for (GroupRow& row : result.groups) {
        const auto compared =
            compareShares(favourable(row, params), row.rows, favourable(against, params),
                          against.rows, params.confidence);
        if (!compared)
            return failAs(compared);
        row.againstReference = *compared;
        // In whole numbers, so that exactly four fifths pass.
        row.passesFourFifths = 5 * favourable(row, params) * against.rows >=
                               4 * favourable(against, params) * row.rows;
        result.passesFourFifths =
            result.passesFourFifths && (row.passesFourFifths || !row.enoughRows);
    }
    const auto rows = counted(result.groups);
    const Spread favoured = spread(rows, &GroupRow::favourableRate);
    result.favourableDifference = favoured.difference;
    result.favourableRatio = favoured.ratio;
    result.truePositiveRateDifference = spread(rows, &GroupRow::truePositiveRate).difference;
    result.falsePositiveRateDifference = spread(rows, &GroupRow::falsePositiveRate).difference;
    result.equalizedOddsDifference =
        std::fmax(result.truePositiveRateDifference, result.falsePositiveRateDifference);
    return result;
}

} // namespace mops::learn
