#include "core/mart/mart.h"
#include "core/world/simulate.h"
#include "tests/ui/screens/page_harness.h"
#include "ui/shell/key_router.h"
#include "ui/shell/look.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screen_table.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops::ui;

namespace {

constexpr int kSimulationMilliseconds = 120'000;

int indexOf(const char* id) {
    for (std::size_t at = 0; at < screenTable().size(); ++at)
        if (QByteArray(screenTable()[at].id) == id)
            return static_cast<int>(at);
    return -1;
}

/// Buttons on the window that cannot be pressed and do not say why, by name.
QStringList greyWithoutAReason(const QWidget& window) {
    QStringList silent;
    const auto buttons = window.findChildren<QAbstractButton*>();
    for (const QAbstractButton* button : buttons)
        if (button->isVisible() && !button->isEnabled() && button->toolTip().isEmpty() &&
            !button->objectName().startsWith(QLatin1String("qt_")) &&
            button->parentWidget()->isEnabled())
            silent << (button->objectName().isEmpty() ? button->text() : button->objectName());
    return silent;
}

} // namespace

/// A whole flow through the real window: from no mart to a merchant found by the palette.
class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void simulatesAnalysesAndFindsAMerchantByThePalette() {
        Look look{LookSettings()};
        JobRunner jobs;
        QTemporaryDir folder;
        MartSession session(folder.filePath(QStringLiteral("mart.db")).toStdString(), "tester",
                            jobs);
        MainWindow window(session, look);
        window.setRemembers(false);
        window.resize(1280, 800);
        window.show();
        session.open();
        QTRY_COMPARE(session.state(), MartSession::State::Missing);

        const auto numbers = window.findChildren<QSpinBox*>();
        numbers[0]->setValue(60);
        numbers[1]->setValue(360);
        window.findChild<QAbstractButton*>(QStringLiteral("simulate"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), MartSession::State::Ready,
                                  kSimulationMilliseconds);
        QTRY_VERIFY_WITH_TIMEOUT(jobs.isIdle(), kSimulationMilliseconds);
        QVERIFY(session.facts().simulated);
        QVERIFY(session.waitingCases() >= 0);

        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        auto* palette = window.findChild<QWidget*>(QStringLiteral("palette"));
        QVERIFY(palette->isVisible());
        QTRY_VERIFY(jobs.isIdle());
        auto* field = palette->findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("M000007"));
        QTRY_COMPARE(palette->findChild<QListWidget*>()->count(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(window.currentScreen(), indexOf("merchants"));
        QTRY_VERIFY(jobs.isIdle());
        QCOMPARE(window.screen(indexOf("merchants")).saveState().value(QStringLiteral("merchant")),
                 QVariant(QStringLiteral("M000007")));
    }

    // Other consoles announce what they cannot do by grey buttons.
    void whatCannotBePressedSaysWhyOnEveryPage_data() {
        QTest::addColumn<bool>("hasMart");
        QTest::newRow("no mart") << false;
        QTest::newRow("a simulated mart") << true;
    }
    void whatCannotBePressedSaysWhyOnEveryPage() {
        QFETCH(bool, hasMart);
        Look look{LookSettings()};
        JobRunner jobs;
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("mart.db")).toStdString();
        if (hasMart) {
            auto mart = mops::mart::openWriter(path);
            mops::world::WorldParams params;
            params.merchants = 40;
            params.days = 120;
            mops::NoTaskContext context;
            QVERIFY(mops::world::simulate(*mart, params, mops::SystemClock(), context));
        }
        MartSession session(path, "tester", jobs);
        MainWindow window(session, look);
        window.setRemembers(false);
        window.resize(1280, 800);
        window.show();
        session.open();
        QTRY_COMPARE(session.state(),
                     hasMart ? MartSession::State::Ready : MartSession::State::Missing);
        for (std::size_t at = 0; at < screenTable().size(); ++at) {
            const int page = static_cast<int>(at);
            window.showScreen(page);
            auto* tabs = window.screen(page).findChild<QTabWidget*>();
            for (int tab = 0; tab < (tabs == nullptr ? 1 : tabs->count()); ++tab) {
                if (tabs != nullptr)
                    tabs->setCurrentIndex(tab);
                QTRY_VERIFY_WITH_TIMEOUT(jobs.isIdle(), kSimulationMilliseconds);
                QCoreApplication::processEvents();
                const QStringList silent = greyWithoutAReason(window);
                QVERIFY2(silent.isEmpty(),
                         qPrintable(QString::fromUtf8(screenTable()[at].id) + QStringLiteral(": ") +
                                    silent.join(QStringLiteral(", "))));
            }
        }
    }

    void gAndALetterGoToAPage() {
        Look look{LookSettings()};
        JobRunner jobs;
        QTemporaryDir folder;
        MartSession session(folder.filePath(QStringLiteral("mart.db")).toStdString(), "tester",
                            jobs);
        MainWindow window(session, look);
        window.setRemembers(false);
        window.show();
        window.showScreen(indexOf("overview"));
        QVERIFY(QTest::qWaitForWindowActive(&window));
        // A list would have the focus; here there is none.
        window.setFocus();
        QTest::keyClicks(&window, QStringLiteral("gd"));
        QCOMPARE(window.currentScreen(), indexOf("data"));
    }

    void altAndADigitGoToATabOfThePage() {
        Look look{LookSettings()};
        JobRunner jobs;
        QTemporaryDir folder;
        MartSession session(folder.filePath(QStringLiteral("mart.db")).toStdString(), "tester",
                            jobs);
        MainWindow window(session, look);
        window.setRemembers(false);
        window.show();
        session.open();
        QTRY_COMPARE(session.state(), MartSession::State::Missing);
        window.showScreen(indexOf("data"));
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.setFocus();
        QTest::keyClick(&window, Qt::Key_3, Qt::AltModifier);
        QCOMPARE(window.screen(indexOf("data")).findChild<QTabWidget*>()->currentIndex(), 2);
    }

    void escapeLeavesAFieldForThePage() {
        mops::test::SimulatedMart mart;
        Look look{LookSettings()};
        JobRunner jobs;
        MartSession session(mart.path(), "tester", jobs);
        MainWindow window(session, look);
        window.setRemembers(false);
        window.show();
        session.open();
        QTRY_COMPARE(session.state(), MartSession::State::Ready);
        window.showScreen(indexOf("rules"));
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY(jobs.isIdle());
        Screen& rules = window.screen(indexOf("rules"));
        for (const char* name : {"ruleName", "ruleSql"}) {
            auto* field = rules.findChild<QWidget*>(QString::fromLatin1(name));
            QVERIFY(field != nullptr);
            field->setFocus();
            QTest::keyClicks(field, QStringLiteral("np"));
            QTest::keyClick(field, Qt::Key_Escape);
            QVERIFY(!field->hasFocus());
            QVERIFY(!takesText(QApplication::focusWidget()));
        }
        // A page that is all about a field takes the keys itself.
        window.showScreen(indexOf("data"));
        auto* tabs = window.screen(indexOf("data")).findChild<QTabWidget*>();
        tabs->setCurrentIndex(tabs->count() - 1); // SQL
        QTRY_VERIFY(jobs.isIdle());
        QWidget* editor = window.screen(indexOf("data")).mainFocus();
        QVERIFY(takesText(editor));
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(!takesText(QApplication::focusWidget()));
    }

    void theSheetOfKeysGivesTheFocusBack() {
        Look look{LookSettings()};
        JobRunner jobs;
        QTemporaryDir folder;
        MartSession session(folder.filePath(QStringLiteral("mart.db")).toStdString(), "tester",
                            jobs);
        MainWindow window(session, look);
        window.setRemembers(false);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.setFocus();
        QTest::keyClick(&window, '?');
        auto* sheet = window.findChild<QWidget*>(QStringLiteral("keySheet"));
        QVERIFY(sheet->isVisible());
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(!sheet->isVisible());
        // Not the filter: the next key would be written there.
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&window));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
