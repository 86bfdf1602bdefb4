#include "core/world/claim_texts.h"

#include "core/world/catalogue.h"

#include <array>

namespace mops::world {
namespace {

constexpr std::size_t kReasons = 7;

struct ReasonTexts {
    const char* name;
    std::array<BothNames, 5> facts;
    std::array<BothNames, 3> answers;
};

constexpr std::array<ReasonTexts, kReasons> kTexts{{
    {"not_received",
     {{{"物流显示已签收，但我没有收到包裹", "Tracking says delivered, but I never got the parcel"},
       {"快递柜和门卫那里都找过，没有这个件", "It is neither in the locker nor at the gate"},
       {"物流信息好几天没有更新了", "The tracking has not moved for days"},
       {"签收人不是我，也不认识", "I do not know the person who signed for it"},
       {"一直没人送货，电话也没接到", "Nobody came and nobody called"}}},
     {{{"物流记录显示本人签收，请先与家人核实",
        "The record shows your signature, please ask at home"},
       {"已联系快递核实投递，请等待结果",
        "We asked the courier to check, please wait for the result"},
       {"底单与签收照片可以提供", "We can show the slip and the photo of the delivery"}}}},
    {"damaged",
     {{{"打开就发现破损，外箱也压扁了", "Broken when I opened it, and the box was crushed"},
       {"有一处明显裂痕，没法用", "It has a clear crack and cannot be used"},
       {"漏液了，里面全是", "It leaked all over the box"},
       {"用了一次就坏了", "It broke after being used once"},
       {"配件断了一个，照片已上传", "One part is broken, see the photo"}}},
     {{{"发货前质检拍照完好", "It was checked and photographed before we sent it"},
       {"照片看不出商品本身的损坏", "The photo shows no damage to the goods themselves"},
       {"已过签收验货期限", "The time to report damage on arrival is over"}}}},
    {"not_as_described",
     {{{"颜色和图片差太多", "The colour is nothing like the picture"},
       {"材质和页面写的不一样", "The material is not what the page says"},
       {"尺寸偏小，和尺码表对不上", "Smaller than the size table says"},
       {"少了宣传里的功能", "A function from the description is missing"},
       {"做工粗糙，与描述不符", "Badly made, not as described"}}},
     {{{"页面已注明色差与误差范围", "The page names the tolerances in colour and size"},
       {"商品与详情页一致，可提供检测报告", "It is as described, we have a test report"},
       {"请按尺码表选购，支持换货", "Please choose by the table, we gladly exchange"}}}},
    {"wrong_item",
     {{{"发错型号了", "You sent another model"},
       {"颜色发错，要的是另一个", "The wrong colour came"},
       {"少发一件", "One piece is missing"},
       {"收到的是别人的货", "This is somebody else's order"},
       {"赠品没有，主件也不对", "The gift is missing and the article is wrong"}}},
     {{{"仓库称重记录与订单一致", "The weight at the warehouse fits the order"},
       {"打包视频显示型号正确", "Our packing video shows the right model"},
       {"请提供开箱照片以便核对", "Please send a photo of the opened parcel"}}}},
    {"counterfeit",
     {{{"怀疑是假货，防伪码查不到", "I think it is fake, the code is not found"},
       {"包装和专柜的完全不同", "The packaging is not the one in the shops"},
       {"气味和正品不一样", "It does not smell like the real one"},
       {"Logo 印刷模糊", "The logo is badly printed"},
       {"鉴定过了，不是正品", "I had it checked, it is not genuine"}}},
     {{{"本店有品牌授权，支持验货", "We are authorised by the brand and welcome a check"},
       {"批次不同包装有更新", "The packaging changed with the batch"},
       {"请提供权威鉴定证明", "Please send a certificate by a recognised body"}}}},
    {"changed_mind",
     {{{"不太适合我，想退货", "It does not suit me, I want to return it"},
       {"买多了", "I bought one too many"},
       {"家人不喜欢", "My family does not like it"},
       {"尺码不合适", "The size does not fit"},
       {"拍错了", "I ordered by mistake"}}},
     {{{"商品已拆封使用，影响二次销售", "It has been opened and used"},
       {"已超过七天无理由退货期", "The seven days for returns are over"},
       {"定制商品不支持无理由退货", "Made to order, which cannot be returned"}}}},
    {"late",
     {{{"晚到好几天，已经用不上了", "It came days late, I no longer need it"},
       {"承诺的时间没有送到", "Not there at the promised time"},
       {"催了几次都没人处理", "I asked several times and nothing happened"},
       {"错过了生日", "It missed the birthday"},
       {"等了一个多星期", "I waited for more than a week"}}},
     {{{"已按时发货，延误是物流原因", "We sent it in time, the courier was late"},
       {"大促期间已公告延迟", "The delay in the sales season was announced"},
       {"已补偿优惠券", "We have sent a coupon as compensation"}}}},
}};

constexpr std::array<BothNames, 4> kOpenings{{{"", ""},
                                              {"你好，", "Hello, "},
                                              {"客服在吗？", "Anybody there? "},
                                              {"太失望了，", "So disappointed. "}}};
constexpr std::array<BothNames, 5> kWishes{{{"", ""},
                                            {"，请尽快退款", ". Please refund soon"},
                                            {"，麻烦处理一下", ". Please take care of it"},
                                            {"，不然就投诉", ". Or I will complain"},
                                            {"，申请仅退款", ". I ask for my money back"}}};

/// The next of `count`, taken off the dice.
std::size_t roll(std::uint64_t& dice, std::size_t count) {
    const std::size_t side = dice % count;
    dice /= count;
    return side;
}

} // namespace

const char* reasonName(ClaimReason reason) {
    return kTexts[static_cast<std::size_t>(reason)].name;
}

std::string buyerClaim(ClaimReason reason, std::uint64_t dice, bool chinese) {
    const ReasonTexts& texts = kTexts[static_cast<std::size_t>(reason)];
    std::string text = kOpenings[roll(dice, kOpenings.size())].in(chinese);
    text += texts.facts[roll(dice, texts.facts.size())].in(chinese);
    text += kWishes[roll(dice, kWishes.size())].in(chinese);
    return text;
}

std::string merchantAnswer(ClaimReason reason, std::uint64_t dice, bool chinese) {
    const ReasonTexts& texts = kTexts[static_cast<std::size_t>(reason)];
    return texts.answers[roll(dice, texts.answers.size())].in(chinese);
}

} // namespace mops::world
