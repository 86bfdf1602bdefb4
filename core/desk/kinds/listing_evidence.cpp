#include "core/desk/kinds/listing_evidence.h"

#include "core/base/translatable.h"
#include "core/db/statement.h"

#include <algorithm>

namespace mops::desk {
namespace {

// Assumptions, in log-odds, until decisions teach better ones.
constexpr double kMostOfAClause = 3.5;
constexpr double kNamedBrand = 0.9;
constexpr double kPerFactorOfRefusals = 0.5;
constexpr double kPriorDecisions = 6; ///< as many as a merchant is believed without history
constexpr double kVeryCheap = 2.4;
constexpr double kCheap = 1.4;
constexpr double kReduced = 0.4;
constexpr double kDear = 0.6;
constexpr int kUsualWords = 5;
constexpr int kManyWords = 8; ///< few honest titles are as long
constexpr double kPerWord = 0.55;

constexpr std::array kReasons{
    ReasonCode{
        "banned_claim", MOPS_TEXT("Reason", "Banned claims (best, first, 100 %)"),
        MOPS_TEXT("MerchantMessage",
                  "The text makes claims that the rules on advertising do not allow, such as "
                  "“best”, “first” or “100 %”. Please take them out and submit it again.")},
    ReasonCode{"medical_claim", MOPS_TEXT("Reason", "Claims to heal"),
               MOPS_TEXT("MerchantMessage",
                         "The text promises to heal or to prevent illness, which only approved "
                         "medicine may. Please take these claims out, or send the approval.")},
    ReasonCode{"brand_misuse", MOPS_TEXT("Reason", "Misuse of a brand"),
               MOPS_TEXT("MerchantMessage",
                         "The listing uses a brand without showing that you may. Please take the "
                         "brand out, or send the brand owner's authorisation.")},
    ReasonCode{"wrong_category", MOPS_TEXT("Reason", "Wrong category"),
               MOPS_TEXT("MerchantMessage",
                         "The product stands in a category that it does not belong to. "
                         "Please choose the fitting category and submit it again.")},
    ReasonCode{"price_bait", MOPS_TEXT("Reason", "Bait price"),
               MOPS_TEXT("MerchantMessage",
                         "The price shown is one at which the product cannot really be "
                         "bought. Please show the price that the buyer pays.")},
    ReasonCode{"contact_details", MOPS_TEXT("Reason", "Contact details in the text"),
               MOPS_TEXT("MerchantMessage",
                         "The text or the pictures hold contact details, or lead buyers off the "
                         "marketplace. Please take them out and submit it again.")},
    ReasonCode{"title_stuffing", MOPS_TEXT("Reason", "Title stuffed with keywords"),
               MOPS_TEXT("MerchantMessage",
                         "The title strings keywords together that do not describe the product. "
                         "Please name the product, its brand and its main properties only.")},
    ReasonCode{"prohibited_goods", MOPS_TEXT("Reason", "Prohibited goods"),
               MOPS_TEXT("MerchantMessage",
                         "The product may not be sold on this marketplace. Please take it down; if "
                         "it is another product than we think, send what shows it.")},
    ReasonCode{"swapped", MOPS_TEXT("Reason", "Another product under old reviews"),
               MOPS_TEXT("MerchantMessage",
                         "Another product stands under reviews that were written for the old one. "
                         "Please open a new listing for the new product.")},
    ReasonCode{"in_order", MOPS_TEXT("Reason", "In order")},
    ReasonCode{"evidence_provided", MOPS_TEXT("Reason", "The merchant gave evidence")},
    ReasonCode{"false_alarm", MOPS_TEXT("Reason", "False alarm")},
    ReasonCode{"other", MOPS_TEXT("Reason", "Other (with a note)")},
};

using features::Unit;
constexpr std::array kMeasures{
    CaseMeasure{"banned_claim", MOPS_TEXT("CaseMeasure", "Words of banned claims")},
    CaseMeasure{"medical_claim", MOPS_TEXT("CaseMeasure", "Words of healing")},
    CaseMeasure{"brand_misuse", MOPS_TEXT("CaseMeasure", "Words of imitation")},
    CaseMeasure{"price_bait", MOPS_TEXT("CaseMeasure", "Words of a bait price")},
    CaseMeasure{"contact_details", MOPS_TEXT("CaseMeasure", "Contact details")},
    CaseMeasure{"prohibited_goods", MOPS_TEXT("CaseMeasure", "Words of prohibited goods")},
    CaseMeasure{"brand_named", MOPS_TEXT("CaseMeasure", "Names another brand"), Unit::Count, true},
    CaseMeasure{"title_words", MOPS_TEXT("CaseMeasure", "Words in the title")},
    CaseMeasure{"price_minor", MOPS_TEXT("CaseMeasure", "Price"), Unit::MinorUnits},
    CaseMeasure{"refused_before", MOPS_TEXT("CaseMeasure", "Refused before"), Unit::Share},
    CaseMeasure{"category_other", MOPS_TEXT("CaseMeasure", "Category differs from the product's"),
                Unit::Count, true},
    CaseMeasure{"title", MOPS_TEXT("CaseMeasure", "Title")},
    CaseMeasure{"description", MOPS_TEXT("CaseMeasure", "Description")},
    CaseMeasure{"brand", MOPS_TEXT("CaseMeasure", "Brand")},
    CaseMeasure{"photos", MOPS_TEXT("CaseMeasure", "Photos")},
    CaseMeasure{"product_category", MOPS_TEXT("CaseMeasure", "Category of the product")},
    CaseMeasure{"usual_price_minor", MOPS_TEXT("CaseMeasure", "Sold so far at"), Unit::MinorUnits},
    CaseMeasure{"listed_at", MOPS_TEXT("CaseMeasure", "Listed")},
    CaseMeasure{"decided_before", MOPS_TEXT("CaseMeasure", "Earlier texts: refused / decided")},
};

} // namespace

std::span<const ReasonCode> listingReasons() {
    return kReasons;
}
std::span<const CaseMeasure> listingMeasures() {
    return kMeasures;
}

RefusalHistory::RefusalHistory(db::Database& mart) {
    db::Statement row(mart, "SELECT merchant_key, sum(refused), count(*) FROM (SELECT "
                            "merchant_key, status = 'refused' AS refused FROM dim_listing WHERE "
                            "status <> 'pending' UNION ALL SELECT merchant_key, status = 'refused' "
                            "FROM fact_listing_change WHERE status <> 'pending') GROUP BY 1 ORDER "
                            "BY 1");
    std::vector<std::pair<double, double>> counts;
    double refused = 0, decided = 0;
    while (row.step()) {
        m_shares.emplace_back(row.integer(0), 0);
        counts.emplace_back(row.real(1), row.real(2));
        refused += row.real(1);
        decided += row.real(2);
    }
    m_mean = (refused + 1) / (decided + 20);
    for (std::size_t i = 0; i < counts.size(); ++i)
        m_shares[i].second =
            (counts[i].first + m_mean * kPriorDecisions) / (counts[i].second + kPriorDecisions);
}

void RefusalHistory::weigh(std::int64_t merchantKey, Evidence& evidence) const {
    const auto found = std::lower_bound(m_shares.begin(), m_shares.end(),
                                        std::pair<std::int64_t, double>(merchantKey, -1));
    if (found == m_shares.end() || found->first != merchantKey)
        return;
    evidence.add("refused_before", found->second, m_mean,
                 kPerFactorOfRefusals * std::log(found->second / m_mean));
}

void weighWords(const WordWeights& words, Evidence& evidence) {
    for (std::size_t i = 0; i < kWordClauses; ++i)
        evidence.addIf(words.weight[i] > 0.05, clauseCode(static_cast<WordClause>(i)),
                       words.words[i], 0, std::min(kMostOfAClause, words.weight[i]));
    evidence.addIf(words.brand >= 0, "brand_named", 1, 0, kNamedBrand);
}

void weighPrice(double priceMinor, double usualMinor, Evidence& evidence) {
    if (usualMinor <= 0)
        return;
    const double ratio = priceMinor / usualMinor;
    const double weight = ratio < 0.25  ? kVeryCheap
                          : ratio < 0.5 ? kCheap
                          : ratio < 0.7 ? kReduced
                          : ratio > 1.6 ? kDear
                                        : 0;
    evidence.addIf(weight > 0, "price_minor", priceMinor, usualMinor, weight);
}

void weighTitle(std::string_view title, Evidence& evidence) {
    const int words = titleWords(title);
    evidence.addIf(words > kManyWords, "title_words", words, kUsualWords,
                   std::min(kMostOfAClause, kPerWord * (words - kManyWords)));
}

} // namespace mops::desk
