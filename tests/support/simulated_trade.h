#pragma once

#include "core/db/statement.h"
#include "core/mart/trade_columns.h"
#include "core/world/simulate.h"
#include "tests/support/temp_mart.h"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace mops::test {

/// A simulated mart with its planted truth and its columns.
struct SimulatedTrade {
    TempMart mart;
    mart::TradeColumns trade;
    std::map<std::string, std::string> typeOf; ///< merchant id → planted type
    std::set<std::string> failed;              ///< ids of merchants that came to an end

    /// Null when anything fails.
    static std::unique_ptr<SimulatedTrade> make(std::int64_t merchants, int days,
                                                std::uint64_t seed) {
        auto world = std::make_unique<SimulatedTrade>();
        world::WorldParams params;
        params.merchants = merchants;
        params.days = days;
        params.seed = seed;
        params.truthFile = world->mart.folder() / "truth.db";
        const FixedClock clock(Instant{params.lastDay});
        NoTaskContext context;
        if (!world::simulate(world->mart.writer(), params, clock, context))
            return nullptr;
        auto trade = mart::readTradeColumns(world->mart.writer(), context);
        auto truth = db::Database::open(params.truthFile, db::Mode::Read);
        if (!trade || !truth)
            return nullptr;
        world->trade = std::move(*trade);
        db::Statement types(*truth, "SELECT merchant_id, type FROM merchant_truth");
        while (types.step())
            world->typeOf.emplace(types.text(0), types.text(1));
        db::Statement failed(*truth, "SELECT merchant_id FROM failure_truth WHERE fails_on IS NOT "
                                     "NULL");
        while (failed.step())
            world->failed.emplace(failed.text(0));
        return world;
    }
};

} // namespace mops::test
