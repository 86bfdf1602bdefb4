#include "ui/screens/reports/made_reports.h"

#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

class TestMadeReports : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { QSettings().clear(); }
    void theNewestComesFirstWithAllItTakesToMakeItAgain();
    void theSameFileIsListedOnce();

private:
    QTemporaryDir m_folder;
};

void TestMadeReports::initTestCase() {
    QCoreApplication::setOrganizationName(QStringLiteral("mops-test"));
    QCoreApplication::setApplicationName(QStringLiteral("made-reports"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
}

void TestMadeReports::theNewestComesFirstWithAllItTakesToMakeItAgain() {
    ui::rememberMadeReport({"data-quality",
                            {},
                            QStringLiteral("/r/old.csv"),
                            QStringLiteral("en"),
                            100,
                            3,
                            QStringLiteral("aa")});
    ui::rememberMadeReport({"merchant-risk",
                            {{"month", "2018-08"}, {"top", "50"}},
                            QStringLiteral("/r/风险.pdf"),
                            QStringLiteral("zh"),
                            200,
                            50,
                            QStringLiteral("bb")});
    const auto made = ui::readMadeReports();
    QCOMPARE(made.size(), std::size_t(2));
    QCOMPARE(made[0].recipe, std::string("merchant-risk"));
    QCOMPARE(made[0].parameters.at("month"), std::string("2018-08"));
    QCOMPARE(made[0].file, QStringLiteral("/r/风险.pdf"));
    QCOMPARE(made[0].language, QStringLiteral("zh"));
    QCOMPARE(made[0].rows, std::int64_t(50));
    QCOMPARE(made[1].file, QStringLiteral("/r/old.csv"));
}

void TestMadeReports::theSameFileIsListedOnce() {
    for (int at = 1; at <= 3; ++at)
        ui::rememberMadeReport({"data-quality",
                                {},
                                QStringLiteral("/r/same.csv"),
                                QStringLiteral("en"),
                                at,
                                at,
                                QStringLiteral("aa")});
    const auto made = ui::readMadeReports();
    QCOMPARE(made.size(), std::size_t(1));
    QCOMPARE(made[0].rows, std::int64_t(3));
}

QTEST_GUILESS_MAIN(TestMadeReports)
#include "tst_made_reports.moc"
