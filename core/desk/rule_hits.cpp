#include "core/desk/rule_hits.h"

#include "core/base/date.h"
#include "core/desk/merchant_subjects.h"
#include "core/desk/predicate.h"
#include "core/desk/subject_ids.h"

#include <algorithm>

namespace mops::desk {
namespace {

struct Compiled {
    std::size_t place = 0; ///< in the list of rules
    Predicate predicate;
};

void sortById(std::vector<RuleHit>& hits) {
    std::sort(hits.begin(), hits.end(),
              [](const RuleHit& a, const RuleHit& b) { return a.subjectId < b.subjectId; });
}

/// All rules on one kind of subject: the facts are read once, with the columns of all.
Result<> findOn(RuleSubject subject, db::Database& mart, std::optional<std::int64_t>& asOf,
                std::vector<RuleHits>& found, TaskContext& context) {
    std::vector<Compiled> compiled;
    std::vector<std::size_t> columns;
    for (std::size_t place = 0; place < found.size(); ++place) {
        if (found[place].rule.subject != subject)
            continue;
        auto predicate = Predicate::compile(subject, found[place].rule.predicate);
        if (!predicate)
            return failAs(predicate);
        columns = unionOf(std::move(columns), predicate->columns());
        compiled.push_back({place, std::move(*predicate)});
    }
    if (compiled.empty())
        return {};
    const auto facts = readPastFacts(mart, subject, columns, context);
    if (!facts)
        return failAs(facts);
    if (!asOf) {
        const auto usual = defaultAsOf(*facts);
        if (!usual)
            return failAs(usual);
        asOf = *usual;
    }
    const auto keyOf = [&](std::uint32_t merchant) {
        return merchant == mart::kNone ? 0 : facts->trade.merchantKey[merchant];
    };
    std::optional<OrderSubjects> orders;
    Result<SubjectFrame> frame = fail(ErrorCode::Internal);
    if (subject == RuleSubject::Order) {
        orders.emplace(*facts, columns);
        frame = orders->between(*asOf - kOrderDays * kSecondsPerDay + 1, *asOf, context);
    } else {
        frame = MerchantSubjects(*facts, columns).at(*asOf, context);
    }
    if (!frame)
        return failAs(frame);
    SubjectIds ids(mart, *facts, subject);
    for (Compiled& one : compiled) {
        const auto rows = one.predicate.rowsWhere(*frame, deadlineIn(kPredicateSeconds), context);
        if (!rows)
            return failAs(rows);
        auto& hits = found[one.place].hits;
        for (const std::uint32_t row : *rows) {
            const std::uint32_t position = frame->subject[row];
            hits.push_back(
                {ids.idOf(position), keyOf(orders ? orders->merchantOf()[position] : position)});
        }
        sortById(hits);
    }
    return {};
}

} // namespace

std::vector<std::size_t> unionOf(std::vector<std::size_t> columns,
                                 const std::vector<std::size_t>& more) {
    columns.insert(columns.end(), more.begin(), more.end());
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    return columns;
}

Result<std::vector<RuleHits>> findHits(db::Database& mart, const std::vector<RuleVersion>& rules,
                                       std::optional<std::int64_t>& asOf, TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<RuleHits>> {
        db::ReadSnapshot snapshot(mart);
        std::vector<RuleHits> found;
        for (const RuleVersion& rule : rules)
            found.push_back({rule, {}});
        for (const RuleSubject subject : {RuleSubject::Merchant, RuleSubject::Order})
            if (const auto done = findOn(subject, mart, asOf, found, context); !done)
                return failAs(done);
        return found;
    });
}

} // namespace mops::desk
