#include "core/desk/bulk.h"

#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/db/cancel_scope.h"
#include "core/db/statement.h"
#include "core/desk/bulk_operations.h"
#include "core/desk/bulk_payload.h"
#include "core/desk/decision_check.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/outbox.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <sodium.h>
#include <unordered_set>

namespace mops::desk {
namespace {

constexpr std::size_t kMostCases = 1'000'000;
constexpr std::size_t kShown = 5;
constexpr std::string_view kDomain = "merchantops.bulk.1";

/// A case of a bulk as the one query of preview and decision answers it.
struct Chosen {
    std::string caseId;
    CaseChange before;
    std::string kind;
    std::int64_t merchantKey = 0;
    std::int64_t stakeMinor = 0;
    double priority = 0;
    std::string region;
    std::string category;
    std::int64_t taggedBy = 0; ///< 0 = has not the decision's tag
    bool blind = false;
};

class Fingerprint {
public:
    explicit Fingerprint(const Decision& decision) {
        crypto_generichash_init(&m_state, nullptr, 0, m_digest.size());
        for (const std::string_view text :
             {kDomain, std::string_view(nameOfVerb(decision.verb)), trim(decision.tag),
              std::string_view(decision.assignee)})
            add(text);
    }
    void add(const Chosen& chosen) {
        add(chosen.caseId);
        add(std::to_string(chosen.before.lastOperation) + ":" + std::to_string(chosen.taggedBy));
    }
    std::string text() {
        crypto_generichash_final(&m_state, m_digest.data(), m_digest.size());
        return hex({reinterpret_cast<const char*>(m_digest.data()), m_digest.size()});
    }

private:
    void add(std::string_view text) {
        crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char*>(text.data()),
                                  text.size());
        const unsigned char end = 0;
        crypto_generichash_update(&m_state, &end, 1);
    }

    crypto_generichash_state m_state{};
    std::array<unsigned char, 16> m_digest{};
};

/// Walks the cases of a bulk in order of their ids, each once, and tells which are taken.
class Selection {
public:
    Selection(db::Database& mart, const Decision& decision, const Actor& actor)
        : m_decision(decision)
        , m_actor(actor)
        , m_select(mart,
                   std::string("SELECT ") + kChangeColumns +
                       ", kind, merchant_key, stake_minor, priority, "
                       "(SELECT m.region FROM dim_merchant m WHERE m.merchant_key = "
                       "s.merchant_key), "
                       "(SELECT k.category_id FROM dim_merchant m JOIN dim_category k ON "
                       "k.category_key = m.category_key WHERE m.merchant_key = s.merchant_key), "
                       "(SELECT t.operation_id FROM case_tag t WHERE t.case_id = s.case_id AND "
                       "t.tag = ?2), "
                       "EXISTS (SELECT 1 FROM blind_case b WHERE b.case_id = s.case_id) "
                       "FROM case_state s WHERE case_id = ?1")
        , m_fingerprint(decision) {}

    /// Calls `take` for each case that the decision is possible for.
    template <class Take>
    void walk(std::vector<std::string> caseIds, const Take& take) {
        std::sort(caseIds.begin(), caseIds.end());
        caseIds.erase(std::unique(caseIds.begin(), caseIds.end()), caseIds.end());
        const std::string tag(trim(m_decision.tag));
        for (std::string& caseId : caseIds) {
            m_select.bindAll(caseId, tag);
            if (!m_select.step()) {
                ++m_skipped["not_found"];
            } else {
                const Chosen chosen = read(std::move(caseId));
                if (const char* why = obstacle(chosen)) {
                    ++m_skipped[why];
                } else {
                    m_fingerprint.add(chosen);
                    take(chosen);
                }
            }
            m_select.reset();
        }
    }
    const std::map<std::string, std::int64_t>& skipped() const { return m_skipped; }
    std::string fingerprint() { return m_fingerprint.text(); }

private:
    Chosen read(std::string caseId) const {
        Chosen chosen;
        chosen.caseId = std::move(caseId);
        chosen.before = readChangeColumns(m_select, 0);
        int column = kChangeColumnCount;
        chosen.kind = m_select.text(column++);
        chosen.merchantKey = m_select.integer(column++);
        chosen.stakeMinor = m_select.integer(column++);
        chosen.priority = m_select.real(column++);
        chosen.region = m_select.text(column++);
        chosen.category = m_select.text(column++);
        chosen.taggedBy = m_select.integer(column++);
        chosen.blind = m_select.integer(column) != 0;
        return chosen;
    }
    const char* obstacle(const Chosen& chosen) {
        const Verb verb = m_decision.verb;
        if (verb == Verb::Tag || verb == Verb::Untag) {
            const auto tagged = obstacleToTag(verb, chosen.taggedBy != 0);
            return tagged ? tagged->code : nullptr;
        }
        if (const auto found = obstacleTo(verb, chosen.before, m_actor))
            return found->code;
        if (chosen.blind && (verb == Verb::Approve || verb == Verb::Refuse))
            return "blind";
        return knowsReason(chosen.kind) ? nullptr : "reason";
    }
    bool knowsReason(const std::string& kind) {
        if (m_decision.reasonCode.empty())
            return true;
        const auto [known, isNew] = m_knowsReason.try_emplace(kind, false);
        if (isNew)
            known->second = checkReason(m_decision, kind).has_value();
        return known->second;
    }

    const Decision& m_decision;
    const Actor& m_actor;
    db::Statement m_select;
    Fingerprint m_fingerprint;
    std::map<std::string, std::int64_t> m_skipped;
    std::map<std::string, bool> m_knowsReason;
};

Result<> checkBulkDecision(const std::vector<std::string>& caseIds, const Decision& decision,
                           const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return known;
    if (caseIds.size() > kMostCases)
        return fail(ErrorCode::Usage, "cases: " + std::to_string(caseIds.size()),
                    "≤ " + std::to_string(kMostCases));
    if (!decision.except.empty())
        return fail(ErrorCode::Usage, "except: " + std::to_string(caseIds.size()) + " cases", "1");
    return checkTexts(decision, actor);
}

std::vector<std::string> drawn(const std::vector<std::string>& caseIds, std::uint64_t seed) {
    Rng rng(seed);
    std::set<std::size_t> places;
    while (places.size() < std::min(kShown, caseIds.size()))
        places.insert(rng.below(caseIds.size()));
    std::vector<std::string> chosen;
    for (const std::size_t place : places)
        chosen.push_back(caseIds[place]);
    return chosen;
}

struct Stake {
    std::int64_t minor = 0;
    double priority = 0;
    std::size_t place = 0;
};

std::vector<std::string> largest(const std::vector<std::string>& caseIds,
                                 std::vector<Stake> stakes) {
    const auto shown = static_cast<std::ptrdiff_t>(std::min(kShown, stakes.size()));
    std::partial_sort(stakes.begin(), stakes.begin() + shown, stakes.end(),
                      [](const Stake& a, const Stake& b) {
                          if (a.minor != b.minor)
                              return a.minor > b.minor;
                          if (a.priority != b.priority)
                              return a.priority > b.priority;
                          return a.place < b.place;
                      });
    std::vector<std::string> chosen;
    for (auto stake = stakes.begin(); stake != stakes.begin() + shown; ++stake)
        chosen.push_back(caseIds[stake->place]);
    return chosen;
}

Result<> readCases(db::Database& mart, const std::vector<std::string>& caseIds,
                   std::vector<Case>& cases) {
    for (const std::string& caseId : caseIds) {
        auto found = readCase(mart, caseId);
        if (!found)
            return failAs(found);
        cases.push_back(std::move(*found));
    }
    return {};
}

std::string skippedText(const std::map<std::string, std::int64_t>& skipped) {
    std::string text;
    for (const auto& [code, cases] : skipped)
        text += (text.empty() ? "" : ", ") + code + " " + std::to_string(cases);
    return text;
}

std::int64_t sumOf(const std::map<std::string, std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0},
                           [](std::int64_t sum, const auto& entry) { return sum + entry.second; });
}

} // namespace

Result<BlastRadius> previewBulk(db::Database& mart, const std::vector<std::string>& caseIds,
                                const Decision& decision, std::uint64_t seed, const Actor& actor) {
    if (const auto sensible = checkBulkDecision(caseIds, decision, actor); !sensible)
        return failAs(sensible);
    return db::guarded([&]() -> Result<BlastRadius> {
        const db::ReadSnapshot snapshot(mart);
        BlastRadius radius;
        std::vector<std::string> taken;
        std::vector<Stake> stakes;
        std::unordered_set<std::int64_t> merchants;
        Selection selection(mart, decision, actor);
        selection.walk(caseIds, [&](const Chosen& chosen) {
            stakes.push_back({chosen.stakeMinor, chosen.priority, taken.size()});
            taken.push_back(chosen.caseId);
            radius.stakeMinor += chosen.stakeMinor;
            ++radius.byKind[chosen.kind];
            ++radius.byRegion[chosen.region];
            ++radius.byCategory[chosen.category];
            if (chosen.merchantKey != 0)
                merchants.insert(chosen.merchantKey);
        });
        radius.cases = static_cast<std::int64_t>(taken.size());
        radius.merchants = static_cast<std::int64_t>(merchants.size());
        radius.skippedBecause = selection.skipped();
        radius.skipped = sumOf(radius.skippedBecause);
        radius.fingerprint = selection.fingerprint();
        if (const auto read = readCases(mart, drawn(taken, seed), radius.random); !read)
            return failAs(read);
        if (const auto read = readCases(mart, largest(taken, std::move(stakes)), radius.extreme);
            !read)
            return failAs(read);
        return radius;
    });
}

Result<Receipt> decideBulk(db::Database& mart, const std::vector<std::string>& caseIds,
                           const Decision& decision, const std::string& fingerprint,
                           const Actor& actor, TaskContext& context) {
    if (const auto sensible = checkBulkDecision(caseIds, decision, actor); !sensible)
        return failAs(sensible);
    if (fingerprint.empty())
        return fail(ErrorCode::Usage, "fingerprint", "decide --preview");
    return db::guarded([&]() -> Result<Receipt> {
        const db::WideCache cache(mart);
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(
                mart, standsBeside(decision.verb) ? "case.note" : "case.decide", actor);
            !allowed)
            return failAs(allowed);
        const db::CancelScope cancel(mart, context);
        context.report({"choose", 0.0, 0, 0, {}});
        BeforeWriter before;
        auto taggedBy = nlohmann::json::array();
        std::set<std::string> kinds;
        std::vector<std::string> ofMany; ///< cases that concern more than their own merchant
        Selection selection(mart, decision, actor);
        selection.walk(caseIds, [&](const Chosen& chosen) {
            before.add(chosen.caseId, chosen.before);
            kinds.insert(chosen.kind);
            if (concernsMany(chosen.kind))
                ofMany.push_back(chosen.caseId);
            if (decision.verb == Verb::Untag)
                taggedBy.push_back(chosen.taggedBy);
        });
        if (kinds.empty())
            return fail(ErrorCode::Conflict, "0: " + skippedText(selection.skipped()));
        for (const std::string& kind : kinds)
            if (const auto reason = checkReason(decision, kind); !reason)
                return failAs(reason);
        if (const std::string now = selection.fingerprint(); now != fingerprint)
            return fail(ErrorCode::Conflict, fingerprint + " <> " + now, "decide --preview");
        auto payload = payloadOf(mart, decision, actor);
        std::move(before).addTo(payload, standsBeside(decision.verb));
        if (decision.verb == Verb::Untag)
            payload["tagged_by"] = std::move(taggedBy);
        if (const auto added = addWords(mart, ofMany, decision, payload); !added)
            return failAs(added);
        context.report({"decide", 0.3, 0, 0, {}});
        const std::int64_t corrections =
            decision.verb == Verb::Reopen
                ? correctRefusals(mart, casesOf(payload), decision.correction, actor)
                : 0;
        const auto operation = appendOperation(mart, actor, bulkKindOfVerb(decision.verb),
                                               payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        transaction.commit();
        Receipt receipt = receiptOf(operation);
        receipt.corrections = corrections;
        return receipt;
    });
}

} // namespace mops::desk
