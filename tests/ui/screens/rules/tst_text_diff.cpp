#include "ui/screens/rules/text_diff.h"

#include <QtTest>

using namespace mops::ui;
using namespace Qt::StringLiterals;

class TestTextDiff : public QObject {
    Q_OBJECT
private slots:
    void theSharedWordsStay_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* name, const QString& before, const QString& after,
                            const QStringList& expected) {
            QTest::newRow(name) << before << after << expected;
        };
        row("equal", u"a > 1"_s, u"a > 1"_s, {u"=a > 1"_s});
        row("value", u"a > 1"_s, u"a > 2"_s, {u"=a >"_s, u"-1"_s, u"+2"_s});
        row("longer", u"a > 1"_s, u"a > 1 AND b < 2"_s, {u"=a > 1"_s, u"+AND b < 2"_s});
        row("from nothing", {}, u"a > 1"_s, {u"+a > 1"_s});
        row("to nothing", u"a > 1"_s, {}, {u"-a > 1"_s});
        row("blanks", u"a  >\n1"_s, u"a > 1"_s, {u"=a > 1"_s});
    }
    void theSharedWordsStay() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QStringList, expected);
        QStringList found;
        for (const DiffPart& part : diffWords(before, after))
            found << (part.kind == DiffPart::Kind::Same      ? u"="_s
                      : part.kind == DiffPart::Kind::Removed ? u"-"_s
                                                             : u"+"_s) +
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
