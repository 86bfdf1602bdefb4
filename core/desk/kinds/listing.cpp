#include "core/base/translatable.h"
#include "core/db/statement.h"
#include "core/desk/kinds/kinds.h"
#include "core/desk/kinds/listing_evidence.h"

namespace mops::desk {
namespace {

// Assumptions, in log-odds, until decisions teach better ones.
constexpr double kBadShare = 0.1;
constexpr double kOtherCategory = 1.0;
constexpr double kOtherGroup = 2.6;
/// What a bad listing is assumed to cost: as many sales at its usual price.
constexpr std::int64_t kSalesAtStake = 20;
constexpr int kRowsBetweenQuestions = 5'000;

constexpr const char* kWaiting =
    "SELECT l.listing_id, l.merchant_key, l.title, l.description, coalesce(l.brand, ''), "
    "l.price_minor, l.listed_at, l.category_key, p.category_key, c.parent_key, d.parent_key, "
    "(SELECT avg(i.price_minor) FROM fact_item i WHERE i.product_key = l.product_key) "
    "FROM dim_listing l JOIN dim_product p USING (product_key) LEFT JOIN dim_category c ON "
    "c.category_key = l.category_key LEFT JOIN dim_category d ON d.category_key = p.category_key "
    "WHERE l.status = 'pending' ORDER BY l.listing_key";

Result<std::vector<Candidate>> find(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<Candidate>> {
        if (mart.integer("SELECT EXISTS (SELECT 1 FROM dim_listing)") == 0)
            return fail(ErrorCode::NotEnoughData, "listing");
        const ListingWords words(mart);
        const RefusalHistory history(mart);
        std::vector<Candidate> candidates;
        db::Statement row(mart, kWaiting);
        while (row.step()) {
            if (candidates.size() % kRowsBetweenQuestions == 0 && context.cancelled())
                return fail(ErrorCode::Cancelled);
            Evidence evidence(kBadShare);
            WordWeights found;
            words.read(row.text(2), row.text(4), found);
            words.read(row.text(3), row.text(4), found);
            weighWords(found, evidence);
            weighTitle(row.text(2), evidence);
            weighPrice(row.real(5), row.real(11), evidence);
            if (!row.isNull(7) && !row.isNull(8) && row.integer(7) != row.integer(8))
                evidence.add("category_other", 1, 0,
                             row.integer(9) == row.integer(10) ? kOtherCategory : kOtherGroup);
            history.weigh(row.integer(1), evidence);
            Candidate& candidate = candidates.emplace_back();
            candidate.subjectId = row.text(0);
            candidate.merchantKey = row.integer(1);
            candidate.title = row.text(2);
            candidate.score = evidence.probability();
            candidate.stakeMinor =
                kSalesAtStake * std::max<std::int64_t>(row.integer(5), std::llround(row.real(11)));
            candidate.why = evidence.takeReasons();
            candidate.arrivedAt = row.integer(6);
        }
        return candidates;
    });
}

Result<> describe(db::Database& mart, std::span<Candidate> chosen) {
    return fillMerchantIds(mart, chosen);
}

bool speaksAgainst(const ListingWords& words, std::string_view text, std::string_view brand) {
    WordWeights found;
    words.read(text, brand, found);
    return std::any_of(found.weight.begin(), found.weight.end(),
                       [](double weight) { return weight > 0.05; });
}

Result<std::vector<CaseFact>> facts(db::Database& mart, const Case& item) {
    return db::guarded([&]() -> Result<std::vector<CaseFact>> {
        std::vector<CaseFact> facts;
        db::Statement row(
            mart, "SELECT l.title, l.description, l.brand, l.price_minor, l.photo_count, "
                  "l.listed_at, c.category_id, d.category_id, l.merchant_key, (SELECT "
                  "round(avg(i.price_minor)) FROM fact_item i WHERE i.product_key = "
                  "l.product_key) FROM dim_listing l JOIN dim_product p USING (product_key) LEFT "
                  "JOIN dim_category c ON c.category_key = l.category_key LEFT JOIN dim_category d "
                  "ON d.category_key = p.category_key WHERE l.listing_id = ?");
        row.bind(1, item.subjectId);
        if (!row.step())
            return facts;
        const ListingWords words(mart);
        const auto add = [&](const char* name, std::string value, bool bad = false) {
            if (!value.empty())
                facts.push_back({name, std::move(value), {}, bad});
        };
        const std::string brand(row.text(2));
        add("title", std::string(row.text(0)), speaksAgainst(words, row.text(0), brand));
        add("description", std::string(row.text(1)), speaksAgainst(words, row.text(1), brand));
        add("brand", brand);
        const double usual = row.real(9);
        add("price_minor", std::string(row.text(3)), usual > 0 && row.real(3) < 0.5 * usual);
        if (usual > 0)
            add("usual_price_minor", std::to_string(row.integer(9)));
        add("photos", std::string(row.text(4)));
        add("category", std::string(row.text(6)), row.text(6) != row.text(7));
        add("product_category", std::string(row.text(7)));
        add("listed_at", formatDay(dayOf(fromSeconds(row.integer(5)))));
        db::Statement before(mart, "SELECT sum(status = 'refused'), count(*) FROM dim_listing "
                                   "WHERE merchant_key = ? AND status <> 'pending'");
        before.bind(1, row.integer(8));
        if (before.step() && before.integer(1) > 0)
            add("decided_before",
                std::to_string(before.integer(0)) + " / " + std::to_string(before.integer(1)));
        return facts;
    });
}

} // namespace

const CaseKind kListingCase{
    .name = "listing",
    .title = MOPS_TEXT("CaseKind", "Listing"),
    .prefix = "listing",
    .page = "review",
    .reviewMinutes = 1.0,
    .dueInDays = 1,
    .reasons = listingReasons(),
    .measures = listingMeasures(),
    .find = find,
    .describe = describe,
    .facts = facts,
    .askMerchant = MOPS_TEXT("MerchantMessage",
                             "Please send what supports the claims, brands and category of the "
                             "listing: authorisations, certificates, test reports, invoices."),
};

} // namespace mops::desk
