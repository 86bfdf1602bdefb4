<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Agreement</name>
    <message>
        <source>less than chance</source>
        <translation>不如随机</translation>
    </message>
    <message>
        <source>slight</source>
        <translation>极弱</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>较弱</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>中等</translation>
    </message>
    <message>
        <source>substantial</source>
        <translation>较强</translation>
    </message>
    <message>
        <source>almost perfect</source>
        <translation>几乎一致</translation>
    </message>
</context>
<context>
    <name>BulkPanel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 类</translation>
    </message>
    <message>
        <source>decided already</source>
        <translation>已有决定</translation>
    </message>
    <message>
        <source>held by somebody else</source>
        <translation>他人正在处理</translation>
    </message>
    <message>
        <source>reviewed twice, each by hand</source>
        <translation>需双人复核，须逐件处理</translation>
    </message>
    <message>
        <source>of a kind without this reason</source>
        <translation>该类案件没有这个原因</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>open already</source>
        <translation>本来就待处理</translation>
    </message>
    <message>
        <source>nobody was asked</source>
        <translation>未向商家提问</translation>
    </message>
    <message>
        <source>tagged already</source>
        <translation>已有此标签</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>Risk: %1</source>
        <translation>风险：%1</translation>
    </message>
    <message>
        <source>%1 within %2 days: %3</source>
        <translation>%2天内%1：%3</translation>
    </message>
    <message>
        <source>Below the usual share of %1</source>
        <translation>低于平常比例%1</translation>
    </message>
    <message>
        <source>%1 times the usual share of %2</source>
        <translation>是平常比例%2的%1倍</translation>
    </message>
    <message>
        <source>Would be below 50 % if average in: %1</source>
        <translation>若以下指标为平均水平则低于50%：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>overdue today</source>
        <translation>今日已逾期</translation>
    </message>
    <message>
        <source>%1 d overdue</source>
        <translation>逾期%1天</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>in %1 d</source>
        <translation>%1天后</translation>
    </message>
    <message>
        <source>Refusing is right: %1</source>
        <translation>应当拒绝的概率：%1</translation>
    </message>
    <message>
        <source>At stake: %1</source>
        <translation>涉及金额：%1</translation>
    </message>
    <message>
        <source>Held by %1 until %2</source>
        <translation>%1 处理中，至 %2</translation>
    </message>
    <message>
        <source>Held by %1</source>
        <translation>%1 处理中</translation>
    </message>
    <message>
        <source>Assigned to %1</source>
        <translation>已指派给 %1</translation>
    </message>
    <message>
        <source>Clock stopped since %1</source>
        <translation>计时自 %1 起暂停</translation>
    </message>
    <message>
        <source>Reviewed by two people: you see the other&apos;s mark after you gave yours</source>
        <translation>双人盲审：给出自己的结论后才能看到对方的结论</translation>
    </message>
    <message>
        <source>Your mark is given; the second one is missing</source>
        <translation>您已给出结论，等待第二人</translation>
    </message>
    <message>
        <source>Second mark, by %1: %2</source>
        <translation>第二人 %1 的结论：%2</translation>
    </message>
    <message>
        <source>Rule &quot;%1&quot;, version %2: %3</source>
        <translation>规则“%1”第 %2 版：%3</translation>
    </message>
    <message>
        <source>%1 (only watched)</source>
        <translation>%1（仅观察）</translation>
    </message>
    <message>
        <source>waits, may leave from %1 on</source>
        <translation>等待发出，%1 起可发出</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 to the merchant (%2): %3</source>
        <translation>致商家的%1（%2）：%3</translation>
    </message>
</context>
<context>
    <name>CaseFact</name>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>入驻日期</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单数</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>成交额</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最近订单</translation>
    </message>
    <message>
        <source>money back, no return</source>
        <translation>仅退款</translation>
    </message>
    <message>
        <source>money back on return</source>
        <translation>退货退款</translation>
    </message>
    <message>
        <source>exchange</source>
        <translation>换货</translation>
    </message>
    <message>
        <source>not received</source>
        <translation>未收到货</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>商品破损</translation>
    </message>
    <message>
        <source>not as described</source>
        <translation>与描述不符</translation>
    </message>
    <message>
        <source>wrong item</source>
        <translation>发错货</translation>
    </message>
    <message>
        <source>counterfeit</source>
        <translation>假货</translation>
    </message>
    <message>
        <source>changed mind</source>
        <translation>不想要了</translation>
    </message>
    <message>
        <source>came late</source>
        <translation>送达太晚</translation>
    </message>
    <message>
        <source>open</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>有争议</translation>
    </message>
    <message>
        <source>refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>active</source>
        <translation>营业中</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关店</translation>
    </message>
    <message>
        <source>bank account</source>
        <translation>银行账户</translation>
    </message>
    <message>
        <source>telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>CaseKind</name>
    <message>
        <source>After-sale</source>
        <translation>售后</translation>
    </message>
    <message>
        <source>Onboarding application</source>
        <translation>入驻申请</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>商品上架</translation>
    </message>
    <message>
        <source>Listing change</source>
        <translation>商品变更</translation>
    </message>
    <message>
        <source>Merchant risk</source>
        <translation>商家风险</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>团伙</translation>
    </message>
</context>
<context>
    <name>CaseMeasure</name>
    <message>
        <source>Buyer&apos;s orders with a claim</source>
        <translation>买家售后率</translation>
    </message>
    <message>
        <source>Earlier claims in the same words</source>
        <translation>同样措辞的历史售后</translation>
    </message>
    <message>
        <source>Delivered before the claim by</source>
        <translation>签收早于申请</translation>
    </message>
    <message>
        <source>Money back without return</source>
        <translation>仅退款</translation>
    </message>
    <message>
        <source>Goods come back</source>
        <translation>退货退款</translation>
    </message>
    <message>
        <source>Parcel late by</source>
        <translation>物流延误</translation>
    </message>
    <message>
        <source>No proof of delivery</source>
        <translation>无签收记录</translation>
    </message>
    <message>
        <source>Review of the order</source>
        <translation>订单评分</translation>
    </message>
    <message>
        <source>Changed mind</source>
        <translation>不想要了</translation>
    </message>
    <message>
        <source>Merchant&apos;s orders with a claim</source>
        <translation>商家售后率</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>下单时间</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>签收时间</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺送达</translation>
    </message>
    <message>
        <source>What is asked for</source>
        <translation>售后类型</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Paid for the order</source>
        <translation>订单实付</translation>
    </message>
    <message>
        <source>The buyer says</source>
        <translation>买家说明</translation>
    </message>
    <message>
        <source>The merchant says</source>
        <translation>商家说明</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>买家</translation>
    </message>
    <message>
        <source>Buyer&apos;s orders</source>
        <translation>买家订单数</translation>
    </message>
    <message>
        <source>Buyer&apos;s claims</source>
        <translation>买家售后数</translation>
    </message>
    <message>
        <source>Earlier claim of the buyer</source>
        <translation>买家历史售后</translation>
    </message>
    <message>
        <source>Others with the same bank account</source>
        <translation>同一收款账户的其他申请</translation>
    </message>
    <message>
        <source>Others with the same telephone</source>
        <translation>同一电话的其他申请</translation>
    </message>
    <message>
        <source>Others from the same device</source>
        <translation>同一设备的其他申请</translation>
    </message>
    <message>
        <source>Others with the same picture</source>
        <translation>同一图片的其他申请</translation>
    </message>
    <message>
        <source>Papers in another name</source>
        <translation>证件主体不符</translation>
    </message>
    <message>
        <source>Account in another name</source>
        <translation>账户户名不符</translation>
    </message>
    <message>
        <source>Licence numbers that cannot be</source>
        <translation>执照号校验不通过</translation>
    </message>
    <message>
        <source>Paper expired since</source>
        <translation>证件已过期</translation>
    </message>
    <message>
        <source>Licence older than the company by</source>
        <translation>执照早于公司成立</translation>
    </message>
    <message>
        <source>Age of the company</source>
        <translation>公司成立时长</translation>
    </message>
    <message>
        <source>Registered capital</source>
        <translation>注册资本</translation>
    </message>
    <message>
        <source>Declared monthly turnover a head</source>
        <translation>人均申报月销售额</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司名称</translation>
    </message>
    <message>
        <source>Legal person</source>
        <translation>法定代表人</translation>
    </message>
    <message>
        <source>Founded</source>
        <translation>成立日期</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>员工数</translation>
    </message>
    <message>
        <source>Declared monthly turnover</source>
        <translation>申报月销售额</translation>
    </message>
    <message>
        <source>Declared range of products</source>
        <translation>申报商品数</translation>
    </message>
    <message>
        <source>Business licence</source>
        <translation>营业执照</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>身份证</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>银行账户</translation>
    </message>
    <message>
        <source>Brand authorisation</source>
        <translation>品牌授权书</translation>
    </message>
    <message>
        <source>Trade permit</source>
        <translation>经营许可证</translation>
    </message>
    <message>
        <source>Shares something with</source>
        <translation>与以下申请共用</translation>
    </message>
    <message>
        <source>Share of the title kept</source>
        <translation>标题保留比例</translation>
    </message>
    <message>
        <source>Category changed</source>
        <translation>类目变更</translation>
    </message>
    <message>
        <source>Only photos or a near price</source>
        <translation>仅改图片或小幅调价</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>变更时间</translation>
    </message>
    <message>
        <source>Words of banned claims</source>
        <translation>违禁用语</translation>
    </message>
    <message>
        <source>Words of healing</source>
        <translation>功效用语</translation>
    </message>
    <message>
        <source>Words of imitation</source>
        <translation>仿冒用语</translation>
    </message>
    <message>
        <source>Words of a bait price</source>
        <translation>引流用语</translation>
    </message>
    <message>
        <source>Contact details</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>Words of prohibited goods</source>
        <translation>禁售用语</translation>
    </message>
    <message>
        <source>Names another brand</source>
        <translation>提及其他品牌</translation>
    </message>
    <message>
        <source>Words in the title</source>
        <translation>标题词数</translation>
    </message>
    <message>
        <source>Refused before</source>
        <translation>历史驳回率</translation>
    </message>
    <message>
        <source>Category differs from the product&apos;s</source>
        <translation>与商品类目不一致</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>图片数</translation>
    </message>
    <message>
        <source>Category of the product</source>
        <translation>商品所属类目</translation>
    </message>
    <message>
        <source>Sold so far at</source>
        <translation>历史成交均价</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>Earlier texts: refused / decided</source>
        <translation>历史审核:驳回 / 已审</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Main category</source>
        <translation>主营类目</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>入驻日期</translation>
    </message>
    <message>
        <source>Orders so far</source>
        <translation>累计订单</translation>
    </message>
    <message>
        <source>Turnover so far</source>
        <translation>累计成交额</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最近订单</translation>
    </message>
    <message>
        <source>Pairs against chance</source>
        <translation>买卖关系是随机的倍数</translation>
    </message>
    <message>
        <source>Share of pairs that trade</source>
        <translation>有交易的买卖关系占比</translation>
    </message>
    <message>
        <source>Merchants in the ring</source>
        <translation>团伙内商家</translation>
    </message>
    <message>
        <source>Buyers in the ring</source>
        <translation>团伙内买家</translation>
    </message>
    <message>
        <source>Orders inside the ring</source>
        <translation>团伙内订单</translation>
    </message>
    <message>
        <source>Money inside the ring</source>
        <translation>团伙内金额</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>首日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>末日</translation>
    </message>
    <message>
        <source>Merchant (inside / all)</source>
        <translation>商家（内/总）</translation>
    </message>
    <message>
        <source>Buyer (inside / all)</source>
        <translation>买家（内/总）</translation>
    </message>
    <message>
        <source>Innocent, left out of the decision</source>
        <translation>无辜，不在本次处理之列</translation>
    </message>
</context>
<context>
    <name>CaseOrder</name>
    <message>
        <source>To learn from</source>
        <translation>用于模型学习</translation>
    </message>
    <message>
        <source>By a rule</source>
        <translation>规则命中</translation>
    </message>
    <message>
        <source>Audit of the automation</source>
        <translation>自动化抽检</translation>
    </message>
    <message>
        <source>By expected loss</source>
        <translation>按预期损失</translation>
    </message>
    <message>
        <source>saves %1 a minute</source>
        <translation>每分钟可避免损失 %1</translation>
    </message>
    <message>
        <source>overdue · %1</source>
        <translation>已超时 · %1</translation>
    </message>
    <message>
        <source>due in %1 min</source>
        <translation>%1 分钟后到期</translation>
    </message>
    <message>
        <source>teaches the model most</source>
        <translation>对模型最有学习价值</translation>
    </message>
    <message>
        <source>waits for the merchant, clock stopped</source>
        <translation>等待商家答复，计时暂停</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>至 %1</translation>
    </message>
</context>
<context>
    <name>CaseTable</name>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>未送达</translation>
    </message>
    <message>
        <source>%1 d late</source>
        <translation>迟达%1天</translation>
    </message>
    <message>
        <source>on time</source>
        <translation>准时</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>下单时间</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>配送</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Price and freight</source>
        <translation>价格与运费</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Promised for</source>
        <translation>承诺送达</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>实际送达</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>评论</translation>
    </message>
</context>
<context>
    <name>ChartTwin</name>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
</context>
<context>
    <name>CsvRows</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>入库</translation>
    </message>
    <message>
        <source>From</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Merchants</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Buyers</source>
        <translation>买家</translation>
    </message>
    <message>
        <source>Buyers&apos; other ids</source>
        <translation>买家其他ID</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Order items</source>
        <translation>订单商品</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>支付</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>地理位置</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>入驻申请</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Taken again</source>
        <translation>重新入库</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>It waits in quarantine since an earlier import</source>
        <translation>此前导入时已进入隔离区，尚待处理</translation>
    </message>
    <message>
        <source>%1 rows read = %2 taken + %3 duplicate + %4 quarantined</source>
        <translation>读取%1行 = 入库%2 + 重复%3 + 隔离%4</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>导入为</translation>
    </message>
    <message>
        <source>%1 new, %2 changed</source>
        <translation>新增%1，变更%2</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>not there, left out</source>
        <translation>文件不存在，已跳过</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>缺少：%1</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns that are used, of all in the file</source>
        <translation>已使用的列数/文件总列数</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2行中的%1行</translation>
    </message>
    <message>
        <source>Broken references</source>
        <translation>失效引用</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Distinct</source>
        <translation>不同值</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>whole row</source>
        <translation>整行</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>What stands there</source>
        <translation>原始内容</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>(not in the header)</source>
        <translation>（表头中没有）</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>Merchants with most orders</source>
        <translation>订单最多的商家</translation>
    </message>
    <message>
        <source>Orders per month</source>
        <translation>每月订单数</translation>
    </message>
    <message>
        <source>Orders that came late</source>
        <translation>迟达订单</translation>
    </message>
    <message>
        <source>Refused rows by reason</source>
        <translation>按原因统计被拒行</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>已修复</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>Case opened</source>
        <translation>案件已创建</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Asked the merchant</source>
        <translation>已询问商家</translation>
    </message>
    <message>
        <source>Escalated</source>
        <translation>已上报</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>已备注</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>已指派</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>已重新打开</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Done again</source>
        <translation>已重做</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>已询问</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问商家</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>指派给我</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>The merchant answered</source>
        <translation>商家已答复</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>已领取</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>已放回</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>已打标签</translation>
    </message>
    <message>
        <source>Tag removed</source>
        <translation>已移除标签</translation>
    </message>
    <message>
        <source>View saved</source>
        <translation>已保存视图</translation>
    </message>
    <message>
        <source>View removed</source>
        <translation>已删除视图</translation>
    </message>
    <message>
        <source>Data imported</source>
        <translation>已导入数据</translation>
    </message>
    <message>
        <source>Import taken back</source>
        <translation>已撤回导入</translation>
    </message>
    <message>
        <source>Refused rows taken again</source>
        <translation>已重新导入被拒的行</translation>
    </message>
    <message>
        <source>Answer is here</source>
        <translation>已收到答复</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>打标签</translation>
    </message>
    <message>
        <source>Remove tag</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>Messages left for the merchants</source>
        <translation>已向商家发出消息</translation>
    </message>
    <message>
        <source>Correction for the merchant written</source>
        <translation>已起草给商家的更正</translation>
    </message>
    <message>
        <source>Message to the merchant written again</source>
        <translation>已重新起草给商家的消息</translation>
    </message>
    <message>
        <source>Message of the automation written</source>
        <translation>自动化的通知已写好</translation>
    </message>
    <message>
        <source>%1 (many)</source>
        <translation>%1（批量）</translation>
    </message>
</context>
<context>
    <name>DeskCommand</name>
    <message>
        <source>Next case</source>
        <translation>下一件</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>上一件</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Ask the merchant</source>
        <translation>询问商家</translation>
    </message>
    <message>
        <source>Escalate to a person</source>
        <translation>上报给他人</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>打标签</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>指派给我</translation>
    </message>
    <message>
        <source>Reopen, or the answer is here</source>
        <translation>重新打开，或商家已答复</translation>
    </message>
    <message>
        <source>Same decision and reason again</source>
        <translation>重复上一决定和原因</translation>
    </message>
    <message>
        <source>Mark or unmark</source>
        <translation>勾选或取消</translation>
    </message>
    <message>
        <source>Mark on downwards</source>
        <translation>向下连续勾选</translation>
    </message>
    <message>
        <source>Mark on upwards</source>
        <translation>向上连续勾选</translation>
    </message>
    <message>
        <source>Mark all that match</source>
        <translation>勾选全部符合条件的</translation>
    </message>
    <message>
        <source>Next piece of evidence</source>
        <translation>下一条证据</translation>
    </message>
    <message>
        <source>Previous piece of evidence</source>
        <translation>上一条证据</translation>
    </message>
    <message>
        <source>Peek at its rows</source>
        <translation>查看明细</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
</context>
<context>
    <name>DeskQuestion</name>
    <message>
        <source>Refuse: for which reason?</source>
        <translation>拒绝：原因是什么？</translation>
    </message>
    <message>
        <source>Ask the merchant: the clock stops until the answer is here</source>
        <translation>询问商家：收到答复前计时暂停</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Escalate: to whom?</source>
        <translation>上报给谁？</translation>
    </message>
    <message>
        <source>To anybody</source>
        <translation>不指定人</translation>
    </message>
    <message>
        <source>Snooze: until when?</source>
        <translation>稍后处理：到什么时候？</translation>
    </message>
    <message>
        <source>Three days</source>
        <translation>三天</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Monday, %1</source>
        <translation>周一，%1</translation>
    </message>
    <message>
        <source>In two weeks</source>
        <translation>两周后</translation>
    </message>
    <message>
        <source>Until: %1</source>
        <translation>直到：%1</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tag (there already: %1; the same again removes it)</source>
        <translation>标签（已有：%1；再次输入相同标签则移除）</translation>
    </message>
    <message>
        <source>A word to find it by</source>
        <translation>便于查找的词</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; on this case, too? Asked once; then the key does it.</source>
        <translation>这一件也“%1”吗？只问一次，之后按键即执行。</translation>
    </message>
    <message>
        <source>Pick a reason: the message to the merchant stands here, to be edited. Empty: the merchant is told nothing.</source>
        <translation>选择理由后，此处显示给商家的消息，可以编辑。留空则不通知商家。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>DeskView</name>
    <message>
        <source>Waiting</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>稍后处理</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>已决定</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>已超时</translation>
    </message>
</context>
<context>
    <name>Dossier</name>
    <message>
        <source>Fact</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件编号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>审核对象</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>立案时间</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Why it was opened</source>
        <translation>立案依据</translation>
    </message>
    <message>
        <source>The ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Operations in the ledger</source>
        <translation>账本中的操作数</translation>
    </message>
    <message>
        <source>Head of the chain</source>
        <translation>链首哈希</translation>
    </message>
    <message>
        <source>BLAKE2b-256 of the attached JSON</source>
        <translation>所附 JSON 的 BLAKE2b-256</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nobody wrote a note.</source>
        <translation>没有备注。</translation>
    </message>
    <message>
        <source>When (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>操作记录</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Undoes</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>What the operations say</source>
        <translation>操作内容</translation>
    </message>
    <message>
        <source>… %1 bytes; all of them are in the JSON.</source>
        <translation>……共 %1 字节，全文见 JSON。</translation>
    </message>
    <message>
        <source>How this is verified</source>
        <translation>如何核验</translation>
    </message>
    <message>
        <source>Each operation has a hash that stands on what it says and on the hash before it, so nothing before a known hash can have been changed, removed, added or moved.</source>
        <translation>每个操作的哈希由其内容与前一个哈希算出，因此在一个已知哈希之前，任何内容都不可能被改动、删除、添加或挪动。</translation>
    </message>
    <message>
        <source>The attached JSON holds the case&apos;s operations in full and, for every other operation since, the digest of what it says. The documented procedure walks from the first to the head of the chain with BLAKE2b-256 alone; it needs nothing of this program.</source>
        <translation>所附 JSON 含有本案的全部操作原文，以及此后其他每个操作的内容摘要。按公开的步骤，只用 BLAKE2b-256 即可从第一个操作核验到链首，无需本程序。</translation>
    </message>
    <message>
        <source>Compare the head with one from elsewhere: an older dossier, a report, a note somebody kept.</source>
        <translation>请将链首哈希与别处留存的比对：较早的卷宗、报表或有人记下的值。</translation>
    </message>
    <message>
        <source>Evidence dossier</source>
        <translation>证据卷宗</translation>
    </message>
    <message>
        <source>Simulated data</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>Left out as innocent</source>
        <translation>不予处理的无辜成员</translation>
    </message>
    <message>
        <source>Messages to the merchant</source>
        <translation>给商家的消息</translation>
    </message>
    <message>
        <source>The merchant was told nothing.</source>
        <translation>未向商家发送消息。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Left (UTC)</source>
        <translation>发出时间 (UTC)</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>正文</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Wrong usage: %1</source>
        <translation>用法错误: %1</translation>
    </message>
    <message>
        <source>There is no such file or folder: %1</source>
        <translation>文件或文件夹不存在: %1</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>无法读取文件: %1</translation>
    </message>
    <message>
        <source>This is a folder, not a file: %1</source>
        <translation>这是文件夹，不是文件: %1</translation>
    </message>
    <message>
        <source>The file is empty: %1</source>
        <translation>文件为空: %1</translation>
    </message>
    <message>
        <source>This is not a text file: %1</source>
        <translation>不是文本文件: %1</translation>
    </message>
    <message>
        <source>The file cannot be written: %1</source>
        <translation>无法写入文件: %1</translation>
    </message>
    <message>
        <source>The text encoding does not fit: %1</source>
        <translation>文本编码不匹配: %1</translation>
    </message>
    <message>
        <source>There is no mapping preset named %1</source>
        <translation>没有这个映射预设: %1</translation>
    </message>
    <message>
        <source>The mapping cannot be understood: %1</source>
        <translation>无法解析映射: %1</translation>
    </message>
    <message>
        <source>None of the files that the mapping names is there: %1</source>
        <translation>映射指定的文件均不存在: %1</translation>
    </message>
    <message>
        <source>There is no mart at %1</source>
        <translation>未找到数据集市: %1</translation>
    </message>
    <message>
        <source>This file is not a MerchantOps mart: %1</source>
        <translation>此文件不是MerchantOps数据集市: %1</translation>
    </message>
    <message>
        <source>This mart was written by a newer version: %1</source>
        <translation>此数据集市由更高版本写入: %1</translation>
    </message>
    <message>
        <source>Another program is writing to the mart: %1</source>
        <translation>另一程序正在写入数据集市: %1</translation>
    </message>
    <message>
        <source>The mart cannot be written: %1</source>
        <translation>无法写入数据集市: %1</translation>
    </message>
    <message>
        <source>The mart&apos;s file is damaged: %1</source>
        <translation>数据集市文件已损坏: %1</translation>
    </message>
    <message>
        <source>The disk is full: %1</source>
        <translation>磁盘已满: %1</translation>
    </message>
    <message>
        <source>The database refused: %1</source>
        <translation>数据库拒绝执行: %1</translation>
    </message>
    <message>
        <source>This query is not allowed: %1</source>
        <translation>不允许执行此查询: %1</translation>
    </message>
    <message>
        <source>The query took longer than allowed: %1</source>
        <translation>查询超时: %1</translation>
    </message>
    <message>
        <source>Not found: %1</source>
        <translation>未找到: %1</translation>
    </message>
    <message>
        <source>Not possible in the present state: %1</source>
        <translation>当前状态下无法执行: %1</translation>
    </message>
    <message>
        <source>A reason is required: %1</source>
        <translation>必须填写理由: %1</translation>
    </message>
    <message>
        <source>There is not enough data: %1</source>
        <translation>数据不足: %1</translation>
    </message>
    <message>
        <source>A number is invalid: %1</source>
        <translation>数值无效: %1</translation>
    </message>
    <message>
        <source>The computation did not converge: %1</source>
        <translation>计算未收敛: %1</translation>
    </message>
    <message>
        <source>This would need more memory than allowed: %1</source>
        <translation>所需内存超出上限: %1</translation>
    </message>
    <message>
        <source>The mart contradicts itself: %1</source>
        <translation>数据集市内部数据不一致: %1</translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed</source>
        <translation>已取消，未做任何更改</translation>
    </message>
    <message>
        <source>An error inside the program: %1</source>
        <translation>程序内部错误: %1</translation>
    </message>
    <message>
        <source>See: %1</source>
        <translation>参见: %1</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>请检查是否有读取权限。</translation>
    </message>
    <message>
        <source>Export it again from the source.</source>
        <translation>请从来源重新导出。</translation>
    </message>
    <message>
        <source>Give a CSV or TSV file.</source>
        <translation>请提供CSV或TSV文件。</translation>
    </message>
    <message>
        <source>Choose another folder, or check that you may write there.</source>
        <translation>请选择其他文件夹，或检查是否有写入权限。</translation>
    </message>
    <message>
        <source>Choose the encoding: UTF-8, GB18030 or ISO-8859-1.</source>
        <translation>请选择编码：UTF-8、GB18030或ISO-8859-1。</translation>
    </message>
    <message>
        <source>Known presets: %1</source>
        <translation>可用预设: %1</translation>
    </message>
    <message>
        <source>Correct the mapping: %1</source>
        <translation>请更正映射: %1</translation>
    </message>
    <message>
        <source>The file has: %1</source>
        <translation>文件包含: %1</translation>
    </message>
    <message>
        <source>Expected: %1</source>
        <translation>应有: %1</translation>
    </message>
    <message>
        <source>Import data or simulate a marketplace first.</source>
        <translation>请先导入数据，或生成模拟市场数据。</translation>
    </message>
    <message>
        <source>Choose another file; this one was not touched.</source>
        <translation>请选择其他文件，此文件未被改动。</translation>
    </message>
    <message>
        <source>This version knows marts up to number %1. Update the program; the mart was not touched.</source>
        <translation>当前版本最高支持版本号为%1的数据集市。请升级程序，数据集市未被改动。</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>请等待其完成后重试。</translation>
    </message>
    <message>
        <source>Check that you may write to the file and its folder.</source>
        <translation>请检查是否有该文件及其所在文件夹的写入权限。</translation>
    </message>
    <message>
        <source>Go back to a snapshot, or import the files again.</source>
        <translation>请恢复到某个快照，或重新导入文件。</translation>
    </message>
    <message>
        <source>Free some space and try again; the mart is as before.</source>
        <translation>请释放磁盘空间后重试，数据集市保持原样。</translation>
    </message>
    <message>
        <source>First: %1</source>
        <translation>请先: %1</translation>
    </message>
    <message>
        <source>One of: %1</source>
        <translation>可选: %1</translation>
    </message>
    <message>
        <source>Needed: %1</source>
        <translation>需要: %1</translation>
    </message>
    <message>
        <source>Try: %1</source>
        <translation>请尝试: %1</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>请运行: %1</translation>
    </message>
    <message>
        <source>Limit: %1</source>
        <translation>上限: %1</translation>
    </message>
    <message>
        <source>Narrow the query, or allow more time.</source>
        <translation>请缩小查询范围，或放宽时限。</translation>
    </message>
    <message>
        <source>Only one SELECT over the mart&apos;s tables and views is allowed.</source>
        <translation>仅允许对数据集市的表和视图执行一条SELECT语句。</translation>
    </message>
    <message>
        <source>The file lacks columns that are needed: %1</source>
        <translation>文件缺少需要的列：%1</translation>
    </message>
    <message>
        <source>This row cannot be understood: %1</source>
        <translation>无法识别该行：%1</translation>
    </message>
    <message>
        <source>Correct the row, or state the separator and the encoding.</source>
        <translation>请更正该行，或指定分隔符和编码。</translation>
    </message>
    <message>
        <source>Your role does not allow this: %1</source>
        <translation>您的角色无权执行：%1</translation>
    </message>
    <message>
        <source>Who may: %1</source>
        <translation>可执行者：%1</translation>
    </message>
</context>
<context>
    <name>ExampleRule</name>
    <message>
        <source>Brushing: few buyers order again and again</source>
        <translation>刷单：少数买家反复下单</translation>
    </message>
    <message>
        <source>Brushing: most orders on one day</source>
        <translation>刷单：订单集中在同一天</translation>
    </message>
    <message>
        <source>Brushing: the same buyer at the same shop within a day</source>
        <translation>刷单：同一买家一天内在同一店铺多次下单</translation>
    </message>
    <message>
        <source>False shipping: much is shipped that does not arrive</source>
        <translation>虚假发货：大量发出却未送达</translation>
    </message>
    <message>
        <source>After-sales far above what is usual</source>
        <translation>退货套利：售后率远高于常态</translation>
    </message>
    <message>
        <source>Several claims of counterfeit goods</source>
        <translation>售假：多起假货投诉</translation>
    </message>
    <message>
        <source>Linked shops: same telephone, account or device</source>
        <translation>关联店铺：电话、账户或设备相同</translation>
    </message>
    <message>
        <source>Late often, and buyers say so</source>
        <translation>经常延迟且差评多</translation>
    </message>
    <message>
        <source>A large shop stops selling</source>
        <translation>大店突然停售</translation>
    </message>
    <message>
        <source>A dear order at a shop that has just begun</source>
        <translation>新店大额订单</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>Own share of bad orders so far</source>
        <translation>自身累计问题订单占比</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 unknown (peers %2)</source>
        <translation>%1：未知（同类商家：%2）</translation>
    </message>
    <message>
        <source>%1 %2 (peers %3)</source>
        <translation>%1：%2（同类商家：%3）</translation>
    </message>
</context>
<context>
    <name>Feature</name>
    <message>
        <source>Orders, 30 days</source>
        <translation>近30天订单数</translation>
    </message>
    <message>
        <source>Orders of the last 30 days.</source>
        <translation>最近30天的订单数。</translation>
    </message>
    <message>
        <source>Orders, 90 days</source>
        <translation>近90天订单数</translation>
    </message>
    <message>
        <source>Orders of the last 90 days.</source>
        <translation>最近90天的订单数。</translation>
    </message>
    <message>
        <source>Orders, all time</source>
        <translation>累计订单数</translation>
    </message>
    <message>
        <source>Orders so far.</source>
        <translation>截至目前的订单数。</translation>
    </message>
    <message>
        <source>Turnover, 30 days</source>
        <translation>近30天成交额</translation>
    </message>
    <message>
        <source>Prices of the items ordered in the last 30 days, without orders known as cancelled.</source>
        <translation>最近30天下单商品的价格合计，不含已知取消的订单。</translation>
    </message>
    <message>
        <source>Turnover, 90 days</source>
        <translation>近90天成交额</translation>
    </message>
    <message>
        <source>Prices of the items ordered in the last 90 days, without orders known as cancelled.</source>
        <translation>最近90天下单商品的价格合计，不含已知取消的订单。</translation>
    </message>
    <message>
        <source>Turnover, all time</source>
        <translation>累计成交额</translation>
    </message>
    <message>
        <source>Prices of all items ordered so far, without orders known as cancelled.</source>
        <translation>截至目前全部下单商品的价格合计，不含已知取消的订单。</translation>
    </message>
    <message>
        <source>Average order, 90 days</source>
        <translation>近90天客单价</translation>
    </message>
    <message>
        <source>Turnover of the last 90 days divided by its orders that are not known as cancelled.</source>
        <translation>最近90天的成交额除以其中未知取消的订单数。</translation>
    </message>
    <message>
        <source>Average order, all time</source>
        <translation>累计客单价</translation>
    </message>
    <message>
        <source>Turnover so far divided by the orders that are not known as cancelled.</source>
        <translation>截至目前的成交额除以其中未知取消的订单数。</translation>
    </message>
    <message>
        <source>Change of orders, 30 days</source>
        <translation>近30天订单变化</translation>
    </message>
    <message>
        <source>(now − before) / (now + before), orders of the last 30 days against the 30 days before: −1 stopped, 0 level, 1 new.</source>
        <translation>（本期 − 上期）/（本期 + 上期），最近30天与此前30天的订单数对比：−1为停单，0为持平，1为新增。</translation>
    </message>
    <message>
        <source>Change of orders, 90 days</source>
        <translation>近90天订单变化</translation>
    </message>
    <message>
        <source>(now − before) / (now + before), orders of the last 90 days against the 90 days before: −1 stopped, 0 level, 1 new.</source>
        <translation>（本期 − 上期）/（本期 + 上期），最近90天与此前90天的订单数对比：−1为停单，0为持平，1为新增。</translation>
    </message>
    <message>
        <source>Change of turnover, 90 days</source>
        <translation>近90天成交额变化</translation>
    </message>
    <message>
        <source>(now − before) / (now + before), turnover of the last 90 days against the 90 days before.</source>
        <translation>（本期 − 上期）/（本期 + 上期），最近90天与此前90天的成交额对比。</translation>
    </message>
    <message>
        <source>Buyers, 90 days</source>
        <translation>近90天买家数</translation>
    </message>
    <message>
        <source>Different buyers of the last 90 days.</source>
        <translation>最近90天的去重买家数。</translation>
    </message>
    <message>
        <source>Buyers, all time</source>
        <translation>累计买家数</translation>
    </message>
    <message>
        <source>Different buyers so far.</source>
        <translation>截至目前的去重买家数。</translation>
    </message>
    <message>
        <source>Share of repeat buyers</source>
        <translation>复购买家占比</translation>
    </message>
    <message>
        <source>Buyers with at least two orders so far, divided by all its buyers.</source>
        <translation>截至目前至少下过两单的买家占全部买家的比例。</translation>
    </message>
    <message>
        <source>Share of new buyers, 90 days</source>
        <translation>近90天新买家占比</translation>
    </message>
    <message>
        <source>Of the buyers of the last 90 days, those who had never ordered here before.</source>
        <translation>最近90天的买家中，此前从未在该商家下单的占比。</translation>
    </message>
    <message>
        <source>Cancelled share, 90 days</source>
        <translation>近90天取消率</translation>
    </message>
    <message>
        <source>Of the orders of the last 90 days, those known as cancelled.</source>
        <translation>最近90天的订单中，已知取消的占比。</translation>
    </message>
    <message>
        <source>Cancelled share, all time</source>
        <translation>累计取消率</translation>
    </message>
    <message>
        <source>Of all orders so far, those known as cancelled.</source>
        <translation>截至目前的全部订单中，已知取消的占比。</translation>
    </message>
    <message>
        <source>Late share, 30 days</source>
        <translation>近30天迟达率</translation>
    </message>
    <message>
        <source>Of the orders that arrived in time or became late in the last 30 days, the late ones: promised day over, not delivered by then.</source>
        <translation>最近30天内按时送达或转为迟达的订单中，迟达订单的占比：承诺日已过仍未送达。</translation>
    </message>
    <message>
        <source>Late share, 90 days</source>
        <translation>近90天迟达率</translation>
    </message>
    <message>
        <source>Of the orders that arrived in time or became late in the last 90 days, the late ones: promised day over, not delivered by then.</source>
        <translation>最近90天内按时送达或转为迟达的订单中，迟达订单的占比：承诺日已过仍未送达。</translation>
    </message>
    <message>
        <source>Late share, all time</source>
        <translation>累计迟达率</translation>
    </message>
    <message>
        <source>Of the orders that arrived in time or became late so far, the late ones: promised day over, not delivered by then.</source>
        <translation>截至目前按时送达或转为迟达的订单中，迟达订单的占比：承诺日已过仍未送达。</translation>
    </message>
    <message>
        <source>Days late, 90 days</source>
        <translation>近90天迟达天数</translation>
    </message>
    <message>
        <source>Mean of delivery minus promised day, over late parcels delivered in the last 90 days.</source>
        <translation>最近90天内送达的迟达包裹，其送达日减承诺日的平均值。</translation>
    </message>
    <message>
        <source>Overdue orders, 90 days</source>
        <translation>近90天逾期订单数</translation>
    </message>
    <message>
        <source>Orders of the last 90 days whose promised day is over and which are neither delivered nor known as cancelled.</source>
        <translation>最近90天的订单中，承诺日已过、既未送达也未知取消的订单数。</translation>
    </message>
    <message>
        <source>Days to approval, 90 days</source>
        <translation>近90天审单天数</translation>
    </message>
    <message>
        <source>Mean time from order to approval, over orders approved in the last 90 days.</source>
        <translation>最近90天内审单通过的订单，从下单到审单通过的平均时长。</translation>
    </message>
    <message>
        <source>Days to dispatch, 90 days</source>
        <translation>近90天发货天数</translation>
    </message>
    <message>
        <source>Mean time from order to hand-over to the courier, over parcels sent in the last 90 days.</source>
        <translation>最近90天内发出的包裹，从下单到交付物流的平均时长。</translation>
    </message>
    <message>
        <source>Days to dispatch, all time</source>
        <translation>累计发货天数</translation>
    </message>
    <message>
        <source>Mean time from order to hand-over to the courier, over all parcels sent so far.</source>
        <translation>截至目前发出的全部包裹，从下单到交付物流的平均时长。</translation>
    </message>
    <message>
        <source>Days to delivery, 90 days</source>
        <translation>近90天送达天数</translation>
    </message>
    <message>
        <source>Mean time from order to delivery, over parcels delivered in the last 90 days.</source>
        <translation>最近90天内送达的包裹，从下单到送达的平均时长。</translation>
    </message>
    <message>
        <source>Days to delivery, all time</source>
        <translation>累计送达天数</translation>
    </message>
    <message>
        <source>Mean time from order to delivery, over all parcels delivered so far.</source>
        <translation>截至目前送达的全部包裹，从下单到送达的平均时长。</translation>
    </message>
    <message>
        <source>Missed dispatch share, 90 days</source>
        <translation>近90天超时未发货率</translation>
    </message>
    <message>
        <source>Of the orders whose dispatch limit was kept or ran out in the last 90 days, those not sent by then.</source>
        <translation>最近90天内按时发货或发货时限到期的订单中，未在时限内发货的占比。</translation>
    </message>
    <message>
        <source>Freight share, 90 days</source>
        <translation>近90天运费占比</translation>
    </message>
    <message>
        <source>Freight divided by price plus freight, items of the last 90 days, without orders known as cancelled.</source>
        <translation>运费除以价格与运费之和，统计最近90天的商品，不含已知取消的订单。</translation>
    </message>
    <message>
        <source>Freight share, all time</source>
        <translation>累计运费占比</translation>
    </message>
    <message>
        <source>Freight divided by price plus freight, all items so far, without orders known as cancelled.</source>
        <translation>运费除以价格与运费之和，统计截至目前的全部商品，不含已知取消的订单。</translation>
    </message>
    <message>
        <source>Reviews, 90 days</source>
        <translation>近90天评价数</translation>
    </message>
    <message>
        <source>Reviews written in the last 90 days.</source>
        <translation>最近90天的评价数。</translation>
    </message>
    <message>
        <source>Mean review, 30 days</source>
        <translation>近30天平均评分</translation>
    </message>
    <message>
        <source>Mean score of the reviews written in the last 30 days, 1 to 5.</source>
        <translation>最近30天评价的平均分，1～5分。</translation>
    </message>
    <message>
        <source>Mean review, 90 days</source>
        <translation>近90天平均评分</translation>
    </message>
    <message>
        <source>Mean score of the reviews written in the last 90 days, 1 to 5.</source>
        <translation>最近90天评价的平均分，1～5分。</translation>
    </message>
    <message>
        <source>Mean review, all time</source>
        <translation>累计平均评分</translation>
    </message>
    <message>
        <source>Mean score of all reviews so far, 1 to 5.</source>
        <translation>截至目前全部评价的平均分，1～5分。</translation>
    </message>
    <message>
        <source>Share of low reviews, 90 days</source>
        <translation>近90天差评率</translation>
    </message>
    <message>
        <source>Of the reviews written in the last 90 days, those with a score of 1 or 2.</source>
        <translation>最近90天的评价中，评分为1或2分的占比。</translation>
    </message>
    <message>
        <source>Share of low reviews, all time</source>
        <translation>累计差评率</translation>
    </message>
    <message>
        <source>Of all reviews so far, those with a score of 1 or 2.</source>
        <translation>截至目前的全部评价中，评分为1或2分的占比。</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类目数</translation>
    </message>
    <message>
        <source>Different categories of the items ordered so far.</source>
        <translation>截至目前下单商品的去重类目数。</translation>
    </message>
    <message>
        <source>Concentration on categories</source>
        <translation>类目集中度</translation>
    </message>
    <message>
        <source>Sum of the squared shares of the categories in the items so far (Herfindahl): 1 = a single category.</source>
        <translation>截至目前商品中各类目占比的平方和（赫芬达尔指数）：1表示只有一个类目。</translation>
    </message>
    <message>
        <source>Products sold, 90 days</source>
        <translation>近90天动销商品数</translation>
    </message>
    <message>
        <source>Different products ordered in the last 90 days.</source>
        <translation>最近90天被下单的去重商品数。</translation>
    </message>
    <message>
        <source>Products sold, all time</source>
        <translation>累计动销商品数</translation>
    </message>
    <message>
        <source>Different products ordered so far.</source>
        <translation>截至目前被下单的去重商品数。</translation>
    </message>
    <message>
        <source>Share of the best product, 90 days</source>
        <translation>近90天最热销商品占比</translation>
    </message>
    <message>
        <source>Share of the product ordered most in the items of the last 90 days.</source>
        <translation>最近90天的商品中，下单最多的商品所占比例。</translation>
    </message>
    <message>
        <source>Mean price</source>
        <translation>平均价格</translation>
    </message>
    <message>
        <source>Mean price of the items ordered so far.</source>
        <translation>截至目前下单商品的平均价格。</translation>
    </message>
    <message>
        <source>Price level</source>
        <translation>价格水平</translation>
    </message>
    <message>
        <source>Mean natural logarithm of price against the geometric mean price of its category so far: 0 = as the category.</source>
        <translation>价格与截至目前同类目几何平均价之比的自然对数的平均值：0表示与类目持平。</translation>
    </message>
    <message>
        <source>Spread of prices</source>
        <translation>价格离散度</translation>
    </message>
    <message>
        <source>Standard deviation of the natural logarithm of the prices of the items so far.</source>
        <translation>截至目前商品价格自然对数的标准差。</translation>
    </message>
    <message>
        <source>Items per order, 90 days</source>
        <translation>近90天单均件数</translation>
    </message>
    <message>
        <source>Items divided by orders, last 90 days.</source>
        <translation>最近90天的商品件数除以订单数。</translation>
    </message>
    <message>
        <source>Active days, 90 days</source>
        <translation>近90天活跃天数</translation>
    </message>
    <message>
        <source>Days with at least one order among the last 90 days.</source>
        <translation>最近90天中至少有一单的天数。</translation>
    </message>
    <message>
        <source>Weekend share</source>
        <translation>周末订单占比</translation>
    </message>
    <message>
        <source>Of all orders so far, those of Saturdays and Sundays.</source>
        <translation>截至目前的全部订单中，周六和周日订单的占比。</translation>
    </message>
    <message>
        <source>Longest gap</source>
        <translation>最长订单间隔</translation>
    </message>
    <message>
        <source>Longest time between two orders in a row so far.</source>
        <translation>截至目前相邻两单之间的最长时间。</translation>
    </message>
    <message>
        <source>Days since the last order</source>
        <translation>距上次订单天数</translation>
    </message>
    <message>
        <source>From the last order to the as-of moment.</source>
        <translation>从最近一单到截至时点的天数。</translation>
    </message>
    <message>
        <source>Tenure</source>
        <translation>入驻时长</translation>
    </message>
    <message>
        <source>Days since registration or the first order, whichever came first.</source>
        <translation>自注册或首单（以较早者为准）起的天数。</translation>
    </message>
</context>
<context>
    <name>Flip</name>
    <message>
        <source>Nothing that the merchant can change turns it round: at best %1.</source>
        <translation>商家能改变的因素都不足以翻转结论：最好为 %1。</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 由 %2 变为 %3</translation>
    </message>
    <message>
        <source>%1 (takes %2 orders without a fault)</source>
        <translation>%1（需要 %2 单无过失订单）</translation>
    </message>
    <message>
        <source>Would be %1 (scored again) with: %2</source>
        <translation>若满足以下条件，重新评分为 %1：%2</translation>
    </message>
    <message>
        <source>%1 %2 (half of the peers: %3 … %4)</source>
        <translation>%1 %2（半数同类商家在 %3 … %4）</translation>
    </message>
    <message>
        <source>Among its %1 peers it is nowhere in the worst tenth.</source>
        <translation>在 %1 家同类商家中没有任何一项处于最差的十分之一。</translation>
    </message>
    <message>
        <source>In the worst tenth of its %1 peers: %2</source>
        <translation>在 %1 家同类商家中处于最差十分之一：%2</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Scored</source>
        <translation>已评分</translation>
    </message>
    <message>
        <source>Rule %1, version %2</source>
        <translation>规则 %1，第 %2 版</translation>
    </message>
    <message>
        <source>all but %1</source>
        <translation>除 %1 外的全部成员</translation>
    </message>
    <message>
        <source>To the merchant: %1</source>
        <translation>致商家：%1</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Cases opened</source>
        <translation>已立案</translation>
    </message>
    <message>
        <source>Drawn for double review</source>
        <translation>抽取双人盲审</translation>
    </message>
    <message>
        <source>Mark in a double review</source>
        <translation>双人盲审结论</translation>
    </message>
    <message>
        <source>Person added or changed</source>
        <translation>新增或修改人员</translation>
    </message>
    <message>
        <source>Second person asked</source>
        <translation>请求第二人复核</translation>
    </message>
    <message>
        <source>Consent given</source>
        <translation>已同意</translation>
    </message>
    <message>
        <source>Consent refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Request withdrawn</source>
        <translation>已撤回请求</translation>
    </message>
    <message>
        <source>Rule saved</source>
        <translation>已保存规则</translation>
    </message>
    <message>
        <source>Rule switched</source>
        <translation>已切换规则</translation>
    </message>
    <message>
        <source>Rules run</source>
        <translation>已运行规则</translation>
    </message>
    <message>
        <source>Band saved</source>
        <translation>已保存自动化区间</translation>
    </message>
    <message>
        <source>Band switched</source>
        <translation>已切换自动化</translation>
    </message>
    <message>
        <source>Bands run</source>
        <translation>已运行自动化</translation>
    </message>
    <message>
        <source>Work on one case</source>
        <translation>单个案件</translation>
    </message>
    <message>
        <source>Many cases at once</source>
        <translation>批量案件</translation>
    </message>
    <message>
        <source>Double review</source>
        <translation>双人盲审</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>People and roles</source>
        <translation>人员与角色</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>双人复核</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Automation</source>
        <translation>自动化</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Snoozed until</source>
        <translation>搁置至</translation>
    </message>
    <message>
        <source>Wakes on</source>
        <translation>唤醒条件</translation>
    </message>
    <message>
        <source>Clock stopped</source>
        <translation>计时暂停</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>审核时间</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>审核人</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>指派给</translation>
    </message>
    <message>
        <source>Claimed by</source>
        <translation>领取人</translation>
    </message>
    <message>
        <source>Claimed until</source>
        <translation>领取至</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>By one person alone</source>
        <translation>单人操作</translation>
    </message>
    <message>
        <source>Promised error</source>
        <translation>承诺错误率</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Approved alone below</source>
        <translation>低于此分自动通过</translation>
    </message>
    <message>
        <source>Refused alone above</source>
        <translation>高于此分自动驳回</translation>
    </message>
    <message>
        <source>Approval drafted below</source>
        <translation>低于此分拟稿通过</translation>
    </message>
    <message>
        <source>Refusal drafted above</source>
        <translation>高于此分拟稿驳回</translation>
    </message>
    <message>
        <source>Share audited</source>
        <translation>抽检比例</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>审核员</translation>
    </message>
    <message>
        <source>Analyst</source>
        <translation>分析员</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>组长</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>合规</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Only watching</source>
        <translation>仅观察</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已急停</translation>
    </message>
    <message>
        <source>Both agree</source>
        <translation>两人一致</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>两人不一致</translation>
    </message>
    <message>
        <source>Sealed until you have given your own mark</source>
        <translation>在你给出自己的结论之前保密</translation>
    </message>
    <message>
        <source>sealed</source>
        <translation>保密</translation>
    </message>
    <message>
        <source>done again</source>
        <translation>已重做</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Messages left</source>
        <translation>消息已发出</translation>
    </message>
    <message>
        <source>Correction written</source>
        <translation>已写更正消息</translation>
    </message>
    <message>
        <source>Message written again</source>
        <translation>消息重新写入</translation>
    </message>
    <message>
        <source>Messages to merchants</source>
        <translation>给商家的消息</translation>
    </message>
    <message>
        <source>Least probability</source>
        <translation>最低概率</translation>
    </message>
    <message>
        <source>Run of scores</source>
        <translation>评分批次</translation>
    </message>
    <message>
        <source>Share that teaches</source>
        <translation>学习样本占比</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息数</translation>
    </message>
    <message>
        <source>Merchants told</source>
        <translation>告知商家数</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>About operation</source>
        <translation>所涉操作</translation>
    </message>
    <message>
        <source>Waits (s)</source>
        <translation>等待（秒）</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Named as innocent</source>
        <translation>列为无辜</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n 个案件</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages of automation written</source>
        <translation>自动化的通知</translation>
    </message>
</context>
<context>
    <name>Measure</name>
    <message>
        <source>Turnover</source>
        <translation>成交额</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单数</translation>
    </message>
    <message>
        <source>Average order</source>
        <translation>客单价</translation>
    </message>
    <message>
        <source>Buyers</source>
        <translation>买家数</translation>
    </message>
    <message>
        <source>Active merchants</source>
        <translation>活跃商家</translation>
    </message>
    <message>
        <source>Late deliveries</source>
        <translation>迟达率</translation>
    </message>
    <message>
        <source>Review score</source>
        <translation>平均评分</translation>
    </message>
    <message>
        <source>Cancelled orders</source>
        <translation>取消率</translation>
    </message>
    <message>
        <source>%1%2 pp</source>
        <comment>percentage points</comment>
        <translation>%1%2个百分点</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>此前：%1</translation>
    </message>
</context>
<context>
    <name>MerchantColumns</name>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>迟达%n天</numerusform>
        </translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>已发货</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Unavailable</source>
        <translation>无货</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Invoiced</source>
        <translation>已开票</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>下单时间</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>配送</translation>
    </message>
    <message>
        <source>Promised %1, delivered %2</source>
        <translation>承诺%1，送达%2</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>评论</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>本商家</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>同类</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Raises the risk (log-odds %1)</source>
        <translation>推高风险（对数几率%1）</translation>
    </message>
    <message>
        <source>Lowers the risk (log-odds %1)</source>
        <translation>降低风险（对数几率%1）</translation>
    </message>
</context>
<context>
    <name>MerchantMessage</name>
    <message>
        <source>your application</source>
        <translation>您的入驻申请</translation>
    </message>
    <message>
        <source>your listing “%1”</source>
        <translation>您的商品“%1”</translation>
    </message>
    <message>
        <source>the change to your listing “%1”</source>
        <translation>您对商品“%1”的修改</translation>
    </message>
    <message>
        <source>the after-sale request %1</source>
        <translation>售后申请 %1</translation>
    </message>
    <message>
        <source>your shop %1</source>
        <translation>您的店铺“%1”</translation>
    </message>
    <message>
        <source>a listing of yours</source>
        <translation>您的一件商品</translation>
    </message>
    <message>
        <source>a change to a listing of yours</source>
        <translation>您对商品的一次修改</translation>
    </message>
    <message>
        <source>an after-sale request to you</source>
        <translation>您店铺的一笔售后申请</translation>
    </message>
    <message>
        <source>your shop</source>
        <translation>您的店铺</translation>
    </message>
    <message>
        <source>Hello,

we have decided %1: the claim is refused.</source>
        <translation>您好！

我们已对%1作出决定：买家的申请不予支持。</translation>
    </message>
    <message>
        <source>Hello,

we have reviewed the orders at %1. Some of them break the rules of the marketplace.</source>
        <translation>您好！

我们已审核%1的订单，其中部分订单违反了平台规则。</translation>
    </message>
    <message>
        <source>Hello,

we have reviewed %1. At present it does not meet the rules of the marketplace.</source>
        <translation>您好！

我们已审核%1，目前其不符合平台规则。</translation>
    </message>
    <message>
        <source>Hello,

we have reviewed %1 and cannot approve it.</source>
        <translation>您好！

我们已审核%1，很抱歉未能通过。</translation>
    </message>
    <message>
        <source>The buyer may object until %1. Should that happen, you will hear from us before anything is decided anew.</source>
        <translation>买家可在 %1 前提出异议。如有异议，我们会在重新处理之前通知您。</translation>
    </message>
    <message>
        <source>If you do not agree, answer this message until %1 and attach what shows your side. Somebody who did not take this decision will look at it again.</source>
        <translation>如有异议，请在 %1 前回复本消息并附上证明材料，将由未参与本次决定的人员重新审核。</translation>
    </message>
    <message>
        <source>Reason: %1.</source>
        <translation>理由：%1。</translation>
    </message>
    <message>
        <source>Hello,

we are reviewing %1 and need more from you before we can decide.</source>
        <translation>您好！

我们正在审核%1，需要您补充信息后才能作出决定。</translation>
    </message>
    <message>
        <source>Answer this message until %1; as long as we wait for you, your time does not run. Without an answer we decide on what we have.</source>
        <translation>请在 %1 前回复本消息；等待您回复期间，时限停止计算。逾期未回复的，我们将根据现有材料作出决定。</translation>
    </message>
    <message>
        <source>Case number: %1</source>
        <translation>案件编号：%1</translation>
    </message>
    <message>
        <source>Hello,

our message of %1 on this case is withdrawn: the decision in it was taken back and no longer stands. You need not act on it, and no deadline in it counts any more. If something is decided anew, you will hear from us.

We are sorry for the trouble.</source>
        <translation>您好！

我们于 %1 就本案件发送的消息现予撤回：其中的决定已被撤销，不再有效。您无需据此采取任何行动，其中的期限也不再计算。如重新作出决定，我们会另行通知您。

给您带来不便，敬请谅解。</translation>
    </message>
    <message>
        <source>The buyer claims far more often than others, and this claim shows the same pattern. You need not refund it.</source>
        <translation>该买家申请售后的频率远高于他人，本次申请也呈现同样的特征。您无需退款。</translation>
    </message>
    <message>
        <source>The courier&apos;s records show that the parcel was delivered. You need not refund it; please keep the records.</source>
        <translation>物流记录显示包裹已经送达。您无需退款，请保留物流记录。</translation>
    </message>
    <message>
        <source>The buyer showed nothing that supports the claim. You need not refund it; please keep your own records.</source>
        <translation>买家未能提供支持其申请的证据。您无需退款，请保留您的相关记录。</translation>
    </message>
    <message>
        <source>Your account of the order holds. You need not refund it.</source>
        <translation>您对该订单的说明成立。您无需退款。</translation>
    </message>
    <message>
        <source>Please send your side of it: the courier&apos;s records, pictures of what was packed, messages with the buyer.</source>
        <translation>请提供您的说明与证据：物流记录、打包照片、与买家的沟通记录。</translation>
    </message>
    <message>
        <source>The account, device or papers in your application are in use for another shop already. Please apply with your own, or tell us how the two are connected and send what shows it.</source>
        <translation>您申请中使用的账户、设备或证件已用于另一家店铺。请使用本人的资料申请，或说明两者的关系并提供证明。</translation>
    </message>
    <message>
        <source>The papers in your application are in somebody else&apos;s name. Please send papers in the name of the applicant, or a power of attorney of the holder.</source>
        <translation>您申请中的证件属于他人。请提供申请人本人名下的证件，或证件持有人的授权书。</translation>
    </message>
    <message>
        <source>Papers in your application are expired or not valid. Please send valid ones, complete and legible.</source>
        <translation>您申请中的证件已过期或无效。请提供有效、完整且清晰的证件。</translation>
    </message>
    <message>
        <source>Figures that you declared do not fit together, or are out of line with comparable shops. Please check them and send what supports them, such as tax returns or bank statements.</source>
        <translation>您申报的数据相互矛盾，或与同类店铺相差过大。请核对，并提供纳税申报表、银行流水等证明材料。</translation>
    </message>
    <message>
        <source>Papers are missing in your application. Please send all that the list of required papers names, complete and legible.</source>
        <translation>您的申请缺少材料。请按所需材料清单补齐，并确保完整清晰。</translation>
    </message>
    <message>
        <source>Please send the papers of your application again, complete and legible, in the applicant&apos;s name.</source>
        <translation>请重新提交申请所需的证件，要求完整、清晰，且为申请人本人名下。</translation>
    </message>
    <message>
        <source>Please send what supports the claims, brands and category of the listing: authorisations, certificates, test reports, invoices.</source>
        <translation>请提供能证明商品宣传、品牌和类目的材料：授权书、证书、检测报告、发票等。</translation>
    </message>
    <message>
        <source>Please tell us why you change the listing, and send what shows that it is still the same product.</source>
        <translation>请说明修改商品的原因，并提供仍为同一商品的证明。</translation>
    </message>
    <message>
        <source>The text makes claims that the rules on advertising do not allow, such as “best”, “first” or “100 %”. Please take them out and submit it again.</source>
        <translation>文案含有广告法规不允许的用语，例如“最好”“第一”“100%”。请删除后重新提交。</translation>
    </message>
    <message>
        <source>The text promises to heal or to prevent illness, which only approved medicine may. Please take these claims out, or send the approval.</source>
        <translation>文案宣称可治疗或预防疾病，只有获批的药品方可如此宣传。请删除相关内容，或提供批准文件。</translation>
    </message>
    <message>
        <source>The listing uses a brand without showing that you may. Please take the brand out, or send the brand owner&apos;s authorisation.</source>
        <translation>商品使用了品牌但未提供授权证明。请去除品牌信息，或提供品牌方的授权书。</translation>
    </message>
    <message>
        <source>The product stands in a category that it does not belong to. Please choose the fitting category and submit it again.</source>
        <translation>商品所在类目与商品不符。请选择正确的类目后重新提交。</translation>
    </message>
    <message>
        <source>The price shown is one at which the product cannot really be bought. Please show the price that the buyer pays.</source>
        <translation>展示的价格实际无法购买到该商品。请展示买家真实支付的价格。</translation>
    </message>
    <message>
        <source>The text or the pictures hold contact details, or lead buyers off the marketplace. Please take them out and submit it again.</source>
        <translation>文案或图片中含有联系方式，或引导买家离开平台交易。请删除后重新提交。</translation>
    </message>
    <message>
        <source>The title strings keywords together that do not describe the product. Please name the product, its brand and its main properties only.</source>
        <translation>标题堆砌了与商品无关的关键词。请只写商品名称、品牌和主要属性。</translation>
    </message>
    <message>
        <source>The product may not be sold on this marketplace. Please take it down; if it is another product than we think, send what shows it.</source>
        <translation>该商品属于本平台禁售商品。请下架；如果我们对商品的判断有误，请提供证明材料。</translation>
    </message>
    <message>
        <source>Another product stands under reviews that were written for the old one. Please open a new listing for the new product.</source>
        <translation>该链接换成了另一种商品，却保留了原商品的评价。请为新商品另建新链接。</translation>
    </message>
    <message>
        <source>Too many of your orders arrived after the promised day. Please ship within the promised time, or promise times that you can keep, and send us the courier&apos;s records where the delay was not yours.</source>
        <translation>您店铺有过多订单晚于承诺日期送达。请按承诺时间发货，或承诺您能做到的时间；若延误并非您的原因，请提供物流记录。</translation>
    </message>
    <message>
        <source>Buyers rate your orders far lower than those of comparable shops. Please look through the reviews of the last 90 days, answer the complaints in them and tell us what you change.</source>
        <translation>买家对您订单的评分明显低于同类店铺。请查看近 90 天的评价，回复其中的投诉，并告知我们您的改进措施。</translation>
    </message>
    <message>
        <source>Too many of your orders were cancelled. Please keep stock and prices of your listings right, take down what you cannot deliver, and tell us why the orders were cancelled.</source>
        <translation>您店铺被取消的订单过多。请保持商品库存与价格准确，下架无法发货的商品，并说明订单被取消的原因。</translation>
    </message>
    <message>
        <source>Your shop has had no orders for a long time. Please confirm that you still run it and bring your listings up to date, or tell us that you want to close it.</source>
        <translation>您的店铺已长时间没有订单。请确认您仍在经营并更新商品信息，或告知我们您希望关闭店铺。</translation>
    </message>
    <message>
        <source>The way your shop trades changed suddenly. Please tell us what changed (owner, goods, warehouse, campaign) and send what shows it.</source>
        <translation>您店铺的经营情况突然发生变化。请告知我们变化的内容（负责人、商品、仓库、活动等），并提供相关证明。</translation>
    </message>
    <message>
        <source>Please tell us in a few words what happened, and send what shows it: courier&apos;s records, messages with buyers, stock lists.</source>
        <translation>请简要说明情况，并提供相关证明：物流记录、与买家的沟通记录、库存清单等。</translation>
    </message>
    <message>
        <source>Some orders at your shop look bought: accounts order again and again without a trade behind it. Please stop such orders at once, and send us payment and delivery records of the orders that you hold to be genuine.</source>
        <translation>您店铺的部分订单疑似刷单：一些账号反复下单，背后没有真实交易。请立即停止此类订单；对您认为真实的订单，请提供付款与配送记录。</translation>
    </message>
    <message>
        <source>Many orders at your shop come from accounts that order together at the same few shops. Please tell us how these buyers came to you, and send payment and delivery records of these orders.</source>
        <translation>您店铺的许多订单来自一批总在相同几家店铺一起下单的账号。请说明这些买家的来源，并提供相关订单的付款与配送记录。</translation>
    </message>
    <message>
        <source>Many orders at your shop were placed by related accounts within a few days. Please tell us what brought them (a campaign, a group purchase) and send payment and delivery records.</source>
        <translation>您店铺的许多订单由相互关联的账号在几天内集中下单。请说明原因（活动、团购等），并提供付款与配送记录。</translation>
    </message>
    <message>
        <source>Please tell us how the orders of the last months came about, and send payment and delivery records of the larger ones.</source>
        <translation>请说明近几个月订单的来源，并提供其中金额较大订单的付款与配送记录。</translation>
    </message>
    <message>
        <source>An automatic check decided this.</source>
        <translation>此决定由系统自动检查作出。</translation>
    </message>
    <message>
        <source>No single reason names what led to this. Answer this message to be told what the decision rests on.</source>
        <translation>没有哪一条理由能单独概括这一决定。回复本消息即可了解决定的依据。</translation>
    </message>
</context>
<context>
    <name>Milestone</name>
    <message>
        <source>Registered</source>
        <translation>入驻</translation>
    </message>
    <message>
        <source>First order</source>
        <translation>首单</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>第几单</translation>
    </message>
    <message>
        <source>Last order so far</source>
        <translation>目前最后一单</translation>
    </message>
    <message>
        <source>First review</source>
        <translation>首个评价</translation>
    </message>
    <message>
        <source>First low review</source>
        <translation>首个差评</translation>
    </message>
    <message>
        <source>First cancelled order</source>
        <translation>首个取消订单</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>waits</source>
        <translation>等待发出</translation>
    </message>
    <message>
        <source>has left</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>withdrawn before it left</source>
        <translation>发出前已撤回</translation>
    </message>
    <message>
        <source>has left, corrected since</source>
        <translation>已发出，其后已更正</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Message again</source>
        <translation>重发消息</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Bad service</source>
        <translation>服务不佳</translation>
    </message>
    <message>
        <source>In the next 60 days more than 20 % of at least 5 orders are late, cancelled or reviewed with 1 or 2</source>
        <translation>未来60天内至少有5单，且其中超过20%迟达、取消或评分为1或2分</translation>
    </message>
    <message>
        <source>Late delivery</source>
        <translation>迟达</translation>
    </message>
    <message>
        <source>In the next 60 days more than 10 % of at least 5 orders are delivered after the promised day or not at all</source>
        <translation>未来60天内至少有5单，且其中超过10%晚于承诺日送达或未送达</translation>
    </message>
    <message>
        <source>Gone quiet</source>
        <translation>断单</translation>
    </message>
    <message>
        <source>No order in the next 60 days, after at least 3 orders in the 60 days before</source>
        <translation>此前60天内至少有3单，未来60天内无订单</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Reviewer</source>
        <translation>审核员</translation>
    </message>
    <message>
        <source>Analyst</source>
        <translation>分析员</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>组长</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>合规</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>consented</source>
        <translation>已同意</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>Permission</name>
    <message>
        <source>Open cases</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>Decide and move cases</source>
        <translation>处理与流转案件</translation>
    </message>
    <message>
        <source>Decide where two reviewers did not agree</source>
        <translation>仲裁双人复核的分歧</translation>
    </message>
    <message>
        <source>Write notes and tags</source>
        <translation>写备注、打标签</translation>
    </message>
    <message>
        <source>Save views</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Draw cases for double review</source>
        <translation>抽取案件做双人盲审</translation>
    </message>
    <message>
        <source>Write rules and watch them in shadow</source>
        <translation>编写规则并影子运行</translation>
    </message>
    <message>
        <source>Enable rules</source>
        <translation>启用规则</translation>
    </message>
    <message>
        <source>Disable rules</source>
        <translation>停用规则</translation>
    </message>
    <message>
        <source>Run the rules</source>
        <translation>运行规则</translation>
    </message>
    <message>
        <source>Learn and save automation bands</source>
        <translation>学习并保存自动化分档</translation>
    </message>
    <message>
        <source>Switch automation on</source>
        <translation>开启自动化</translation>
    </message>
    <message>
        <source>Stop automation</source>
        <translation>停止自动化</translation>
    </message>
    <message>
        <source>Run the automation</source>
        <translation>运行自动化</translation>
    </message>
    <message>
        <source>Consent as the second person</source>
        <translation>作为第二人审批</translation>
    </message>
    <message>
        <source>Add operators and change their roles</source>
        <translation>添加人员、变更角色</translation>
    </message>
    <message>
        <source>Take data in and out</source>
        <translation>导入与撤回数据</translation>
    </message>
    <message>
        <source>Let messages to merchants leave</source>
        <translation>发出给商家的消息</translation>
    </message>
</context>
<context>
    <name>Quarantine</name>
    <message>
        <source>A value that is needed is missing</source>
        <translation>缺少必填值</translation>
    </message>
    <message>
        <source>This is not a number</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>This is neither yes nor no</source>
        <translation>不是“是/否”值</translation>
    </message>
    <message>
        <source>This is not a date or time</source>
        <translation>不是日期或时间</translation>
    </message>
    <message>
        <source>The value is outside the allowed range</source>
        <translation>值超出允许范围</translation>
    </message>
    <message>
        <source>The value is not one of the allowed ones</source>
        <translation>值不在允许的取值中</translation>
    </message>
    <message>
        <source>It points to a row that is not in the mart</source>
        <translation>引用的行不在数据集市中</translation>
    </message>
    <message>
        <source>Another row of the file has the same key and says something else</source>
        <translation>文件中另一行的键相同但内容不同</translation>
    </message>
    <message>
        <source>The row has fewer fields than the header</source>
        <translation>该行字段数少于表头</translation>
    </message>
    <message>
        <source>The row has more fields than the header</source>
        <translation>该行字段数多于表头</translation>
    </message>
    <message>
        <source>A field is too long</source>
        <translation>有字段过长</translation>
    </message>
    <message>
        <source>The row holds a NUL byte</source>
        <translation>该行含有NUL字节</translation>
    </message>
    <message>
        <source>The row holds bytes that do not fit the encoding of the file</source>
        <translation>该行含有不符合文件编码的字节</translation>
    </message>
    <message>
        <source>A quote is opened and never closed</source>
        <translation>有引号未闭合</translation>
    </message>
    <message>
        <source>There is text after a closing quote</source>
        <translation>闭合引号后还有文本</translation>
    </message>
</context>
<context>
    <name>QueueWhy</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Past its deadline for %1</source>
        <translation>已超时 %1</translation>
    </message>
    <message>
        <source>Due in %1</source>
        <translation>还有 %1 到期</translation>
    </message>
    <message>
        <source>Its decision teaches most: the score is %1, near one half</source>
        <translation>此案最能教会模型:分数为 %1,接近一半</translation>
    </message>
    <message>
        <source>Avoids about %1 of loss a minute</source>
        <translation>每分钟约可避免损失 %1</translation>
    </message>
    <message>
        <source>Waits for the merchant&apos;s answer; its clock stands</source>
        <translation>等待商家答复,计时暂停</translation>
    </message>
    <message>
        <source>A rule found it</source>
        <translation>由规则发现</translation>
    </message>
    <message>
        <source>Drawn to check the automation</source>
        <translation>抽中以复核自动审核</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>Late deliveries</source>
        <translation>迟达多</translation>
    </message>
    <message>
        <source>Low reviews</source>
        <translation>差评多</translation>
    </message>
    <message>
        <source>Many cancellations</source>
        <translation>取消多</translation>
    </message>
    <message>
        <source>Gone quiet</source>
        <translation>断单</translation>
    </message>
    <message>
        <source>Sudden change of behaviour</source>
        <translation>行为突变</translation>
    </message>
    <message>
        <source>The merchant gave evidence</source>
        <translation>商家已举证</translation>
    </message>
    <message>
        <source>Already improving</source>
        <translation>已在改善</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>Other (with a note)</source>
        <translation>其他（需备注）</translation>
    </message>
    <message>
        <source>Claims again and again</source>
        <translation>频繁申请售后</translation>
    </message>
    <message>
        <source>Delivered, as the courier proves</source>
        <translation>物流证明已签收</translation>
    </message>
    <message>
        <source>The buyer showed no evidence</source>
        <translation>买家未提供凭证</translation>
    </message>
    <message>
        <source>The merchant&apos;s account holds</source>
        <translation>商家说明属实</translation>
    </message>
    <message>
        <source>The claim is plausible</source>
        <translation>买家诉求合理</translation>
    </message>
    <message>
        <source>The parcel was late or lost</source>
        <translation>包裹延误或丢失</translation>
    </message>
    <message>
        <source>Small amount, out of goodwill</source>
        <translation>金额较小,酌情处理</translation>
    </message>
    <message>
        <source>Shares account, device or papers</source>
        <translation>共用账户、设备或证件</translation>
    </message>
    <message>
        <source>Papers of somebody else</source>
        <translation>证件主体不一致</translation>
    </message>
    <message>
        <source>Expired or invalid papers</source>
        <translation>证件过期或无效</translation>
    </message>
    <message>
        <source>Declared figures out of line</source>
        <translation>申报数据异常</translation>
    </message>
    <message>
        <source>Papers are missing</source>
        <translation>资料缺失</translation>
    </message>
    <message>
        <source>One family or one firm, no ring</source>
        <translation>同一家庭或同一公司,非团伙</translation>
    </message>
    <message>
        <source>Filed by an agency, in order</source>
        <translation>代办机构提交,资料正常</translation>
    </message>
    <message>
        <source>Banned claims (best, first, 100 %)</source>
        <translation>违禁宣传用语(最、第一、100%)</translation>
    </message>
    <message>
        <source>Claims to heal</source>
        <translation>医疗功效宣传</translation>
    </message>
    <message>
        <source>Misuse of a brand</source>
        <translation>品牌侵权</translation>
    </message>
    <message>
        <source>Wrong category</source>
        <translation>类目错放</translation>
    </message>
    <message>
        <source>Bait price</source>
        <translation>低价引流</translation>
    </message>
    <message>
        <source>Contact details in the text</source>
        <translation>站外联系方式</translation>
    </message>
    <message>
        <source>Title stuffed with keywords</source>
        <translation>标题堆砌</translation>
    </message>
    <message>
        <source>Prohibited goods</source>
        <translation>禁售商品</translation>
    </message>
    <message>
        <source>Another product under old reviews</source>
        <translation>换链接(保留评价换商品)</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>合规</translation>
    </message>
    <message>
        <source>Bought orders (brushing)</source>
        <translation>刷单</translation>
    </message>
    <message>
        <source>The same buyers at all of them</source>
        <translation>买家高度重合</translation>
    </message>
    <message>
        <source>All in a few days</source>
        <translation>集中在几天内</translation>
    </message>
    <message>
        <source>A group that buys together</source>
        <translation>正常的团购群体</translation>
    </message>
</context>
<context>
    <name>Recommend</name>
    <message>
        <source>Buyers of its %1 also took it: %2</source>
        <translation>买过该商家的%1的买家也买了：%2人</translation>
    </message>
    <message>
        <source>Buyers of %1 also took it: %2</source>
        <translation>买过%1的买家也买了：%2人</translation>
    </message>
    <message>
        <source>Popular in %1: %2 buyers lately</source>
        <translation>%1热门：近期买家%2人</translation>
    </message>
    <message>
        <source>Popular with everybody: %1 buyers lately</source>
        <translation>全站热门：近期买家%1人</translation>
    </message>
    <message>
        <source>Sells it already</source>
        <translation>该商家已在售</translation>
    </message>
    <message>
        <source>Bought it already</source>
        <translation>买家已购</translation>
    </message>
    <message>
        <source>Not sold any more</source>
        <translation>已停售</translation>
    </message>
    <message>
        <source>Orders with it are reviewed badly</source>
        <translation>含该商品的订单评价差</translation>
    </message>
    <message>
        <source>Neighbouring items</source>
        <translation>相近商品</translation>
    </message>
    <message>
        <source>Popular in category</source>
        <translation>类目热门</translation>
    </message>
    <message>
        <source>Popular</source>
        <translation>全站热门</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>混合</translation>
    </message>
</context>
<context>
    <name>RecommendTable</name>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Share of the list that was bought later</source>
        <translation>推荐列表中后来被购买的占比</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Share of what was bought later that the list held</source>
        <translation>后来被购买的商品中列表命中的占比</translation>
    </message>
    <message>
        <source>NDCG</source>
        <translation>NDCG</translation>
    </message>
    <message>
        <source>How high in the list the right ones stood</source>
        <translation>命中商品在列表中的排位高低</translation>
    </message>
    <message>
        <source>MAP</source>
        <translation>MAP</translation>
    </message>
    <message>
        <source>Mean average precision</source>
        <translation>平均精度均值</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Share of the catalogue that was ever shown</source>
        <translation>曾被推荐的商品占全部商品的比例</translation>
    </message>
    <message>
        <source>Bought together</source>
        <translation>常一起购买</translation>
    </message>
    <message>
        <source>Popular in category</source>
        <translation>类目热门</translation>
    </message>
    <message>
        <source>Popular</source>
        <translation>热门</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Usual price</source>
        <translation>常见价格</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Taken off because</source>
        <translation>移除原因</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最近购买</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>算法</translation>
    </message>
    <message>
        <source>Buyers</source>
        <translation>买家数</translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message>
        <source>Blanks around it</source>
        <translation>首尾空白</translation>
    </message>
    <message>
        <source>Full-width characters</source>
        <translation>全角字符</translation>
    </message>
    <message>
        <source>Separators between thousands</source>
        <translation>千位分隔符</translation>
    </message>
    <message>
        <source>Currency sign</source>
        <translation>货币符号</translation>
    </message>
    <message>
        <source>Another way to write a date</source>
        <translation>其他日期写法</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Merchant risk, monthly</source>
        <translation>商家风险月报</translation>
    </message>
    <message>
        <source>Decisions of the month</source>
        <translation>本月处理情况</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Of these taken back</source>
        <translation>其中已撤销</translation>
    </message>
    <message>
        <source>Nothing was decided in this month.</source>
        <translation>本月没有处理记录。</translation>
    </message>
    <message>
        <source>Decisions by reason</source>
        <translation>按原因统计的处理</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Decisions in force</source>
        <translation>有效处理数</translation>
    </message>
    <message>
        <source>How good the model is</source>
        <translation>模型效果</translation>
    </message>
    <message>
        <source>No model was trained for this outcome yet.</source>
        <translation>尚未针对该风险类型训练模型。</translation>
    </message>
    <message>
        <source>Predictor</source>
        <translation>预测方式</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Model (%1)</source>
        <translation>模型（%1）</translation>
    </message>
    <message>
        <source>Merchant&apos;s own past</source>
        <translation>商家自身历史</translation>
    </message>
    <message>
        <source>Training share for everyone</source>
        <translation>一律取训练期占比</translation>
    </message>
    <message>
        <source>Measured on %1 later merchant months, %2 of them bad; the model learned from %3 earlier ones. The other rows are what it has to beat.</source>
        <translation>在之后的 %1 个商家月上检验，其中 %2 个出现问题；模型由更早的 %3 个商家月训练得到。其余各行是模型必须超过的基准。</translation>
    </message>
    <message>
        <source>Kinds of merchants</source>
        <translation>商家分群</translation>
    </message>
    <message>
        <source>Merchants were not divided into kinds yet.</source>
        <translation>尚未对商家分群。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>分群</translation>
    </message>
    <message>
        <source>Merchants</source>
        <translation>商家数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Turnover, all time</source>
        <translation>累计成交额</translation>
    </message>
    <message>
        <source>Month as YYYY-MM; empty for the newest full month</source>
        <translation>月份，格式为 YYYY-MM；留空则取最新的完整月份</translation>
    </message>
    <message>
        <source>What may go wrong: the outcome that was scored</source>
        <translation>可能出现的问题，即已评分的风险类型</translation>
    </message>
    <message>
        <source>How many of the riskiest merchants to list</source>
        <translation>列出风险最高的多少家商家</translation>
    </message>
    <message>
        <source>About this file</source>
        <translation>关于本文件</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Merchants scored</source>
        <translation>已评分商家</translation>
    </message>
    <message>
        <source>Data as of</source>
        <translation>数据截至</translation>
    </message>
    <message>
        <source>Scores as of</source>
        <translation>评分截至</translation>
    </message>
    <message>
        <source>Source of the data</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Simulated data</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>Imported data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>Fingerprint of the data</source>
        <translation>数据指纹</translation>
    </message>
    <message>
        <source>State of the mart as of</source>
        <translation>数据集市状态截至</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>生成工具</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>是否模拟</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Merchant id</source>
        <translation>商家编号</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险概率</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单数</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>成交额</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>First reason</source>
        <translation>原因一</translation>
    </message>
    <message>
        <source>Second reason</source>
        <translation>原因二</translation>
    </message>
    <message>
        <source>Third reason</source>
        <translation>原因三</translation>
    </message>
    <message>
        <source>Riskiest merchants</source>
        <translation>高风险商家</translation>
    </message>
    <message>
        <source>Main reasons</source>
        <translation>主要原因</translation>
    </message>
    <message>
        <source>Merchants by risk</source>
        <translation>各风险区间的商家数</translation>
    </message>
    <message>
        <source>Risk distribution</source>
        <translation>风险分布</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>关键指标</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>against the month before</source>
        <translation>较上月</translation>
    </message>
    <message>
        <source>Active merchants</source>
        <translation>活跃商家</translation>
    </message>
    <message>
        <source>Late deliveries</source>
        <translation>迟达率</translation>
    </message>
    <message>
        <source>Low reviews (1–2)</source>
        <translation>低分评价占比（1–2 分）</translation>
    </message>
    <message>
        <source>Cancelled orders</source>
        <translation>取消率</translation>
    </message>
    <message>
        <source>Above 50% risk</source>
        <translation>风险高于 50% 的占比</translation>
    </message>
    <message>
        <source>All scored merchants</source>
        <translation>全部已评分商家</translation>
    </message>
    <message>
        <source>No merchants were scored yet.</source>
        <translation>尚未对商家评分。</translation>
    </message>
    <message>
        <source>Risk is the probability of the outcome, scored as of %1. Orders and turnover are those of the month.</source>
        <translation>风险概率指出现该问题的概率，评分截至%1。订单数与成交额均为本月数据。</translation>
    </message>
    <message>
        <source>Outcome: %1. %2</source>
        <translation>风险类型：%1。%2</translation>
    </message>
    <message>
        <source>Of these automatic</source>
        <translation>其中自动</translation>
    </message>
</context>
<context>
    <name>RuleColumn</name>
    <message>
        <source>Merchant id</source>
        <translation>商家编号</translation>
    </message>
    <message>
        <source>The merchant&apos;s id.</source>
        <translation>商家的 ID。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The merchant&apos;s name; missing where the source gives none.</source>
        <translation>商家名称；来源未提供则缺失。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>The merchant&apos;s region.</source>
        <translation>商家所在地区。</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>The merchant&apos;s city.</source>
        <translation>商家所在城市。</translation>
    </message>
    <message>
        <source>Main category</source>
        <translation>主营类目</translation>
    </message>
    <message>
        <source>The id of the category it has sold most items of so far.</source>
        <translation>截至当时售出件数最多的类目 ID。</translation>
    </message>
    <message>
        <source>Share of the most frequent buyer, 90 days</source>
        <translation>最常购买者占比（90 天）</translation>
    </message>
    <message>
        <source>Orders of its most frequent buyer divided by its orders, both of the last 90 days.</source>
        <translation>近 90 天内下单最多的买家的订单数除以全部订单数。</translation>
    </message>
    <message>
        <source>Share of the busiest day, 90 days</source>
        <translation>最忙一天占比（90 天）</translation>
    </message>
    <message>
        <source>Orders of its busiest day divided by its orders, both of the last 90 days.</source>
        <translation>近 90 天内订单最多一天的订单数除以全部订单数。</translation>
    </message>
    <message>
        <source>After-sales cases, 90 days</source>
        <translation>售后单数（90 天）</translation>
    </message>
    <message>
        <source>After-sales cases that buyers opened in the last 90 days.</source>
        <translation>近 90 天买家发起的售后单数。</translation>
    </message>
    <message>
        <source>After-sales share, 90 days</source>
        <translation>售后率（90 天）</translation>
    </message>
    <message>
        <source>After-sales cases divided by orders, both of the last 90 days.</source>
        <translation>近 90 天售后单数除以订单数。</translation>
    </message>
    <message>
        <source>Claims of goods not received, 90 days</source>
        <translation>未收到货投诉（90 天）</translation>
    </message>
    <message>
        <source>After-sales cases of the last 90 days because nothing arrived.</source>
        <translation>近 90 天因未收到货发起的售后单数。</translation>
    </message>
    <message>
        <source>Claims of counterfeit goods, 90 days</source>
        <translation>假货投诉（90 天）</translation>
    </message>
    <message>
        <source>After-sales cases of the last 90 days because of counterfeit goods.</source>
        <translation>近 90 天因假货发起的售后单数。</translation>
    </message>
    <message>
        <source>Linked merchants</source>
        <translation>关联商家数</translation>
    </message>
    <message>
        <source>Other merchants whose application gave the same telephone, account or device by then.</source>
        <translation>截至当时，入驻资料中电话、账户或设备相同的其他商家数。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>订单金额</translation>
    </message>
    <message>
        <source>Prices of the order&apos;s items.</source>
        <translation>订单商品价格之和。</translation>
    </message>
    <message>
        <source>Freight</source>
        <translation>运费</translation>
    </message>
    <message>
        <source>Freight of the order&apos;s items.</source>
        <translation>订单运费之和。</translation>
    </message>
    <message>
        <source>Freight share</source>
        <translation>运费占比</translation>
    </message>
    <message>
        <source>Freight divided by prices and freight together.</source>
        <translation>运费除以商品价格与运费之和。</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Items of the order.</source>
        <translation>订单件数。</translation>
    </message>
    <message>
        <source>Hour of the day</source>
        <translation>下单时段</translation>
    </message>
    <message>
        <source>Hour of the day when it was ordered, 0 to 23, UTC.</source>
        <translation>下单的小时，0 到 23，UTC。</translation>
    </message>
    <message>
        <source>Day of the week</source>
        <translation>星期几</translation>
    </message>
    <message>
        <source>Day of the week when it was ordered: 1 is Monday, 7 is Sunday.</source>
        <translation>下单是星期几：1 为周一，7 为周日。</translation>
    </message>
    <message>
        <source>Promised days</source>
        <translation>承诺时效</translation>
    </message>
    <message>
        <source>Days from the order to the promised delivery.</source>
        <translation>从下单到承诺送达的天数。</translation>
    </message>
    <message>
        <source>Payment method</source>
        <translation>支付方式</translation>
    </message>
    <message>
        <source>How the first payment was made.</source>
        <translation>第一笔支付的方式。</translation>
    </message>
    <message>
        <source>Instalments</source>
        <translation>分期数</translation>
    </message>
    <message>
        <source>Most instalments of any of its payments.</source>
        <translation>各笔支付中最多的分期数。</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>The id of the category of its dearest item.</source>
        <translation>订单中最贵商品的类目 ID。</translation>
    </message>
    <message>
        <source>Buyer&apos;s region</source>
        <translation>买家地区</translation>
    </message>
    <message>
        <source>The buyer&apos;s region.</source>
        <translation>买家所在地区。</translation>
    </message>
    <message>
        <source>Buyer&apos;s earlier orders</source>
        <translation>买家历史订单数</translation>
    </message>
    <message>
        <source>Earlier orders of the buyer.</source>
        <translation>该买家此前的订单数。</translation>
    </message>
    <message>
        <source>Buyer&apos;s orders in 24 hours</source>
        <translation>买家 24 小时内订单数</translation>
    </message>
    <message>
        <source>Orders of the buyer in the 24 hours before.</source>
        <translation>该买家此前 24 小时内的订单数。</translation>
    </message>
    <message>
        <source>Days since the buyer&apos;s last order</source>
        <translation>距买家上次下单天数</translation>
    </message>
    <message>
        <source>Days since the buyer&apos;s order before; missing for the first.</source>
        <translation>距该买家上一单的天数；首单缺失。</translation>
    </message>
    <message>
        <source>Buyer&apos;s earlier orders at this merchant</source>
        <translation>买家在本店历史订单数</translation>
    </message>
    <message>
        <source>Earlier orders of the buyer at this merchant.</source>
        <translation>该买家此前在本店的订单数。</translation>
    </message>
    <message>
        <source>Distance in km</source>
        <translation>距离（公里）</translation>
    </message>
    <message>
        <source>Great-circle distance between the places of buyer and merchant.</source>
        <translation>买家与商家所在地的球面距离。</translation>
    </message>
    <message>
        <source>The id of the merchant that sells the largest part.</source>
        <translation>占订单金额最大的商家 ID。</translation>
    </message>
    <message>
        <source>Merchant&apos;s region</source>
        <translation>商家地区</translation>
    </message>
    <message>
        <source>That merchant&apos;s region.</source>
        <translation>该商家所在地区。</translation>
    </message>
    <message>
        <source>Merchant&apos;s orders, 30 days</source>
        <translation>商家订单数（30 天）</translation>
    </message>
    <message>
        <source>That merchant&apos;s orders of the 30 days before.</source>
        <translation>该商家此前 30 天的订单数。</translation>
    </message>
    <message>
        <source>Merchant&apos;s earlier orders</source>
        <translation>商家历史订单数</translation>
    </message>
    <message>
        <source>That merchant&apos;s earlier orders.</source>
        <translation>该商家此前的订单数。</translation>
    </message>
    <message>
        <source>Merchant&apos;s average order</source>
        <translation>商家客单价</translation>
    </message>
    <message>
        <source>Mean amount of that merchant&apos;s earlier orders.</source>
        <translation>该商家此前订单的平均金额。</translation>
    </message>
    <message>
        <source>Merchant&apos;s late share, 30 days</source>
        <translation>商家延迟率（30 天）</translation>
    </message>
    <message>
        <source>That merchant&apos;s late share of the 30 days before.</source>
        <translation>该商家此前 30 天的延迟率。</translation>
    </message>
    <message>
        <source>Merchant&apos;s mean review</source>
        <translation>商家平均评分</translation>
    </message>
    <message>
        <source>Mean of the reviews that the merchant had by then.</source>
        <translation>该商家截至当时的平均评分。</translation>
    </message>
    <message>
        <source>Days since the merchant began</source>
        <translation>商家经营天数</translation>
    </message>
    <message>
        <source>Days since the merchant registered or first sold.</source>
        <translation>商家注册或首次成交至今的天数。</translation>
    </message>
</context>
<context>
    <name>RuleText</name>
    <message>
        <source>&quot;%1&quot;</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 公里</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1%2 %3</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>小于</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>不超过</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>大于</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>不低于</translation>
    </message>
    <message>
        <source>is</source>
        <translation>为</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不为</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is known</source>
        <translation>有值</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>Write a tag</source>
        <translation>打标签</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>the condition &quot;%1&quot; holds</source>
        <translation>条件“%1”成立</translation>
    </message>
    <message>
        <source> and </source>
        <translation>，且</translation>
    </message>
    <message>
        <source> or </source>
        <translation>，或</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>（%1）</translation>
    </message>
    <message>
        <source>For a merchant: if %1, open a case.</source>
        <translation>当商家的%1时，立案审核。</translation>
    </message>
    <message>
        <source>For an order: if %1, open a case for its merchant.</source>
        <translation>当订单的%1时，对其商家立案审核。</translation>
    </message>
    <message>
        <source>For a merchant: if %1, write the tag &quot;%2&quot;.</source>
        <translation>当商家的%1时，打上标签“%2”。</translation>
    </message>
    <message>
        <source>For an order: if %1, write the tag &quot;%2&quot;.</source>
        <translation>当订单的%1时，打上标签“%2”。</translation>
    </message>
    <message>
        <source>For a merchant: if %1, hold the merchant.</source>
        <translation>当商家的%1时，冻结该商家。</translation>
    </message>
    <message>
        <source>For an order: if %1, hold the order.</source>
        <translation>当订单的%1时，冻结该订单。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share</comment>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>Merchants</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>%1 merchants</source>
        <translation>%1 个商家</translation>
    </message>
    <message>
        <source>%1 orders</source>
        <translation>%1 个订单</translation>
    </message>
    <message>
        <source>By region</source>
        <translation>按地区</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>按规模</translation>
    </message>
    <message>
        <source>By age</source>
        <translation>按入驻时长</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>By segment</source>
        <translation>按分群</translation>
    </message>
    <message>
        <source>in no segment</source>
        <translation>不在任何分群</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Merchants</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风控</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
</context>
<context>
    <name>Segment</name>
    <message>
        <source>Large turnover</source>
        <translation>高成交额</translation>
    </message>
    <message>
        <source>Small turnover</source>
        <translation>低成交额</translation>
    </message>
    <message>
        <source>Growing</source>
        <translation>增长中</translation>
    </message>
    <message>
        <source>Slipping</source>
        <translation>下滑中</translation>
    </message>
    <message>
        <source>Sleeping</source>
        <translation>沉睡</translation>
    </message>
    <message>
        <source>Newcomers</source>
        <translation>新入驻</translation>
    </message>
    <message>
        <source>Long established</source>
        <translation>老商家</translation>
    </message>
    <message>
        <source>Slow dispatch</source>
        <translation>发货慢</translation>
    </message>
    <message>
        <source>Fast dispatch</source>
        <translation>发货快</translation>
    </message>
    <message>
        <source>Late deliveries</source>
        <translation>迟达多</translation>
    </message>
    <message>
        <source>Low reviews</source>
        <translation>差评多</translation>
    </message>
    <message>
        <source>Well reviewed</source>
        <translation>好评多</translation>
    </message>
    <message>
        <source>Many cancellations</source>
        <translation>取消多</translation>
    </message>
    <message>
        <source>High prices</source>
        <translation>高价位</translation>
    </message>
    <message>
        <source>Low prices</source>
        <translation>低价位</translation>
    </message>
    <message>
        <source>Wide range</source>
        <translation>商品丰富</translation>
    </message>
    <message>
        <source>Regular buyers</source>
        <translation>复购高</translation>
    </message>
    <message>
        <source>Steady</source>
        <translation>平稳</translation>
    </message>
    <message>
        <source>Mixed group %1</source>
        <translation>混合分群%1</translation>
    </message>
    <message>
        <source>%1 %2 (all merchants %3)</source>
        <translation>%1：%2（全部商家：%3）</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>Segments</name>
    <message>
        <source>%1 %2 (all %3)</source>
        <translation>%1 %2（整体%3）</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Reading</source>
        <translation>读取数据</translation>
    </message>
    <message>
        <source>Merging into the mart</source>
        <translation>合并到数据集市</translation>
    </message>
    <message>
        <source>Deriving</source>
        <translation>计算衍生数据</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>建立索引</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Simulating</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Loading the facts</source>
        <translation>加载事实数据</translation>
    </message>
    <message>
        <source>Computing features</source>
        <translation>计算特征</translation>
    </message>
    <message>
        <source>Finding segments</source>
        <translation>划分分群</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>打分</translation>
    </message>
    <message>
        <source>Finding neighbours</source>
        <translation>计算相近商品</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>生成报表</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Measuring data quality</source>
        <translation>检测数据质量</translation>
    </message>
    <message>
        <source>Forecasting</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>检索</translation>
    </message>
    <message>
        <source>Finding what is taken together</source>
        <translation>查找共同购买</translation>
    </message>
    <message>
        <source>Making rules</source>
        <translation>生成规则</translation>
    </message>
    <message>
        <source>Finding dense blocks</source>
        <translation>查找密集子图</translation>
    </message>
    <message>
        <source>Looking at the cases</source>
        <translation>正在核对案件</translation>
    </message>
    <message>
        <source>Deciding</source>
        <translation>正在处理案件</translation>
    </message>
</context>
<context>
    <name>Value</name>
    <message>
        <source>%1 d</source>
        <translation>%1天</translation>
    </message>
</context>
<context>
    <name>WakeEvent</name>
    <message>
        <source>A new order</source>
        <translation>有新订单</translation>
    </message>
    <message>
        <source>A new review</source>
        <translation>有新评价</translation>
    </message>
    <message>
        <source>A new after-sale case</source>
        <translation>有新售后</translation>
    </message>
    <message>
        <source>A message of the merchant</source>
        <translation>商家发来消息</translation>
    </message>
    <message>
        <source>New risk scores</source>
        <translation>有新的风险分</translation>
    </message>
</context>
<context>
    <name>mops::ui::AgreementSection</name>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Kind of case</source>
        <translation>案件类型</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Equal marks</source>
        <translation>结论相同</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>随机应有</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>First mark</source>
        <translation>第一次结论</translation>
    </message>
    <message>
        <source>Second mark</source>
        <translation>第二次结论</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>waits for a lead</source>
        <translation>等待组长裁定</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Measuring agreement</source>
        <translation>正在计算一致性</translation>
    </message>
    <message>
        <source>No case was decided twice yet</source>
        <translation>还没有案件经过双人盲审</translation>
    </message>
    <message>
        <source>A share of the waiting cases is drawn, and two people decide each without seeing the other&apos;s mark. How often they agree stands here.</source>
        <translation>从待审案件中抽取一部分，由两人各自独立审核，互不知晓对方结论。两人有多一致，会显示在这里。</translation>
    </message>
    <message>
        <source>Draw 5 % of the waiting cases</source>
        <translation>抽取 5% 的待审案件</translation>
    </message>
    <message>
        <source>%1 cases decided twice, %2 marked equally. Kappa %3 (%4): %5.</source>
        <translation>%1 个案件经过双人审核，%2 结论相同。Kappa %3（%4）：%5。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) on which they differ</source>
        <translation>
            <numerusform>%n 个结论不同的案件</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw cases for double review?</source>
        <translation>抽取案件做双人盲审？</translation>
    </message>
    <message>
        <source>5 % of the waiting cases are decided by two people, each without seeing the other&apos;s mark. They can be taken back with Ctrl+Z.</source>
        <translation>5% 的待审案件将由两人各自独立审核，互不知晓对方结论。可用 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽取</translation>
    </message>
    <message>
        <source>Drawing cases for double review</source>
        <translation>正在抽取双人盲审案件</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) drawn for double review.</source>
        <translation>
            <numerusform>已抽取 %n 个案件做双人盲审。</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw cases for double review</source>
        <translation>抽取案件做双人盲审</translation>
    </message>
    <message>
        <source>Agreement by person, reason, rule, kind</source>
        <translation>一致性：按人员、理由、规则、类型切换</translation>
    </message>
    <message>
        <source>Agreement by</source>
        <translation>一致性分组</translation>
    </message>
    <message>
        <source>Draw cases…</source>
        <translation>抽取案件…</translation>
    </message>
    <message>
        <source>Agreement by group</source>
        <translation>分组一致性</translation>
    </message>
    <message>
        <source>Cases on which two people differ</source>
        <translation>两人结论不同的案件</translation>
    </message>
</context>
<context>
    <name>mops::ui::ApprovalsSection</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What is asked for</source>
        <translation>请求事项</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>请求人</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>请求时间</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>复核人</translation>
    </message>
    <message>
        <source>Reading what waits for a second person</source>
        <translation>正在读取待复核事项</translation>
    </message>
    <message>
        <source>Nothing waits for a second person</source>
        <translation>没有待复核事项</translation>
    </message>
    <message>
        <source>Enabling a rule or switching automation on is asked for here, once people with roles are entered.</source>
        <translation>登记人员与角色后，启用规则或开启自动化都要在这里请第二人复核。</translation>
    </message>
    <message>
        <source>People and roles</source>
        <translation>人员与角色</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Refuse consent</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>This request is settled.</source>
        <translation>此请求已处理。</translation>
    </message>
    <message>
        <source>You asked for this: somebody else has to consent.</source>
        <translation>这是你提出的请求：须由他人复核。</translation>
    </message>
    <message>
        <source>With your consent it happens at once.</source>
        <translation>你同意后立即生效。</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>双人复核</translation>
    </message>
    <message>
        <source>Consented: it is done.</source>
        <translation>已同意并生效。</translation>
    </message>
    <message>
        <source>The request is withdrawn.</source>
        <translation>请求已撤回。</translation>
    </message>
    <message>
        <source>Consent refused.</source>
        <translation>已拒绝。</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Requests for a second person</source>
        <translation>双人复核请求</translation>
    </message>
</context>
<context>
    <name>mops::ui::AuditScreen</name>
    <message>
        <source>Ledger</source>
        <translation>操作账本</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>双人复核</translation>
    </message>
    <message>
        <source>People and roles</source>
        <translation>人员与角色</translation>
    </message>
    <message>
        <source>Parts of the audit page</source>
        <translation>审计页的各部分</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>mops::ui::BandBar</name>
    <message>
        <source>approves alone</source>
        <translation>自动通过</translation>
    </message>
    <message>
        <source>drafts</source>
        <translation>拟稿</translation>
    </message>
    <message>
        <source>asks a person</source>
        <translation>人工审核</translation>
    </message>
    <message>
        <source>refuses alone</source>
        <translation>自动驳回</translation>
    </message>
</context>
<context>
    <name>mops::ui::BandsSection</name>
    <message>
        <source>on</source>
        <translation>已开启</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已急停</translation>
    </message>
    <message>
        <source>off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>approves alone below %1</source>
        <translation>分数低于 %1 自动通过</translation>
    </message>
    <message>
        <source>refuses alone above %1</source>
        <translation>分数高于 %1 自动驳回</translation>
    </message>
    <message>
        <source>drafts an approval up to %1</source>
        <translation>不超过 %1 拟稿通过</translation>
    </message>
    <message>
        <source>drafts a refusal from %1</source>
        <translation>从 %1 起拟稿驳回</translation>
    </message>
    <message>
        <source>no limit keeps the promise: a person is asked about every case</source>
        <translation>没有任何界限能守住承诺：每个案件都交人工</translation>
    </message>
    <message>
        <source>At most %1 wrong, promised with %2 confidence: %3. %4 of what is done alone is looked at by a person.</source>
        <translation>承诺错误率不超过 %1（置信度 %2）：%3。自动处理的 %4 由人工抽检。</translation>
    </message>
    <message>
        <source>Kind of case</source>
        <translation>案件类型</translation>
    </message>
    <message>
        <source>Automation</source>
        <translation>自动化</translation>
    </message>
    <message>
        <source>not learned yet</source>
        <translation>尚未学习</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>≤ %1 wrong</source>
        <translation>错误 ≤ %1</translation>
    </message>
    <message>
        <source>Done alone</source>
        <translation>自动处理</translation>
    </message>
    <message>
        <source>Audited</source>
        <translation>已抽检</translation>
    </message>
    <message>
        <source>Measured error</source>
        <translation>实测错误率</translation>
    </message>
    <message>
        <source>nothing audited yet</source>
        <translation>尚无抽检</translation>
    </message>
    <message>
        <source>%1 (at most %2)</source>
        <translation>%1（至多 %2）</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>是否守诺</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>未守住</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已守住</translation>
    </message>
    <message>
        <source>not proven yet</source>
        <translation>尚不能证明</translation>
    </message>
    <message>
        <source>Reading the automation</source>
        <translation>正在读取自动化设置</translation>
    </message>
    <message numerus="yes">
        <source>● Automation is on for %n kind(s) of case.</source>
        <translation>
            <numerusform>● 自动化已对 %n 类案件开启。</numerusform>
        </translation>
    </message>
    <message>
        <source>○ Automation is off: a person decides every case.</source>
        <translation>○ 自动化未开启：每个案件都由人工审核。</translation>
    </message>
    <message>
        <source>%1: learned, not saved</source>
        <translation>%1：已学习，未保存</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1，第 %2 版</translation>
    </message>
    <message>
        <source>No limits yet. They are learned from what people decided, so that what is done alone keeps the promise.</source>
        <translation>还没有界限。界限从人工审核结论中学习，使自动处理的部分守住承诺。</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Save it first.</source>
        <translation>请先保存。</translation>
    </message>
    <message>
        <source>Learning the limits</source>
        <translation>正在学习界限</translation>
    </message>
    <message>
        <source>Saving the limits</source>
        <translation>正在保存界限</translation>
    </message>
    <message>
        <source>The limits are saved, switched off. Switching them on may need a second person.</source>
        <translation>界限已保存，尚未开启。开启可能需要第二人复核。</translation>
    </message>
    <message>
        <source>Switching the automation</source>
        <translation>正在切换自动化</translation>
    </message>
    <message>
        <source>A second person is asked (Audit, Second person).</source>
        <translation>已请第二人复核（审计 › 双人复核）。</translation>
    </message>
    <message>
        <source>%1: automation is %2.</source>
        <translation>%1：自动化%2。</translation>
    </message>
    <message>
        <source>Stopping the automation</source>
        <translation>正在急停自动化</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: automation of %n kind(s) of case.</source>
        <translation>
            <numerusform>已急停：%n 类案件的自动化。</numerusform>
        </translation>
    </message>
    <message>
        <source>Running the automation</source>
        <translation>正在运行自动化</translation>
    </message>
    <message>
        <source>%1 approved and %2 refused alone, %3 drafted, %4 left to people, %5 drawn for today&apos;s audit. Ctrl+Z takes all of it back.</source>
        <translation>自动通过 %1、自动驳回 %2，拟稿 %3，交人工 %4，今日抽检 %5。Ctrl+Z 可全部撤销。</translation>
    </message>
    <message>
        <source>Replaying the threshold</source>
        <translation>正在回放阈值</translation>
    </message>
    <message>
        <source>nothing of this kind was decided yet</source>
        <translation>此类案件还没有审核结论</translation>
    </message>
    <message>
        <source>could not be computed</source>
        <translation>无法计算</translation>
    </message>
    <message>
        <source>Threshold of the score</source>
        <translation>分数阈值</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Cases above it</source>
        <translation>高于阈值的案件</translation>
    </message>
    <message>
        <source>Refused by people, of those decided</source>
        <translation>已审案件中被人工驳回</translation>
    </message>
    <message>
        <source>STOP the automation</source>
        <translation>急停自动化</translation>
    </message>
    <message>
        <source>Run the automation</source>
        <translation>运行自动化</translation>
    </message>
    <message>
        <source>Learn the limits</source>
        <translation>学习界限</translation>
    </message>
    <message>
        <source>Save the limits</source>
        <translation>保存界限</translation>
    </message>
    <message>
        <source>Automation by kind of case</source>
        <translation>各类案件的自动化</translation>
    </message>
    <message>
        <source>STOP</source>
        <translation>急停</translation>
    </message>
    <message>
        <source>Stops all automation at once, without a question</source>
        <translation>立即停止全部自动化，不再询问</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>立即运行</translation>
    </message>
    <message>
        <source>Decide what lies in the bands that are on, and draw today&apos;s audit</source>
        <translation>处理已开启区间内的案件，并抽取今日抽检</translation>
    </message>
    <message>
        <source>Wrong at most</source>
        <translation>错误率不超过</translation>
    </message>
    <message>
        <source>Promised error</source>
        <translation>承诺错误率</translation>
    </message>
    <message>
        <source>Learn limits</source>
        <translation>学习界限</translation>
    </message>
    <message>
        <source>Save limits</source>
        <translation>保存界限</translation>
    </message>
    <message>
        <source>The threshold, replayed on decided cases</source>
        <translation>阈值在已审案件上的回放</translation>
    </message>
    <message>
        <source>Learn limits first.</source>
        <translation>请先学习界限。</translation>
    </message>
    <message>
        <source>Learn limits and save them first.</source>
        <translation>请先学习并保存界限。</translation>
    </message>
    <message>
        <source>The refused are told when their messages leave.</source>
        <translation>被拒绝的商家将在消息发出时得到通知。</translation>
    </message>
</context>
<context>
    <name>mops::ui::BulkPanel</name>
    <message>
        <source>Shown as</source>
        <translation>抽样方式</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>金额最大</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>At stake</source>
        <translation>涉及金额</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n case(s)</source>
        <translation>
            <numerusform>%1：%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at what it would touch …</source>
        <translation>正在计算影响范围……</translation>
    </message>
    <message>
        <source>Merchants: %1 · at stake: %2</source>
        <translation>商家：%1 · 涉及金额：%2</translation>
    </message>
    <message>
        <source>Regions: %1</source>
        <translation>地区：%1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Categories: %1</source>
        <translation>类目：%1</translation>
    </message>
    <message>
        <source>Left alone: %1 (%2)</source>
        <translation>不处理：%1（%2）</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>没有可决定的案件</translation>
    </message>
    <message>
        <source>All marked cases are left alone.</source>
        <translation>勾选的案件都不会被处理。</translation>
    </message>
    <message>
        <source>One undo takes all of it back.</source>
        <translation>撤销一次即可全部恢复。</translation>
    </message>
    <message>
        <source>%1, key Enter</source>
        <translation>%1，回车键</translation>
    </message>
    <message>
        <source>What the decision on many would touch</source>
        <translation>批量决定的影响范围</translation>
    </message>
    <message>
        <source>Five cases at random and the five largest</source>
        <translation>随机五件和金额最大的五件</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Each merchant is told: %1</source>
        <translation>将告知每个商家：%1</translation>
    </message>
</context>
<context>
    <name>mops::ui::CaseList</name>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Why it is here</source>
        <translation>为何在此</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>At stake</source>
        <translation>涉及金额</translation>
    </message>
    <message>
        <source>Loss a minute</source>
        <translation>每分钟损失</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>%1  ·  %2</source>
        <translation>%1  ·  %2</translation>
    </message>
    <message>
        <source>Expected loss avoided per minute of work</source>
        <translation>每分钟审核可避免的预期损失</translation>
    </message>
</context>
<context>
    <name>mops::ui::CaseLoader</name>
    <message>
        <source>Reading the case</source>
        <translation>正在加载案件</translation>
    </message>
</context>
<context>
    <name>mops::ui::CasePane</name>
    <message>
        <source>Orders per week</source>
        <translation>每周订单数</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Due: %1</source>
        <translation>截止：%1</translation>
    </message>
    <message>
        <source>Order lines</source>
        <translation>订单明细</translation>
    </message>
    <message>
        <source>Notes and history  %1</source>
        <translation>备注与历史  %1</translation>
    </message>
    <message>
        <source>Notes and history</source>
        <translation>备注与历史</translation>
    </message>
    <message>
        <source>All done</source>
        <translation>全部处理完毕</translation>
    </message>
    <message>
        <source>Decided: %1 · undone: %2 · minutes: %3</source>
        <translation>已决定：%1 · 已撤销：%2 · 用时（分钟）：%3</translation>
    </message>
    <message>
        <source>Waiting for somebody else: %1</source>
        <translation>等待他人处理：%1</translation>
    </message>
    <message>
        <source>Snoozed, will come back: %1</source>
        <translation>稍后处理，到时返回：%1</translation>
    </message>
    <message>
        <source>See what was decided</source>
        <translation>查看已决定的案件</translation>
    </message>
    <message>
        <source>No case chosen</source>
        <translation>未选择案件</translation>
    </message>
    <message>
        <source>Choose a case at the left with J and K or the arrow keys.</source>
        <translation>用J、K键或方向键在左侧选择案件。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Merchant page</source>
        <translation>商家页</translation>
    </message>
    <message>
        <source>Orders of this merchant per week</source>
        <translation>该商家每周订单数</translation>
    </message>
    <message>
        <source>Scoring again …</source>
        <translation>正在重新评分……</translation>
    </message>
    <message>
        <source>There is no merchant yet.</source>
        <translation>还没有对应的商家。</translation>
    </message>
    <message>
        <source>Scores again with other values, and compares with its peers</source>
        <translation>改变数值重新评分，并与同类商家比较</translation>
    </message>
    <message>
        <source>What would flip it?</source>
        <translation>怎样会翻转结论？</translation>
    </message>
</context>
<context>
    <name>mops::ui::ChartPanel</name>
    <message>
        <source>%1 (table)</source>
        <translation>%1（表格）</translation>
    </message>
    <message>
        <source>%1: chart or table</source>
        <translation>%1：图表或表格</translation>
    </message>
    <message>
        <source>Show the chart (Ctrl+T)</source>
        <translation>显示图表（Ctrl+T）</translation>
    </message>
    <message>
        <source>Show as a table (Ctrl+T)</source>
        <translation>显示为表格（Ctrl+T）</translation>
    </message>
</context>
<context>
    <name>mops::ui::ChoicePanel</name>
    <message>
        <source>Leave</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Message to the merchant</source>
        <translation>给商家的消息</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>%1, key Enter</source>
        <translation>%1，回车键</translation>
    </message>
    <message>
        <source>Pick one: 1 … %1</source>
        <translation>请选择：1 … %1</translation>
    </message>
    <message>
        <source>A word is missing</source>
        <translation>请填写内容</translation>
    </message>
    <message>
        <source>Write in a few words why</source>
        <translation>请简单说明原因</translation>
    </message>
    <message numerus="yes">
        <source>Message to the merchant (draft, Tab to edit). It waits %n minute(s) before it may leave; until then an undo withdraws it.</source>
        <translation>
            <numerusform>给商家的消息（草稿，按 Tab 编辑）。等待 %n 分钟后可发出；在此之前撤销即可收回。</numerusform>
        </translation>
    </message>
    <message>
        <source>Language of the message</source>
        <translation>消息语言</translation>
    </message>
    <message>
        <source>Innocent members, left out (Space marks)</source>
        <translation>无辜成员，不予处理（空格键勾选）</translation>
    </message>
    <message>
        <source>Members to leave out</source>
        <translation>不予处理的成员</translation>
    </message>
    <message>
        <source>Nobody is left: approve the case instead</source>
        <translation>已无成员：请改为通过该案件</translation>
    </message>
</context>
<context>
    <name>mops::ui::CommandPalette</name>
    <message>
        <source>A page, a merchant (name, pinyin or id), or something to do</source>
        <translation>页面、商家（名称、拼音或ID）或操作</translation>
    </message>
    <message>
        <source>Search, go, do</source>
        <translation>搜索、跳转、执行</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配结果</translation>
    </message>
    <message>
        <source>Preparing the search</source>
        <translation>正在准备搜索</translation>
    </message>
</context>
<context>
    <name>mops::ui::DataScreen</name>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>隔离区</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Parts of the data page</source>
        <translation>数据页分区</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>筛选此列表</translation>
    </message>
    <message>
        <source>Show the sources</source>
        <translation>显示来源</translation>
    </message>
    <message>
        <source>Show the quarantine</source>
        <translation>显示隔离区</translation>
    </message>
    <message>
        <source>Show the data quality</source>
        <translation>显示数据质量</translation>
    </message>
    <message>
        <source>Write a query</source>
        <translation>编写查询</translation>
    </message>
</context>
<context>
    <name>mops::ui::DecisionBar</name>
    <message>
        <source>%1, key %2</source>
        <translation>%1，快捷键%2</translation>
    </message>
    <message>
        <source>This case is waiting already.</source>
        <translation>此案件已处于待处理状态。</translation>
    </message>
    <message>
        <source>This case is decided. Reopen it or undo the decision first.</source>
        <translation>此案件已决定。请先重新打开或撤销该决定。</translation>
    </message>
    <message>
        <source>To me</source>
        <translation>归我</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>同上</translation>
    </message>
    <message>
        <source>Choose a case first.</source>
        <translation>请先选择一件。</translation>
    </message>
</context>
<context>
    <name>mops::ui::DeskQueue</name>
    <message>
        <source>Reading the queue</source>
        <translation>正在读取队列</translation>
    </message>
    <message>
        <source>Reading what changed</source>
        <translation>正在读取变化</translation>
    </message>
    <message>
        <source>Ordering the queue</source>
        <translation>正在排序队列</translation>
    </message>
    <message>
        <source>Counting the cases</source>
        <translation>正在统计案件</translation>
    </message>
</context>
<context>
    <name>mops::ui::DeskScreen</name>
    <message>
        <source>Looking for what could become a case</source>
        <translation>正在查找可立案的对象</translation>
    </message>
    <message>
        <source>Opening cases</source>
        <translation>正在立案</translation>
    </message>
    <message>
        <source>Cases opened: %1 · already open: %2</source>
        <translation>新立案：%1 · 已在案：%2</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往数据页</translation>
    </message>
    <message>
        <source>The desk has no case %1</source>
        <translation>工作台中没有案件 %1</translation>
    </message>
    <message>
        <source>No case of merchant %1</source>
        <translation>商家 %1 没有案件</translation>
    </message>
</context>
<context>
    <name>mops::ui::DeskStrip</name>
    <message>
        <source>The desk today</source>
        <translation>今日审核台</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>最久 %1</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>past the deadline</source>
        <translation>已过时限</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>尚未到时</translation>
    </message>
    <message>
        <source>Will be late</source>
        <translation>将超时</translation>
    </message>
    <message>
        <source>at this pace</source>
        <translation>按目前速度</translation>
    </message>
    <message>
        <source>no pace yet</source>
        <translation>尚无速度</translation>
    </message>
    <message>
        <source>Decided today</source>
        <translation>今日已审</translation>
    </message>
    <message>
        <source>%1 yesterday by now</source>
        <translation>昨日同时段 %1</translation>
    </message>
    <message>
        <source>Undone today</source>
        <translation>今日撤销</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动处理</translation>
    </message>
    <message>
        <source>%1 of decided</source>
        <translation>占已审 %1</translation>
    </message>
    <message>
        <source>Agreement κ</source>
        <translation>一致性 κ</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) decided twice</source>
        <translation>
            <numerusform>%n 个案件经双人审核</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing decided twice</source>
        <translation>暂无双人审核</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>mops::ui::EvidenceView</name>
    <message>
        <source>Order lines behind the case</source>
        <translation>案件相关订单明细</translation>
    </message>
    <message>
        <source>The order line in full</source>
        <translation>订单明细详情</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>全部明细</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>迟达</translation>
    </message>
    <message>
        <source>Low review</source>
        <translation>差评</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>No such rows</source>
        <translation>没有符合的明细</translation>
    </message>
    <message>
        <source>This merchant has no order lines.</source>
        <translation>该商家没有订单明细。</translation>
    </message>
    <message>
        <source>No order line of this merchant shows this problem.</source>
        <translation>该商家没有存在此问题的订单明细。</translation>
    </message>
</context>
<context>
    <name>mops::ui::FacetBar</name>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>指派</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>未指派</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Show all cases of this view again</source>
        <translation>重新显示本视图的全部案件</translation>
    </message>
</context>
<context>
    <name>mops::ui::FactsView</name>
    <message>
        <source>Facts of the case</source>
        <translation>案件事实</translation>
    </message>
    <message>
        <source>speaks against</source>
        <translation>不利</translation>
    </message>
    <message>
        <source>− %1</source>
        <translation>− %1</translation>
    </message>
    <message>
        <source>+ %1</source>
        <translation>+ %1</translation>
    </message>
</context>
<context>
    <name>mops::ui::FlipFinder</name>
    <message>
        <source>Comparing all merchants</source>
        <translation>正在比较全部商家</translation>
    </message>
    <message>
        <source>Scoring again</source>
        <translation>正在重新评分</translation>
    </message>
</context>
<context>
    <name>mops::ui::HistoryView</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Reason or note</source>
        <translation>理由或备注</translation>
    </message>
    <message>
        <source>History of the case</source>
        <translation>案件历史</translation>
    </message>
    <message>
        <source>Note on this case</source>
        <translation>案件备注</translation>
    </message>
    <message>
        <source>What should the next person know?</source>
        <translation>需要让下一位处理人了解什么？</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>暂无历史</translation>
    </message>
    <message>
        <source>Decisions and notes on this case will stand here.</source>
        <translation>此案件的决定和备注将显示在这里。</translation>
    </message>
</context>
<context>
    <name>mops::ui::ImportChoices</name>
    <message>
        <source>&amp;Mapping</source>
        <translation>映射(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Files</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>编码(&amp;E)</translation>
    </message>
    <message>
        <source>A mapping of my own</source>
        <translation>自定义映射</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>映射</translation>
    </message>
    <message>
        <source>Choose a mapping…</source>
        <translation>选择映射…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Found out by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>&amp;Dry run: do everything, then take it back</source>
        <translation>试运行：完整执行后撤销(&amp;D)</translation>
    </message>
    <message>
        <source>Choose a mapping</source>
        <translation>选择映射</translation>
    </message>
    <message>
        <source>Mappings (*.toml)</source>
        <translation>映射 (*.toml)</translation>
    </message>
    <message>
        <source>Choose the folder with the files</source>
        <translation>选择文件所在文件夹</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Text files (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>文本文件 (*.csv *.tsv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>nothing chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::ImportPanel</name>
    <message>
        <source>Choose the files to import</source>
        <translation>选择要导入的文件</translation>
    </message>
    <message>
        <source>A folder with the files of the source, or the files one by one. Nothing is changed before you have seen the preview.</source>
        <translation>选择来源文件所在的文件夹，或逐个选择文件。预览之前不会更改任何数据。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Trying an import</source>
        <translation>正在试运行导入</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>Dry run, %1: nothing was changed. This is what an import would do.</source>
        <translation>试运行完成，用时%1：未做任何更改。以下为正式导入的预期结果。</translation>
    </message>
    <message>
        <source>Imported as number %2 in %1.</source>
        <translation>已导入，编号%2，用时%1。</translation>
    </message>
    <message>
        <source>See the %1 in quarantine</source>
        <translation>查看隔离区中的%1行</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Import it now</source>
        <translation>立即导入</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Find segments, risks and cases</source>
        <translation>分析画像、风险与案件</translation>
    </message>
</context>
<context>
    <name>mops::ui::ImportPreviewView</name>
    <message>
        <source>This file is not there</source>
        <translation>此文件不存在</translation>
    </message>
    <message>
        <source>%1: the first rows</source>
        <translation>%1：前几行</translation>
    </message>
    <message>
        <source>⚠ Columns that the mapping needs and the file lacks: %1. Choose another mapping, or export the file again with these columns.</source>
        <translation>⚠ 文件缺少映射所需的列：%1。请选择其他映射，或补全这些列后重新导出文件。</translation>
    </message>
    <message>
        <source>Files of this import</source>
        <translation>本次导入的文件</translation>
    </message>
    <message>
        <source>First rows of the chosen file</source>
        <translation>所选文件的前几行</translation>
    </message>
</context>
<context>
    <name>mops::ui::ImportReportView</name>
    <message>
        <source>What became of each file</source>
        <translation>各文件的处理结果</translation>
    </message>
</context>
<context>
    <name>mops::ui::JobBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>mops::ui::KeyMap</name>
    <message>
        <source>%1 belongs to the console itself.</source>
        <translation>%1 是控制台自身的按键。</translation>
    </message>
    <message>
        <source>%1 is already the key of &quot;%2&quot;.</source>
        <translation>%1 已用于“%2”。</translation>
    </message>
</context>
<context>
    <name>mops::ui::KeyMapDialog</name>
    <message>
        <source>Keys of the desk</source>
        <translation>审核台按键</translation>
    </message>
    <message>
        <source>Press a button, then the new key. Esc leaves it as it is.</source>
        <translation>点击按钮后按下新的按键，按 Esc 保持不变。</translation>
    </message>
    <message>
        <source>Standard keys</source>
        <translation>恢复默认按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Press a key …</source>
        <translation>请按键……</translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation>%1，按键 %2</translation>
    </message>
    <message>
        <source>All keys are the standard ones.</source>
        <translation>所有按键均为默认。</translation>
    </message>
</context>
<context>
    <name>mops::ui::KeySheet</name>
    <message>
        <source>Keys valid here</source>
        <translation>当前可用快捷键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
</context>
<context>
    <name>mops::ui::LedgerFilter</name>
    <message>
        <source>Anybody</source>
        <translation>任何人</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Case, merchant, rule, #number or hash</source>
        <translation>案件、商家、规则、#编号或哈希</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>What</source>
        <translation>什么</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自定时段…</translation>
    </message>
</context>
<context>
    <name>mops::ui::LedgerSection</name>
    <message>
        <source>Operation %1 is missing: it was removed.</source>
        <translation>第 %1 号操作缺失：已被删除。</translation>
    </message>
    <message>
        <source>Operation %1 stands in another place than it was written.</source>
        <translation>第 %1 号操作不在写入时的位置。</translation>
    </message>
    <message>
        <source>Operation %1 was added behind the sealed end.</source>
        <translation>第 %1 号操作是在账本封尾之后添加的。</translation>
    </message>
    <message>
        <source>The chain is whole, but the cases are not what operation %1 made of them.</source>
        <translation>哈希链完整，但案件状态与第 %1 号操作的结果不符。</translation>
    </message>
    <message>
        <source>Operation %1 was changed after it was written.</source>
        <translation>第 %1 号操作在写入后被改动。</translation>
    </message>
    <message>
        <source>Reading the ledger</source>
        <translation>正在读取账本</translation>
    </message>
    <message>
        <source>Nothing was done yet</source>
        <translation>还没有任何操作</translation>
    </message>
    <message>
        <source>Every decision, rule and import will stand here, chained by hashes. The first ones come from the review desk.</source>
        <translation>每个审核结论、规则和导入都会记在这里，并以哈希相连。第一批来自审核台。</translation>
    </message>
    <message>
        <source>Go to the review desk</source>
        <translation>前往审核台</translation>
    </message>
    <message>
        <source>No operation fits</source>
        <translation>没有符合条件的操作</translation>
    </message>
    <message>
        <source>Try fewer conditions, or another time.</source>
        <translation>请减少条件或更换时段。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>%1 operations</source>
        <translation>%1 条操作</translation>
    </message>
    <message>
        <source>%1 operations fit</source>
        <translation>%1 条操作符合</translation>
    </message>
    <message>
        <source>only the first %1 cases that fit the text were followed</source>
        <translation>仅追踪了前 %1 个符合文字的案件</translation>
    </message>
    <message>
        <source>Verifying the ledger</source>
        <translation>正在校验账本</translation>
    </message>
    <message>
        <source>The ledger is whole: every hash and link of %1 operations fits, and all cases are what they made of them.</source>
        <translation>账本完整：%1 条操作的哈希与链接全部相符，所有案件状态与操作一致。</translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) are dated before the one in front of them: a clock was set back.</source>
        <translation>
            <numerusform>有 %n 条操作的时间早于前一条：时钟曾被调回。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the ledger</source>
        <translation>导出账本</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>Exporting the ledger</source>
        <translation>正在导出账本</translation>
    </message>
    <message>
        <source>%1 operations written to %2.</source>
        <translation>已将 %1 条操作写入 %2。</translation>
    </message>
    <message>
        <source>Dossier of case %1</source>
        <translation>案件 %1 的卷宗</translation>
    </message>
    <message>
        <source>PDF with the JSON beside it (*.pdf);;JSON alone (*.json)</source>
        <translation>PDF 并附 JSON (*.pdf);;仅 JSON (*.json)</translation>
    </message>
    <message>
        <source>Writing the dossier</source>
        <translation>正在写入卷宗</translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) written to %1; BLAKE2b of the JSON: %2</source>
        <translation>
            <numerusform>已将 %n 条操作写入 %1；JSON 的 BLAKE2b：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>Find in the ledger</source>
        <translation>在账本中查找</translation>
    </message>
    <message>
        <source>Verify the ledger</source>
        <translation>校验账本</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>Dossier of the case</source>
        <translation>案件卷宗</translation>
    </message>
    <message>
        <source>Everything about this case</source>
        <translation>此案件的全部操作</translation>
    </message>
    <message>
        <source>Operations, newest first</source>
        <translation>操作，最新在前</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Recompute every hash and link, and replay the ledger</source>
        <translation>重新计算每个哈希与链接，并重放账本</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>All operations with their hashes, one JSON object a line</source>
        <translation>全部操作及其哈希，每行一个 JSON 对象</translation>
    </message>
</context>
<context>
    <name>mops::ui::LedgerTable</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Reason or note</source>
        <translation>理由或备注</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现状</translation>
    </message>
</context>
<context>
    <name>mops::ui::MainWindow</name>
    <message>
        <source>Looking for segments and risks</source>
        <translation>正在分析分群与风险</translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n个分群</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n merchant(s) scored</source>
        <translation>
            <numerusform>已完成%n家商家风险评分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) opened</source>
        <translation>
            <numerusform>新立案%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Search, go, do</source>
        <translation>搜索、跳转、执行</translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation>筛选本页</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Chart or table</source>
        <translation>图表或表格</translation>
    </message>
    <message>
        <source>Read the mart again</source>
        <translation>重新读取数据集市</translation>
    </message>
    <message>
        <source>Keys valid here</source>
        <translation>当前可用快捷键</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Find segments, risks and cases anew</source>
        <translation>重新分析分群、风险与案件</translation>
    </message>
    <message>
        <source>Search, go, do   Ctrl+K</source>
        <translation>搜索、跳转、执行   Ctrl+K</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>mops::ui::MartSession</name>
    <message>
        <source>Opening the mart</source>
        <translation>正在打开数据集市</translation>
    </message>
    <message>
        <source>Loading the facts</source>
        <translation>正在加载基本信息</translation>
    </message>
    <message>
        <source>Loading the merchants</source>
        <translation>正在加载商家</translation>
    </message>
    <message>
        <source>Counting the cases</source>
        <translation>正在统计案件</translation>
    </message>
    <message>
        <source>Saving the decision</source>
        <translation>正在保存决定</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>正在撤销</translation>
    </message>
    <message>
        <source>Doing again</source>
        <translation>正在重做</translation>
    </message>
    <message>
        <source>Nothing to do again</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Done again: %1 (operation %2)</source>
        <translation>已重做：%1（操作 %2）</translation>
    </message>
    <message>
        <source>Taken back: %1 (operation %2)</source>
        <translation>已撤销：%1（操作 %2）</translation>
    </message>
    <message numerus="yes">
        <source>Its message had left: a correction for %n merchant(s) waits in the outbox.</source>
        <translation>
            <numerusform>其消息已发出：给 %n 个商家的更正正在发件箱中等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages that have left cannot be called back. Undo once more takes back what you did before that; its merchants get a correction.</source>
        <translation>已发出的消息无法收回。再撤销一次，将撤销发出之前的操作，相关商家会收到更正。</translation>
    </message>
    <message numerus="yes">
        <source>A correction had left: the message to %n merchant(s) waits again.</source>
        <translation>
            <numerusform>更正已经发出：给 %n 个商家的消息重新等待发出。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::MerchantDetail</name>
    <message>
        <source>No merchant chosen</source>
        <translation>未选择商家</translation>
    </message>
    <message>
        <source>Choose a merchant in the list; its facts, turnover, risk and orders appear here.</source>
        <translation>在列表中选择一家商家，此处将显示其基本信息、成交额、风险与订单。</translation>
    </message>
    <message>
        <source>Reading the merchant</source>
        <translation>正在读取商家</translation>
    </message>
    <message>
        <source>Risk %1</source>
        <translation>风险%1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1入驻</translation>
    </message>
    <message>
        <source>review %1</source>
        <translation>平均评分%1</translation>
    </message>
    <message>
        <source>Turnover per week</source>
        <translation>每周成交额</translation>
    </message>
    <message>
        <source>per week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Why this risk</source>
        <translation>风险理由</translation>
    </message>
    <message>
        <source>Order lines</source>
        <translation>订单明细</translation>
    </message>
    <message>
        <source>Details of the merchant</source>
        <translation>商家详情</translation>
    </message>
    <message>
        <source>Which lines</source>
        <translation>明细范围</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>迟达</translation>
    </message>
    <message>
        <source>Low review</source>
        <translation>差评</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>turnover %1</source>
        <translation>成交额%1</translation>
    </message>
    <message>
        <source>orders %1</source>
        <translation>订单%1</translation>
    </message>
    <message>
        <source>late %1</source>
        <translation>迟达%1</translation>
    </message>
    <message>
        <source>Not scored yet</source>
        <translation>尚未评分</translation>
    </message>
    <message>
        <source>The risk model has not scored this merchant. Train and score on the risk page, or run it from the search (Ctrl+K).</source>
        <translation>风险模型尚未给该商家评分。请在风控页训练并评分，或通过搜索（Ctrl+K）执行。</translation>
    </message>
</context>
<context>
    <name>mops::ui::MerchantList</name>
    <message>
        <source>Active</source>
        <translation>营业中</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关店</translation>
    </message>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>入驻日期</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单数</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>成交额</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>近30天</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>平均评分</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>迟达率</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最近订单</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>分群</translation>
    </message>
</context>
<context>
    <name>mops::ui::MerchantsScreen</name>
    <message>
        <source>Sorting and filtering</source>
        <translation>正在排序和筛选</translation>
    </message>
    <message>
        <source>No merchant passes</source>
        <translation>没有符合条件的商家</translation>
    </message>
    <message>
        <source>No merchant has all of what is asked for.</source>
        <translation>没有商家同时满足所有筛选条件。</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>All regions</source>
        <translation>全部地区</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>全部类目</translation>
    </message>
    <message>
        <source>All segments</source>
        <translation>全部分群</translation>
    </message>
    <message>
        <source>%1 of %2 merchants</source>
        <translation>%1/%2家商家</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>分群</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>有风险</translation>
    </message>
    <message>
        <source>Only merchants with a risk of %1 or more</source>
        <translation>仅看风险不低于%1的商家</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Merchants</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Filter by name or id  ( / )</source>
        <translation>按名称或编号筛选（ / ）</translation>
    </message>
    <message>
        <source>Next merchant</source>
        <translation>下一家商家</translation>
    </message>
    <message>
        <source>Previous merchant</source>
        <translation>上一家商家</translation>
    </message>
    <message>
        <source>Only merchants at risk</source>
        <translation>仅看风险商家</translation>
    </message>
    <message>
        <source>All order lines</source>
        <translation>全部订单明细</translation>
    </message>
    <message>
        <source>Late order lines</source>
        <translation>迟达订单明细</translation>
    </message>
    <message>
        <source>Order lines with a low review</source>
        <translation>差评订单明细</translation>
    </message>
    <message>
        <source>Export the merchants shown</source>
        <translation>导出当前显示的商家</translation>
    </message>
</context>
<context>
    <name>mops::ui::MessagesSection</name>
    <message>
        <source>Find a message</source>
        <translation>查找消息</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>Let the messages leave</source>
        <translation>发出消息</translation>
    </message>
</context>
<context>
    <name>mops::ui::ModelCard</name>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Higher is better</source>
        <translation>越高越好</translation>
    </message>
    <message>
        <source>Lower is better</source>
        <translation>越低越好</translation>
    </message>
    <message>
        <source>Against own past</source>
        <translation>对比自身历史</translation>
    </message>
    <message>
        <source>better</source>
        <translation>优于</translation>
    </message>
    <message>
        <source>not better</source>
        <translation>不优于</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Own past</source>
        <translation>自身历史</translation>
    </message>
    <message>
        <source>Everyone the same</source>
        <translation>全体同值</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>%1 within %2 days</source>
        <translation>%2天内%1</translation>
    </message>
    <message>
        <source>Measures of the model beside the baselines</source>
        <translation>模型与各基线的指标对比</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Learned from %1 to %2, tested on later time from %3 to %4: %5 merchant-months, %6 of them bad. No training outcome reaches into the tested time.</source>
        <translation>训练时段为%1至%2，测试时段为其后的%3至%4：共%5个商家月，其中%6个为不良。训练所用的结果均未延伸到测试时段。</translation>
    </message>
    <message>
        <source>ROC AUC (ranking)</source>
        <translation>ROC AUC（排序能力）</translation>
    </message>
    <message>
        <source>PR AUC (finding the bad)</source>
        <translation>PR AUC（识别不良）</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier分数</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1值</translation>
    </message>
    <message>
        <source>ROC curve on the tested time</source>
        <translation>测试时段的ROC曲线</translation>
    </message>
    <message>
        <source>False alarms</source>
        <translation>误报率</translation>
    </message>
    <message>
        <source>Bad ones found</source>
        <translation>不良检出率</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>What it looks at most</source>
        <translation>模型最看重的特征</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Effect on the log-odds per standard deviation: + raises the risk</source>
        <translation>每1个标准差对对数几率的影响：+表示风险升高</translation>
    </message>
    <message>
        <source>Weights of the model</source>
        <translation>模型权重</translation>
    </message>
</context>
<context>
    <name>mops::ui::NoticeBar</name>
    <message>
        <source>Put this message away</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>mops::ui::OperationView</name>
    <message>
        <source>What changed</source>
        <translation>变更项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>变更前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>变更后</translation>
    </message>
    <message>
        <source>How</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>takes back</source>
        <translation>撤销了</translation>
    </message>
    <message>
        <source>taken back by</source>
        <translation>被撤销于</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Who, when</source>
        <translation>操作人与时间</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>No operation is selected</source>
        <translation>未选择操作</translation>
    </message>
    <message>
        <source>What an operation changed, what took it back and its place in the chain stand here.</source>
        <translation>操作改了什么、被谁撤销、在链中的位置，都显示在这里。</translation>
    </message>
    <message>
        <source>#%1 by %2, %3</source>
        <comment>number, person, time</comment>
        <translation>#%1 · %2 · %3</translation>
    </message>
    <message>
        <source>The first %1 of %2 cases</source>
        <translation>%2 个案件中的前 %1 个</translation>
    </message>
    <message>
        <source>Its cases</source>
        <translation>涉及案件</translation>
    </message>
    <message>
        <source>✓ Hash %1 fits; it follows %2.</source>
        <translation>✓ 哈希 %1 相符；前一条 %2。</translation>
    </message>
    <message>
        <source>✗ Hash %1 does not fit what stands here; it follows %2.</source>
        <translation>✗ 哈希 %1 与内容不符；前一条 %2。</translation>
    </message>
    <message>
        <source>… (cut here)</source>
        <translation>…（此处截断）</translation>
    </message>
    <message>
        <source>This operation is not about a single case.</source>
        <translation>此操作不针对单个案件。</translation>
    </message>
    <message>
        <source>What the operation changed</source>
        <translation>操作的变更内容</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销关系</translation>
    </message>
    <message>
        <source>What it takes back and what took it back</source>
        <translation>撤销与被撤销的操作</translation>
    </message>
    <message>
        <source>Cases of the operation</source>
        <translation>操作涉及的案件</translation>
    </message>
    <message>
        <source>The operation as it stands in the ledger</source>
        <translation>账本中的原文</translation>
    </message>
    <message>
        <source>As it stands in the ledger</source>
        <translation>账本原文</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>Dossier…</source>
        <translation>卷宗…</translation>
    </message>
</context>
<context>
    <name>mops::ui::OutboxDialog</name>
    <message>
        <source>Messages to merchants</source>
        <translation>给商家的消息</translation>
    </message>
</context>
<context>
    <name>mops::ui::OutboxView</name>
    <message>
        <source>Written</source>
        <translation>起草时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>%1 cases</source>
        <translation>%1 个案件</translation>
    </message>
    <message>
        <source>Merchants</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Leaves, left</source>
        <translation>可发出 / 发出时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Reading the messages</source>
        <translation>正在读取消息</translation>
    </message>
    <message>
        <source>No messages in this state</source>
        <translation>没有这种状态的消息</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>没有消息</translation>
    </message>
    <message>
        <source>When a case is refused or its merchant is asked, the message to the merchant waits here before it leaves.</source>
        <translation>案件被拒绝或询问商家时，给商家的消息先在这里等待，然后发出。</translation>
    </message>
    <message>
        <source>Waiting: %1 · may leave now: %2, to %3 merchants</source>
        <translation>等待：%1 条 · 现在可发出：%2 条，致 %3 个商家</translation>
    </message>
    <message>
        <source>The next one may leave from %1 on; until then an undo withdraws it.</source>
        <translation>下一条 %1 起可发出；在此之前撤销即可收回。</translation>
    </message>
    <message>
        <source>Only the newest %1 are listed.</source>
        <translation>只列出最新的 %1 条。</translation>
    </message>
    <message>
        <source>Let them leave (%1) …</source>
        <translation>发出（%1）…</translation>
    </message>
    <message>
        <source>Writes them into a file; they cannot be called back.</source>
        <translation>写入文件；发出后无法收回。</translation>
    </message>
    <message>
        <source>Nothing may leave yet.</source>
        <translation>目前没有可发出的消息。</translation>
    </message>
    <message>
        <source>Case, merchant, person</source>
        <translation>案件、商家、人员</translation>
    </message>
    <message>
        <source>State of the messages</source>
        <translation>消息状态</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>全部消息</translation>
    </message>
    <message>
        <source>Messages to merchants</source>
        <translation>给商家的消息</translation>
    </message>
    <message>
        <source>Text of the message</source>
        <translation>消息正文</translation>
    </message>
    <message>
        <source>Let the messages leave</source>
        <translation>发出消息</translation>
    </message>
    <message>
        <source>Messages, one a line (*.jsonl)</source>
        <translation>消息，每行一条 (*.jsonl)</translation>
    </message>
    <message>
        <source>Writing the messages</source>
        <translation>正在写入消息</translation>
    </message>
    <message>
        <source>Messages that left: %1, to %2 merchants: %3</source>
        <translation>已发出消息：%1 条，致 %2 个商家：%3</translation>
    </message>
</context>
<context>
    <name>mops::ui::OverviewScreen</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>本期</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>上期</translation>
    </message>
    <message>
        <source>Computing the overview</source>
        <translation>正在计算总览</translation>
    </message>
    <message>
        <source>%1 against the day before</source>
        <translation>%1，对比前一日</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>近30天</translation>
    </message>
    <message>
        <source>30 days before</source>
        <translation>此前30天</translation>
    </message>
    <message>
        <source>%1 per day</source>
        <translation>每日%1</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30天</translation>
    </message>
    <message>
        <source>Why turnover moved</source>
        <translation>成交额变动原因</translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类目</translation>
    </message>
    <message>
        <source>Merchants</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Movers by category or merchant</source>
        <translation>按类目或商家查看变动来源</translation>
    </message>
    <message>
        <source>%1 – %2, against the %3 days before</source>
        <translation>%1 – %2，对比此前%3天</translation>
    </message>
    <message>
        <source>Reading the desk&apos;s day</source>
        <translation>正在读取今日审核情况</translation>
    </message>
</context>
<context>
    <name>mops::ui::PeopleSection</name>
    <message>
        <source>%1 may</source>
        <translation>%1可以</translation>
    </message>
    <message>
        <source>%1 may not</source>
        <translation>%1不可以</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>active</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>inactive</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>双人复核</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>Reading people and roles</source>
        <translation>正在读取人员与角色</translation>
    </message>
    <message>
        <source>Saving a person</source>
        <translation>正在保存人员</translation>
    </message>
    <message>
        <source>%1 is saved as: %2.</source>
        <translation>%1 已保存为：%2。</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Save the person</source>
        <translation>保存人员</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What each role may do</source>
        <translation>各角色权限</translation>
    </message>
    <message>
        <source>Nobody is entered yet: this mart is worked by one person alone. Everything is allowed, nothing needs a second person, and the ledger says so. The first person entered becomes a lead.</source>
        <translation>尚未登记人员：此数据集由一人单独操作，全部操作均允许，无需双人复核，账本会注明。首位登记者成为组长。</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Whoever is saved has a name.</source>
        <translation>要保存的人须有姓名。</translation>
    </message>
</context>
<context>
    <name>mops::ui::ProfilesScreen</name>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>分群</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>成交额</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>From the middle of its segment, in deviations</source>
        <translation>到所属分群中心的距离，以标准差计</translation>
    </message>
    <message>
        <source>Reading the segments</source>
        <translation>正在读取分群</translation>
    </message>
    <message>
        <source>Finding segments</source>
        <translation>正在划分分群</translation>
    </message>
    <message>
        <source>Storing the segments</source>
        <translation>正在保存分群</translation>
    </message>
    <message>
        <source>Segments found: %1</source>
        <translation>已划分分群：%1</translation>
    </message>
    <message>
        <source>No merchants to compare</source>
        <translation>没有可比较的商家</translation>
    </message>
    <message>
        <source>Segments are found from what merchants sell and how they deliver. Import orders, or simulate a marketplace.</source>
        <translation>分群依据商家的销售与送达表现划分。请导入订单，或模拟一个电商平台。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往数据页</translation>
    </message>
    <message>
        <source>No segments yet</source>
        <translation>暂无分群</translation>
    </message>
    <message>
        <source>Merchants with like figures are put together; how many kinds there are is decided by evidence, and each gets a name from its traits.</source>
        <translation>指标相近的商家归为一群；分群数量由数据证据决定，每个分群按其特点命名。</translation>
    </message>
    <message>
        <source>Find segments</source>
        <translation>划分分群</translation>
    </message>
    <message>
        <source>As of %1 · %2 segments · %3 merchants · stability %4</source>
        <translation>截至%1 · %2个分群 · %3家商家 · 稳定性%4</translation>
    </message>
    <message>
        <source>Stability: how alike the segments are when part of the merchants is left out (adjusted Rand index).</source>
        <translation>稳定性：剔除部分商家后，分群结果的一致程度（调整兰德指数）。</translation>
    </message>
    <message>
        <source>First principal axis (%1 of the differences)</source>
        <translation>第一主轴（解释%1的差异）</translation>
    </message>
    <message>
        <source>Second (%1)</source>
        <translation>第二主轴（%1）</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Each point is a merchant; close points have like figures. Press a point to open the merchant.</source>
        <translation>每个点代表一家商家，距离越近指标越相似。点击圆点打开该商家。</translation>
    </message>
    <message>
        <source>Number of segments</source>
        <translation>分群数量</translation>
    </message>
    <message>
        <source>Higher is better, at most 1</source>
        <translation>越高越好，最高为1</translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation>轮廓系数</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>稳定性</translation>
    </message>
    <message>
        <source>%1 ✓</source>
        <translation>%1 ✓</translation>
    </message>
    <message>
        <source>%1 segments were asked for; with &quot;automatic&quot; all numbers from 2 to 8 are compared.</source>
        <translation>已指定%1个分群；选择“自动”时会比较2到8的所有数量。</translation>
    </message>
    <message>
        <source>%1 segments were taken: silhouette %2 (how much closer merchants are to their own segment than to the next), stability %3 (how alike the segments are when part of the merchants is left out).</source>
        <translation>采用%1个分群：轮廓系数%2（商家与本分群的距离比与最近的其他分群更近的程度），稳定性%3（剔除部分商家后，分群结果的一致程度）。</translation>
    </message>
    <message>
        <source>%1 of all turnover</source>
        <translation>占总成交额%1</translation>
    </message>
    <message>
        <source>%1 of all turnover · mean risk %2</source>
        <translation>占总成交额%1 · 平均风险%2</translation>
    </message>
    <message>
        <source>All merchants</source>
        <translation>全部商家</translation>
    </message>
    <message>
        <source>Segments:</source>
        <translation>分群数：</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>as of</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>As of a day other than the last</source>
        <translation>截至最后一天以外的日期</translation>
    </message>
    <message>
        <source>As-of day</source>
        <translation>截至日期</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>Merchants</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Why this many</source>
        <translation>数量依据</translation>
    </message>
    <message>
        <source>Views of the segments</source>
        <translation>分群视图</translation>
    </message>
    <message>
        <source>Map of merchants</source>
        <translation>商家分布图</translation>
    </message>
    <message>
        <source>Evidence for the number of segments</source>
        <translation>分群数量的依据</translation>
    </message>
    <message>
        <source>Merchants of the segment</source>
        <translation>分群内的商家</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Open on the merchants page</source>
        <translation>在商家页打开</translation>
    </message>
    <message>
        <source>Filter merchants by name or segment</source>
        <translation>按名称或分群筛选商家</translation>
    </message>
    <message>
        <source>Show all segments</source>
        <translation>显示全部分群</translation>
    </message>
    <message>
        <source>Open the segment on the merchants page</source>
        <translation>在商家页打开该分群</translation>
    </message>
</context>
<context>
    <name>mops::ui::QualitySection</name>
    <message>
        <source>Written to %1.</source>
        <translation>已写入%1。</translation>
    </message>
    <message>
        <source>Measuring data quality</source>
        <translation>正在检测数据质量</translation>
    </message>
    <message>
        <source>Nothing to measure yet</source>
        <translation>暂无可检测的数据</translation>
    </message>
    <message>
        <source>When data has been imported, each column&apos;s gaps, range and broken references stand here.</source>
        <translation>导入数据后，此处显示各列的缺失、取值范围与失效引用。</translation>
    </message>
    <message>
        <source>%1 tables, %2 rows, %3 broken references</source>
        <translation>%1张表，%2行，%3处失效引用</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新检测</translation>
    </message>
    <message>
        <source>Measure again (F5)</source>
        <translation>重新检测（F5）</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write this table as CSV</source>
        <translation>将此表导出为CSV</translation>
    </message>
    <message>
        <source>Data quality</source>
        <translation>数据质量</translation>
    </message>
    <message>
        <source>Export the quality table…</source>
        <translation>导出质量表…</translation>
    </message>
</context>
<context>
    <name>mops::ui::QuarantineSection</name>
    <message>
        <source>Reading the quarantine</source>
        <translation>正在读取隔离区</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>暂无数据</translation>
    </message>
    <message>
        <source>Nothing is quarantined</source>
        <translation>隔离区为空</translation>
    </message>
    <message>
        <source>Reading the refused rows</source>
        <translation>正在读取被拒行</translation>
    </message>
    <message>
        <source>Taking the row again</source>
        <translation>正在重新导入该行</translation>
    </message>
    <message>
        <source>Take the rows of this reason again?</source>
        <translation>重新导入该理由下的所有行？</translation>
    </message>
    <message>
        <source>%1 waiting rows of %2 with the reason &quot;%3&quot; go through the import again as they are. Those that fit now are added to the mart; the others keep waiting. It makes an import of its own that can be taken back.</source>
        <translation>%2中因“%3”被拒的%1行待处理数据将原样重新导入。现已符合要求的行会加入数据集市，其余继续等待。本次操作会生成一个独立的导入批次，可整体撤销。</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>重新导入</translation>
    </message>
    <message>
        <source>Taking the rows again</source>
        <translation>正在重新导入这些行</translation>
    </message>
    <message>
        <source>None of these rows can be taken as it is: correct them one by one.</source>
        <translation>这些行均无法原样导入，请逐行修正。</translation>
    </message>
    <message>
        <source>Taken, as import %1: %2.</source>
        <translation>已接收，导入批次%1：%2。</translation>
    </message>
    <message>
        <source>Refused again: %1. (%2)</source>
        <translation>再次被拒：%1。（%2）</translation>
    </message>
    <message>
        <source>The first %1 rows; the rest follows when these are done</source>
        <translation>前%1行；处理完后显示其余行</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of this group</source>
        <translation>
            <numerusform>本组共%n行</numerusform>
        </translation>
    </message>
    <message>
        <source>Take all of this reason again…</source>
        <translation>重新导入该理由的所有行…</translation>
    </message>
    <message>
        <source>Refused rows by reason</source>
        <translation>按理由分组的被拒行</translation>
    </message>
    <message>
        <source>Refused rows</source>
        <translation>被拒行</translation>
    </message>
    <message>
        <source>Correct the row</source>
        <translation>修正该行</translation>
    </message>
    <message>
        <source>Take the row again</source>
        <translation>重新导入该行</translation>
    </message>
    <message>
        <source>Rows that an import refuses wait here.</source>
        <translation>导入时被拒的行在此等候处理。</translation>
    </message>
</context>
<context>
    <name>mops::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>%1 (g %2)</source>
        <translation>%1（g %2）</translation>
    </message>
</context>
<context>
    <name>mops::ui::ReasonRow</name>
    <message>
        <source>Reason: %1</source>
        <translation>理由：%1</translation>
    </message>
    <message>
        <source>Raises the risk.</source>
        <translation>推高风险。</translation>
    </message>
    <message>
        <source>Lowers the risk.</source>
        <translation>降低风险。</translation>
    </message>
    <message>
        <source>Press to see its rows.</source>
        <translation>点击查看相关明细。</translation>
    </message>
    <message>
        <source>peers %1</source>
        <translation>同类%1</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>mops::ui::RecommendScreen</name>
    <message>
        <source>No baskets to learn from</source>
        <translation>没有可学习的购买组合</translation>
    </message>
    <message>
        <source>Recommendations come from what is bought together. Import orders, or simulate a marketplace.</source>
        <translation>推荐依据商品的共同购买关系生成。请导入订单，或模拟一个电商平台。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往数据页</translation>
    </message>
    <message>
        <source>Choose a merchant or a buyer</source>
        <translation>选择商家或买家</translation>
    </message>
    <message>
        <source>For a merchant: goods its buyers take elsewhere and it does not sell yet. For a buyer: goods that go with what was bought.</source>
        <translation>针对商家：推荐其买家在别处购买、而本店尚未销售的商品。针对买家：推荐与已购商品搭配的商品。</translation>
    </message>
    <message>
        <source>Show the largest merchant</source>
        <translation>查看规模最大的商家</translation>
    </message>
    <message>
        <source>Show the most active buyer</source>
        <translation>查看最活跃的买家</translation>
    </message>
    <message>
        <source>Learning what is bought together</source>
        <translation>正在学习共同购买关系</translation>
    </message>
    <message>
        <source>Recommending</source>
        <translation>正在生成推荐</translation>
    </message>
    <message>
        <source>Recommended: %1 · stands on products: %2 · taken off by a limit: %3</source>
        <translation>推荐：%1 · 依据商品：%2 · 因限制移除：%3</translation>
    </message>
    <message>
        <source>Nothing to recommend</source>
        <translation>没有可推荐的商品</translation>
    </message>
    <message>
        <source>Nothing is left after the limits, or there is too little history.</source>
        <translation>应用限制后已无剩余商品，或历史数据过少。</translation>
    </message>
    <message>
        <source>Evaluating recommendations</source>
        <translation>正在评估推荐效果</translation>
    </message>
    <message>
        <source>Not evaluated yet</source>
        <translation>尚未评估</translation>
    </message>
    <message>
        <source>What was bought before a day predicts what was bought after it, over the whole catalogue, beside the plain lists of popular goods.</source>
        <translation>用某日之前的购买预测其后的购买，覆盖全部商品，并与单纯的热门榜单对比。</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>开始评估</translation>
    </message>
    <message>
        <source>Everything before %1 predicts what was bought after it; lists of %2.</source>
        <translation>用%1之前的全部数据预测其后的购买，列表长度为%2。</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>NDCG</source>
        <translation>NDCG</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Preview and evaluation</source>
        <translation>预览与评估</translation>
    </message>
    <message>
        <source>List length:</source>
        <translation>列表长度：</translation>
    </message>
    <message>
        <source>List length</source>
        <translation>列表长度</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>生成推荐</translation>
    </message>
    <message>
        <source>Recommended products</source>
        <translation>推荐商品</translation>
    </message>
    <message>
        <source>Taken off by a limit</source>
        <translation>因限制移除</translation>
    </message>
    <message>
        <source>What the list stands on</source>
        <translation>推荐依据</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>重新评估</translation>
    </message>
    <message>
        <source>Measures per algorithm</source>
        <translation>各算法指标</translation>
    </message>
    <message>
        <source>Recall and NDCG per algorithm</source>
        <translation>各算法的召回率与NDCG</translation>
    </message>
    <message>
        <source>Recommend for the largest merchant</source>
        <translation>为规模最大的商家推荐</translation>
    </message>
    <message>
        <source>Recommend for the most active buyer</source>
        <translation>为最活跃的买家推荐</translation>
    </message>
    <message>
        <source>Evaluate recommendations</source>
        <translation>评估推荐效果</translation>
    </message>
</context>
<context>
    <name>mops::ui::RecordEditor</name>
    <message>
        <source>No row chosen</source>
        <translation>未选择行</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第%2行</translation>
    </message>
    <message>
        <source>Take the corrected row</source>
        <translation>导入修正后的行</translation>
    </message>
    <message>
        <source>Take again</source>
        <translation>重新导入</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>恢复原样</translation>
    </message>
    <message>
        <source>Send the row through the import again (Ctrl+Enter)</source>
        <translation>将该行重新提交导入（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Fields of the refused row</source>
        <translation>被拒行的字段</translation>
    </message>
    <message>
        <source>The refused row as text</source>
        <translation>被拒行的原文</translation>
    </message>
</context>
<context>
    <name>mops::ui::ReplayHits</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>分群</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>经营时长</translation>
    </message>
    <message>
        <source>First hit</source>
        <translation>首次命中</translation>
    </message>
    <message>
        <source>At stake</source>
        <translation>涉及金额</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>%1 hit of %2: %3</source>
        <translation>%3：%2 中命中 %1</translation>
    </message>
    <message>
        <source>%1; the %2 dearest are shown</source>
        <translation>%1；只显示金额最大的 %2 个</translation>
    </message>
    <message>
        <source>Show all hits</source>
        <translation>显示全部命中</translation>
    </message>
    <message>
        <source>Hits of the replay</source>
        <translation>回放的命中</translation>
    </message>
</context>
<context>
    <name>mops::ui::ReplayView</name>
    <message>
        <source>Other rule</source>
        <translation>其他规则</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>同时命中</translation>
    </message>
    <message>
        <source>Only this one</source>
        <translation>仅本规则</translation>
    </message>
    <message>
        <source>Only the other</source>
        <translation>仅对方</translation>
    </message>
    <message>
        <source>Grouping</source>
        <translation>分组方式</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>检查数</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>哪一侧</translation>
    </message>
    <message>
        <source>hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>not hit</source>
        <translation>未命中</translation>
    </message>
    <message>
        <source>Distance (σ)</source>
        <translation>距离 (σ)</translation>
    </message>
    <message>
        <source>How far from the line, in standard deviations of the column</source>
        <translation>与界线的距离，以该列标准差计</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>What would it have done?</source>
        <translation>过去会怎样？</translation>
    </message>
    <message>
        <source>The condition is run over the past as it was known then: cases, money, review minutes, groups, and who is nearest to the line.</source>
        <translation>按当时已知的数据在过去重跑条件：案件、金额、审核时长、各组差异，以及最接近界线的对象。</translation>
    </message>
    <message>
        <source>Open %1 as cases…</source>
        <translation>将 %1 个立案…</translation>
    </message>
    <message>
        <source>Open as cases…</source>
        <translation>立案…</translation>
    </message>
    <message>
        <source>Nearest to the line</source>
        <translation>最接近界线</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message numerus="yes">
        <source>Groups (%n uneven)</source>
        <translation>
            <numerusform>分组（%n 个不均）</numerusform>
        </translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>%1 of %2 hit (%3) · %4 at stake · %5 of review · computed in %6</source>
        <translation>命中 %1 / %2（%3） · 涉及金额 %4 · 审核时长 %5 · 用时 %6</translation>
    </message>
    <message>
        <source>People decided %1 of these cases and refused %2 of them (%3).</source>
        <translation>其中 %1 个案件已由人工审核，驳回 %2 个（%3）。</translation>
    </message>
    <message>
        <source>None of these was decided by people, so there is nothing to agree with.</source>
        <translation>这些对象都没有人工审核结论，无从比较。</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中数</translation>
    </message>
    <message>
        <source>Hits per step</source>
        <translation>各期命中数</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>过去</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>回溯多久</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message numerus="yes">
        <source>last %n day(s)</source>
        <translation>
            <numerusform>最近 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>looked at daily</source>
        <translation>每天检查</translation>
    </message>
    <message>
        <source>looked at weekly</source>
        <translation>每周检查</translation>
    </message>
    <message>
        <source>looked at monthly</source>
        <translation>每月检查</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Run the condition over the past as it was known then</source>
        <translation>按当时已知的数据在过去重跑条件</translation>
    </message>
    <message>
        <source>of the condition before</source>
        <translation>结果属于之前的条件</translation>
    </message>
    <message>
        <source>Parts of the replay</source>
        <translation>回放的各部分</translation>
    </message>
    <message>
        <source>Overlap with other rules</source>
        <translation>与其他规则的重叠</translation>
    </message>
    <message>
        <source>Hits by group</source>
        <translation>各分组命中</translation>
    </message>
    <message>
        <source>Outside four fifths (0.80 … 1.25) of the largest group&apos;s rate, and hardly by chance (p &lt; 0.01)</source>
        <translation>超出最大分组命中率的五分之四范围（0.80 … 1.25），且几乎不可能出于偶然（p &lt; 0.01）</translation>
    </message>
    <message>
        <source>There are no segments of merchants yet to hold the hits against; the page Profiles finds them.</source>
        <translation>还没有商家分群可与命中对照；可在“画像”页生成分群。</translation>
    </message>
    <message>
        <source>Segments as of %1; nothing of them is hit.</source>
        <translation>分群截至 %1；其中没有命中。</translation>
    </message>
    <message>
        <source>A rule&apos;s hits are no segment: “%1” holds %2 of the %3 hits, and %4 in it are not hit. Segments as of %5. Enter lists a group&apos;s hits.</source>
        <extracomment>%2: hits in the segment %1, %3: all hits, %4: how many of the segment were not hit</extracomment>
        <translation>规则的命中不等于分群：“%1”占 %3 个命中中的 %2 个，其中另有 %4 个未命中。分群截至 %5。按 Enter 列出该组的命中。</translation>
    </message>
    <message>
        <source>Hits (%1)</source>
        <translation>命中（%1）</translation>
    </message>
    <message>
        <source>Of all hits</source>
        <translation>占全部命中</translation>
    </message>
    <message>
        <source>To the largest</source>
        <translation>与最大分组之比</translation>
    </message>
    <message>
        <source>%1 less often</source>
        <translation>%1 偏少</translation>
    </message>
    <message>
        <source>%1 more often</source>
        <translation>%1 偏多</translation>
    </message>
    <message>
        <source>%1 – %2: %3 of %4 hit, %5 at stake</source>
        <translation>%1 – %2：命中 %3 / %4，涉及金额 %5</translation>
    </message>
    <message>
        <source>%1; people refused %2 of %3</source>
        <translation>%1；人工驳回 %2 / %3</translation>
    </message>
</context>
<context>
    <name>mops::ui::ReportsScreen</name>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>there</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Nothing to report on</source>
        <translation>没有可生成报表的数据</translation>
    </message>
    <message>
        <source>Reports are made from the mart. Import orders, or simulate a marketplace.</source>
        <translation>报表由数据集市生成。请导入订单，或模拟一个电商平台。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往数据页</translation>
    </message>
    <message>
        <source>No report was made yet</source>
        <translation>尚未生成报表</translation>
    </message>
    <message>
        <source>Reports you write stand here, to open them or make them again.</source>
        <translation>已生成的报表显示在此处，可打开或重新生成。</translation>
    </message>
    <message>
        <source>Write the report to</source>
        <translation>报表保存到</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1文件 (*.%2)</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在生成报表</translation>
    </message>
    <message>
        <source>Written: %1 · rows: %2 · SHA-256: %3</source>
        <translation>已写入：%1 · 行数：%2 · SHA-256：%3</translation>
    </message>
    <message>
        <source>Report written: %1</source>
        <translation>报表已生成：%1</translation>
    </message>
    <message>
        <source>Report recipes</source>
        <translation>报表模板</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF文档</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel工作簿</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV表格</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Language of the document</source>
        <translation>文档语言</translation>
    </message>
    <message>
        <source>Write the report…</source>
        <translation>生成报表…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Made before</source>
        <translation>历史报表</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Make again</source>
        <translation>重新生成</translation>
    </message>
</context>
<context>
    <name>mops::ui::ReviewDesk</name>
    <message>
        <source>Nothing waits</source>
        <translation>没有待处理案件</translation>
    </message>
    <message>
        <source>Every case is decided, snoozed or filtered out.</source>
        <translation>所有案件均已决定、稍后处理或被筛选隐藏。</translation>
    </message>
    <message>
        <source>Nothing is due today</source>
        <translation>今日无截止案件</translation>
    </message>
    <message>
        <source>Nothing is snoozed</source>
        <translation>没有稍后处理的案件</translation>
    </message>
    <message>
        <source>A case you put off with Z stands here until its time comes.</source>
        <translation>按Z设为稍后处理的案件显示在此处，到时自动恢复。</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>There is no decision yet to repeat.</source>
        <translation>还没有可重复的决定。</translation>
    </message>
    <message>
        <source>This case is decided. Reopen it (O) or undo the decision (Ctrl+Z) first.</source>
        <translation>此案件已决定。请先重新打开（O）或撤销决定（Ctrl+Z）。</translation>
    </message>
    <message>
        <source>This case is waiting already.</source>
        <translation>此案件已处于待处理状态。</translation>
    </message>
    <message>
        <source>Not stored: %1 – %2</source>
        <translation>未保存：%1 – %2</translation>
    </message>
    <message>
        <source>All %1 that match are marked</source>
        <translation>已勾选全部符合条件的 %1 件</translation>
    </message>
    <message>
        <source>Marked: %1</source>
        <translation>已勾选：%1</translation>
    </message>
    <message>
        <source>No case matches</source>
        <translation>没有符合条件的案件</translation>
    </message>
    <message>
        <source>Take the filter away to see the others.</source>
        <translation>取消筛选可查看其他案件。</translation>
    </message>
    <message>
        <source>Show all of this view</source>
        <translation>显示本视图全部案件</translation>
    </message>
    <message>
        <source>Nothing is yours</source>
        <translation>没有归您的案件</translation>
    </message>
    <message>
        <source>Cases assigned to you or held by you stand here.</source>
        <translation>指派给您或您正在处理的案件显示在这里。</translation>
    </message>
    <message>
        <source>Nothing is here yet</source>
        <translation>这里还没有案件</translation>
    </message>
    <message>
        <source>Cases that belong to this view stand here.</source>
        <translation>属于本视图的案件显示在这里。</translation>
    </message>
    <message>
        <source>Looking at what a decision would touch</source>
        <translation>正在计算决定的影响范围</translation>
    </message>
    <message>
        <source>Saving the decisions</source>
        <translation>正在保存决定</translation>
    </message>
    <message>
        <source>Nothing was decided: %1 %2</source>
        <translation>未作任何决定：%1 %2</translation>
    </message>
    <message>
        <source>%1: %2 cases. One undo (Ctrl+Z) takes all of it back.</source>
        <translation>%1：%2 件。撤销一次（Ctrl+Z）即可全部恢复。</translation>
    </message>
    <message>
        <source>No similar case is left below this one.</source>
        <translation>下方没有类似的案件了。</translation>
    </message>
    <message>
        <source>Reading the operators</source>
        <translation>正在读取操作员</translation>
    </message>
    <message>
        <source>Keep what is shown as a view</source>
        <translation>将当前显示保存为视图</translation>
    </message>
    <message>
        <source>Change the keys</source>
        <translation>更改按键</translation>
    </message>
    <message>
        <source>The members of the ring are still being read.</source>
        <translation>正在读取团伙成员。</translation>
    </message>
    <message>
        <source>Messages to merchants: what waits to leave</source>
        <translation>给商家的消息：待发出</translation>
    </message>
    <message>
        <source>Nothing is late</source>
        <translation>没有超时案件</translation>
    </message>
    <message>
        <source>Cases past their deadline stand here.</source>
        <translation>超过截止时间的案件会列在这里。</translation>
    </message>
    <message>
        <source>Cases whose deadline is still to come today stand here.</source>
        <translation>今天到期、尚未超时的案件会列在这里。</translation>
    </message>
</context>
<context>
    <name>mops::ui::ReviewScreen</name>
    <message>
        <source>Take in what has come in?</source>
        <translation>接收新到的待审？</translation>
    </message>
    <message>
        <source>Cases that will be opened: %1. Undo takes them back, kind by kind.</source>
        <translation>将新建案件：%1。可按类型逐一撤销。</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Take in: %1</source>
        <translation>接收：%1</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>没有待审内容</translation>
    </message>
    <message>
        <source>Applications, listings and after-sales come from the platform&apos;s files. Import them, or simulate a marketplace to look around.</source>
        <translation>入驻申请、商品和售后来自平台文件。请导入文件，或模拟一个市场先看看。</translation>
    </message>
    <message>
        <source>Came in, no case yet: %1</source>
        <translation>新到、尚未立案：%1</translation>
    </message>
    <message>
        <source>Applications, new listings, changes of listings and after-sales that nobody has looked at. The most pressing come first.</source>
        <translation>尚无人看过的入驻申请、新商品、商品修改和售后，最紧急的在前。</translation>
    </message>
    <message>
        <source>This mart has no application, listing or after-sale that waits for a decision.</source>
        <translation>当前数据中没有等待决定的入驻申请、商品或售后。</translation>
    </message>
    <message>
        <source>Filter cases by name or id</source>
        <translation>按名称或编号筛选案件</translation>
    </message>
    <message>
        <source>Take in what has come in</source>
        <translation>接收新到的待审</translation>
    </message>
</context>
<context>
    <name>mops::ui::RiskScreen</name>
    <message>
        <source>Reading the risk model</source>
        <translation>正在读取风险模型</translation>
    </message>
    <message>
        <source>No orders to judge merchants by</source>
        <translation>没有可供评估商家的订单</translation>
    </message>
    <message>
        <source>The risk desk learns from orders, deliveries and reviews. Import files, or simulate a marketplace to look around.</source>
        <translation>风控依据订单、送达与评价进行学习。请导入文件，或模拟一个电商平台先行体验。</translation>
    </message>
    <message>
        <source>No merchant is scored yet</source>
        <translation>尚无已评分的商家</translation>
    </message>
    <message>
        <source>The model learns from past outcomes which merchants are likely to give bad service, tests itself on later months, and scores everyone.</source>
        <translation>模型从历史结果中学习哪些商家可能出现不良服务，用其后的月份自我检验，并为所有商家评分。</translation>
    </message>
    <message>
        <source>Train the risk model and score</source>
        <translation>训练风险模型并评分</translation>
    </message>
    <message>
        <source>Merchants at risk, no case yet: %1</source>
        <translation>尚未立案的风险商家：%1</translation>
    </message>
    <message>
        <source>Open cases for merchants whose risk is at least 50 %, the most pressing first.</source>
        <translation>为风险不低于50%的商家立案，最紧急的排在最前。</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>No merchant is above the line</source>
        <translation>没有商家超过风险线</translation>
    </message>
    <message>
        <source>Of %1 scored merchants none has a risk of 50 % or more.</source>
        <translation>已评分的%1家商家中，没有风险达到50%的商家。</translation>
    </message>
    <message>
        <source>Open cases: %1</source>
        <translation>立案%1件</translation>
    </message>
    <message>
        <source>Scores of %1 are older than the data</source>
        <translation>风险评分截至%1，早于当前数据</translation>
    </message>
    <message>
        <source>Scores as of %1</source>
        <translation>风险评分截至%1</translation>
    </message>
    <message>
        <source>Training the risk model</source>
        <translation>正在训练风险模型</translation>
    </message>
    <message>
        <source>Storing the scores</source>
        <translation>正在保存风险评分</translation>
    </message>
    <message>
        <source>Scored merchants: %1</source>
        <translation>已评分商家：%1</translation>
    </message>
    <message>
        <source>Open cases for merchants at risk?</source>
        <translation>为风险商家立案？</translation>
    </message>
    <message>
        <source>Cases that will be opened: %1. One undo takes them all back.</source>
        <translation>将立案%1件。撤销一次即可全部收回。</translation>
    </message>
    <message>
        <source>Train and score again</source>
        <translation>重新训练并评分</translation>
    </message>
    <message>
        <source>Filter cases by merchant or reason</source>
        <translation>按商家或理由筛选案件</translation>
    </message>
    <message>
        <source>Open cases for merchants at risk</source>
        <translation>为风险商家立案</translation>
    </message>
    <message>
        <source>Train and score</source>
        <translation>训练并评分</translation>
    </message>
</context>
<context>
    <name>mops::ui::RuleEditor</name>
    <message>
        <source>No condition yet.</source>
        <translation>还没有条件。</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Name of the rule</source>
        <translation>规则名称</translation>
    </message>
    <message>
        <source>What it looks at</source>
        <translation>检查对象</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>命中后动作</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Condition as</source>
        <translation>条件形式</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Condition as SQL</source>
        <translation>SQL 条件</translation>
    </message>
    <message>
        <source>late_share_90 &gt; 0.2 AND orders_90 &gt;= 10</source>
        <translation>late_share_90 &gt; 0.2 AND orders_90 &gt;= 10</translation>
    </message>
    <message>
        <source>Condition as a form</source>
        <translation>表单条件</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>用文字表达</translation>
    </message>
</context>
<context>
    <name>mops::ui::RuleFormEdit</name>
    <message>
        <source>Add a condition</source>
        <translation>添加条件</translation>
    </message>
    <message>
        <source>Add a group</source>
        <translation>添加条件组</translation>
    </message>
    <message>
        <source>Joined by</source>
        <translation>连接方式</translation>
    </message>
    <message>
        <source>and</source>
        <translation>且</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Remove this condition</source>
        <translation>删除此条件</translation>
    </message>
    <message>
        <source>This condition is more than a form can show. It stays as SQL; both count the same.</source>
        <translation>此条件超出表单能表达的范围，保留为 SQL；两者效力相同。</translation>
    </message>
</context>
<context>
    <name>mops::ui::RulesScreen</name>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Automation</source>
        <translation>自动化</translation>
    </message>
    <message>
        <source>Parts of the rules page</source>
        <translation>规则页的各部分</translation>
    </message>
</context>
<context>
    <name>mops::ui::RulesSection</name>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>waits for a second person</source>
        <translation>待第二人复核</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Reading the rules</source>
        <translation>正在读取规则</translation>
    </message>
    <message>
        <source>There is no rule yet</source>
        <translation>还没有规则</translation>
    </message>
    <message>
        <source>A rule is a condition over what is known of merchants or orders, and what happens when it holds. It can be tried on the past before it does anything.</source>
        <translation>规则是关于商家或订单已知数据的条件，以及命中后的动作。生效之前可以先在过去的数据上试跑。</translation>
    </message>
    <message>
        <source>Write the first rule</source>
        <translation>编写第一条规则</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>示例：%1</translation>
    </message>
    <message>
        <source>Save it first: a saved version is switched.</source>
        <translation>请先保存：切换的是已保存的版本。</translation>
    </message>
    <message>
        <source>It waits for a second person.</source>
        <translation>正在等待第二人复核。</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>Try the condition now</source>
        <translation>立即试跑条件</translation>
    </message>
    <message>
        <source>Replay over the past</source>
        <translation>在过去回放</translation>
    </message>
    <message>
        <source>Save as a version</source>
        <translation>保存为新版本</translation>
    </message>
    <message>
        <source>Only watch</source>
        <translation>仅观察</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Open the hits as cases</source>
        <translation>将命中立案</translation>
    </message>
    <message>
        <source>Run all rules</source>
        <translation>运行全部规则</translation>
    </message>
    <message>
        <source>SQL or form</source>
        <translation>SQL 或表单</translation>
    </message>
    <message>
        <source>Write the condition</source>
        <translation>编写条件</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Run all enabled and watching rules on what is known now</source>
        <translation>用目前数据运行所有启用和观察中的规则</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Parts of the rule</source>
        <translation>规则的各部分</translation>
    </message>
    <message>
        <source>What this version is for</source>
        <translation>这一版的说明</translation>
    </message>
    <message>
        <source>Save version</source>
        <translation>保存版本</translation>
    </message>
    <message>
        <source>Trying the condition</source>
        <translation>正在试跑条件</translation>
    </message>
    <message>
        <source>Today it holds for %1 of %2 (%3); tried in %4.</source>
        <translation>今天命中 %1 / %2（%3），用时 %4。</translation>
    </message>
    <message>
        <source>For example: %1</source>
        <translation>例如：%1</translation>
    </message>
    <message>
        <source>Replaying the rule over the past</source>
        <translation>正在回放规则</translation>
    </message>
    <message>
        <source>Open these as cases?</source>
        <translation>将这些命中立案？</translation>
    </message>
    <message>
        <source>%1 hits of the replay, one case a merchant; merchants with a case that waits are left alone. Ctrl+Z takes all of it back.</source>
        <translation>回放命中 %1 个，每个商家立一案；已有待审案件的商家不再立案。可用 Ctrl+Z 全部撤销。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>Opening cases</source>
        <translation>正在立案</translation>
    </message>
    <message>
        <source>%1 cases opened; %2 were waiting already.</source>
        <translation>已立案 %1 个；%2 个已在待审。</translation>
    </message>
    <message>
        <source>Saving the rule</source>
        <translation>正在保存规则</translation>
    </message>
    <message>
        <source>%1 is saved as a draft. It does nothing until it is switched on.</source>
        <translation>%1 已保存为草稿，启用之前不产生任何动作。</translation>
    </message>
    <message>
        <source>Switching the rule</source>
        <translation>正在切换规则</translation>
    </message>
    <message>
        <source>A second person is asked (Audit, Second person).</source>
        <translation>已请第二人复核（审计 › 双人复核）。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>Running the rules</source>
        <translation>正在运行规则</translation>
    </message>
    <message>
        <source>%1: %2 hits, %3 acted on</source>
        <comment>rule, numbers</comment>
        <translation>%1：命中 %2，处理 %3</translation>
    </message>
    <message>
        <source>No rule is enabled or watching.</source>
        <translation>没有启用或观察中的规则。</translation>
    </message>
    <message>
        <source>%1 · edited</source>
        <translation>%1 · 有改动</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中数</translation>
    </message>
    <message>
        <source>Version %1 in the latest run, %2, on data up to %3</source>
        <translation>最近一次运行（%2）中的版本 %1，数据截至 %3</translation>
    </message>
    <message>
        <source>It had no part in the latest run</source>
        <translation>最近一次运行没有这条规则</translation>
    </message>
    <message>
        <source>Go on with the rule not saved yet</source>
        <translation>继续编写未保存的规则</translation>
    </message>
    <message>
        <source>Rule not saved yet</source>
        <translation>未保存的规则</translation>
    </message>
    <message>
        <source>Drop the edits</source>
        <translation>放弃改动</translation>
    </message>
    <message>
        <source>Drop edits</source>
        <translation>放弃改动</translation>
    </message>
    <message>
        <source>Back to the version that is saved</source>
        <translation>回到已保存的版本</translation>
    </message>
    <message>
        <source>Give up the rule that is not saved yet?</source>
        <translation>放弃未保存的规则？</translation>
    </message>
    <message>
        <source>The example takes its place.</source>
        <translation>示例将取代它。</translation>
    </message>
    <message>
        <source>The example takes the place of &quot;%1&quot;.</source>
        <translation>示例将取代“%1”。</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Next part of the replay</source>
        <translation>回放的下一部分</translation>
    </message>
    <message>
        <source>Previous part of the replay</source>
        <translation>回放的上一部分</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>mops::ui::SectionedScreen</name>
    <message>
        <source>Show: %1</source>
        <translation>显示：%1</translation>
    </message>
</context>
<context>
    <name>mops::ui::SegmentCard</name>
    <message>
        <source>Merchants: %1</source>
        <translation>商家：%1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 (all %2)</source>
        <translation>%1（整体%2）</translation>
    </message>
</context>
<context>
    <name>mops::ui::SettingsPopover</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行距</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>更改……</translation>
    </message>
</context>
<context>
    <name>mops::ui::Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>加载中</translation>
    </message>
</context>
<context>
    <name>mops::ui::SourcesSection</name>
    <message>
        <source>Reading the imports</source>
        <translation>正在读取导入记录</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>暂无数据</translation>
    </message>
    <message>
        <source>Import the files of a marketplace: merchants, products, orders, payments, reviews.</source>
        <translation>导入电商平台的文件：商家、商品、订单、支付、评价。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Import %1: its files</source>
        <translation>导入批次%1：文件</translation>
    </message>
    <message>
        <source>taken back; this is what it had done</source>
        <translation>已撤销；以下为撤销前的导入结果</translation>
    </message>
    <message>
        <source>Reading the report</source>
        <translation>正在读取导入报告</translation>
    </message>
    <message>
        <source>%1 rows that this import added or changed leave the mart or get their former values, and %2 refused rows leave quarantine. Segments and scores computed from them go too. The files stay as they are and can be imported again.</source>
        <translation>本次导入新增或修改的%1行将从数据集市移除或恢复原值，%2行被拒行将移出隔离区。据此计算的分群与评分也会一并移除。文件保持不变，可再次导入。</translation>
    </message>
    <message>
        <source>Take import %1 back?</source>
        <translation>撤销导入批次%1？</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Taking import %1 back</source>
        <translation>正在撤销导入批次%1</translation>
    </message>
    <message>
        <source>Import %1 was taken back: %2 rows.</source>
        <translation>已撤销导入批次%1：%2行。</translation>
    </message>
    <message>
        <source>Import files (I)</source>
        <translation>导入文件（I）</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Take the chosen import back (Shift+U)</source>
        <translation>撤销所选导入（Shift+U）</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>导入记录</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Take the import back…</source>
        <translation>撤销此次导入…</translation>
    </message>
    <message>
        <source>This batch read no files</source>
        <translation>该批次没有读取文件</translation>
    </message>
    <message>
        <source>Its rows were written straight into the mart.</source>
        <translation>其数据行直接写入数据集市。</translation>
    </message>
</context>
<context>
    <name>mops::ui::SqlSection</name>
    <message>
        <source>Asking the mart</source>
        <translation>正在查询数据集市</translation>
    </message>
    <message>
        <source>The answer comes here</source>
        <translation>查询结果显示在此处</translation>
    </message>
    <message>
        <source>One SELECT over the tables and views of the mart; nothing can be changed. Ctrl+Enter asks.</source>
        <translation>对数据集市的表和视图执行一条SELECT语句，无法修改任何数据。按Ctrl+Enter查询。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n行</numerusform>
        </translation>
    </message>
    <message>
        <source>in %1; there are more, raise the limit to see them</source>
        <translation>用时%1；还有更多结果，可提高行数上限查看</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>用时%1</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Puts an example into the editor</source>
        <translation>将示例填入编辑器</translation>
    </message>
    <message>
        <source>SQL query</source>
        <translation>SQL查询</translation>
    </message>
    <message>
        <source>at most &amp;rows</source>
        <translation>最多行数(&amp;R)</translation>
    </message>
    <message>
        <source>at most &amp;seconds</source>
        <translation>最长秒数(&amp;S)</translation>
    </message>
    <message>
        <source>Most rows</source>
        <translation>行数上限</translation>
    </message>
    <message>
        <source>Most seconds</source>
        <translation>秒数上限</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Run the query (Ctrl+Enter)</source>
        <translation>执行查询（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Answer of the query</source>
        <translation>查询结果</translation>
    </message>
    <message>
        <source>Ask the mart</source>
        <translation>查询数据集市</translation>
    </message>
</context>
<context>
    <name>mops::ui::StatePane</name>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>mops::ui::StatusStrip</name>
    <message>
        <source>Simulated data</source>
        <translation>模拟数据</translation>
    </message>
    <message>
        <source>These merchants, buyers and orders are invented.</source>
        <translation>这些商家、买家和订单均为虚构。</translation>
    </message>
    <message>
        <source>Data as of %1</source>
        <translation>数据截至%1</translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation>当前任务进度</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>取消当前任务</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>job title: its present stage</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>另有%n项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mops::ui::SubjectPicker</name>
    <message>
        <source>Merchant</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>买家</translation>
    </message>
    <message>
        <source>Recommend for</source>
        <translation>推荐对象</translation>
    </message>
    <message>
        <source>Name or id of a merchant</source>
        <translation>商家名称或编号</translation>
    </message>
    <message>
        <source>Id of a buyer</source>
        <translation>买家编号</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>mops::ui::TableExport</name>
    <message>
        <source>Writing the table…</source>
        <translation>正在写出表格…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>mops::ui::TableView</name>
    <message>
        <source>Export this table</source>
        <translation>导出此表</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV文件 (*.csv)</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>导出为CSV…</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Nothing is left of it. Choose another folder.</source>
        <translation>没有留下任何残余文件。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The table changed while it was written.</source>
        <translation>写出时表格发生了变化。</translation>
    </message>
    <message>
        <source>Nothing is left of %1. Export it once more.</source>
        <translation>%1 没有留下。请重新导出。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are too many to copy.</source>
        <translation>
            <numerusform>选中 %n 行，超过可复制的上限。</numerusform>
        </translation>
    </message>
    <message>
        <source>Up to %1 rows can be copied at once. A click with the right button on the table&apos;s header exports all of them to a file.</source>
        <translation>一次最多复制 %1 行。在表头上点击右键可将全部行导出到文件。</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>全部导出…</translation>
    </message>
</context>
<context>
    <name>mops::ui::VersionsView</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>The first version</source>
        <translation>第一版</translation>
    </message>
    <message>
        <source>Version %1 against version %2: struck out was removed, underlined was added</source>
        <translation>第 %1 版与第 %2 版对比：删除线为删去，下划线为新增</translation>
    </message>
    <message>
        <source>Versions of the rule, newest first</source>
        <translation>规则版本，最新在前</translation>
    </message>
</context>
<context>
    <name>mops::ui::ViewTabs</name>
    <message>
        <source>Reading the views</source>
        <translation>正在读取视图</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Owner: %1</source>
        <translation>所有者：%1</translation>
    </message>
    <message>
        <source>Shared with everybody</source>
        <translation>所有人可见</translation>
    </message>
    <message>
        <source>%1 · by %2</source>
        <translation>%1 · %2 前完成</translation>
    </message>
    <message>
        <source>Was due on %1</source>
        <translation>应于 %1 完成</translation>
    </message>
    <message>
        <source>Due on %1</source>
        <translation>%1 到期</translation>
    </message>
    <message>
        <source>Views of the queue</source>
        <translation>队列视图</translation>
    </message>
    <message>
        <source>Keep or change a view</source>
        <translation>保存或更改视图</translation>
    </message>
    <message>
        <source>Keep what is shown as a view …</source>
        <translation>将当前显示保存为视图……</translation>
    </message>
    <message>
        <source>Change &quot;%1&quot; …</source>
        <translation>更改“%1”……</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>Change the view</source>
        <translation>更改视图</translation>
    </message>
    <message>
        <source>Keep as a view</source>
        <translation>保存为视图</translation>
    </message>
    <message>
        <source>Others see it, too</source>
        <translation>他人也可见</translation>
    </message>
    <message>
        <source>All of it done by</source>
        <translation>全部完成期限</translation>
    </message>
    <message>
        <source>Deadline of the view</source>
        <translation>视图期限</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A view needs a name.</source>
        <translation>视图需要名称。</translation>
    </message>
    <message>
        <source>Keeping the view</source>
        <translation>正在保存视图</translation>
    </message>
    <message>
        <source>Removing the view</source>
        <translation>正在移除视图</translation>
    </message>
</context>
<context>
    <name>mops::ui::WelcomePage</name>
    <message>
        <source>Simulating a marketplace</source>
        <translation>正在模拟电商平台</translation>
    </message>
    <message>
        <source>Making merchants, buyers and orders; the line at the bottom shows how far it is.</source>
        <translation>正在生成商家、买家和订单，进度见底部状态栏。</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Start with data</source>
        <translation>从数据开始</translation>
    </message>
    <message>
        <source>The console works on a data mart: one file on this computer. It holds no orders yet. Look around in a simulated marketplace, or bring your own files.</source>
        <translation>控制台基于数据集市运行，即本机上的一个文件。目前其中还没有订单。可先在模拟的电商平台中体验，或导入自己的文件。</translation>
    </message>
    <message>
        <source>Simulate a marketplace</source>
        <translation>模拟一个电商平台</translation>
    </message>
    <message>
        <source>Invented merchants, buyers and orders, with bad service, rings and seasons planted in them. Always marked as simulated.</source>
        <translation>虚构的商家、买家和订单，内含预设的不良服务、刷单团伙与季节波动。始终标注为模拟数据。</translation>
    </message>
    <message>
        <source>Merchants</source>
        <translation>商家数</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>开始模拟</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>CSV or TSV files of merchants, orders, items, payments and reviews. You see a preview first; an import can be taken back as a whole.</source>
        <translation>商家、订单、商品明细、支付和评价的CSV或TSV文件。导入前可预览，整次导入可撤销。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>The mart: %1</source>
        <translation>数据集市：%1</translation>
    </message>
</context>
</TS>
