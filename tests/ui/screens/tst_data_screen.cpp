#include "core/sources/quarantine.h"
#include "tests/ui/screens/data_files.h"
#include "ui/screens/data/data_screen.h"
#include "ui/screens/data/record_field_table.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/util/dialogs.h"
#include "ui/util/state_pane.h"

#include <memory>
#include <QCheckBox>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace mops;
using namespace mops::ui;

/// The page as an operator uses it, on files made here.
class TestDataScreen final : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void withoutAMartItOffersTheImport();
    void anImportIsReportedFileByFile();
    void anImportOffersToLookForSegmentsAndRisks();
    void aDryRunChangesNothing();
    void aMissingColumnIsNamedBeforeTheImport();
    void anImportIsTakenBackAfterItsEffectWasNamed();
    void aCorrectedRowIsTaken();
    void anUncorrectedRowIsRefusedAgainWithTheReason();
    void qualityNamesTheGaps();
    void aQueryThatWritesIsRefusedBelowTheEditor();

private:
    template <class Widget>
    Widget* find(const char* name) const {
        auto* widget = m_screen->findChild<Widget*>(QString::fromLatin1(name));
        if (widget == nullptr)
            qFatal("no widget %s", name);
        return widget;
    }
    void click(const char* name) const { find<QPushButton>(name)->click(); }
    QString cell(const char* view, int row, int column) const {
        return find<TableView>(view)->model()->index(row, column).data().toString();
    }
    int rows(const char* view) const { return find<TableView>(view)->model()->rowCount(); }
    bool isIdle() const { return m_jobs->isIdle(); }
    void chooseShop();
    void importShop();
    void go(const char* section);
    QString notices() const;
    std::int64_t count(const std::string& table) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<MartSession> m_session;
    std::unique_ptr<Screen> m_screen;
};

void TestDataScreen::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkdir(u"shop"_s));
    test::writeShop(m_folder->filePath(u"shop"_s));
    m_jobs = std::make_unique<JobRunner>();
    m_session = std::make_unique<MartSession>(m_folder->filePath(u"mart.db"_s).toStdString(),
                                              "tester", *m_jobs);
    m_screen.reset(makeDataScreen(*m_session, nullptr));
    m_screen->resize(1140, 700);
    m_screen->show();
    // What the shell does after a change.
    connect(m_session.get(), &MartSession::changed, m_screen.get(),
            [this] { m_screen->refresh(); });
    m_screen->refresh();
    QTRY_VERIFY(isIdle());
}

void TestDataScreen::cleanup() {
    m_screen.reset();
    m_session.reset();
    m_jobs.reset();
    m_folder.reset();
}

void TestDataScreen::chooseShop() {
    click("startImport");
    dialogs::answerNextWith({m_folder->filePath(u"shop"_s)});
    click("importFolder");
    QTRY_VERIFY(isIdle());
}

void TestDataScreen::importShop() {
    chooseShop();
    click("importRun");
    QTRY_VERIFY(isIdle());
}

void TestDataScreen::go(const char* section) {
    Jump jump;
    jump.more.insert(u"section"_s, QString::fromLatin1(section));
    m_screen->jumpTo(jump);
    QTRY_VERIFY(isIdle());
}

QString TestDataScreen::notices() const {
    QString text;
    const auto labels = m_screen->findChildren<QLabel*>(u"noticeText"_s);
    for (const QLabel* label : labels)
        text += label->text();
    return text;
}

std::int64_t TestDataScreen::count(const std::string& table) const {
    return mart::openReader(m_session->path())->integer("SELECT count(*) FROM " + table);
}

void TestDataScreen::withoutAMartItOffersTheImport() {
    QCOMPARE(find<StatePane>("sourcesPane")->state(), StatePane::State::Empty);
    go("quarantine");
    QCOMPARE(find<StatePane>("quarantinePane")->state(), StatePane::State::Empty);
}

void TestDataScreen::anImportIsReportedFileByFile() {
    chooseShop();
    QVERIFY(rows("previewFiles") > 2); // two that are there, and those that are not
    QCOMPARE(rows("previewRows"), 2);
    click("importRun");
    QTRY_VERIFY(isIdle());
    QCOMPARE(count("merchant"), 2);
    QCOMPARE(count("product"), 1);
    QCOMPARE(count("import_batch"), 1);
    QTRY_COMPARE(rows("batches"), 1);
    QVERIFY(find<QLabel>("reportSummary")->text().startsWith(u"4 rows read = 3 taken"_s));
}

void TestDataScreen::anImportOffersToLookForSegmentsAndRisks() {
    importShop();
    QSignalSpy wanted(m_session.get(), &MartSession::analysisWanted);
    click("importAnalyse");
    QCOMPARE(wanted.count(), 1);
    QVERIFY(!find<QPushButton>("importAnalyse")->isEnabled());
}

void TestDataScreen::aDryRunChangesNothing() {
    chooseShop();
    find<QCheckBox>("importDryRun")->setChecked(true);
    click("importRun");
    QTRY_VERIFY(isIdle());
    QVERIFY2(notices().contains(u"Dry run"_s), qPrintable(notices()));
    QCOMPARE(count("merchant"), 0);
    QCOMPARE(count("import_batch"), 0);
}

void TestDataScreen::aMissingColumnIsNamedBeforeTheImport() {
    test::writeFile(m_folder->filePath(u"shop/olist_sellers_dataset.csv"_s),
                    "seller_id,seller_city,seller_state\nm1,sao paulo,SP\n");
    chooseShop();
    QVERIFY(find<QLabel>("previewMissing")->isVisible());
    QVERIFY(find<QLabel>("previewMissing")->text().contains(u"seller_zip_code_prefix"_s));
    QVERIFY(!find<QPushButton>("importRun")->isEnabled());
}

void TestDataScreen::anImportIsTakenBackAfterItsEffectWasNamed() {
    importShop();
    QTRY_COMPARE(rows("batches"), 1);
    click("takeBack");
    auto* question = m_screen->findChild<QMessageBox*>();
    QVERIFY(question != nullptr);
    QVERIFY2(question->informativeText().contains(u"3 rows"_s),
             qPrintable(question->informativeText()));
    for (QAbstractButton* button : question->buttons())
        if (question->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    QTRY_VERIFY(isIdle());
    QCOMPARE(count("merchant"), 0);
    QTRY_COMPARE(cell("batches", 0, 4), u"taken back"_s);
    QVERIFY(!find<QPushButton>("takeBack")->isEnabled());
}

void TestDataScreen::aCorrectedRowIsTaken() {
    importShop();
    go("quarantine");
    QCOMPARE(rows("quarantineGroups"), 1);
    QCOMPARE(cell("quarantineGroups", 0, 2), u"product_weight_g"_s);
    QTRY_COMPARE(rows("quarantineRows"), 1);
    auto* fields = find<TableView>("recordFields")->model();
    QCOMPARE(fields->rowCount(), 9);
    QCOMPARE(find<TableView>("recordFields")->currentRow(), 5);
    QVERIFY(fields->setData(fields->index(5, RecordFieldTable::ValueColumn), u"300"_s));
    click("takeAgain");
    QTRY_VERIFY(isIdle());
    QCOMPARE(count("product"), 2);
    QVERIFY2(notices().contains(u"Taken, as import 2"_s), qPrintable(notices()));
    QTRY_COMPARE(find<StatePane>("quarantinePane")->state(), StatePane::State::Empty);
}

void TestDataScreen::anUncorrectedRowIsRefusedAgainWithTheReason() {
    importShop();
    go("quarantine");
    QTRY_COMPARE(rows("quarantineRows"), 1);
    click("takeAgain");
    QTRY_VERIFY(isIdle());
    QVERIFY2(notices().contains(u"Refused again"_s), qPrintable(notices()));
    QCOMPARE(rows("quarantineGroups"), 1);
}

void TestDataScreen::qualityNamesTheGaps() {
    importShop();
    go("quality");
    QCOMPARE(find<StatePane>("qualityPane")->state(), StatePane::State::Content);
    QVERIFY(rows("quality") > 5);
    QVERIFY(find<QLabel>("qualitySummary")->text().endsWith(u"0 broken references"_s));
}

void TestDataScreen::aQueryThatWritesIsRefusedBelowTheEditor() {
    importShop();
    go("sql");
    find<QPlainTextEdit>("sqlEditor")
        ->setPlainText(u"SELECT merchant_id FROM merchant ORDER BY 1"_s);
    click("sqlRun");
    QTRY_VERIFY(isIdle());
    QCOMPARE(rows("sqlResult"), 2);
    QCOMPARE(cell("sqlResult", 0, 0), u"m1"_s);
    find<QPlainTextEdit>("sqlEditor")->setPlainText(u"DELETE FROM dim_merchant"_s);
    click("sqlRun");
    QTRY_VERIFY(isIdle());
    QVERIFY2(notices().contains(u"SELECT"_s), qPrintable(notices()));
    QCOMPARE(count("merchant"), 2);
}

QTEST_MAIN(TestDataScreen)
#include "tst_data_screen.moc"
