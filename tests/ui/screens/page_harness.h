#pragma once

#include "core/world/simulate.h"
#include "tests/support/temp_mart.h"
#include "ui/shell/mart_session.h"
#include "ui/shell/screen.h"

#include <QtTest>

namespace mops::test {

/// A small simulated marketplace.
class SimulatedMart : public TempMart {
public:
    SimulatedMart() {
        world::WorldParams params;
        params.merchants = 80;
        params.days = 400;
        NoTaskContext task;
        const auto made = world::simulate(writer(), params, SystemClock(), task);
        if (!made)
            qFatal("simulate: %s", made.error().detail.c_str());
    }
};

/// A page on its own session, refreshed after changes as the main window does.
template <class Page>
class PageConsole {
public:
    explicit PageConsole(TempMart& mart)
        : m_session(mart.path(), "tester", m_jobs) {
        m_session.open();
        settle();
        m_page = std::make_unique<Page>(m_session);
        QObject::connect(&m_session, &ui::MartSession::changed, m_page.get(),
                         [this] { m_page->refresh(); });
        QObject::connect(m_page.get(), &ui::Screen::jumpRequested, m_page.get(),
                         [this](const ui::Jump& jump) { lastJump = jump; });
        m_page->resize(1100, 700);
        m_page->show();
        m_page->activateWindow();
        m_page->refresh();
        settle();
    }
    Page& page() { return *m_page; }
    ui::MartSession& session() { return m_session; }
    template <class Widget>
    Widget* find(const char* name) {
        return m_page->template findChild<Widget*>(QString::fromLatin1(name));
    }
    /// Until nothing runs any more: jobs start one after another.
    void settle() {
        for (int quiet = 0; quiet < 3; ++quiet) {
            QVERIFY(QTest::qWaitFor([this] { return m_jobs.isIdle(); }, 60'000));
            QCoreApplication::processEvents();
        }
    }

    ui::Jump lastJump;

private:
    ui::JobRunner m_jobs;
    ui::MartSession m_session;
    std::unique_ptr<Page> m_page;
};

} // namespace mops::test
