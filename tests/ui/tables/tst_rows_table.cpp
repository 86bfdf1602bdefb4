#include "ui/tables/rows_table.h"
#include "ui/tables/table_view.h"

#include <cmath>
#include <QAbstractItemModelTester>
#include <QtTest>

using namespace mops::ui;

namespace {

struct Shop {
    QString name;
    double turnover = 0;
};

std::vector<TableColumn<Shop>> columns() {
    return {{[] { return QStringLiteral("Name"); },
             [](const Shop& shop) { return shop.name; },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return QStringLiteral("Turnover"); },
             [](const Shop& shop) { return QString::number(shop.turnover); },
             [](const Shop& shop) { return shop.turnover; },
             CellKind::Number,
             {},
             {},
             {}}};
}

std::vector<Shop> shops() {
    return {
        {QStringLiteral("b"), 9}, {QStringLiteral("a"), 100}, {QStringLiteral("c"), std::nan("")}};
}

} // namespace

class TestRowsTable : public QObject {
    Q_OBJECT

private slots:
    void keepsTheContractOfItemModels() {
        RowsTable<Shop> table(columns());
        QAbstractItemModelTester tester(&table,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.setRows(shops());
        table.sort(1, Qt::DescendingOrder);
        table.setFilter(QStringLiteral("a"));
        table.setFilter({});
        QCOMPARE(table.rowCount(), 3);
    }

    void sortsByTheRawValueNotByTheText() {
        RowsTable<Shop> table(columns());
        table.setRows(shops());
        table.sort(1, Qt::DescendingOrder);
        QCOMPARE(table.row(0).name, QStringLiteral("a"));
        QCOMPARE(table.row(1).name, QStringLiteral("b"));
        QCOMPARE(table.row(2).name, QStringLiteral("c"));
    }

    void selectionFollowsItsRowWhenSorted() {
        RowsTable<Shop> table(columns());
        table.setRows(shops());
        const QPersistentModelIndex chosen(table.index(0, 0));
        table.sort(0, Qt::AscendingOrder);
        QCOMPARE(chosen.data().toString(), QStringLiteral("b"));
        QCOMPARE(chosen.row(), 1);
    }

    void csvHoldsWhatIsShownAndQuotesIt() {
        RowsTable<Shop> table(columns());
        table.setRows({{QStringLiteral("a \"b\", c"), 1}});
        TableView view;
        view.setModel(&table);
        QCOMPARE(view.toCsv(), QByteArray("Name,Turnover\r\n\"a \"\"b\"\", c\",1\r\n"));
        view.setColumnHidden(0, true);
        QCOMPARE(view.toCsv(), QByteArray("Turnover\r\n1\r\n"));
    }

    void csvOfSimulatedDataSaysSoInEveryRow() {
        RowsTable<Shop> table(columns());
        table.setRows({{QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}});
        TableView view;
        view.setModel(&table);
        view.setProperty(kSimulatedProperty, true);
        QCOMPARE(view.toCsv(), QByteArray("Name,Turnover,Data\r\na,1,Simulated\r\n"
                                          "b,2,Simulated\r\n"));
    }

    void aNameThatBeginsLikeAFormulaIsTextInTheCsv() {
        RowsTable<Shop> table(columns());
        table.setRows({{QStringLiteral("=1+1"), -1}});
        TableView view;
        view.setModel(&table);
        QCOMPARE(view.toCsv(), QByteArray("Name,Turnover\r\n'=1+1,-1\r\n"));
    }

    void theSecondLineIsPartOfTheCsv() {
        RowsTable<Shop> table(columns());
        table.setRows({{QStringLiteral("a"), 1}});
        TableView view;
        view.setModel(&table);
        view.setSecondLine(0);
        QVERIFY(view.isColumnHidden(0));
        QCOMPARE(view.toCsv(), QByteArray("Turnover,Name\r\n1,a\r\n"));
    }

    void jAndKMoveTheCurrentRow() {
        RowsTable<Shop> table(columns());
        table.setRows(shops());
        TableView view;
        view.setModel(&table);
        view.selectRow(0);
        QTest::keyClick(&view, Qt::Key_J);
        QCOMPARE(view.currentRow(), 1);
        QTest::keyClick(&view, Qt::Key_K);
        QCOMPARE(view.currentRow(), 0);
    }
};

QTEST_MAIN(TestRowsTable)
#include "tst_rows_table.moc"
