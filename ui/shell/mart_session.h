#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/desk/cases.h"
#include "core/mart/mart.h"
#include "core/mart/merchant_table.h"
#include "core/mart/trade_columns.h"
#include "ui/jobs/job_runner.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <QObject>
#include <QVector>

namespace mops::ui {

/// What a write changed, so that snapshots and pages drop what is stale and nothing else.
enum class Change {
    Facts,   ///< import, undo of an import, simulation
    Thought, ///< segments, models, scores
    Desk     ///< cases, notes, ledger
};

/// The open mart: hands a reader of its own to every job, queues writes, keeps the shared
/// snapshots. Lives on the GUI thread.
class MartSession final : public QObject {
    Q_OBJECT
public:
    using TradePtr = std::shared_ptr<const mart::TradeColumns>;
    using MerchantsPtr = std::shared_ptr<const mart::MerchantTable>;
    enum class State { Opening, Missing, Empty, Ready, Failed };

    MartSession(std::filesystem::path path, std::string operatorName, JobRunner& jobs,
                QObject* parent = nullptr);

    const std::filesystem::path& path() const { return m_path; }
    const std::string& operatorName() const { return m_operator; }
    const Clock& clock() const { return m_clock; }
    JobRunner& jobs() const { return m_jobs; }
    State state() const { return m_state; }
    const Error& error() const { return m_error; }
    const mart::MartFacts& facts() const { return m_facts; }
    /// Cases that wait, of all kinds; −1 until known.
    int waitingCases() const;
    /// Those of the kinds that a page shows, for its badge in the rail.
    int waitingCases(std::string_view page) const;

    /// Looks at the file (again) off the GUI thread; ends with stateChanged().
    void open();

    /// A job with its own reader connection.
    template <class T>
    void read(const JobSpec& spec, std::function<Result<T>(db::Database&, TaskContext&)> work,
              QObject* context, std::function<void(Result<T>)> done) {
        m_jobs.run<T>(
            spec,
            [path = m_path, work = std::move(work)](TaskContext& task) -> Result<T> {
                auto reader = mart::openReader(path);
                if (!reader)
                    return failAs(reader);
                reader->setCancelCheck([&task] { return task.cancelled(); });
                return work(*reader, task);
            },
            context, std::move(done));
    }

    /// A job on the writer queue; makes the mart if there is none. On success changed(change) is
    /// emitted before `done` is called.
    template <class T>
    void write(JobSpec spec, Change change,
               std::function<Result<T>(db::Database&, TaskContext&)> work, QObject* context,
               std::function<void(Result<T>)> done) {
        spec.lane = Lane::Write;
        m_jobs.run<T>(
            spec,
            [path = m_path, work = std::move(work)](TaskContext& task) -> Result<T> {
                auto writer = openWriterAt(path);
                if (!writer)
                    return failAs(writer);
                return work(*writer, task);
            },
            this,
            [this, change, done = std::move(done),
             guard = QPointer<QObject>(context)](Result<T> result) {
                if (result)
                    announce(change);
                if (guard)
                    done(std::move(result));
            });
    }

    /// The trade facts, loaded once and shared; `done` may be called at once.
    void withTrade(QObject* context, std::function<void(const Result<TradePtr>&)> done);
    /// All merchants as columns, loaded once and shared.
    void withMerchants(QObject* context, std::function<void(const Result<MerchantsPtr>&)> done);
    /// A job over the trade facts, which are loaded first if need be.
    template <class T>
    void compute(const JobSpec& spec,
                 std::function<Result<T>(const mart::TradeColumns&, TaskContext&)> work,
                 QObject* context, std::function<void(Result<T>)> done) {
        withTrade(context, [this, spec, work = std::move(work), guard = QPointer<QObject>(context),
                            done = std::move(done)](const Result<TradePtr>& trade) {
            if (!guard)
                return;
            if (!trade) {
                done(Failure(trade.error()));
                return;
            }
            m_jobs.run<T>(
                spec, [work, columns = *trade](TaskContext& task) { return work(*columns, task); },
                guard.data(), done);
        });
    }

    /// One decision at the desk, on the writer queue.
    void decide(desk::Decision decision, QObject* context,
                std::function<void(const Result<desk::Receipt>&)> done);
    /// "Its message had left: a correction for 3 merchants waits in the outbox."
    static QString correctionNews(std::int64_t merchants);
    /// Takes back, or does again, the operator's latest operation; news() says which. What has left
    /// cannot be called back: the first undo says so, the next one reaches past it.
    void undo();
    void redo();

signals:
    void stateChanged();
    void changed(mops::ui::Change change);
    /// One sentence for the status strip.
    void news(const QString& sentence);
    void failed(const mops::Error& error);
    void waitingCasesChanged();
    /// A page asks for segments, risks and cases to be found anew.
    void analysisWanted();
    /// Undo or redo touched this case: bring it back on screen.
    void caseTouched(const QString& caseId);

private:
    template <class Value>
    struct Snapshot {
        std::shared_ptr<const Value> value;
        bool loading = false;
        quint64 generation = 0;
        std::vector<std::pair<QPointer<QObject>,
                              std::function<void(const Result<std::shared_ptr<const Value>>&)>>>
            waiting;
    };
    static Result<db::Database> openWriterAt(const std::filesystem::path& path);
    template <class Value>
    void deliver(Snapshot<Value>& snapshot, quint64 generation,
                 const Result<std::shared_ptr<const Value>>& result);
    void loadTrade();
    void loadMerchants(const TradePtr& trade);
    void announce(Change change);
    void countCases();
    void finishUndo(const Result<desk::Receipt>& receipt, bool redone);
    void askToReachPast();

    std::filesystem::path m_path;
    std::string m_operator;
    SystemClock m_clock;
    JobRunner& m_jobs;
    bool m_pastSent = false; ///< the latest step was an undo that ran into a sending
    State m_state = State::Opening;
    Error m_error;
    mart::MartFacts m_facts;
    std::optional<std::map<std::string, std::int64_t>> m_waiting; ///< by kind
    Snapshot<mart::TradeColumns> m_trade;
    Snapshot<mart::MerchantTable> m_merchants;
};

} // namespace mops::ui
