#include "core/risk/merchant_scene.h"

#include "core/features/merchant_features.h"
#include "core/risk/risk_features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace mops::risk {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kFewestPeers = 30;
constexpr double kBadTenth = 0.1;

/// The category of most of a merchant's items by a moment, the lower number among equals.
std::uint32_t mainCategory(const mart::TradeColumns& trade, std::uint32_t merchant,
                           std::int64_t asOf) {
    std::unordered_map<std::uint32_t, std::int64_t> items;
    std::uint32_t best = mart::kNone;
    std::int64_t most = 0;
    for (std::uint32_t item = trade.merchantItemBegin[merchant];
         item < trade.merchantItemBegin[merchant + 1] && trade.itemOrderedAt[item] <= asOf;
         ++item) {
        const std::uint32_t category = trade.productCategory[trade.itemProduct[item]];
        const std::int64_t count = ++items[category];
        if (count > most || (count == most && category < best)) {
            best = category;
            most = count;
        }
    }
    return best;
}

double quantileOf(const std::vector<double>& sorted, double share) {
    return sorted.empty()
               ? kNothing
               : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

} // namespace

Result<MerchantScene> MerchantScene::make(RiskModel model,
                                          std::shared_ptr<const mart::TradeColumns> trade, Day asOf,
                                          TaskContext& context) {
    MerchantScene scene;
    auto columns = columnsOf(model);
    if (!columns)
        return failAs(columns);
    auto frame = readRiskFrame(model, *trade, asOf, context);
    if (!frame)
        return failAs(frame);
    scene.m_category.reserve(frame->rows());
    for (const std::uint32_t merchant : frame->merchant)
        scene.m_category.push_back(mainCategory(*trade, merchant, frame->asOf));
    scene.m_model = std::move(model);
    scene.m_trade = std::move(trade);
    scene.m_asOf = asOf;
    scene.m_columns = std::move(*columns);
    scene.m_frame = std::move(*frame);
    return scene;
}

Result<std::size_t> MerchantScene::rowOf(const std::string& merchantId) const {
    const auto& ids = m_trade->merchantId;
    const auto found = std::find(ids.begin(), ids.end(), merchantId);
    if (found == ids.end())
        return fail(ErrorCode::NotFound, "merchant " + merchantId, "risk score");
    const auto position = static_cast<std::uint32_t>(found - ids.begin());
    const auto row = std::lower_bound(m_frame.merchant.begin(), m_frame.merchant.end(), position);
    if (row == m_frame.merchant.end() || *row != position)
        return fail(ErrorCode::NotEnoughData, "merchant " + merchantId + " by " + formatDay(m_asOf),
                    "1 order");
    return static_cast<std::size_t>(row - m_frame.merchant.begin());
}

std::vector<std::size_t> MerchantScene::peersOf(std::size_t row, PeerGroup& group) const {
    const auto& orders = m_frame.columns[*columnIndex("orders_90")];
    const auto isPeer = [&](std::size_t other, bool category, bool size) {
        return other != row && (!category || m_category[other] == m_category[row]) &&
               (!size || (2 * orders[other] >= orders[row] && orders[other] <= 2 * orders[row]));
    };
    std::vector<std::size_t> peers;
    for (const auto& [category, size] : {std::pair{true, true}, {false, true}, {false, false}}) {
        peers.clear();
        for (std::size_t other = 0; other < m_frame.rows(); ++other)
            if (isPeer(other, category, size))
                peers.push_back(other);
        group.sameCategory = category;
        group.sameSize = size;
        if (peers.size() >= kFewestPeers)
            break;
    }
    if (m_category[row] != mart::kNone)
        group.categoryId = m_trade->categoryId[m_category[row]];
    group.merchants = static_cast<std::int64_t>(peers.size());
    return peers;
}

PeerPlace MerchantScene::placeOf(std::size_t feature, std::size_t row,
                                 const std::vector<std::size_t>& peers) const {
    PeerPlace place;
    place.feature = m_model.features[feature];
    place.value = rawValue(m_columns, m_frame, feature, row);
    std::vector<double> values;
    values.reserve(peers.size());
    for (const std::size_t peer : peers)
        if (const double value = rawValue(m_columns, m_frame, feature, peer); !std::isnan(value))
            values.push_back(value);
    std::sort(values.begin(), values.end());
    place.low = quantileOf(values, 0.25);
    place.median = quantileOf(values, 0.5);
    place.high = quantileOf(values, 0.75);
    place.percentile = kNothing;
    if (values.empty() || std::isnan(place.value))
        return place;
    const auto [first, last] = std::equal_range(values.begin(), values.end(), place.value);
    const auto count = static_cast<double>(values.size());
    place.percentile =
        (static_cast<double>(first - values.begin()) + static_cast<double>(last - first) / 2) /
        count;
    place.bad = m_model.coefficients[feature] > 0 ? place.percentile > 1 - kBadTenth
                                                  : place.percentile < kBadTenth;
    return place;
}

Result<std::vector<PastValues>> MerchantScene::pastOf(std::size_t row,
                                                      const std::vector<std::size_t>& features,
                                                      int months, TaskContext& context) const {
    using namespace std::chrono;
    const std::uint32_t merchant = m_frame.merchant[row];
    const Outcome& outcome = *findOutcome(m_model.outcome);
    const year_month_day today{m_asOf};
    std::vector<PastValues> past;
    for (int back = months; back > 0; --back) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        const year_month month = today.year() / today.month() - std::chrono::months{back};
        PastValues then;
        then.asOf = sys_days{month / last};
        const std::int64_t asOf = features::endOfDay(then.asOf);
        if (asOf < m_trade->firstOrderedAt)
            continue;
        features::FeatureValues values{};
        const bool had = features::MerchantFeatures(*m_trade, asOf).compute(merchant, values);
        for (const std::size_t feature : features) {
            const std::size_t at = m_columns.index[feature];
            const double own = m_model.features[feature] == kOwnPastShare
                                   ? ownPastOf(outcome, *m_trade, merchant, asOf).share
                               : at < values.size() ? values[at]
                                                    : kNothing;
            then.values.push_back(had ? own : kNothing);
        }
        past.push_back(std::move(then));
    }
    return past;
}

Result<MerchantWhy> MerchantScene::why(const std::string& merchantId, double threshold, int months,
                                       TaskContext& context) const {
    if (!(threshold > 0 && threshold < 1))
        return fail(ErrorCode::InvalidNumber, "threshold", "0 … 1");
    const auto row = rowOf(merchantId);
    if (!row)
        return failAs(row);
    MerchantWhy why;
    why.explanation = explainRow(m_model, m_columns, m_frame, *m_trade, *row);
    const auto peers = peersOf(*row, why.group);
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < m_columns.count(); ++column) {
        columns.push_back(column);
        why.features.push_back(m_model.features[column]);
        why.peers.push_back(placeOf(column, *row, peers));
    }
    auto past = pastOf(*row, columns, months, context);
    if (!past)
        return failAs(past);
    why.past = std::move(*past);
    why.flip = findFlip(m_model, m_columns, m_frame, *row, threshold);
    return why;
}

} // namespace mops::risk
