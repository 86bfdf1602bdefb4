#include "core/base/text.h"
#include "core/base/translatable.h"
#include "core/db/statement.h"
#include "core/desk/kinds/kinds.h"
#include "core/desk/kinds/listing_evidence.h"

#include <array>
#include <optional>
#include <utility>

namespace mops::desk {
namespace {

// Assumptions, in log-odds, until decisions teach better ones.
constexpr double kBadShare = 0.1;
constexpr double kOtherTitle = 3.0; ///< nothing of the title is left
constexpr double kKeptTitle = 0.45; ///< shares of pairs of letters from which a title is kept
constexpr double kCategory = 1.6;
constexpr double kHarmless = -0.8; ///< only photos or a price within a third
constexpr std::int64_t kSalesAtStake = 20;
constexpr int kRowsBetweenQuestions = 5'000;

constexpr std::array kOwnMeasures{
    CaseMeasure{"title_kept", MOPS_TEXT("CaseMeasure", "Share of the title kept"),
                features::Unit::Share},
    CaseMeasure{"category_changed", MOPS_TEXT("CaseMeasure", "Category changed"),
                features::Unit::Count, true},
    CaseMeasure{"harmless_fields", MOPS_TEXT("CaseMeasure", "Only photos or a near price"),
                features::Unit::Count, true},
    CaseMeasure{"price", MOPS_TEXT("CaseMeasure", "Price"), features::Unit::MinorUnits},
    CaseMeasure{"changed_at", MOPS_TEXT("CaseMeasure", "Changed")},
};

constexpr const char* kWaiting =
    "SELECT x.change_id, x.field, x.value_before, x.value_after, x.changed_at, x.merchant_key, "
    "l.title, coalesce(l.brand, ''), l.price_minor FROM fact_listing_change x JOIN dim_listing l "
    "USING (listing_key) WHERE x.status = 'pending' ORDER BY x.change_id, x.field";

struct Change {
    std::string id;
    std::string title;
    std::int64_t merchantKey = 0;
    std::int64_t changedAt = 0;
    double stakePrice = 0;
    bool harmless = true;
    WordWeights before;
    WordWeights after;
    Evidence evidence{kBadShare};
};

/// What was there before is not held against the change.
WordWeights added(const Change& change) {
    WordWeights result = change.after;
    for (std::size_t i = 0; i < kWordClauses; ++i) {
        result.weight[i] -= change.before.weight[i];
        result.words[i] -= change.before.words[i];
    }
    if (change.before.brand == change.after.brand)
        result.brand = -1;
    return result;
}

void weighField(const db::Statement& row, const ListingWords& words, Change& change) {
    const std::string_view field = row.text(1), before = row.text(2), after = row.text(3);
    if (field == "title" || field == "description" || field == "brand") {
        words.read(before, row.text(7), change.before);
        words.read(after, row.text(7), change.after);
        change.harmless = false;
    }
    if (field == "title") {
        const double kept = similarity(before, after);
        change.evidence.addIf(kept < kKeptTitle, "title_kept", kept, kNoPeers,
                              kOtherTitle * (1 - kept / kKeptTitle));
        weighTitle(after, change.evidence);
        change.title = after;
    } else if (field == "price") {
        const double was = parseDouble(before).value_or(0), is = parseDouble(after).value_or(0);
        weighPrice(is, was, change.evidence);
        change.harmless = change.harmless && was > 0 && is > 0.7 * was && is < 1.4 * was;
        change.stakePrice = std::max(was, is);
    } else if (field == "category") {
        change.evidence.add("category_changed", 1, 0, kCategory);
        change.harmless = false;
    }
}

Candidate candidateOf(Change change, const RefusalHistory& history) {
    weighWords(added(change), change.evidence);
    change.evidence.addIf(change.harmless, "harmless_fields", 1, kNoPeers, kHarmless);
    history.weigh(change.merchantKey, change.evidence);
    Candidate candidate;
    candidate.subjectId = change.id;
    candidate.merchantKey = change.merchantKey;
    candidate.title = change.title;
    candidate.score = change.evidence.probability();
    candidate.stakeMinor = kSalesAtStake * std::llround(change.stakePrice);
    candidate.why = change.evidence.takeReasons();
    candidate.arrivedAt = change.changedAt;
    return candidate;
}

Result<std::vector<Candidate>> find(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<Candidate>> {
        if (mart.integer("SELECT EXISTS (SELECT 1 FROM fact_listing_change)") == 0)
            return fail(ErrorCode::NotEnoughData, "listing_change");
        const ListingWords words(mart);
        const RefusalHistory history(mart);
        std::vector<Candidate> candidates;
        std::optional<Change> change;
        db::Statement row(mart, kWaiting);
        while (row.step()) {
            if (candidates.size() % kRowsBetweenQuestions == 0 && context.cancelled())
                return fail(ErrorCode::Cancelled);
            if (change && change->id != row.text(0))
                candidates.push_back(candidateOf(*std::exchange(change, std::nullopt), history));
            if (!change) {
                change.emplace();
                change->id = row.text(0);
                change->changedAt = row.integer(4);
                change->merchantKey = row.integer(5);
                change->title = row.text(6);
                change->stakePrice = row.real(8);
            }
            weighField(row, words, *change);
        }
        if (change)
            candidates.push_back(candidateOf(std::move(*change), history));
        return candidates;
    });
}

Result<> describe(db::Database& mart, std::span<Candidate> chosen) {
    return fillMerchantIds(mart, chosen);
}

/// The fields with their values before and after, then what else the listing says.
Result<std::vector<CaseFact>> facts(db::Database& mart, const Case& item) {
    return db::guarded([&]() -> Result<std::vector<CaseFact>> {
        std::vector<CaseFact> facts;
        const ListingWords words(mart);
        db::Statement row(mart,
                          "SELECT x.field, x.value_before, x.value_after, coalesce(l.brand, ''), "
                          "l.title, l.description, x.changed_at FROM fact_listing_change x JOIN "
                          "dim_listing l USING (listing_key) WHERE x.change_id = ? ORDER BY "
                          "x.field");
        row.bind(1, item.subjectId);
        std::string title, description, changedAt;
        while (row.step()) {
            WordWeights before, after;
            words.read(row.text(1), row.text(3), before);
            words.read(row.text(2), row.text(3), after);
            bool bad = false;
            for (std::size_t i = 0; i < kWordClauses; ++i)
                bad = bad || after.weight[i] > before.weight[i] + 0.05;
            if (row.text(0) == "title")
                bad = bad || similarity(row.text(1), row.text(2)) < kKeptTitle / 2;
            if (row.text(0) == "price") {
                const double was = parseDouble(row.text(1)).value_or(0);
                const double is = parseDouble(row.text(2)).value_or(0);
                bad = bad || is < 0.5 * was || is > 1.6 * was;
            }
            facts.push_back({std::string(row.text(0)), std::string(row.text(2)),
                             std::string(row.text(1)), bad || row.text(0) == "category"});
            title = row.text(4);
            description = row.text(5);
            changedAt = formatDay(dayOf(fromSeconds(row.integer(6))));
        }
        if (facts.empty())
            return facts;
        facts.push_back({"changed_at", changedAt, {}, false});
        const auto has = [&](std::string_view field) {
            return std::any_of(facts.begin(), facts.end(),
                               [&](const CaseFact& fact) { return fact.name == field; });
        };
        if (!has("title"))
            facts.push_back({"title", title, {}, false});
        if (!has("description"))
            facts.push_back({"description", description, {}, false});
        return facts;
    });
}

} // namespace

const CaseKind kListingChangeCase{
    .name = "listing-change",
    .title = MOPS_TEXT("CaseKind", "Listing change"),
    .prefix = "change",
    .page = "review",
    .reviewMinutes = 1.0,
    .dueInDays = 1,
    .reasons = listingReasons(),
    .measures = kOwnMeasures,
    .find = find,
    .describe = describe,
    .facts = facts,
    .askMerchant =
        MOPS_TEXT("MerchantMessage", "Please tell us why you change the listing, and send what "
                                     "shows that it is still the same product."),
};

} // namespace mops::desk
