#include "core/world/simulate.h"

#include "core/world/truth.h"
#include "core/world/writer.h"

#include <chrono>

namespace mops::world {
namespace {

constexpr std::int64_t kMostMerchants = 1'000'000;
constexpr int kMostDays = 3660;
constexpr std::int64_t kBuyersPerMerchant = 55;
constexpr std::int64_t kMostBuyers = 5'000'000;

// Streams of the seed: a part of the world does not change when another one draws more numbers.
enum Stream : std::uint64_t {
    kBuyerStream = 1,
    kApplicationStream = 2,
    kFirstMerchantStream = 1000
};

class Simulation {
public:
    Simulation(db::Database& mart, const WorldParams& params, const Clock& clock,
               TaskContext& context)
        : m_mart(mart)
        , m_params(params)
        , m_clock(clock)
        , m_context(context)
        , m_root(params.seed) {}

    Result<WorldReport> run() {
        const auto start = std::chrono::steady_clock::now();
        if (const auto possible = checkEmpty(); !possible)
            return failAs(possible);
        std::unique_ptr<TruthWriter> truth;
        if (!m_params.truthFile.empty()) {
            auto opened = TruthWriter::open(m_params.truthFile);
            if (!opened)
                return failAs(opened);
            truth = std::move(*opened);
        }
        db::Transaction transaction(m_mart);
        const std::int64_t batch = beginBatch();
        DeferredIndexes indexes(m_mart);
        Writer writer(m_mart, m_params, batch);
        if (!writeWorld(writer, truth.get()))
            return fail(ErrorCode::Cancelled);
        m_context.report({"index", 0.9, 0, 0, {}});
        indexes.finish();
        if (m_context.cancelled())
            return fail(ErrorCode::Cancelled);
        endBatch(batch, writer);
        if (truth)
            truth->commit();
        transaction.commit();
        m_context.report({"commit", 1, 0, 0, {}});
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        return WorldReport{writer.rows(), m_params.seed, took.count()};
    }

private:
    Result<> checkEmpty() {
        for (const char* table :
             {"fact_order", "dim_merchant", "dim_buyer", "dim_product", "dim_category"}) {
            if (m_mart.integer(std::string("SELECT EXISTS (SELECT 1 FROM ") + table + ")") != 0)
                return fail(ErrorCode::Conflict, m_mart.path().string(), table);
        }
        std::error_code ignored;
        if (!m_params.truthFile.empty() &&
            std::filesystem::equivalent(m_params.truthFile, m_mart.path(), ignored))
            return fail(ErrorCode::Usage, m_params.truthFile.string(), "--truth");
        return {};
    }

    std::int64_t beginBatch() {
        db::Statement insert(
            m_mart, "INSERT INTO import_batch (kind, source, location, started_at, finished_at) "
                    "VALUES ('simulate', 'world', ?, ?, ?)");
        const std::int64_t now = toSeconds(m_clock.now());
        insert.run("seed " + std::to_string(m_params.seed), now, now);
        return m_mart.lastInsertRowId();
    }

    void endBatch(std::int64_t batch, const Writer& writer) {
        std::int64_t rows = 0;
        for (const auto& [table, count] : writer.rows())
            rows += count;
        db::Statement update(
            m_mart, "UPDATE import_batch SET finished_at = ?, rows_read = ?, rows_taken = ? "
                    "WHERE batch_id = ?");
        update.run(toSeconds(m_clock.now()), rows, rows, batch);
    }

    /// False when cancelled.
    bool writeWorld(Writer& writer, TruthWriter* truth) {
        const Buyers buyers(std::min(kMostBuyers, m_params.merchants * kBuyersPerMerchant),
                            m_root.fork(kBuyerStream));
        writer.writeCategories();
        writer.writeCities();
        writer.writeBuyers(buyers);
        if (truth)
            truth->writeBuyers(buyers);
        Rng applicationRng = m_root.fork(kApplicationStream);
        MerchantTrade history;
        std::int64_t nextProduct = 1;
        std::int64_t applications = 0;
        const std::int64_t begin =
            toSeconds(Instant{m_params.lastDay - std::chrono::days(m_params.days - 1)});
        for (std::int64_t number = 1; number <= m_params.merchants; ++number) {
            if (m_context.cancelled())
                return false;
            m_context.report(
                {"simulate",
                 0.9 * static_cast<double>(number) / static_cast<double>(m_params.merchants),
                 number,
                 m_params.merchants,
                 {}});
            Rng rng = m_root.fork(kFirstMerchantStream + static_cast<std::uint64_t>(number));
            const MerchantPlan plan = planMerchant(m_params, number, nextProduct, rng);
            nextProduct += static_cast<std::int64_t>(plan.products.size());
            trade(m_params, plan, buyers, rng, history);
            const std::int64_t firstOrderKey = writer.ordersWritten() + 1;
            writer.writeMerchant(plan, history);
            if (truth)
                truth->writeMerchant(m_params, plan, history, firstOrderKey);
            if (plan.registeredAt >= begin)
                writer.writeApplication(++applications, &plan, applicationRng);
            writer.writeApplication(++applications, nullptr, applicationRng);
        }
        return true;
    }

    db::Database& m_mart;
    const WorldParams& m_params;
    const Clock& m_clock;
    TaskContext& m_context;
    const Rng m_root;
};

} // namespace

Result<> WorldParams::validate() const {
    if (merchants < 1 || merchants > kMostMerchants)
        return fail(ErrorCode::Usage, "merchants " + std::to_string(merchants),
                    "1 … " + std::to_string(kMostMerchants));
    if (days < 1 || days > kMostDays)
        return fail(ErrorCode::Usage, "days " + std::to_string(days),
                    "1 … " + std::to_string(kMostDays));
    if (locale != "zh" && locale != "en")
        return fail(ErrorCode::Usage, "locale " + locale, "zh, en");
    return {};
}

Result<WorldReport> simulate(db::Database& mart, const WorldParams& params, const Clock& clock,
                             TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    return db::guarded(
        [&]() -> Result<WorldReport> { return Simulation(mart, params, clock, context).run(); });
}

} // namespace mops::world
