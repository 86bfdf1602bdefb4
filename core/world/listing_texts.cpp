#include "core/world/listing_texts.h"

#include <array>

namespace mops::world {
namespace {

constexpr std::array<BothNames, 10> kKnownBrands{{
    {"澜屿", "Lanyu"},
    {"柏诺", "Borno"},
    {"星野", "Hoshino"},
    {"奥维思", "Ovance"},
    {"鹿与森", "Deerwood"},
    {"曜石", "Obsidra"},
    {"卡莫", "Camorra Blue"},
    {"山岳", "Montane"},
    {"小白鲸", "Little Beluga"},
    {"初禾", "Chuhe"},
}};

constexpr std::array<BothNames, 20> kSellingPoints{{
    {"新款", "new this season"},
    {"送礼", "gift idea"},
    {"家用", "for the home"},
    {"大容量", "large"},
    {"轻便", "light"},
    {"学生", "for students"},
    {"四季通用", "for all seasons"},
    {"加厚", "extra thick"},
    {"耐用", "durable"},
    {"便携", "portable"},
    {"办公室", "for the office"},
    {"礼盒装", "gift box"},
    {"两件装", "set of two"},
    {"包邮", "free delivery"},
    {"现货", "in stock"},
    {"透气", "breathable"},
    {"防滑", "non-slip"},
    {"可水洗", "washable"},
    {"升级版", "improved"},
    {"旅行", "for travelling"},
}};

constexpr std::array<BothNames, 18> kSentences{{
    {"选用耐用材料，做工细致，每一件出厂前都经过检查。",
     "Made of durable material with care; every piece is checked before it leaves."},
    {"颜色以实物为准，灯光和屏幕会造成少许色差。", "Colours may differ slightly from your screen."},
    {"尺寸为手工测量，误差在一到两厘米之间。", "Measured by hand; allow one or two centimetres."},
    {"付款后四十八小时内发货，默认发合作快递。",
     "Sent within forty-eight hours of payment with our usual courier."},
    {"支持七天无理由退货，请保持商品完好和吊牌齐全。",
     "Returns within seven days, unused and with its tags, please."},
    {"收到货有任何问题，请先联系在线客服，我们会尽快处理。",
     "If anything is wrong, write to our chat and we will sort it out."},
    {"外包装使用可回收纸箱，尽量减少塑料。", "Packed in recyclable cardboard with little plastic."},
    {"适合日常使用，也适合作为节日礼物送给家人朋友。",
     "For every day, and a gift that family and friends will use."},
    {"请存放在阴凉干燥处，避免阳光直射。", "Keep cool and dry, away from direct sunlight."},
    {"清洁时用软布擦拭即可，不要使用强酸强碱清洁剂。",
     "Wipe with a soft cloth; no strong cleaners."},
    {"附赠说明书和保修卡，保修期一年。", "Comes with instructions and a one-year warranty card."},
    {"不同批次的包装可能略有更新，随机发货。",
     "Packaging may differ between batches; we send what is current."},
    {"下单前请核对规格和数量，改地址请在发货前留言。",
     "Check size and quantity before you order; address changes before dispatch only."},
    {"老顾客复购率高，评价里有很多实拍图可以参考。",
     "Many customers come back; see their photos in the reviews."},
    {"本店所有商品开具正规发票，请在订单备注抬头。",
     "Invoices for every order: put the name in the note."},
    {"偏远地区运费以结算页面为准。", "Delivery to remote places is priced at checkout."},
    {"套装内含主体一件、配件一份，不含图中装饰品。",
     "One piece and its accessories; decoration in the pictures is not included."},
    {"新手也能轻松上手，三步就能完成安装。", "Easy to set up in three steps, even for beginners."},
}};

/// Honest, and yet with words that crude filters look for.
constexpr std::array<BothNames, 22> kInnocent{{
    {"第一次使用前请用温水清洗一遍。", "Rinse with warm water before the first use."},
    {"这是我们团队最用心打磨的一个系列。", "The series our team has put the most work into."},
    {"可以使用微信支付、支付宝或银行卡付款。", "Pay by wallet, card or bank transfer as you like."},
    {"客服电话见店铺首页，工作时间九点到十八点。",
     "Our telephone number is on the shop page; we are there from nine to six."},
    {"产品批号 13800264，质检报告可向客服索取。",
     "Batch 13800264; ask our chat for the test report."},
    {"清仓尾货，断码不补，价格低于日常售价。", "Clearance: last sizes, below our usual price."},
    {"最后三天活动价，之后恢复原价。", "Campaign price for the last three days, then as before."},
    {"久坐时靠着舒服一些，但不能代替治疗。",
     "Comfortable when you sit for long; it does not replace treatment."},
    {"赠品为无烟香薰一枚，请远离儿童。", "With a smokeless scent as a gift; keep from children."},
    {"刀口锋利，拆封时注意安全。", "The edge is sharp: open the pack with care."},
    {"本款不含酒精、不含药物成分。", "Free of alcohol and of any drug."},
    {"国家标准编号印在包装背面。", "The number of the national standard is on the back."},
    {"保温时间比上一代最多延长一成。", "Holds up to a tenth longer than the last model."},
    {"不是药品，对失眠、疼痛没有作用。", "No medicine: it does not put you to sleep."},
    {"拍错规格的，联系客服补差或退回重拍都可以。",
     "Ordered the wrong size? Pay the rest by our top-up listing, or send it back."},
    {"扫描包装上的二维码可查生产批次。", "Scan the code on the box to see its batch."},
    {"预售商品先付定金，尾款到期在结算页支付。",
     "Presale: a deposit now, the rest at the checkout when it is ready."},
    {"随单附两份小样，不单独出售。", "Two small samples come with it and are not sold apart."},
    {"企业采购需要对公转账的，请走平台的企业通道。",
     "Companies that pay by transfer use the platform's business account."},
    {"与专柜同款包装，附防伪标签。", "The same box as in the stores, with a label to check it."},
    {"内附玩具发射器一个，请在家长陪同下使用。",
     "With a toy for children: for use beside a parent."},
    {"敏感肌请先局部试用，本品没有消炎作用。",
     "Try it on a small spot first; it is for care and does not heal."},
}};

} // namespace

std::span<const BothNames> knownBrands() {
    return kKnownBrands;
}

std::string retitled(const std::string& productName, const std::string& brand, bool chinese,
                     Rng& rng) {
    std::string title = brand;
    if (!title.empty())
        title += ' ';
    title += productName;
    const auto points = 1 + rng.below(3);
    std::uint64_t at = rng.below(kSellingPoints.size());
    for (std::uint64_t i = 0; i < points; ++i) {
        title += chinese ? " " : i == 0 ? ", " : " and ";
        title += kSellingPoints[static_cast<std::size_t>(at % kSellingPoints.size())].in(chinese);
        at += 7; // coprime to the number of points: no repetition
    }
    return title;
}

std::string successorName(const Category& category, const std::string& name, bool chinese,
                          Rng& rng) {
    return productName(category, nounIn(category, name, chinese).value_or(0),
                       static_cast<int>(rng.below(kStyles)), static_cast<int>(rng.below(90)),
                       chinese);
}

void writeHonestTexts(const std::string& productName, bool chinese, Rng& rng, ListingText& text,
                      bool& lookalike) {
    text.title = retitled(productName, text.brand, chinese, rng);
    text.description.clear();
    const auto append = [&](const char* sentence) {
        if (!chinese && !text.description.empty())
            text.description += ' ';
        text.description += sentence;
    };
    const auto sentences = 3 + rng.below(3);
    std::uint64_t at = rng.below(kSentences.size());
    const std::uint64_t stride = rng.chance(0.5) ? 5 : 7;
    lookalike = rng.chance(0.16);
    const std::uint64_t where = rng.below(sentences);
    for (std::uint64_t i = 0; i < sentences; ++i) {
        append(kSentences[static_cast<std::size_t>(at % kSentences.size())].in(chinese));
        at += stride;
        if (lookalike && i == where)
            append(pickOne(rng, kInnocent).in(chinese));
    }
    if (rng.chance(0.06)) { // accessories name the brand that they fit
        lookalike = true;
        const char* brand = pickOne(rng, kKnownBrands).in(chinese);
        append((chinese
                    ? std::string("适用于") + brand + "部分型号，请核对接口和尺寸。"
                    : std::string("Fits several models by ") + brand + "; please compare the size.")
                   .c_str());
    }
}

} // namespace mops::world
