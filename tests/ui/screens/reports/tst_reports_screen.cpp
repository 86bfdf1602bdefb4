#include "tests/ui/screens/page_harness.h"
#include "ui/screens/reports/reports_screen.h"

#include <QLineEdit>

using namespace mops;
using namespace Qt::StringLiterals;

class TestReportsScreen : public QObject {
    Q_OBJECT
private slots:
    void whatWasTypedSurvivesAChangeOfLanguage() {
        Console console(m_mart);
        month(console)->setText(u"2019-03"_s);
        console.page().retranslate();
        QCOMPARE(month(console)->text(), u"2019-03"_s);
    }

private:
    using Console = test::PageConsole<ui::ReportsScreen>;
    static QLineEdit* month(Console& console) { return console.find<QLineEdit>("parameter_month"); }

    test::SimulatedMart m_mart;
};

QTEST_MAIN(TestReportsScreen)
#include "tst_reports_screen.moc"
