#include "ui/screens/rules/text_diff.h"

#include <QtTest>

using namespace mops::ui;

class TestTextDiff : public QObject {
    Q_OBJECT
private slots:
    void theSharedWordsStay_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("equal") << "a > 1"
                               << "a > 1" << QStringList{"=a > 1"};
        QTest::newRow("value") << "a > 1"
                               << "a > 2" << QStringList{"=a >", "-1", "+2"};
        QTest::newRow("longer") << "a > 1"
                                << "a > 1 AND b < 2" << QStringList{"=a > 1", "+AND b < 2"};
        QTest::newRow("from nothing") << ""
                                      << "a > 1" << QStringList{"+a > 1"};
        QTest::newRow("to nothing") << "a > 1"
                                    << "" << QStringList{"-a > 1"};
        QTest::newRow("blanks") << "a  >\n1"
                                << "a > 1" << QStringList{"=a > 1"};
    }
    void theSharedWordsStay() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QStringList, expected);
        QStringList found;
        for (const DiffPart& part : diffWords(before, after))
            found << (part.kind == DiffPart::Kind::Same      ? "="
                      : part.kind == DiffPart::Kind::Removed ? "-"
                                                             : "+") +
                         part.text;
        QCOMPARE(found, expected);
    }
    void markupInAConditionStaysText() {
        const QString html = diffHtml(QStringLiteral("a < 1"), QStringLiteral("a < <b>2"));
        QVERIFY(!html.contains(QStringLiteral("<b>")));
        QVERIFY(html.contains(QStringLiteral("&lt;b&gt;2")));
    }
};

QTEST_MAIN(TestTextDiff)
#include "tst_text_diff.moc"
