#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "ui/jobs/job_table.h"

#include <functional>
#include <memory>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>
#include <QTimer>
#include <unordered_map>

namespace mops::ui {

/// Reads may overlap (two at a time). Writes wait for each other: one writer connection.
enum class Lane { Read, Write };

/// What a job is: `kind` names the question ("overview"), so that a newer question of the same
/// kind cancels the older one and its answer is dropped. Writes are never dropped.
struct JobSpec {
    QString kind;
    QString title; ///< for the status strip, translated
    Lane lane = Lane::Read;
};

/// The one place where the console works off the GUI thread.
class JobRunner final : public QObject {
    Q_OBJECT
public:
    explicit JobRunner(QObject* parent = nullptr);
    /// Cancels everything and waits.
    ~JobRunner() override;

    /// Runs `work` on a pool thread and calls `done` on the GUI thread with its result, unless a
    /// newer read of the same kind was started or `context` has died. An exception out of `work`
    /// arrives as ErrorCode::Internal. Returns the job's id.
    template <class T>
    qint64 run(const JobSpec& spec, std::function<Result<T>(TaskContext&)> work, QObject* context,
               std::function<void(Result<T>)> done) {
        return start(
            spec,
            [work = std::move(work), done = std::move(done)](TaskContext& task) -> Delivery {
                auto result = std::make_shared<Result<T>>(guardedCall<T>(work, task));
                return [result, done] { done(std::move(*result)); };
            },
            context);
    }

    void cancel(qint64 id);
    void cancelKind(const QString& kind);
    bool isRunning(const QString& kind) const;
    bool isIdle() const { return m_jobs.empty(); }
    /// Running jobs, for the status strip.
    JobTable* table() { return m_table; }

signals:
    void idle();

private:
    using Delivery = std::function<void()>;
    using Work = std::function<Delivery(TaskContext&)>;
    struct Job;

    template <class T>
    static Result<T> guardedCall(const std::function<Result<T>(TaskContext&)>& work,
                                 TaskContext& task) {
        try {
            return work(task);
        } catch (const std::exception& failure) {
            return fail(ErrorCode::Internal, failure.what());
        }
    }
    qint64 start(const JobSpec& spec, Work work, QObject* context);
    void finish(qint64 id);
    void refreshProgress();

    QThreadPool m_readers;
    QThreadPool m_writer;
    std::unordered_map<qint64, std::unique_ptr<Job>> m_jobs;
    JobTable* m_table;
    QTimer m_progressTimer;
    qint64 m_lastId = 0;
};

} // namespace mops::ui
