#include "core/desk/kinds/evidence.h"

#include "core/db/statement.h"

namespace mops::desk {

Result<> fillMerchantIds(db::Database& mart, std::span<Candidate> chosen) {
    return db::guarded([&]() -> Result<> {
        db::Statement row(mart, "SELECT merchant_id FROM dim_merchant WHERE merchant_key = ?");
        for (Candidate& candidate : chosen) {
            row.bind(1, candidate.merchantKey);
            if (row.step())
                candidate.merchantId = row.text(0);
            row.reset();
        }
        return {};
    });
}

} // namespace mops::desk
