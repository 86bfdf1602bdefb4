#include "core/world/simulate.h"

#include "core/db/statement.h"
#include "core/world/chapter.h"
#include "core/world/initial_load.h"
#include "core/world/pipeline.h"
#include "core/world/truth_file.h"

#include <chrono>
#include <optional>
#include <vector>

namespace mops::world {
namespace {

constexpr double kIndexesFrom = 0.85; ///< share of the whole run that writing the rows takes

using Writers = std::vector<std::unique_ptr<StoryWriter>>;

/// The truth file being written: closed before the transaction that it holds.
struct Truth {
    explicit Truth(db::Database opened)
        : database(std::move(opened))
        , transaction(database) {
        emptyTruthFile(database);
    }
    db::Database database;
    db::Transaction transaction;
};

/// Long statements end when the task is cancelled.
class CancelCheck {
public:
    CancelCheck(db::Database& mart, TaskContext& context)
        : m_mart(mart) {
        m_mart.setCancelCheck([&context] { return context.cancelled(); });
    }
    CancelCheck(const CancelCheck&) = delete;
    CancelCheck& operator=(const CancelCheck&) = delete;
    ~CancelCheck() { m_mart.setCancelCheck({}); }

private:
    db::Database& m_mart;
};

class Simulation {
public:
    Simulation(db::Database& mart, const WorldParams& params, const Clock& clock,
               TaskContext& context)
        : m_mart(mart)
        , m_params(params)
        , m_clock(clock)
        , m_context(context) {}

    Result<WorldReport> run() {
        const auto start = std::chrono::steady_clock::now();
        if (const auto possible = checkEmpty(); !possible)
            return failAs(possible);
        std::unique_ptr<Truth> truth;
        if (!m_params.truthFile.empty()) {
            auto opened = openTruthFile(m_params.truthFile);
            if (!opened)
                return failAs(opened);
            truth = std::make_unique<Truth>(std::move(*opened));
        }
        const LoadSettings settings(m_mart);
        db::Transaction transaction(m_mart);
        const std::int64_t batch = beginBatch();
        DeferredIndexes indexes(m_mart);
        const auto rows = writeWorld(batch, truth.get());
        if (!rows)
            return failAs(rows);
        m_context.report({"index", kIndexesFrom, 0, 0, {}});
        if (m_context.cancelled())
            return fail(ErrorCode::Cancelled);
        {
            const CancelCheck check(m_mart, m_context);
            indexes.finish();
        }
        endBatch(batch, *rows);
        if (truth)
            truth->transaction.commit();
        transaction.commit();
        m_context.report({"commit", 1, 0, 0, {}});
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        return WorldReport{*rows, m_params.seed, took.count()};
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

    void endBatch(std::int64_t batch, const std::map<std::string, std::int64_t>& perTable) {
        std::int64_t rows = 0;
        for (const auto& [table, count] : perTable)
            rows += count;
        db::Statement update(
            m_mart, "UPDATE import_batch SET finished_at = ?, rows_read = ?, rows_taken = ? "
                    "WHERE batch_id = ?");
        update.run(toSeconds(m_clock.now()), rows, rows, batch);
    }

    /// Rows per table. Errors: Cancelled.
    Result<std::map<std::string, std::int64_t>> writeWorld(std::int64_t batch, Truth* truth) {
        const World world(m_params);
        Writers writers;
        for (const Chapter& chapter : chapters()) {
            if (chapter.writer != nullptr)
                writers.push_back(chapter.writer(m_mart, world, batch));
            if (chapter.truthWriter != nullptr && truth != nullptr)
                writers.push_back(chapter.truthWriter(truth->database, world));
        }
        for (const auto& writer : writers)
            writer->writeMarket();
        StoryKeys keys;
        tellStories(world, m_params.threads, [&](const MerchantStory& story) {
            if (!mayGoOn(story.plan.number))
                return false;
            for (const auto& writer : writers)
                writer->writeStory(story, keys);
            keys.pass(story);
            return true;
        });
        if (keys.merchant <= m_params.merchants)
            return fail(ErrorCode::Cancelled);
        for (const auto& writer : writers)
            writer->writeEnd();
        std::map<std::string, std::int64_t> rows;
        for (const auto& writer : writers)
            for (const auto& [table, count] : writer->rows())
                rows[table] += count;
        return rows;
    }

    bool mayGoOn(std::int64_t number) {
        const double share = static_cast<double>(number) / static_cast<double>(m_params.merchants);
        m_context.report({"simulate", kIndexesFrom * share, number, m_params.merchants, {}});
        return !m_context.cancelled();
    }

    db::Database& m_mart;
    const WorldParams& m_params;
    const Clock& m_clock;
    TaskContext& m_context;
};

} // namespace

Result<WorldReport> simulate(db::Database& mart, const WorldParams& params, const Clock& clock,
                             TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    return db::guarded(
        [&]() -> Result<WorldReport> { return Simulation(mart, params, clock, context).run(); });
}

} // namespace mops::world
