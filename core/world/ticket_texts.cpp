#include "core/world/ticket_texts.h"

#include <array>

namespace mops::world {
namespace {

constexpr std::array<const char*, kTopics> kNames{"onboarding", "deposit",  "delivery", "refund",
                                                  "listing",    "brushing", "campaign", "invoice",
                                                  "logistics",  "account",  "payout",   "rating"};

constexpr std::size_t kQuestions = 6;
using Questions = std::array<BothNames, kQuestions>;

// {o} an order, {p} a product, {d} days, {m} an amount. Every topic borrows words of its
// neighbours: a deposit is taken because of late orders, a payout waits for a refund.
constexpr std::array<Questions, kTopics> kTexts{{
    {{// onboarding
      {"我再开一家店需要交哪些资料，执照和法人跟现在这家一样可以吗",
       "I want to open a second shop. Which papers, and may company and legal person be the same"},
      {"朋友的申请提交{d}天了还没结果，显示审核中，能不能催一下",
       "A friend applied {d} days ago and it still says in review, can you speed it up"},
      {"新店申请被退回说主体不一致，可是银行账户名就是公司名啊",
       "The application came back because names differ, but the account is in the company's name"},
      {"想增加食品类目，是重新入驻还是补一张许可证就行",
       "We want to add food. Join again, or just hand in the permit"},
      {"品牌授权书下个月到期，这次资质会不会过不了",
       "The brand letter ends next month, will the check of our papers fail"},
      {"代办公司帮我们报的，提示设备关联其他店铺，怎么说明",
       "An agency filed for us and now it says the device is linked with other shops"}}},
    {{// deposit
      {"资金明细里扣了{m}，写的是延迟发货，订单{o}明明按时发了",
       "The statement shows {m} taken for late dispatch, yet {o} was sent in time"},
      {"店不想开了，交的那笔押金什么时候能退，最后一单签收{d}天了",
       "We are closing. When do we get what we put down, the last parcel came {d} days ago"},
      {"为什么突然要我补{m}，不补就不能报活动",
       "Why do you suddenly want {m} more from us before we may join a campaign"},
      {"换了主营类目，原来多交的差额怎么拿回来",
       "We changed the main category, how do we get the difference back"},
      {"余额不足一半是什么意思，会不会影响商品展示",
       "It says less than half is left, does that hide our goods"},
      {"原来缴费的对公账户注销了，退的钱打到哪里",
       "The account it was paid from is closed, where does the money go back to"}}},
    {{// delivery
      {"{o}厂家断货发不出去，还有{d}天到期，怎么延长时间不被罚",
       "{o} cannot be made in time, {d} days are left, how do we get more time without penalty"},
      {"台风仓库停工，{d}天的单子能批量报备吗",
       "The storm closed our warehouse, can the orders of {d} days be reported together"},
      {"单号传了快递没扫，系统判我虚假发货赔了{m}",
       "The number is up but the courier did not scan, and you call it false dispatch, {m} gone"},
      {"预售的{p}默认四十八小时吗，在哪里改承诺时间",
       "Does presale of {p} also count forty-eight hours, where do we set the promise"},
      {"买家自己要求晚点寄，{o}超时算不算我的",
       "The buyer asked us to send {o} later, is that held against us"},
      {"大促这几天单量太多，发不完的会扣分吗",
       "So many orders in the sale, do the ones we cannot send lower our score"}}},
    {{// refund
      {"{o}买家说没收到要退钱，快递显示已签收，我该同意吗",
       "The buyer of {o} says nothing came, the courier says delivered, must I agree"},
      {"退回来的{p}是用过的，能不能拒绝，要传什么凭证",
       "{p} came back used, may I refuse and what do I show"},
      {"客户只要钱不退货，{m}也不是小数，平台怎么判",
       "The customer wants {m} and keeps the goods, how do you decide"},
      {"仅退款系统自动同意了，我还没看到消息",
       "The request was granted by itself before I even saw it"},
      {"七天过了买家还来申请，说质量不好，这个运费谁出",
       "The seven days are over and he asks because of quality, who pays the way back"},
      {"纠纷判给买家了，{o}我有聊天记录，怎么再申诉",
       "You decided for the buyer in {o}, I have the chat, how do I appeal"}}},
    {{// listing
      {"{p}审核被驳回，说有绝对化用语，哪个词不行",
       "{p} was refused for a superlative, which word is it"},
      {"商品放到哪个类目合适，上次因为错放被下架了",
       "Which category is right for this, last time it was taken down"},
      {"改了标题一直在审核，{d}天了卖不出去",
       "The new title has been in review for {d} days and nothing sells"},
      {"说我标题堆砌，可是同行都这么写",
       "You say keywords are stuffed, but everyone writes like that"},
      {"描述里写授权经销也不行吗，品牌方给了授权书",
       "May I not write authorised dealer, the brand gave us a letter"},
      {"主图违规提示有联系方式，其实那是型号",
       "You found contact details in the picture, it is the model number"}}},
    {{// brushing
      {"系统说{o}是虚假交易，这个是老客户团购的",
       "You call {o} false trade, it was a group order of regular customers"},
      {"销量被清了{d}天，我没有找人刷过",
       "The sales of {d} days are gone, I never paid anyone to buy"},
      {"亲戚在我店里买东西会不会被判异常", "If relatives buy from my shop, is that suspicious"},
      {"同行恶意拍单陷害，一天几十单同一个地址",
       "A rival orders dozens to one address to get us punished"},
      {"处罚降权了，申诉要交哪些订单的底单",
       "We lost visibility, for which orders do you want the waybills"},
      {"包裹里放好评返现的小卡片算违规吗，就两块钱",
       "Is a card with two yuan for a good review a problem"}}},
    {{// campaign
      {"报名618提示评分不够，我们四点四八能不能通融",
       "Joining says the score is too low, we have 4.48, can you be generous"},
      {"平台的券{m}为什么算到我头上了，订单{o}",
       "Why is the platform coupon of {m} charged to us in {o}"},
      {"活动价填错了，{p}亏本卖，能撤吗",
       "The sale price of {p} is wrong and we lose money, can we withdraw"},
      {"满减是跨店的，退了一件优惠怎么退",
       "The discount was across shops, one piece comes back, what happens to it"},
      {"投了推广没曝光，花了{m}一单没出", "We paid {m} for promotion and nobody saw it"},
      {"会员日怎么参加，库存锁了还能改吗",
       "How do we join members' days, and can stock be changed once locked"}}},
    {{// invoice
      {"买家要专票，{o}金额{m}，税号发错了怎么重开",
       "The buyer wants a tax invoice for {o}, {m}, with the wrong number, how do we reissue"},
      {"上个月佣金的票去哪里申请，财务催了",
       "Where do we ask for last month's commission invoice, our bookkeeper waits"},
      {"用了平台券，开票金额是按实付还是原价",
       "With your coupon, is the amount what was paid or the price"},
      {"换了公司名，以前的抬头还能开吗",
       "The company's name changed, can the old one still stand on it"},
      {"电子的邮箱没收到，{d}天了", "The electronic one has not reached the mailbox for {d} days"},
      {"客户签收三个月后才来要，必须给吗", "He asks three months after delivery, must we"}}},
    {{// logistics
      {"{o}卡在中转站{d}天不动，买家要退款",
       "{o} has been at the hub for {d} days and the buyer wants money back"},
      {"快递把货弄丢了，赔付{m}怎么走流程", "The courier lost it, how do we claim {m}"},
      {"新疆的运费太贵，模板怎么单独设置",
       "Freight to the far west is too dear, how do we set it apart"},
      {"包邮设置了为什么有的地区还收钱", "We ticked free delivery and some regions still pay"},
      {"{p}易碎，破损一直是我们赔，能换快递吗",
       "{p} breaks on the way and we always pay, can the courier be changed"},
      {"签收记录是驿站代收，客户说没拿到",
       "It was left at a pick-up point, the customer never got it"}}},
    {{// account
      {"法人换了，店铺信息怎么改，货款会停吗",
       "We have a new legal person, how do we change it and will payouts stop"},
      {"手机号不用了登录不进去，今天还有订单要发",
       "The old number is gone, we cannot sign in and orders must go out"},
      {"员工离职了，子账号还能看到财务吗",
       "Somebody left, can the sub-account still see our money"},
      {"收到异地登录的短信，不是我们操作的", "A message about a sign-in elsewhere, it was not us"},
      {"营业执照更新了地址，需要重新审核吗",
       "The licence has a new address, is a new review needed"},
      {"给客服开权限，但不想让她改价格",
       "Our assistant should answer chats but not change prices"}}},
    {{// payout
      {"{o}确认收货{d}天了还不能提现",
       "{o} was confirmed {d} days ago and I still cannot take the money out"},
      {"余额{m}被冻结，说风险核查，要交什么", "{m} is held for a risk check, what do you need"},
      {"银行卡换了，打款失败两次", "We changed the bank and two transfers failed"},
      {"账单对不上，佣金多扣了{m}", "The statement is wrong, {m} too much commission"},
      {"有个售后没完结，整单的钱都不给吗", "One after-sale case is open, is the whole order held"},
      {"节假日到账顺延到哪天，等着付供应商", "Which day after the holidays, our supplier waits"}}},
    {{// rating
      {"差评是同行写的，{o}，能删吗", "A rival wrote that review on {o}, can it go"},
      {"店铺分数突然从四点八掉到四点五，哪里算的",
       "Our score fell from 4.8 to 4.5 at once, how is it made"},
      {"买家拿一星要挟退{m}，怎么处理", "A buyer threatens one star unless he gets {m}"},
      {"物流慢给我们打低分，快递又不是我们的", "They mark us down because the courier is slow"},
      {"联系客户改好评可以吗，给他补个差价",
       "May we ask for a better review and pay the difference"},
      {"新店单少，平均值是按类目吗", "We have few orders, is it the category's mean"}}},
}};

constexpr std::array<Questions, kTopics> kSubjects{{
    {{{"入驻资料", "joining"},
      {"开新店", "second shop"},
      {"资质审核", "our papers"},
      {"咨询一下", "a question"},
      {"急急急", "urgent"},
      {"类目许可证", "permit"}}},
    {{{"扣款疑问", "money taken"},
      {"押金退回", "money put down"},
      {"保证金", "deposit"},
      {"请问", "question"},
      {"退店", "closing"},
      {"补缴", "why pay more"}}},
    {{{"发货超时", "late dispatch"},
      {"延长发货", "more time"},
      {"被罚款了", "fined"},
      {"订单问题", "an order"},
      {"报备", "storm"},
      {"帮忙看看", "please look"}}},
    {{{"退款纠纷", "refund"},
      {"买家售后", "after-sale"},
      {"订单问题", "an order"},
      {"申诉", "appeal"},
      {"不合理", "not fair"},
      {"仅退款", "keeps the goods"}}},
    {{{"商品驳回", "listing refused"},
      {"标题审核", "title in review"},
      {"下架", "taken down"},
      {"请问哪里违规", "what is wrong"},
      {"类目", "category"},
      {"咨询", "question"}}},
    {{{"误判", "wrong verdict"},
      {"处罚申诉", "appeal"},
      {"销量被清", "sales gone"},
      {"冤枉", "not fair"},
      {"恶意拍单", "rival"},
      {"咨询规则", "about the rules"}}},
    {{{"活动报名", "campaign"},
      {"优惠券", "coupon"},
      {"活动价", "sale price"},
      {"推广费", "promotion"},
      {"咨询", "question"},
      {"急", "urgent"}}},
    {{{"开票", "invoice"},
      {"发票抬头", "name on it"},
      {"财务问题", "bookkeeping"},
      {"咨询", "question"},
      {"电子票", "electronic"},
      {"佣金", "commission"}}},
    {{{"快递不动", "parcel stands"},
      {"丢件", "lost"},
      {"运费模板", "freight"},
      {"订单问题", "an order"},
      {"破损", "broken"},
      {"偏远地区", "far west"}}},
    {{{"登录不了", "cannot sign in"},
      {"信息变更", "change"},
      {"子账号", "sub-account"},
      {"安全", "security"},
      {"急急急", "urgent"},
      {"咨询", "question"}}},
    {{{"提现", "payout"},
      {"货款冻结", "held"},
      {"账单", "statement"},
      {"财务问题", "bookkeeping"},
      {"打款失败", "transfer failed"},
      {"请问", "question"}}},
    {{{"差评", "review"},
      {"评分下降", "score fell"},
      {"申诉", "appeal"},
      {"不合理", "not fair"},
      {"被要挟", "threat"},
      {"咨询", "question"}}},
}};

constexpr std::array<std::array<BothNames, 2>, kTopics> kAnswers{{
    {{{"您好，请在入驻中心补交对应的资质，审核一般三个工作日内完成。",
       "Please hand in the papers in the joining centre; review takes three working days."},
      {"您好，主体名称需要与执照完全一致，请核对后重新提交。",
       "The names must match the licence exactly; please compare and send again."}}},
    {{{"您好，已查到这笔扣款对应的处罚单，您可以在十五天内申诉。",
       "We found the penalty behind it; you may appeal within fifteen days."},
      {"您好，退店后售后期结束，保证金十五个工作日内原路退回。",
       "After the after-sale period the deposit returns within fifteen working days."}}},
    {{{"您好，请让买家在订单页同意延长，最多七天。",
       "Let the buyer agree on the order page: up to seven days."},
      {"您好，请提供网点证明，核实后会撤销赔付。",
       "Send the depot's statement and we will undo the compensation."}}},
    {{{"您好，请在四十八小时内上传签收底单或视频，客服会介入判定。",
       "Upload the proof of delivery or a film within forty-eight hours; we will decide."},
      {"您好，判定后十五天内可以申诉一次，请一次交齐凭证。",
       "You may appeal once within fifteen days; please hand in everything at once."}}},
    {{{"您好，驳回原因在商品详情里有标注，修改后可以马上再提交。",
       "The reason is marked on the listing; correct it and send it again."},
      {"您好，请参考建议类目修改，如有异议请附图申诉。",
       "Please take the proposed category, or appeal with pictures."}}},
    {{{"您好，请按订单提供采购和快递底单，由另一名审核员复核。",
       "Show purchase and courier records by order; another reviewer looks at them."},
      {"您好，返现换好评属于违规，请立即停止。",
       "Money for praise breaks the rules; please stop at once."}}},
    {{{"您好，平台券由平台承担，订单的优惠分摊可以在结算单查看。",
       "Platform coupons are ours; the statement shows each order's share."},
      {"您好，活动期间不能改价，确认错误请在开始前撤销报名。",
       "Prices are fixed during a campaign; withdraw before it starts."}}},
    {{{"您好，请红冲后按买家提交的抬头和税号重开。",
       "Cancel it and reissue with the buyer's name and number."},
      {"您好，每月十日后在财务中心申请，两个工作日内发到邮箱。",
       "Ask in the finance centre after the tenth; it comes within two working days."}}},
    {{{"您好，已为您催件，确认丢件后由快递按协议赔付。",
       "We asked the courier; a lost parcel is paid by contract."},
      {"您好，运费模板可以按地区单独设置，修改即时生效。",
       "Freight can be set by region and applies at once."}}},
    {{{"您好，请用法人实名认证找回，当天生效。",
       "The legal person can recover the account the same day."},
      {"您好，请上传新的执照和变更证明，五个工作日内审核。",
       "Send the new licence and the registry's notice; it takes five working days."}}},
    {{{"您好，售后完结后货款自动解冻，请留意账单。",
       "The money is released when the case is closed."},
      {"您好，请核对户名和开户行，小额验证通过后生效。",
       "Compare name and branch; it works after the test transfer."}}},
    {{{"您好，请在三十天内提交聊天记录申诉该评价。",
       "Appeal against the review within thirty days with the chat."},
      {"您好，评分取近一百八十天的平均，近三十天权重加倍。",
       "The score is the mean of 180 days, the last thirty counting twice."}}},
}};

constexpr std::array<BothNames, 8> kGreetings{{
    {"", ""},
    {"", ""},
    {"您好，", "Hello, "},
    {"你好，请问", "Hi, may I ask: "},
    {"在吗？", "Anybody there? "},
    {"客服您好，麻烦看一下，", "Dear team, please have a look: "},
    {"急！", "Urgent! "},
    {"又来问了，", "Me again. "},
}};
constexpr std::array<BothNames, 8> kThanks{{
    {"", ""},
    {"。", "."},
    {"？谢谢", "? Thank you"},
    {"，麻烦尽快回复，谢谢", ", please answer soon, thanks"},
    {"？？", "??"},
    {"，在线等", ", I am waiting"},
    {"，已经问过两次了没人管", ", I have asked twice already"},
    {"，谢谢老师", ", many thanks"},
}};
constexpr std::array<BothNames, 5> kSeconds{{
    {"。另外想问一下，", ". By the way: "},
    {"。还有个事，", ". One more thing: "},
    {"；顺便问，", "; also, "},
    {"。对了，", ". Oh, and "},
    {"，还有就是", ", and then "},
}};
constexpr std::array<BothNames, 5> kFollowUps{{
    {"好的谢谢", "Fine, thank you"},
    {"已经按您说的提交了，请再看一下", "Done as you said, please look again"},
    {"还是不行，页面提示和之前一样", "Still the same message"},
    {"明白了，多久有结果", "I see. When will there be a result"},
    {"这样处理我不认可，请转主管", "I do not accept that, please pass it on"},
}};

struct Slip {
    const char* right;
    const char* wrong;
};
constexpr std::array<Slip, 6> kSlips{{{"账", "帐"},
                                      {"的", "得"},
                                      {"在", "再"},
                                      {"订单", "定单"},
                                      {"已经", "以经"},
                                      {"为什么", "为啥"}}};

template <class List>
auto& oneOf(Rng& rng, const List& list) {
    return list[static_cast<std::size_t>(rng.below(list.size()))];
}

std::string amountText(std::int64_t minor, bool chinese) {
    const std::string yuan = std::to_string(minor / 100);
    return chinese ? yuan + "元" : yuan + " yuan";
}

void replace(std::string& text, std::string_view slot, std::string_view by) {
    if (const std::size_t at = text.find(slot); at != std::string::npos)
        text.replace(at, slot.size(), by);
}

std::string filled(const char* pattern, const TicketSlots& slots, bool chinese) {
    std::string text = pattern;
    replace(text, "{o}", slots.order.empty() ? (chinese ? "这单" : "this order") : slots.order);
    replace(text, "{p}", slots.product);
    replace(text, "{d}", std::to_string(slots.days));
    replace(text, "{m}", amountText(slots.amountMinor, chinese));
    return text;
}

/// People type on telephones.
void mistype(std::string& text, bool chinese, Rng& rng) {
    if (chinese) {
        const Slip& slip = oneOf(rng, kSlips);
        replace(text, slip.right, slip.wrong);
        return;
    }
    const std::size_t at = 1 + static_cast<std::size_t>(rng.below(text.size() - 1));
    if (rng.chance(0.5) && text[at] >= 'a' && text[at] <= 'z')
        text.erase(at, 1);
    else if (text[at - 1] >= 'a' && text[at] >= 'a')
        std::swap(text[at - 1], text[at]);
}

} // namespace

std::span<const char* const> ticketTopics() {
    return kNames;
}

std::string questionText(Topic topic, const TicketSlots& slots, bool chinese, Rng& rng) {
    std::string text = oneOf(rng, kGreetings).in(chinese);
    text += filled(oneOf(rng, kTexts[static_cast<std::size_t>(topic)]).in(chinese), slots, chinese);
    if (rng.chance(0.22)) {
        text += oneOf(rng, kSeconds).in(chinese);
        text += filled(oneOf(rng, oneOf(rng, kTexts)).in(chinese), slots, chinese);
    }
    text += oneOf(rng, kThanks).in(chinese);
    if (rng.chance(0.3))
        mistype(text, chinese, rng);
    return text;
}

std::string subjectText(Topic topic, bool chinese, Rng& rng) {
    return oneOf(rng, kSubjects[static_cast<std::size_t>(topic)]).in(chinese);
}

std::string answerText(Topic topic, bool chinese, Rng& rng) {
    return oneOf(rng, kAnswers[static_cast<std::size_t>(topic)]).in(chinese);
}

std::string followUpText(bool chinese, Rng& rng) {
    return oneOf(rng, kFollowUps).in(chinese);
}

} // namespace mops::world
