// Tables that are larger than anybody looks at: what a key press costs depends on what is seen.
#include "ui/tables/cell_delegate.h"
#include "ui/tables/table_export.h"
#include "ui/tables/table_view.h"
#include "ui/util/dialogs.h"

#include <QApplication>
#include <QClipboard>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QtTest>

using namespace mops::ui;

namespace {

/// Cells that are counted when they are asked for, so that a test need not look at a clock.
class CountingTable final : public QAbstractTableModel {
public:
    explicit CountingTable(int rows)
        : m_rows(rows) {}
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : m_rows;
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : kColumns;
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (role != Qt::DisplayRole)
            return {};
        ++asked;
        return QString::number(index.row());
    }
    void appendRow() {
        beginInsertRows({}, m_rows, m_rows);
        ++m_rows;
        endInsertRows();
    }
    void reset() {
        beginResetModel();
        endResetModel();
    }

    static constexpr int kColumns = 4;
    mutable int asked = 0;

private:
    int m_rows;
};

constexpr int kMillion = 1'000'000;

/// A table of that many rows on a screen.
struct Shown {
    explicit Shown(int rows)
        : table(rows) {
        view.setModel(&table);
        view.resize(800, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.setFocus();
        view.selectRow(0);
        QApplication::processEvents();
    }
    /// Cells that fit the screen, and the ones that are only partly seen.
    int visibleCells() const {
        return (view.viewport()->height() / view.rowHeight(0) + 2) * CountingTable::kColumns;
    }
    QMessageBox* told() const { return view.findChild<QMessageBox*>(); }

    CountingTable table;
    TableView view;
};

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestLargeTable : public QObject {
    Q_OBJECT

private slots:
    void ctrlAOnAMillionRowsAsksForTheCellsOnScreenOnly() {
        Shown shown(kMillion);
        shown.table.asked = 0;
        QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(!shown.view.grab().isNull());
        QCOMPARE(shown.view.selectionModel()->selection().size(), 1);
        QCOMPARE(shown.view.selectionModel()->selection().first().height(), kMillion);
        QVERIFY2(shown.table.asked <= 4 * shown.visibleCells(),
                 qPrintable(QString::number(shown.table.asked)));
    }

    void theEndOfAMillionRowsIsOneKeyAway() {
        Shown shown(kMillion);
        shown.table.asked = 0;
        QTest::keyClick(&shown.view, Qt::Key_End, Qt::ControlModifier);
        QVERIFY(!shown.view.grab().isNull());
        QCOMPARE(shown.view.currentRow(), kMillion - 1);
        QVERIFY2(shown.table.asked <= 4 * shown.visibleCells(),
                 qPrintable(QString::number(shown.table.asked)));
    }

    void aCellOfAMegabyteIsCutBeforeItIsLaidOut() {
        const CellDelegate delegate;
        const QString shown = delegate.displayText(QString(1'000'000, u'x'), QLocale());
        QVERIFY(shown.size() > 500);
        QVERIFY(shown.size() < 10'000);
    }

    void tooManyRowsToCopyAreToldWithTheLimitAndTheWayOut() {
        Shown shown(kMillion);
        QApplication::clipboard()->setText(QStringLiteral("before"));
        QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
        shown.table.asked = 0;
        QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
        QVERIFY(shown.told() != nullptr);
        QVERIFY(shown.told()->text().contains(QLocale().toString(kMillion)) ||
                shown.told()->text().contains(QString::number(kMillion)));
        QVERIFY(shown.told()->informativeText().contains(QLocale().toString(10'000)));
        QVERIFY(shown.told()->informativeText().contains(QStringLiteral("export")));
        QVERIFY(shown.table.asked <= 4 * shown.visibleCells());
    }

    void aFewRowsAreCopied() {
        Shown shown(3);
        QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("0\t0\t0\t0\n1\t1\t1\t1\n2\t2\t2\t2"));
    }

    void rowsThatAreReadWhenLookedAtAreExportedByTheirPageAndSelectedOneByOne() {
        Shown shown(100);
        int exports = 0;
        shown.view.setLazy([&] { ++exports; });
        QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(shown.view.selectionModel()->selectedRows().size() <= 1);
        shown.view.exportCsv();
        QCOMPARE(exports, 1);
    }

    void aLongTableIsWrittenInTurnsAndWhole() {
        Shown shown(3 * TableExport::kRowsPerTurn + 1);
        const QString path = m_folder.filePath(QStringLiteral("long.csv"));
        QSignalSpy exported(&shown.view, &TableView::exported);
        dialogs::answerNextWith({path});
        shown.view.exportCsv();
        QVERIFY2(exported.isEmpty(), "the event loop had its turn in between");
        QVERIFY(!QFile::exists(path));
        QVERIFY(exported.wait());
        QCOMPARE(exported.first().at(1).toBool(), true);
        QCOMPARE(contentOf(path), shown.view.toCsv());
    }

    void aCancelledExportLeavesNothing() {
        Shown shown(kMillion);
        const QString path = m_folder.filePath(QStringLiteral("cancelled.csv"));
        QSignalSpy exported(&shown.view, &TableView::exported);
        dialogs::answerNextWith({path});
        shown.view.exportCsv();
        auto* progress = shown.view.findChild<QProgressDialog*>();
        QVERIFY(progress != nullptr);
        progress->findChild<QPushButton*>()->click();
        QCOMPARE(exported.size(), 1);
        QCOMPARE(exported.first().at(1).toBool(), false);
        QApplication::processEvents();
        QVERIFY(!QFile::exists(path));
        QVERIFY(shown.told() == nullptr);
    }

    void aTableThatChangesWhileItIsWrittenIsToldAndLeavesNothing_data() {
        QTest::addColumn<bool>("isReset");
        QTest::newRow("a row more") << false;
        QTest::newRow("everything anew") << true;
    }
    void aTableThatChangesWhileItIsWrittenIsToldAndLeavesNothing() {
        QFETCH(bool, isReset);
        Shown shown(kMillion);
        const QString path = m_folder.filePath(QStringLiteral("changed.csv"));
        QSignalSpy exported(&shown.view, &TableView::exported);
        dialogs::answerNextWith({path});
        shown.view.exportCsv();
        isReset ? shown.table.reset() : shown.table.appendRow();
        QCOMPARE(exported.size(), 1);
        QCOMPARE(exported.first().at(1).toBool(), false);
        QVERIFY(!QFile::exists(path));
        QVERIFY(shown.told() != nullptr);
    }

    void aFileThatCannotBeWrittenIsTold() {
        Shown shown(3);
        QSignalSpy exported(&shown.view, &TableView::exported);
        dialogs::answerNextWith({m_folder.filePath(QStringLiteral("no/such/folder/table.csv"))});
        shown.view.exportCsv();
        QCOMPARE(exported.size(), 1);
        QCOMPARE(exported.first().at(1).toBool(), false);
        QVERIFY(shown.told() != nullptr);
        QVERIFY(shown.told()->text().contains(QStringLiteral("table.csv")));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestLargeTable)
#include "tst_large_table.moc"
