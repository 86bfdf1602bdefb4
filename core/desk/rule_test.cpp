#include "core/base/date.h"
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

SubjectIds::SubjectIds(db::Database& mart, const PastFacts& facts, RuleSubject subject)
    : m_facts(facts)
    , m_subject(subject)
    , m_order(mart, "SELECT order_id FROM fact_order WHERE order_key = ?") {}

std::string SubjectIds::idOf(std::uint32_t position) {
    if (m_subject == RuleSubject::Merchant)
        return m_facts.trade.merchantId[position];
    m_order.bind(1, m_facts.trade.orderKey[position]);
    std::string id = m_order.step() ? std::string(m_order.text(0)) : std::string();
    m_order.reset();
    return id;
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
        SubjectIds ids(mart, *facts, subject);
        for (std::size_t i = 0; i < rows->size() && i < kSample; ++i)
            test.sample.push_back(ids.idOf(frame->subject[(*rows)[i]]));
        test.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return test;
    });
}

} // namespace mops::desk
