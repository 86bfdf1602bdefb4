#include "core/desk/kinds/listing_words.h"

#include "core/db/statement.h"

#include <algorithm>

namespace mops::desk {
namespace {

struct Word {
    const char* text;
    WordClause clause;
    double weight; ///< negative: takes back what a part of it says
};

using enum WordClause;

// Advertising law, the usual listing rules, and how people get round them. Weights are assumptions,
// in log-odds; words that are common in honest texts carry little.
constexpr Word kWords[] = {
    {"最", BannedClaim, 0.7},
    {"最用心", BannedClaim, -0.7},
    {"最后", BannedClaim, -0.7},
    {"最低价", BannedClaim, 1.2},
    {"最低价选项", BannedClaim, -1.9},
    {"蕞", BannedClaim, 2.0},
    {"第一", BannedClaim, 1.4},
    {"第一次", BannedClaim, -1.4},
    {"国家级", BannedClaim, 1.8},
    {"世界级", BannedClaim, 1.5},
    {"顶级", BannedClaim, 1.5},
    {"顶尖", BannedClaim, 1.5},
    {"极致", BannedClaim, 1.2},
    {"独一无二", BannedClaim, 1.6},
    {"绝无仅有", BannedClaim, 1.6},
    {"万能", BannedClaim, 1.0},
    {"永不", BannedClaim, 1.0},
    {"史上", BannedClaim, 1.4},
    {"100%", BannedClaim, 1.3},
    {"遥遥领先", BannedClaim, 1.2},
    {"无人能及", BannedClaim, 1.3},
    {"no.1", BannedClaim, 1.6},
    {"没有比", BannedClaim, 1.0},
    {"没有对手", BannedClaim, 1.2},
    {"number one", BannedClaim, 1.6},
    {"the best", BannedClaim, 1.4},
    {"world-class", BannedClaim, 1.4},
    {"lowest price", BannedClaim, 1.4},
    {"unique", BannedClaim, 0.8},
    {"never wears", BannedClaim, 1.0},
    {"ultimate", BannedClaim, 1.2},
    {"nobody", BannedClaim, 0.8},
    {"no rival", BannedClaim, 1.2},
    {"second to none", BannedClaim, 1.2},
    {"top brand", BannedClaim, 1.3},
    {"根治", MedicalClaim, 2.2},
    {"治疗", MedicalClaim, 1.4},
    {"代替治疗", MedicalClaim, -1.4},
    {"药到病除", MedicalClaim, 2.0},
    {"血压", MedicalClaim, 1.4},
    {"血糖", MedicalClaim, 1.4},
    {"抗癌", MedicalClaim, 2.2},
    {"防癌", MedicalClaim, 1.8},
    {"免疫", MedicalClaim, 1.2},
    {"失眠", MedicalClaim, 1.2},
    {"关节", MedicalClaim, 0.9},
    {"疼痛", MedicalClaim, 1.2},
    {"排毒", MedicalClaim, 1.6},
    {"减脂", MedicalClaim, 1.0},
    {"消炎", MedicalClaim, 1.4},
    {"祛斑", MedicalClaim, 1.2},
    {"血液循环", MedicalClaim, 1.4},
    {"中医", MedicalClaim, 1.2},
    {"古方", MedicalClaim, 1.2},
    {"药量", MedicalClaim, 1.2},
    {"cures", MedicalClaim, 2.2},
    {"treats ", MedicalClaim, 1.6},
    {"blood pressure", MedicalClaim, 1.6},
    {"cancer", MedicalClaim, 2.2},
    {"immunity", MedicalClaim, 1.3},
    {"insomnia", MedicalClaim, 1.4},
    {"joint pain", MedicalClaim, 1.6},
    {"detox", MedicalClaim, 1.6},
    {"inflammation", MedicalClaim, 1.4},
    {"circulation", MedicalClaim, 1.3},
    {"medicine", MedicalClaim, 1.2},
    {"doctor", MedicalClaim, 1.0},
    {"herbal", MedicalClaim, 0.9},
    {"高仿", BrandMisuse, 2.4},
    {"复刻", BrandMisuse, 2.0},
    {"一比一", BrandMisuse, 1.8},
    {"尾单", BrandMisuse, 1.6},
    {"平替", BrandMisuse, 1.6},
    {"同款", BrandMisuse, 0.8},
    {"同一工厂", BrandMisuse, 1.6},
    {"代工", BrandMisuse, 1.4},
    {"带标", BrandMisuse, 1.4},
    {"防伪", BrandMisuse, 0.6},
    {"大牌", BrandMisuse, 1.2},
    {"replica of", BrandMisuse, 2.4},
    {"surplus", BrandMisuse, 1.4},
    {"same factory", BrandMisuse, 1.6},
    {"in the style of", BrandMisuse, 1.2},
    {"logo", BrandMisuse, 0.9},
    {"looks the same", BrandMisuse, 1.3},
    {"the maker behind", BrandMisuse, 1.3},
    {"授权", BrandMisuse, -0.8},
    {"authorised", BrandMisuse, -0.8},
    {"改价", PriceBait, 1.6},
    {"定金", PriceBait, 1.4},
    {"尾款", PriceBait, 0.8},
    {"补差", PriceBait, 1.8},
    {"秒杀", PriceBait, 0.6},
    {"询价", PriceBait, 1.2},
    {"运费到付", PriceBait, 1.2},
    {"默认不发货", PriceBait, 1.6},
    {"小样", PriceBait, 0.8},
    {"不含主要", PriceBait, 1.2},
    {"change the price", PriceBait, 1.6},
    {"deposit", PriceBait, 1.2},
    {"top-up", PriceBait, 1.6},
    {"carriage due", PriceBait, 1.2},
    {"ask before you order", PriceBait, 1.2},
    {"for show", PriceBait, 1.4},
    {"real offer", PriceBait, 1.4},
    {"微信", ContactDetails, 1.2},
    {"微信支付", ContactDetails, -1.2},
    {"加v", ContactDetails, 1.4},
    {"➕v", ContactDetails, 2.0},
    {"薇", ContactDetails, 1.4},
    {"qq", ContactDetails, 1.4},
    {"二维码", ContactDetails, 1.3},
    {"转账", ContactDetails, 1.2},
    {"私下", ContactDetails, 1.2},
    {"返现", ContactDetails, 1.6},
    {"小卡片", ContactDetails, 1.2},
    {"红包", ContactDetails, 0.8},
    {"同号", ContactDetails, 1.2},
    {"比平台便宜", ContactDetails, 1.6},
    {"小程序", ContactDetails, 0.8},
    {"进群", ContactDetails, 1.3},
    {"chat id", ContactDetails, 1.8},
    {"call 1", ContactDetails, 1.6},
    {"join group", ContactDetails, 1.6},
    {"pay us directly", ContactDetails, 2.0},
    {"scan the code", ContactDetails, 1.2},
    {"cheaper than here", ContactDetails, 1.6},
    {"our own app", ContactDetails, 1.2},
    {"card in the parcel", ContactDetails, 1.2},
    {"same number", ContactDetails, 1.0},
    {"电子烟", ProhibitedGoods, 2.6},
    {"雾化", ProhibitedGoods, 1.2},
    {"戒烟", ProhibitedGoods, 1.2},
    {"弹簧刀", ProhibitedGoods, 2.4},
    {"管制", ProhibitedGoods, 1.8},
    {"开刃", ProhibitedGoods, 1.6},
    {"处方", ProhibitedGoods, 1.8},
    {"抗生素", ProhibitedGoods, 2.4},
    {"胶囊", ProhibitedGoods, 1.0},
    {"仿真枪", ProhibitedGoods, 2.6},
    {"发射器", ProhibitedGoods, 1.2},
    {"e-cigarette", ProhibitedGoods, 2.6},
    {"vapour", ProhibitedGoods, 1.4},
    {"switchblade", ProhibitedGoods, 2.4},
    {"sharpened", ProhibitedGoods, 1.0},
    {"prescription", ProhibitedGoods, 2.0},
    {"antibiotic", ProhibitedGoods, 2.2},
    {"anti-infective", ProhibitedGoods, 1.8},
    {"gun", ProhibitedGoods, 1.0},
    {"replica gun", ProhibitedGoods, 1.6},
    {"launcher", ProhibitedGoods, 1.2},
};
constexpr int kWordCount = static_cast<int>(std::size(kWords));

constexpr int kMerchantsOfAKnownBrand = 4;
constexpr int kTelephone = 11;
constexpr int kLongNumber = 8;

/// The bytes of the character that begins there.
std::size_t lengthOf(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool isDigitCharacter(std::string_view character) {
    static constexpr std::string_view kNumerals = "零一二三四五六七八九";
    if (character.size() == 1)
        return character[0] >= '0' && character[0] <= '9';
    if (character.size() != 3)
        return false;
    const auto at = kNumerals.find(character);
    const bool fullWidth = character[0] == '\xEF' && character[1] == '\xBC' &&
                           static_cast<unsigned char>(character[2]) >= 0x90 &&
                           static_cast<unsigned char>(character[2]) <= 0x99;
    return fullWidth || (at != std::string_view::npos && at % 3 == 0);
}

std::vector<std::uint64_t> pairsOf(std::string_view text) {
    std::vector<std::uint64_t> pairs;
    std::uint64_t last = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::min(lengthOf(text[at]), text.size() - at);
        std::uint64_t character = 0;
        for (std::size_t i = 0; i < length; ++i)
            character = character << 8 | static_cast<unsigned char>(text[at + i]);
        if (at > 0)
            pairs.push_back(last << 32 ^ character);
        last = character;
        at += length;
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

} // namespace

const char* clauseCode(WordClause clause) {
    static constexpr std::array kCodes{"banned_claim", "medical_claim",   "brand_misuse",
                                       "price_bait",   "contact_details", "prohibited_goods"};
    return kCodes[static_cast<std::size_t>(clause)];
}

ListingWords::ListingWords(db::Database& mart) {
    for (const Word& word : kWords)
        m_finder.add(word.text);
    m_firstBrand = kWordCount;
    db::Statement brand(mart, "SELECT brand FROM dim_listing WHERE status = 'live' AND brand IS "
                              "NOT NULL AND length(brand) > 1 GROUP BY brand HAVING count(DISTINCT "
                              "merchant_key) >= ? ORDER BY brand");
    brand.bind(1, kMerchantsOfAKnownBrand);
    while (brand.step()) {
        m_brands.emplace_back(brand.text(0));
        m_finder.add(m_brands.back());
    }
    m_finder.prepare();
}

int ListingWords::brandNumber(std::string_view brand) const {
    const auto found = std::find(m_brands.begin(), m_brands.end(), brand);
    return found == m_brands.end() ? -1 : static_cast<int>(found - m_brands.begin());
}

void ListingWords::read(std::string_view text, std::string_view ownBrand, WordWeights& into) const {
    m_finder.find(text, [&](int number, std::size_t) {
        if (number >= m_firstBrand) {
            const int brand = number - m_firstBrand;
            if (m_brands[static_cast<std::size_t>(brand)] != ownBrand)
                into.brand = brand;
            return;
        }
        const Word& word = kWords[number];
        const auto clause = static_cast<std::size_t>(word.clause);
        into.weight[clause] += word.weight;
        into.words[clause] += word.weight > 0 ? 1 : -1;
    });
    const int digits = longestDigitRun(text);
    if (digits < kLongNumber)
        return;
    const auto contact = static_cast<std::size_t>(ContactDetails);
    into.weight[contact] += digits == kTelephone ? 1.6 : 0.5;
    ++into.words[contact];
}

int longestDigitRun(std::string_view text) {
    int longest = 0, run = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::min(lengthOf(text[at]), text.size() - at);
        run = isDigitCharacter(text.substr(at, length)) ? run + 1 : 0;
        longest = std::max(longest, run);
        at += length;
    }
    return longest;
}

int titleWords(std::string_view title) {
    int words = 0;
    bool inside = false;
    for (const char c : title) {
        const bool gap = c == ' ' || c == ',';
        words += !gap && !inside;
        inside = !gap;
    }
    return words;
}

double similarity(std::string_view one, std::string_view other) {
    const auto a = pairsOf(one), b = pairsOf(other);
    if (a.empty() && b.empty())
        return one == other ? 1 : 0;
    std::size_t both = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        both += a[i] == b[j];
        const bool stepA = a[i] <= b[j], stepB = b[j] <= a[i];
        i += stepA;
        j += stepB;
    }
    return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

} // namespace mops::desk
