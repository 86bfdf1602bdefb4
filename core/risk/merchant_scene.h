#pragma once

#include "core/risk/flip.h"

#include <memory>
#include <string>
#include <vector>

namespace mops::risk {

/// Where a value stands among merchants like this one.
struct PeerPlace {
    std::string feature;
    double value = 0;      ///< NaN = missing
    double percentile = 0; ///< share of the peers below, ties half; NaN without value or peers
    double low = 0;        ///< quarter of the peers below
    double median = 0;
    double high = 0;  ///< quarter of the peers above
    bool bad = false; ///< among the tenth of the peers on the worse side
};

/// Whom a merchant is compared with: those who sell mainly in the same category and had between
/// half and twice its orders of the last 90 days. Where these are fewer than 30, category counts no
/// more; where they still are, everybody is a peer.
struct PeerGroup {
    bool sameCategory = false;
    bool sameSize = false;
    std::string categoryId;
    std::int64_t merchants = 0; ///< the merchant itself left out
};

/// The merchant's own values at an earlier month end, in the order of `MerchantWhy::features`.
struct PastValues {
    Day asOf{};
    std::vector<double> values; ///< NaN = missing, or no order by then
};

/// Everything the case pane says about why.
struct MerchantWhy {
    Explanation explanation;
    std::vector<std::string> features; ///< what the model looks at
    PeerGroup group;
    std::vector<PeerPlace> peers; ///< one a feature
    std::vector<PastValues> past; ///< oldest first
    Flip flip;
};

/// The features of all merchants on a day, with what is needed to explain any of them. Built once,
/// asked often, also by several threads; explaining is O(merchants).
class MerchantScene {
public:
    /// O(items). Errors: those of explain().
    static Result<MerchantScene> make(RiskModel model,
                                      std::shared_ptr<const mart::TradeColumns> trade, Day asOf,
                                      TaskContext& context);

    /// `months` earlier month ends are looked at. Errors: NotFound, NotEnoughData, Cancelled.
    Result<MerchantWhy> why(const std::string& merchantId, double threshold, int months,
                            TaskContext& context) const;

    const RiskModel& model() const { return m_model; }
    Day asOf() const { return m_asOf; }

private:
    Result<std::size_t> rowOf(const std::string& merchantId) const;
    std::vector<std::size_t> peersOf(std::size_t row, PeerGroup& group) const;
    PeerPlace placeOf(std::size_t feature, std::size_t row,
                      const std::vector<std::size_t>& peers) const;
    Result<std::vector<PastValues>> pastOf(std::size_t row,
                                           const std::vector<std::size_t>& features, int months,
                                           TaskContext& context) const;

    RiskModel m_model;
    std::shared_ptr<const mart::TradeColumns> m_trade;
    Day m_asOf{};
    ModelColumns m_columns;
    features::FeatureFrame m_frame;
    std::vector<std::uint32_t> m_category; ///< per row; kNone = none
};

} // namespace mops::risk
