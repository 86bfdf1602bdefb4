#include "core/features/feature_frame.h"

#include "core/features/feature_catalogue.h"
#include "core/features/merchant_features.h"

namespace mops::features {

Result<FeatureFrame> buildFeatures(const mart::TradeColumns& trade, Day asOf,
                                   TaskContext& context) {
    constexpr std::size_t kMerchantsBetweenCancelChecks = 1024;
    FeatureFrame frame;
    frame.asOf = endOfDay(asOf);
    frame.columns.resize(featureCatalogue().size());
    for (auto& column : frame.columns)
        column.reserve(trade.merchants());
    MerchantFeatures merchantFeatures(trade, frame.asOf);
    FeatureValues values{};
    for (std::size_t merchant = 0; merchant < trade.merchants(); ++merchant) {
        if (merchant % kMerchantsBetweenCancelChecks == 0) {
            if (context.cancelled())
                return fail(ErrorCode::Cancelled);
            context.report({"features",
                            static_cast<double>(merchant) / static_cast<double>(trade.merchants()),
                            static_cast<std::int64_t>(merchant),
                            static_cast<std::int64_t>(trade.merchants()),
                            {}});
        }
        if (!merchantFeatures.compute(merchant, values))
            continue;
        frame.merchant.push_back(static_cast<std::uint32_t>(merchant));
        for (std::size_t column = 0; column < values.size(); ++column)
            frame.columns[column].push_back(values[column]);
    }
    if (frame.rows() == 0)
        return fail(ErrorCode::NotEnoughData, formatDay(asOf));
    return frame;
}

} // namespace mops::features
