#include "ui/jobs/job_runner.h"

#include "ui/text/stage_text.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <QFutureWatcher>
#include <QPromise>
#include <QtConcurrentRun>
#include <vector>

namespace mops::ui {
namespace {

constexpr int kReaders = 2;
constexpr int kProgressMilliseconds = 80;

/// Shared by the job's thread and the GUI thread.
class JobContext final : public TaskContext {
public:
    bool cancelled() const override { return m_cancelled.load(std::memory_order_relaxed); }
    void report(const Progress& progress) override {
        const std::lock_guard lock(m_mutex);
        m_stage = progress.stage;
        m_fraction = progress.fraction;
        m_changed = true;
    }

    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    /// False when nothing was reported since the last call.
    bool take(std::string& stage, double& fraction) {
        const std::lock_guard lock(m_mutex);
        stage = m_stage;
        fraction = m_fraction;
        return std::exchange(m_changed, false);
    }

private:
    std::atomic<bool> m_cancelled = false;
    std::mutex m_mutex;
    std::string m_stage;
    double m_fraction = -1;
    bool m_changed = false;
};

} // namespace

struct JobRunner::Job {
    JobSpec spec;
    std::shared_ptr<JobContext> task = std::make_shared<JobContext>();
    QPointer<QObject> context;
    QFutureWatcher<Delivery>* watcher = nullptr; ///< owned by the runner
    bool stale = false;                          ///< a newer question of the same kind was asked
};

JobRunner::JobRunner(QObject* parent)
    : QObject(parent)
    , m_table(new JobTable(this)) {
    m_readers.setMaxThreadCount(kReaders);
    m_writer.setMaxThreadCount(1);
    m_progressTimer.setInterval(kProgressMilliseconds);
    connect(&m_progressTimer, &QTimer::timeout, this, &JobRunner::refreshProgress);
}

JobRunner::~JobRunner() {
    for (auto& [id, job] : m_jobs) {
        job->watcher->disconnect(this);
        job->task->cancel();
    }
    m_readers.waitForDone();
    m_writer.waitForDone();
}

qint64 JobRunner::start(const JobSpec& spec, Work work, QObject* context) {
    if (spec.lane == Lane::Read) {
        for (auto& [id, job] : m_jobs) {
            if (job->spec.lane != Lane::Read || job->spec.kind != spec.kind || job->stale)
                continue;
            job->stale = true;
            job->task->cancel();
            m_table->remove(id);
        }
    }
    const qint64 id = ++m_lastId;
    auto job = std::make_unique<Job>();
    job->spec = spec;
    job->context = context;
    job->watcher = new QFutureWatcher<Delivery>(this);
    connect(job->watcher, &QFutureWatcherBase::finished, this, [this, id] { finish(id); });
    if (context != nullptr)
        connect(context, &QObject::destroyed, job->watcher, [task = job->task] { task->cancel(); });
    m_table->add({id, spec.kind, spec.title, {}, -1, false});
    QThreadPool& pool = spec.lane == Lane::Write ? m_writer : m_readers;
    job->watcher->setFuture(QtConcurrent::run(
        &pool, [task = job->task, work = std::move(work)](QPromise<Delivery>& promise) {
            promise.addResult(work(*task));
        }));
    m_jobs.emplace(id, std::move(job));
    m_progressTimer.start();
    return id;
}

void JobRunner::finish(qint64 id) {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    const std::unique_ptr<Job> job = std::move(found->second);
    m_jobs.erase(found);
    m_table->remove(id);
    if (m_jobs.empty())
        m_progressTimer.stop();
    job->watcher->deleteLater();
    if (!job->stale && job->context && job->watcher->future().resultCount() > 0)
        job->watcher->result()();
    if (m_jobs.empty())
        emit idle();
}

void JobRunner::cancel(qint64 id) {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    found->second->task->cancel();
    m_table->setCancelling(id);
}

void JobRunner::cancelKind(const QString& kind) {
    for (auto& [id, job] : m_jobs)
        if (job->spec.kind == kind)
            cancel(id);
}

bool JobRunner::isRunning(const QString& kind) const {
    return std::any_of(m_jobs.begin(), m_jobs.end(), [&](const auto& entry) {
        return entry.second->spec.kind == kind && !entry.second->stale;
    });
}

void JobRunner::refreshProgress() {
    std::string stage;
    double fraction = -1;
    for (auto& [id, job] : m_jobs)
        if (!job->stale && job->task->take(stage, fraction))
            m_table->setProgress(id, text::stageText(stage), fraction);
}

} // namespace mops::ui
