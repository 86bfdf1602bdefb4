#include "ui/jobs/job_runner.h"
#include "ui/screens/rules/predicate_edit.h"
#include "ui/screens/rules/rule_editor.h"
#include "ui/screens/rules/rule_form_edit.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

using namespace mops;
using namespace mops::ui;
using namespace Qt::StringLiterals;

/// The three faces of a condition.
class TestRuleEditor : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_editor.reset(); }
    void whatIsWrittenStandsInTheFormAndTheSentence();
    void whatIsChosenStandsInTheSqlAndTheSentence();
    void aConditionTooRichForTheFormStaysSql();
    void anEmptiedFormEmptiesTheSql();
    void columnsAreOfferedWhileTyping();
    void aTryIsWantedOnceAfterAPauseInTyping();
    void theNameOfAKnownRuleStays();
    void onlyWhatDiffersCountsAsChanged();

private:
    template <class Widget>
    Widget* find(const char* name) const {
        auto* widget = m_editor->findChild<Widget*>(QString::fromLatin1(name));
        if (widget == nullptr)
            qFatal("no widget %s", name);
        return widget;
    }
    void write(const QString& sql) const { find<PredicateEdit>("ruleSql")->setPlainText(sql); }
    QString sentence() const { return find<QLabel>("ruleSentence")->text(); }

    JobRunner m_jobs;
    std::unique_ptr<RuleEditor> m_editor;
};

void TestRuleEditor::init() {
    m_editor = std::make_unique<RuleEditor>(m_jobs);
    m_editor->resize(900, 600);
    m_editor->show();
    m_editor->setRule({});
}

void TestRuleEditor::whatIsWrittenStandsInTheFormAndTheSentence() {
    write(u"late_share_90 > 0.2 AND orders_90 >= 10"_s);
    const auto* column = find<QComboBox>("column0-0");
    QCOMPARE(column->currentData().toString(), u"late_share_90"_s);
    QCOMPARE(find<QLineEdit>("value0-0")->text(), u"0.2"_s);
    QVERIFY2(sentence().contains(u"20"_s) && sentence().contains(u" and "_s),
             qPrintable(sentence()));
}

void TestRuleEditor::whatIsChosenStandsInTheSqlAndTheSentence() {
    find<QPushButton>("addGroup")->click();
    QTRY_VERIFY(m_editor->findChild<QLineEdit*>(u"value0-0"_s) != nullptr);
    auto* value = find<QLineEdit>("value0-0");
    value->selectAll();
    QTest::keyClicks(value, u"0.35"_s);
    const std::string predicate = m_editor->rule().predicate;
    QVERIFY2(predicate.find("0.35") != std::string::npos, predicate.c_str());
    const auto form = desk::parseForm(predicate);
    QVERIFY(form);
    QCOMPARE(form->groups.front().conditions.front().value, std::string("0.35"));
    QVERIFY(!sentence().isEmpty());
    // The field that is written in stays where it is.
    QCOMPARE(find<QLineEdit>("value0-0"), value);
}

void TestRuleEditor::aConditionTooRichForTheFormStaysSql() {
    m_editor->setFace(1);
    const QString rich = u"abs(late_share_90 - 0.5) < 0.1 * orders_90"_s;
    write(rich);
    QVERIFY(find<QLabel>("formTooMuch")->isVisible());
    QCOMPARE(m_editor->rule().predicate, rich.toStdString());
    QVERIFY(sentence().contains(rich));
    write(u"orders_90 > 3"_s);
    QVERIFY(!find<QLabel>("formTooMuch")->isVisible());
}

void TestRuleEditor::anEmptiedFormEmptiesTheSql() {
    write(u"orders_90 > 3"_s);
    find<QToolButton>("removeCondition0-0")->click();
    QCOMPARE(m_editor->rule().predicate, std::string());
}

void TestRuleEditor::columnsAreOfferedWhileTyping() {
    m_editor->setFace(0);
    auto* sql = find<PredicateEdit>("ruleSql");
    sql->setFocus();
    QTest::keyClicks(sql, u"late_sh"_s);
    QVERIFY(sql->completer()->completionCount() > 0);
    QVERIFY(sql->completer()->currentCompletion().contains(u"late_sh"_s));
}

void TestRuleEditor::aTryIsWantedOnceAfterAPauseInTyping() {
    QSignalSpy wanted(m_editor.get(), &RuleEditor::tryWanted);
    for (const QString& text : {u"o"_s, u"orders"_s, u"orders_90 > 3"_s})
        write(text);
    QTRY_COMPARE(wanted.count(), 1);
}

void TestRuleEditor::theNameOfAKnownRuleStays() {
    desk::RuleVersion known;
    known.name = "late";
    known.version = 2;
    known.predicate = "orders_90 > 3";
    m_editor->setRule(known);
    QVERIFY(find<QLineEdit>("ruleName")->isReadOnly());
    m_editor->setRule({});
    QVERIFY(!find<QLineEdit>("ruleName")->isReadOnly());
}

void TestRuleEditor::onlyWhatDiffersCountsAsChanged() {
    desk::RuleVersion known;
    known.name = "late";
    known.version = 2;
    known.predicate = "orders_90 > 3";
    m_editor->setRule(known);
    QVERIFY(!m_editor->isChanged());
    write(u"orders_90 > 4"_s);
    QVERIFY(m_editor->isChanged());
    write(u"orders_90 > 3"_s);
    QVERIFY(!m_editor->isChanged());
}

QTEST_MAIN(TestRuleEditor)
#include "tst_rule_editor.moc"
