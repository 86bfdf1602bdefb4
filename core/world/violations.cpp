#include "core/world/violations.h"

#include <algorithm>
#include <array>

namespace mops::world {
namespace {

/// What is written, by manner: some ways each.
using Ways = std::array<std::array<BothNames, 4>, 3>;

constexpr Ways kBannedClaims{{
    {{{"全网最低价，销量第一，国家级品质。", "Number one in sales, lowest price anywhere."},
      {"史上最好用，绝无仅有，100%有效。", "The best ever made, 100% effective, nothing like it."},
      {"行业第一品牌，顶级品质，永不磨损。", "The top brand of the trade; never wears out."},
      {"世界级工艺，独一无二，万能通用。", "World-class, unique, good for everything."}}},
    {{{"用过的人都说没有比它更好的了。", "Everyone says there is nothing better."},
      {"销量遥遥领先同行，品质无人能及。", "Far ahead of all others; nobody comes near."},
      {"NO.1 之选，闭眼入不会错。", "The No.1 choice: buy with your eyes shut."},
      {"极致体验，市面上找不到第二家。", "The ultimate; you will find no second one."}}},
    {{{"蕞好用的一款，懂的都懂。", "Simply the b-e-s-t, you know it."},
      {"同类里数一数二，测评博主都闭嘴了。", "Second to none; the testers have gone quiet."},
      {"这个价位就没有对手，D一名当之无愧。", "No rival at this price; 1st place well earned."},
      {"专家团队推荐，行家只认这一款。", "Experts recommend it; those who know take no other."}}},
}};

constexpr Ways kMedicalClaims{{
    {{{"根治失眠，三天见效，无效退款。", "Cures insomnia in three days or your money back."},
      {"治疗关节炎、颈椎病，药到病除。", "Treats arthritis and neck disease for good."},
      {"降血压降血糖，告别吃药。", "Lowers blood pressure and sugar: no more pills."},
      {"抗癌防癌，增强免疫，医生推荐。", "Prevents cancer, boosts immunity, doctors say."}}},
    {{{"长期使用可缓解关节疼痛，改善睡眠。", "Used for long it eases joint pain and sleep."},
      {"有助排毒减脂，一个月瘦十斤。", "Helps detox; five kilos less in a month."},
      {"祛斑消炎，敏感肌也能修复。", "Removes spots, soothes inflammation, repairs skin."},
      {"促进血液循环，手脚冰凉的人都在用。",
       "Improves circulation; people with cold hands use it."}}},
    {{{"顾客反馈：睡得香了，血压也稳了。", "A customer writes: I sleep, and my pressure is fine."},
      {"我妈用了半年，药量都减了一半。", "My mother halved her medicine within half a year."},
      {"传统古方草本，身体自己会告诉你答案。", "An old herbal recipe; your body will tell you."},
      {"不是药，但老中医看了都点头。", "Not a drug, yet old doctors nod."}}},
}};

constexpr Ways kContacts{{
    {{{"加微信 dianzhu8866 更便宜。", "Write to us on chat id shopboss8866 for less."},
      {"电话 13912345678 直接下单立减二十。", "Call 13912345678 and save twenty."},
      {"QQ 群 559812340，进群领券。", "Join group 559812340 for coupons."},
      {"扫描图三二维码，私下转账优惠。", "Scan the code in picture 3 and pay us directly."}}},
    {{{"要更多款式请➕V：dz 8866 hao。", "For more styles add us: s h o p 8866."},
      {"薇心同号一三九一二三四五六七八。", "Same number on chat: one three nine, 1234, 5678."},
      {"店铺名拼音就是我的号，来找我。", "Our shop's name is our id elsewhere; find us."},
      {"老客户走老地方，比平台便宜。", "Old customers know where; cheaper than here."}}},
    {{{"包裹里有小卡片，添加后返现五元。", "A card in the parcel gives five back; follow it."},
      {"下单前看一眼主图右下角的小字。", "See the small print at the edge of picture one."},
      {"售后服务统一在我们自己的小程序办理。", "All service goes through our own app."},
      {"收货后按说明书末页登记，领取延保红包。", "Register as on the last page for your bonus."}}},
}};

constexpr Ways kBrandSentences{{
    {{{"高仿 {}，一比一复刻，肉眼难辨。", "Replica of {}, one to one, you cannot tell."},
      {"{} 正品尾单，无防伪标，懂的来。", "{} surplus without the label; you know why."},
      {"{} 同款，支持专柜验货。", "Same as {}, pass it in any store."},
      {"{} 大牌平替，带标发货。", "{} look, sent with the logo on."}}},
    {{{"与 {} 同一工厂生产，品质一致。", "Made in the same factory as {}."},
      {"{} 风格设计，细节到位。", "In the style of {}, to the detail."},
      {"{} 代工厂直供，去掉品牌溢价。", "From the maker behind {}, without the surcharge."},
      {"借鉴 {} 经典款，上身效果一样。", "After the {} classic, looks the same on you."}}},
    {{{"外行分不出它和 {} 的区别。", "Few can tell it from {}."},
      {"喜欢 {} 的朋友可以试试这款。", "If you like {}, this is for you."},
      {"包装已按要求去掉 {} 字样。", "The name {} is off the box, as asked."},
      {"渠道货，{} 的朋友自然认得。", "Channel goods; friends of {} will know."}}},
}};

constexpr Ways kProhibited{{
    {{{"电子烟", "e-cigarette"},
      {"管制弹簧刀", "switchblade"},
      {"处方抗生素", "prescription antibiotics"},
      {"仿真枪", "replica gun"}}},
    {{{"雾化戒烟棒", "vapour stick"},
      {"开刃战术折刀", "sharpened tactical folder"},
      {"进口消炎胶囊", "imported anti-infective capsules"},
      {"软弹发射器金属版", "metal dart launcher"}}},
    {{{"解压吸吸棒 水果味", "fruit flavour stress inhaler"},
      {"收藏级钢制甩件", "collector's steel flipper"},
      {"老家带的阿莫类常备品", "family stock of the amox kind"},
      {"户外声响训练器", "outdoor bang trainer"}}},
}};

constexpr Ways kBaits{{
    {{{"拍下后联系客服改价。", "Order first, we change the price then."},
      {"此价为定金，尾款另付。", "This is the deposit; the rest is paid later."},
      {"一元秒杀，规格见客服报价。", "One yuan; ask our chat for the real offer."},
      {"标价为单个配件，整机需补差价。", "The price is for one part; the set costs extra."}}},
    {{{"不同规格请拍对应的补差链接。", "For other sizes also order the top-up listing."},
      {"运费到付，包装费另计。", "Carriage due; packing is charged."},
      {"低价款为展示，默认不发货。", "The cheap option is for show and not sent."},
      {"价格随行情浮动，下单前询价。", "The price floats; ask before you order."}}},
    {{{"最低价选项为小样，正装请选其他选项。", "The lowest option is a sample; pick another."},
      {"起拍数量以客服确认为准。", "The minimum quantity is confirmed by chat."},
      {"展示价为会员券后价，需另购会员。", "Shown is the members' price; membership is extra."},
      {"基础款不含主要部件。", "The base option is without the main part."}}},
}};

constexpr std::array<BothNames, 4> kWarnings{{
    {"有人冒用本店名义写“{}”，请勿相信并举报。",
     "Others write in our name: \"{}\". Do not believe it."},
    {"我们从不写“{}”这类话，请以实物和详情为准。",
     "We never write things like \"{}\": judge by the goods."},
    {"看到“{}”的低价链接请谨慎，不是本店所售。",
     "An offer that says \"{}\" is not ours: take care."},
    {"平台提醒：凡写“{}”的都要小心核实。", "The platform warns of sellers who write \"{}\"."},
}};

constexpr std::array<double, 3> kBaitPrice{0.03, 0.15, 0.38}; ///< of the true price
constexpr std::array<double, 3> kFakePrice{0.18, 0.4, 0.65};
constexpr std::array<int, 3> kStuffing{12, 7, 4}; ///< words too many

void append(ListingText& text, const std::string& sentence, bool chinese) {
    if (!chinese)
        text.description += ' ';
    text.description += sentence;
}

std::string withoutFullStop(std::string sentence, bool chinese) {
    const std::string_view stop = chinese ? "。" : ".";
    if (sentence.ends_with(stop))
        sentence.resize(sentence.size() - stop.size());
    return sentence;
}

/// In the title or at the end, as it comes.
void sayIt(ListingText& text, const std::string& sentence, bool chinese, bool inTitle, Rng& rng) {
    if (!inTitle || rng.chance(0.5))
        append(text, sentence, chinese);
    else
        text.title += " " + withoutFullStop(sentence, chinese);
}

void replaceAll(std::string& text, const std::string& what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::int64_t shareOf(std::int64_t price, double share) {
    return std::max<std::int64_t>(
        100, static_cast<std::int64_t>(static_cast<double>(price) * share / 10) * 10);
}

void misuseBrand(std::size_t manner, bool chinese, Rng& rng, ListingText& text) {
    const std::string brand = pickOne(rng, knownBrands()).in(chinese);
    std::string sentence = pickOne(rng, kBrandSentences[manner]).in(chinese);
    replaceAll(sentence, "{}", brand);
    append(text, sentence, chinese);
    if (manner == 0) {
        text.brand = brand;
        text.title = brand + " " + text.title;
    } else if (manner == 1 && rng.chance(0.5)) {
        text.title += (chinese ? " " + brand + "风" : ", " + brand + " style");
    }
    text.priceMinor = shareOf(text.priceMinor, kFakePrice[manner]);
}

void misplace(std::size_t manner, Rng& rng, ListingText& text) {
    const auto all = categories();
    const std::size_t group = all[text.category].group;
    for (;;) {
        const auto other = static_cast<std::size_t>(rng.below(all.size()));
        const bool sameGroup = all[other].group == group;
        if (other != text.category && sameGroup == (manner == 2)) {
            text.category = other;
            return;
        }
    }
}

void stuff(std::size_t manner, bool chinese, Rng& rng, ListingText& text) {
    for (int i = 0; i < kStuffing[manner]; ++i) {
        const Category& category =
            manner == 2 ? categories()[text.category] : pickOne(rng, categories());
        text.title += ' ';
        text.title += rng.chance(0.15) ? pickOne(rng, knownBrands()).in(chinese)
                                       : pickOne(rng, category.nouns).in(chinese);
    }
}

} // namespace

const char* clauseName(Clause clause) {
    static constexpr std::array kNames{
        "",           "banned_claim",    "medical_claim",  "brand_misuse",     "wrong_category",
        "price_bait", "contact_details", "title_stuffing", "prohibited_goods", "swapped"};
    return kNames[static_cast<std::size_t>(clause)];
}

const char* mannerName(Manner manner) {
    static constexpr std::array kNames{"blatant", "veiled", "cunning"};
    return kNames[static_cast<std::size_t>(manner)];
}

void violate(Clause clause, Manner how, bool chinese, Rng& rng, ListingText& text) {
    const auto manner = static_cast<std::size_t>(how);
    switch (clause) {
    case Clause::BannedClaim:
        sayIt(text, pickOne(rng, kBannedClaims[manner]).in(chinese), chinese, manner < 2, rng);
        break;
    case Clause::MedicalClaim:
        sayIt(text, pickOne(rng, kMedicalClaims[manner]).in(chinese), chinese, manner == 0, rng);
        break;
    case Clause::ContactDetails:
        append(text, pickOne(rng, kContacts[manner]).in(chinese), chinese);
        break;
    case Clause::BrandMisuse: misuseBrand(manner, chinese, rng, text); break;
    case Clause::WrongCategory: misplace(manner, rng, text); break;
    case Clause::PriceBait:
        append(text, pickOne(rng, kBaits[manner]).in(chinese), chinese);
        text.priceMinor = shareOf(text.priceMinor, kBaitPrice[manner]);
        break;
    case Clause::TitleStuffing: stuff(manner, chinese, rng, text); break;
    case Clause::ProhibitedGoods:
        text.title = std::string(pickOne(rng, kProhibited[manner]).in(chinese)) +
                     (manner == 2 ? " " + text.title : "");
        break;
    case Clause::Swapped: {
        // Another thing: the title changes, and the price with it. The cunning keep all but a word.
        const Category& own = categories()[text.category];
        const auto noun = nounIn(own, text.title, chinese);
        if (how == Manner::Cunning && noun) {
            const std::size_t next =
                (*noun + 1 + rng.below(own.nouns.size() - 1)) % own.nouns.size();
            replaceAll(text.title, own.nouns[*noun].in(chinese), own.nouns[next].in(chinese));
            break;
        }
        const Category& other = how == Manner::Cunning ? own : pickOne(rng, categories());
        text.title = productName(other, static_cast<std::size_t>(rng.below(other.nouns.size())),
                                 static_cast<int>(rng.below(kStyles)),
                                 static_cast<int>(rng.below(90)), chinese);
        if (how == Manner::Blatant)
            text.priceMinor = shareOf(text.priceMinor, 3);
        break;
    }
    case Clause::None: break;
    }
}

void warnOfViolations(bool chinese, Rng& rng, ListingText& text) {
    const Ways& ways =
        *pickOne(rng, std::array{&kBannedClaims, &kMedicalClaims, &kContacts, &kBaits});
    std::string sentence = pickOne(rng, kWarnings).in(chinese);
    replaceAll(sentence, "{}",
               withoutFullStop(pickOne(rng, pickOne(rng, ways)).in(chinese), chinese));
    append(text, sentence, chinese);
}

} // namespace mops::world
