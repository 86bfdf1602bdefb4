#include "ui/jobs/job_runner.h"

#include <atomic>
#include <QSemaphore>
#include <QtTest>

using namespace mops;
using namespace mops::ui;

namespace {

JobSpec question(const char* kind, Lane lane = Lane::Read) {
    return {QString::fromLatin1(kind), QString::fromLatin1(kind), lane};
}

/// Waits for a cancel, as long work that asks its context does.
Result<int> untilCancelled(TaskContext& task) {
    while (!task.cancelled())
        QThread::yieldCurrentThread();
    return fail(ErrorCode::Cancelled);
}

} // namespace

class TestJobRunner : public QObject {
    Q_OBJECT

private slots:
    void deliversTheResultOnTheGuiThread() {
        JobRunner jobs;
        QThread* thread = nullptr;
        int answer = 0;
        jobs.run<int>(
            question("a"), [](TaskContext&) -> Result<int> { return 42; }, this,
            [&](const Result<int>& result) {
                thread = QThread::currentThread();
                answer = result.value_or(-1);
            });
        QTRY_COMPARE(answer, 42);
        QCOMPARE(thread, QThread::currentThread());
        QTRY_VERIFY(jobs.isIdle());
    }

    void newestQuestionWinsAndTheStaleAnswerIsDropped() {
        JobRunner jobs;
        QVector<int> answers;
        const auto take = [&](const Result<int>& result) { answers << result.value_or(-1); };
        jobs.run<int>(question("a"), untilCancelled, this, take);
        jobs.run<int>(
            question("a"), [](TaskContext&) -> Result<int> { return 2; }, this, take);
        QTRY_VERIFY(jobs.isIdle());
        QCOMPARE(answers, QVector<int>{2});
    }

    void differentKindsDoNotDisturbEachOther() {
        JobRunner jobs;
        QVector<int> answers;
        for (const char* kind : {"a", "b"})
            jobs.run<int>(
                question(kind), [](TaskContext&) -> Result<int> { return 1; }, this,
                [&](const Result<int>& result) { answers << result.value_or(-1); });
        QTRY_COMPARE(answers.size(), 2);
    }

    void cancelledJobAnswersWithCancelled() {
        JobRunner jobs;
        ErrorCode code = ErrorCode::Internal;
        const qint64 id =
            jobs.run<int>(question("a"), untilCancelled, this,
                          [&](const Result<int>& result) { code = result.error().code; });
        jobs.cancel(id);
        QTRY_COMPARE(code, ErrorCode::Cancelled);
    }

    void writesAreNeverDroppedAndComeInOrder() {
        JobRunner jobs;
        QVector<int> answers;
        for (int number = 0; number < 5; ++number)
            jobs.run<int>(
                question("w", Lane::Write),
                [number](TaskContext&) -> Result<int> { return number; }, this,
                [&](const Result<int>& result) { answers << result.value_or(-1); });
        QTRY_COMPARE(answers, (QVector<int>{0, 1, 2, 3, 4}));
    }

    void answerForADeadContextIsDropped() {
        JobRunner jobs;
        bool answered = false;
        auto context = std::make_unique<QObject>();
        jobs.run<int>(question("a"), untilCancelled, context.get(),
                      [&](const Result<int>&) { answered = true; });
        context.reset();
        QTRY_VERIFY(jobs.isIdle());
        QVERIFY(!answered);
    }

    void exceptionOutOfAJobIsAnInternalError() {
        JobRunner jobs;
        ErrorCode code = ErrorCode::Usage;
        jobs.run<int>(
            question("a"), [](TaskContext&) -> Result<int> { throw std::runtime_error("broken"); },
            this, [&](const Result<int>& result) { code = result.error().code; });
        QTRY_COMPARE(code, ErrorCode::Internal);
    }

    void runningJobsShowTheirProgress() {
        JobRunner jobs;
        QSemaphore go;
        jobs.run<int>(
            question("a"),
            [&](TaskContext& task) -> Result<int> {
                task.report({"read", 0.5, 0, 0, {}});
                go.acquire();
                return 1;
            },
            this, [](const Result<int>&) {});
        QCOMPARE(jobs.table()->rowCount(), 1);
        QTRY_COMPARE(jobs.table()->jobs().front().fraction, 0.5);
        QVERIFY(!jobs.table()->jobs().front().stage.isEmpty());
        go.release();
        QTRY_COMPARE(jobs.table()->rowCount(), 0);
    }

    void destructorCancelsWhatRuns() {
        bool answered = false;
        {
            JobRunner jobs;
            jobs.run<int>(question("a"), untilCancelled, this,
                          [&](const Result<int>&) { answered = true; });
        }
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
