#pragma once

#include "core/desk/cases.h"
#include "tests/support/scored_mart.h"
#include "ui/desk/case_pane.h"
#include "ui/desk/decision_bar.h"
#include "ui/desk/review_desk.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QtTest>

namespace mops::test {

/// A mart with open cases; lives longer than the consoles that are opened on it.
class DeskMart {
public:
    explicit DeskMart(int merchants = 30)
        : m_mart(merchants) {
        const SystemClock clock;
        m_opened = desk::openRiskCases(m_mart.writer(), {}, {"tester", clock})->opened;
    }
    std::int64_t opened() const { return m_opened; }
    ScoredMart& mart() { return m_mart; }
    desk::Case caseOf(const std::string& caseId) {
        return *desk::readCase(m_mart.writer(), caseId);
    }
    int decided() { return count({desk::CaseStatus::Approved, desk::CaseStatus::Refused}); }
    int waiting() { return count({}); }

private:
    int count(std::vector<desk::CaseStatus> statuses) {
        desk::QueueQuery query;
        query.statuses = std::move(statuses);
        return static_cast<int>(desk::readQueue(m_mart.writer(), query, SystemClock())->size());
    }
    ScoredMart m_mart;
    std::int64_t m_opened = 0;
};

/// The desk in a window on its own session, as the console runs it.
class DeskConsole {
public:
    explicit DeskConsole(DeskMart& mart)
        : m_session(mart.mart().path(), "tester", m_jobs)
        , m_desk(m_session, "risk") {
        QObject::connect(&m_session, &ui::MartSession::changed, &m_desk,
                         [this] { m_desk.refresh(); });
        m_session.open();
        m_desk.resize(1100, 700);
        m_desk.show();
        m_desk.activateWindow();
        m_desk.refresh();
        settle();
        m_desk.list()->setFocus();
    }

    ui::ReviewDesk& desk() { return m_desk; }
    ui::MartSession& session() { return m_session; }
    ui::CasePane& pane() { return *m_desk.pane(); }
    ui::ChoicePanel& panel() { return *pane().decisions()->panel(); }
    QString current() {
        return pane().item() ? QString::fromStdString(pane().item()->caseId) : QString();
    }
    /// To whatever has the focus, as a keyboard does.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    /// Until nothing runs any more: jobs start one after another.
    void settle() {
        for (int quiet = 0; quiet < 3; ++quiet) {
            QVERIFY(
                QTest::qWaitFor([this] { return m_jobs.isIdle() && !m_desk.isAsking(); }, 20'000));
            QCoreApplication::processEvents();
        }
    }
    /// Cases in one of the views that are built in.
    int shown(const char* view) {
        settle();
        for (const ui::DeskView& each : ui::standardViews())
            if (each.id == QLatin1StringView(view))
                return static_cast<int>(desk::QueueView(*m_desk.queue().table())
                                            .filter(each.question.filter, m_desk.queue().moment())
                                            .size());
        return -1;
    }

private:
    ui::JobRunner m_jobs;
    ui::MartSession m_session;
    ui::ReviewDesk m_desk;
};

} // namespace mops::test
