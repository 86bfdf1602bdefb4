// Times of the review desk as the hand feels them: the real main window, driven by key events on
// a mart given on the command line; see README.md here.
#include "core/base/text.h"
#include "core/desk/cases.h"
#include "ui/desk/case_pane.h"
#include "ui/desk/review_desk.h"
#include "ui/desk/view_tabs.h"
#include "ui/screens/risk/risk_screen.h"
#include "ui/shell/look.h"
#include "ui/shell/main_window.h"
#include "ui/tables/table_view.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <QApplication>
#include <QEventLoop>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

void line(const std::string& what, std::vector<double> times, const std::string& note) {
    if (times.empty())
        return;
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[std::min(times.size() - 1,
                              static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    };
    std::cout << what << '\t' << times.size() << '\t' << formatFixed(at(0.5), 1) << '\t'
              << formatFixed(at(0.95), 1) << '\t' << formatFixed(at(0.99), 1) << '\t'
              << formatFixed(times.back(), 1) << '\t' << note << std::endl;
}

/// Sees when a widget's window has been painted after a moment.
class Bench {
public:
    explicit Bench(const std::filesystem::path& mart)
        : m_look(ui::LookSettings())
        , m_session(mart, "bench", m_jobs)
        , m_window(m_session, m_look) {
        m_window.setRemembers(false);
        m_window.resize(1280, 800);
        m_window.show();
    }

    bool open() {
        const auto begin = Clock::now();
        m_session.open();
        if (!wait([this] { return m_session.state() == ui::MartSession::State::Ready; }))
            return false;
        for (std::size_t at = 0; at < ui::screenTable().size(); ++at)
            if (std::string(ui::screenTable()[at].id) == "risk")
                m_window.showScreen(static_cast<int>(at));
        auto* screen = m_window.findChild<ui::RiskScreen*>();
        m_desk = screen->desk();
        if (!wait([this] { return m_desk->pane()->item() != nullptr; }))
            return false;
        std::cout << "what\ttimes\tp50 ms\tp95 ms\tp99 ms\tmax ms\tnote\n";
        line("open the mart, first case painted", {millisecondsSince(begin)},
             std::to_string(m_desk->cases().rowCount()) + " cases wait");
        settle();
        m_desk->list()->setFocus();
        return true;
    }

    void settle() {
        for (int quiet = 0; quiet < 3; ++quiet) {
            wait([this] { return m_jobs.isIdle() && !m_desk->isAsking(); });
            QTest::qWait(10);
        }
    }

    /// Presses the key, paints, and waits until `done`; time from the key to the painted answer.
    double press(Qt::Key key, Qt::KeyboardModifiers modifiers, const std::function<bool()>& done) {
        const auto begin = Clock::now();
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        wait(done);
        m_window.repaint();
        return millisecondsSince(begin);
    }

    void decisions(int times) {
        std::vector<double> painted, complete;
        for (int k = 0; k < times && m_desk->pane()->item(); ++k) {
            const std::string before = m_desk->pane()->item()->caseId;
            const auto begin = Clock::now();
            painted.push_back(press(Qt::Key_A, Qt::NoModifier, [&] {
                return !m_desk->pane()->item() || m_desk->pane()->item()->caseId != before;
            }));
            wait([this] { return m_desk->pane()->hasDetail(); });
            m_window.repaint();
            complete.push_back(millisecondsSince(begin));
            QTest::qWait(kThinkMilliseconds);
        }
        line("decide → next case painted", painted, "key A");
        line("decide → next case with its rows", complete, "prefetched");
    }

    void walk(int times) {
        std::vector<double> painted;
        for (int k = 0; k < times; ++k) {
            const std::string before = m_desk->pane()->item()->caseId;
            const Qt::Key key = k % 4 == 3 ? Qt::Key_K : Qt::Key_J;
            painted.push_back(press(key, Qt::NoModifier,
                                    [&] { return m_desk->pane()->item()->caseId != before; }));
            QTest::qWait(kThinkMilliseconds);
        }
        line("j / k → case painted", painted, "");
    }

    void list(int times) {
        std::vector<double> filter, sort, end, all, undo;
        auto* view = m_desk->list();
        for (int k = 0; k < times; ++k) {
            filter.push_back(
                answered([&] { m_desk->setFilterText(QStringLiteral("shop %1").arg(k)); }));
            answered([&] { m_desk->setFilterText({}); });
            const int column = k % 2 == 0 ? 1 : 6;
            sort.push_back(answered([&] {
                view->model()->sort(column, k % 4 < 2 ? Qt::DescendingOrder : Qt::AscendingOrder);
            }));
            answered([&] { view->model()->sort(-1, Qt::AscendingOrder); });
            view->setFocus();
            const auto begin = Clock::now();
            view->selectRow(m_desk->cases().rowCount() - 1);
            m_window.repaint();
            end.push_back(millisecondsSince(begin));
            view->selectRow(0);
            all.push_back(press(Qt::Key_A, Qt::ControlModifier, [&] {
                return static_cast<int>(m_desk->cases().marks().count()) ==
                       m_desk->cases().rowCount();
            }));
            press(Qt::Key_Escape, Qt::NoModifier,
                  [&] { return m_desk->cases().marks().count() == 0; });
            settle();
        }
        const std::string rows = std::to_string(m_desk->cases().rowCount()) + " cases";
        line("filter by text", filter, rows);
        line("sort by a column", sort, rows);
        line("jump to the end", end, rows);
        line("Ctrl+A: all that match", all, rows);
    }

    void undo(int times) {
        std::vector<double> back;
        for (int k = 0; k < times; ++k) {
            const std::string first = m_desk->pane()->item()->caseId;
            press(Qt::Key_A, Qt::NoModifier,
                  [&] { return m_desk->pane()->item()->caseId != first; });
            settle();
            back.push_back(press(Qt::Key_Z, Qt::ControlModifier, [&] {
                return m_desk->pane()->item() && m_desk->pane()->item()->caseId == first;
            }));
            settle();
        }
        line("undo → the case is back on screen", back, "Ctrl+Z");
    }

private:
    static constexpr int kThinkMilliseconds = 120; ///< nobody reads a case faster

    double answered(const std::function<void()>& ask) {
        const auto begin = Clock::now();
        ask();
        wait([this] { return !m_desk->isAsking(); });
        m_window.repaint();
        return millisecondsSince(begin);
    }

    static bool wait(const std::function<bool()>& done) {
        const auto begin = Clock::now();
        while (!done()) {
            if (millisecondsSince(begin) > 600'000)
                return false;
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        }
        return true;
    }

    ui::Look m_look;
    ui::JobRunner m_jobs;
    ui::MartSession m_session;
    ui::MainWindow m_window;
    ui::ReviewDesk* m_desk = nullptr;
};

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QTemporaryDir scratch;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, scratch.path());
    if (argc < 2) {
        std::cerr << "bench_desk MART [DECISIONS]: a mart with open cases; decisions are made and "
                     "stay in its ledger\n";
        return 2;
    }
    const int times = argc > 2 ? std::atoi(argv[2]) : 200;
    Bench bench(argv[1]);
    if (!bench.open()) {
        std::cerr << "bench_desk: the mart does not open, or has no case\n";
        return 1;
    }
    bench.walk(times);
    bench.decisions(times);
    bench.list(std::max(3, times / 20));
    bench.undo(std::max(3, times / 20));
    return 0;
}
