#pragma once

#include "core/db/statement.h"
#include "core/world/trade.h"

#include <filesystem>
#include <memory>

namespace mops::world {

/// The planted truth: a SQLite file of its own that tests and benchmarks compare with. The product
/// never reads it. README.md beside this file describes its tables.
class TruthWriter {
public:
    /// Errors: Conflict (the file is a database, but no truth file), those of db::Database::open().
    static Result<std::unique_ptr<TruthWriter>> open(const std::filesystem::path& path);

    void writeBuyers(const Buyers& buyers);
    void writeMerchant(const WorldParams& params, const MerchantPlan& plan,
                       const MerchantTrade& trade, std::int64_t firstOrderKey);
    void commit() { m_transaction.commit(); }

private:
    explicit TruthWriter(db::Database database);

    db::Database m_database;
    db::Transaction m_transaction;
    struct Statements;
    std::shared_ptr<Statements> m_statements;
    std::string m_id;
};

} // namespace mops::world
