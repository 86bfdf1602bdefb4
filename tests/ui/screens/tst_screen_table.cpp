#include "tests/support/temp_mart.h"
#include "ui/charts/chart_panel.h"
#include "ui/shell/look.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screen_table.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QSet>
#include <QStandardPaths>
#include <QtTest>

using namespace mops;
using namespace mops::ui;

namespace {

/// Parts of Qt's own widgets are not ours to name.
bool isInnerPart(const QWidget* widget) {
    const QWidget* parent = widget->parentWidget();
    return widget->objectName().startsWith(QLatin1String("qt_")) ||
           qobject_cast<const QAbstractSpinBox*>(parent) != nullptr ||
           qobject_cast<const QComboBox*>(parent) != nullptr ||
           qobject_cast<const QLineEdit*>(parent) != nullptr ||
           qobject_cast<const QAbstractItemView*>(parent) != nullptr ||
           widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton") ||
           widget->inherits("QComboBoxListView") || widget->inherits("QScrollBar");
}

bool mustHaveName(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const ChartPanel*>(widget);
}

QString spokenName(QWidget* widget) {
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken == nullptr ? QString() : spoken->text(QAccessible::Name);
}

} // namespace

/// Walks every page of the table: a page is tested by being listed.
class TestScreenTable : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void idsAndKeysAreUnique() {
        QSet<QByteArray> ids;
        QSet<char> keys;
        for (const ScreenEntry& entry : screenTable()) {
            QVERIFY2(!ids.contains(entry.id), entry.id);
            QVERIFY2(!keys.contains(entry.key), entry.id);
            ids.insert(entry.id);
            keys.insert(entry.key);
        }
    }

    void everyPageOpensOnAnEmptyMartInBothLanguagesAndPalettes_data() {
        QTest::addColumn<int>("index");
        for (std::size_t at = 0; at < screenTable().size(); ++at)
            QTest::newRow(screenTable()[at].id) << static_cast<int>(at);
    }
    void everyPageOpensOnAnEmptyMartInBothLanguagesAndPalettes() {
        QFETCH(int, index);
        test::TempMart mart;
        LookSettings settings;
        Look look(settings);
        JobRunner jobs;
        MartSession session(mart.path(), "tester", jobs);
        MainWindow window(session, look);
        window.setRemembers(false);
        window.resize(1280, 800);
        window.show();
        session.open();
        QTRY_VERIFY(session.state() == MartSession::State::Empty);
        Screen& page = window.screen(index);
        page.refresh();
        for (const char* language : {"zh", "en"})
            for (const auto appearance : {theme::Appearance::Dark, theme::Appearance::Light}) {
                settings.language = QString::fromLatin1(language);
                settings.appearance = appearance;
                look.set(settings);
                window.showScreen(index);
                QTRY_VERIFY(jobs.isIdle());
                QVERIFY(!window.grab().isNull());
            }
        QVERIFY(!page.accessibleName().isEmpty());
        const auto widgets = page.findChildren<QWidget*>();
        // A button that is not shown gets its words together with what it stands for.
        for (QWidget* widget : widgets)
            if (mustHaveName(widget) && !isInnerPart(widget) &&
                !(qobject_cast<QAbstractButton*>(widget) && !widget->isVisibleTo(&page)))
                QVERIFY2(!spokenName(widget).isEmpty(),
                         qPrintable(QString::fromLatin1(widget->metaObject()->className()) +
                                    QLatin1Char(' ') + widget->objectName()));
    }

    void aMissingMartOffersToStart() {
        Look look{LookSettings()};
        JobRunner jobs;
        QTemporaryDir folder;
        MartSession session(folder.filePath(QStringLiteral("none.db")).toStdString(), "tester",
                            jobs);
        MainWindow window(session, look);
        window.setRemembers(false);
        window.show();
        session.open();
        QTRY_VERIFY(session.state() == MartSession::State::Missing);
        QVERIFY(window.findChild<QAbstractButton*>(QStringLiteral("simulate"))->isVisible());
    }
};

QTEST_MAIN(TestScreenTable)
#include "tst_screen_table.moc"
