#include "core/desk/replay_margin.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace mops::desk {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr std::array kMoves{0.003125, 0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2};

double deviationOf(const std::vector<double>& values) {
    double count = 0;
    double mean = 0;
    double squares = 0; // Welford (1962)
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        const double delta = value - mean;
        mean += delta / ++count;
        squares += delta * (value - mean);
    }
    const double deviation = count > 1 ? std::sqrt(squares / count) : 0;
    return deviation > 0 ? deviation : 1;
}

std::size_t columnOf(RuleSubject subject, const std::string& name) {
    const auto known = ruleColumns(subject);
    return static_cast<std::size_t>(
        std::find_if(known.begin(), known.end(),
                     [&](const RuleColumn& column) { return column.name == name; }) -
        known.begin());
}

bool textHolds(Comparison comparison, const std::string& left, const std::string& right) {
    switch (comparison) {
    case Comparison::Less: return left < right;
    case Comparison::LessOrEqual: return left <= right;
    case Comparison::Greater: return left > right;
    case Comparison::GreaterOrEqual: return left >= right;
    case Comparison::Equal: return left == right;
    case Comparison::NotEqual: return left != right;
    case Comparison::Missing:
    case Comparison::Present: break;
    }
    return false;
}

/// Signed distance of a number; a value on the line of a strict comparison is just outside.
double numberMargin(Comparison comparison, double value, double line, double deviation) {
    constexpr double kOnTheLine = 1e-12;
    const double above = (value - line) / deviation;
    switch (comparison) {
    case Comparison::Less: return above == 0 ? -kOnTheLine : -above;
    case Comparison::LessOrEqual: return above == 0 ? kOnTheLine : -above;
    case Comparison::Greater: return above == 0 ? -kOnTheLine : above;
    case Comparison::GreaterOrEqual: return above == 0 ? kOnTheLine : above;
    case Comparison::Equal: return above == 0 ? kOnTheLine : -std::abs(above);
    case Comparison::NotEqual: return above == 0 ? -kOnTheLine : std::abs(above);
    case Comparison::Missing:
    case Comparison::Present: break;
    }
    return -kInfinite;
}

std::vector<double> marginsOf(const Condition& condition, RuleSubject subject,
                              const SubjectFrame& frame) {
    std::vector<double> margins(frame.rows(), -kInfinite);
    const std::size_t place = columnOf(subject, condition.column);
    if (place >= frame.columns.size())
        return margins;
    const SubjectColumn& column = frame.columns[place];
    const bool asksMissing = condition.comparison == Comparison::Missing;
    const bool asksPresence = asksMissing || condition.comparison == Comparison::Present;
    double line = 0;
    std::from_chars(condition.value.data(), condition.value.data() + condition.value.size(), line);
    const double deviation = deviationOf(column.numbers);
    for (std::size_t row = 0; row < frame.rows(); ++row) {
        const bool isNumber = !column.numbers.empty();
        const bool missing =
            isNumber ? std::isnan(column.numbers[row])
                     : column.codes.empty() || column.codes[row] == db::ColumnData::kNull;
        if (asksPresence)
            margins[row] = missing == asksMissing ? kInfinite : -kInfinite;
        else if (missing)
            margins[row] = -kInfinite;
        else if (isNumber && !condition.isText)
            margins[row] = numberMargin(condition.comparison, column.numbers[row], line, deviation);
        else if (!isNumber && condition.isText)
            margins[row] =
                textHolds(condition.comparison, column.texts[column.codes[row]], condition.value)
                    ? kInfinite
                    : -kInfinite;
    }
    return margins;
}

void join(std::vector<double>& into, const std::vector<double>& more, bool all) {
    if (into.empty()) {
        into = more;
        return;
    }
    for (std::size_t row = 0; row < into.size(); ++row)
        into[row] = all ? std::min(into[row], more[row]) : std::max(into[row], more[row]);
}

} // namespace

std::vector<double> marginsOf(const RuleForm& form, RuleSubject subject,
                              const SubjectFrame& frame) {
    std::vector<double> margins;
    for (const ConditionGroup& group : form.groups) {
        std::vector<double> inGroup;
        for (const Condition& condition : group.conditions)
            join(inGroup, marginsOf(condition, subject, frame), group.all);
        join(margins, inGroup, form.all);
    }
    return margins;
}

Result<std::vector<double>> marginsByMoving(Predicate& predicate, RuleSubject subject,
                                            SubjectFrame& frame,
                                            const std::vector<std::uint32_t>& hits,
                                            std::size_t wanted, Deadline deadline,
                                            TaskContext& context) {
    std::vector<char> holds(frame.rows(), 0);
    for (const std::uint32_t row : hits)
        holds[row] = 1;
    std::vector<double> margins(frame.rows(), kInfinite);
    std::size_t turned = 0;
    const auto known = ruleColumns(subject);
    for (const double move : kMoves) {
        if (turned >= wanted)
            break;
        for (const std::size_t place : predicate.columns()) {
            if (known[place].isText())
                continue;
            const std::vector<double> kept = frame.columns[place].numbers;
            const double deviation = deviationOf(kept);
            for (const double direction : {-1.0, 1.0}) {
                for (std::size_t row = 0; row < kept.size(); ++row)
                    frame.columns[place].numbers[row] = kept[row] + direction * move * deviation;
                const auto moved = predicate.rowsWhere(frame, deadline, context);
                frame.columns[place].numbers = kept;
                if (!moved)
                    return failAs(moved);
                std::vector<char> now(frame.rows(), 0);
                for (const std::uint32_t row : *moved)
                    now[row] = 1;
                for (std::size_t row = 0; row < now.size(); ++row)
                    if (now[row] != holds[row] && margins[row] == kInfinite) {
                        margins[row] = move;
                        ++turned;
                    }
            }
        }
    }
    for (std::size_t row = 0; row < margins.size(); ++row)
        margins[row] = holds[row] != 0 ? margins[row] : -margins[row];
    return margins;
}

} // namespace mops::desk
