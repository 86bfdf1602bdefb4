#include "core/base/date.h"
#include "core/db/statement.h"
#include "core/desk/merchant_subjects.h"
#include "core/desk/order_subjects.h"
#include "core/desk/predicate.h"
#include "core/desk/subject_ids.h"
#include "core/features/feature_frame.h"

#include <chrono>

namespace mops::desk {
namespace {

constexpr std::size_t kSample = 20;

} // namespace

std::string subjectIdOf(db::Database& mart, const PastFacts& facts, RuleSubject subject,
                        std::uint32_t position) {
    if (subject == RuleSubject::Merchant)
        return facts.trade.merchantId[position];
    db::Statement select(mart, "SELECT order_id FROM fact_order WHERE order_key = ?");
    select.bind(1, facts.trade.orderKey[position]);
    return select.step() ? std::string(select.text(0)) : std::string();
}

Result<std::int64_t> defaultAsOf(const PastFacts& facts) {
    const auto day = mart::lastFullDay(facts.trade, std::nullopt);
    if (!day)
        return fail(ErrorCode::NotEnoughData, "order_head", "merchantops-cli import");
    return features::endOfDay(*day);
}

Result<RuleTest> testPredicate(db::Database& mart, RuleSubject subject,
                               const std::string& predicate, std::optional<std::int64_t> asOf,
                               TaskContext& context) {
    const auto begin = std::chrono::steady_clock::now();
    auto compiled = Predicate::compile(subject, predicate);
    if (!compiled)
        return failAs(compiled);
    return db::guarded([&]() -> Result<RuleTest> {
        db::ReadSnapshot snapshot(mart);
        const auto facts = readPastFacts(mart, subject, compiled->columns(), context);
        if (!facts)
            return failAs(facts);
        const auto until = defaultAsOf(*facts);
        if (!until)
            return failAs(until);
        const auto frame =
            subject == RuleSubject::Merchant
                ? MerchantSubjects(*facts, compiled->columns()).at(asOf.value_or(*until), context)
                : OrderSubjects(*facts, compiled->columns())
                      .between(facts->trade.firstOrderedAt,
                               asOf.value_or(facts->trade.lastOrderedAt), context);
        if (!frame)
            return failAs(frame);
        const auto rows = compiled->rowsWhere(*frame, deadlineIn(kPredicateSeconds), context);
        if (!rows)
            return failAs(rows);
        RuleTest test;
        test.hits = static_cast<std::int64_t>(rows->size());
        test.subjects = static_cast<std::int64_t>(frame->rows());
        for (std::size_t i = 0; i < rows->size() && i < kSample; ++i)
            test.sample.push_back(subjectIdOf(mart, *facts, subject, frame->subject[(*rows)[i]]));
        test.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return test;
    });
}

} // namespace mops::desk
