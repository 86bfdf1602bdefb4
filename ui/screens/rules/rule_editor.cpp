#include "ui/screens/rules/rule_editor.h"

#include "ui/screens/rules/predicate_edit.h"
#include "ui/screens/rules/rule_form_edit.h"
#include "ui/screens/rules/rule_words.h"
#include "ui/text/rule_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/job_bar.h"
#include "ui/util/segmented.h"

#include <array>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kPauseMilliseconds = 400;
constexpr std::array kActions{desk::RuleAction::Case, desk::RuleAction::Tag,
                              desk::RuleAction::Hold};
constexpr std::array kSubjects{desk::RuleSubject::Merchant, desk::RuleSubject::Order};

} // namespace

RuleEditor::RuleEditor(JobRunner& jobs, QWidget* parent)
    : QWidget(parent)
    , m_faces(new Segmented(this))
    , m_sql(new PredicateEdit(this))
    , m_form(new RuleFormEdit(this))
    , m_sentenceTitle(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_trying(new JobBar(jobs, u"rule-test"_s, this))
    , m_result(new QLabel(this))
    , m_resultDetail(new QLabel(this))
    , m_pause(new QTimer(this)) {
    setProperty("plain", true);
    m_sql->setObjectName(u"ruleSql"_s);
    m_sql->setMinimumHeight(fontMetrics().height() * 4);
    m_form->setObjectName(u"ruleForm"_s);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_form);
    m_formScroll = scroll;
    m_sentence->setObjectName(u"ruleSentence"_s);
    m_result->setObjectName(u"ruleResult"_s);
    m_resultDetail->setObjectName(u"ruleResultDetail"_s);
    theme::setTextRole(m_sentenceTitle, theme::TextRole::Muted);
    theme::setTextRole(m_resultDetail, theme::TextRole::Muted);
    for (QLabel* label : {m_sentence, m_result, m_resultDetail}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* faces = new QHBoxLayout;
    faces->setSpacing(theme::unit());
    faces->addWidget(m_faces);
    faces->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(buildHead());
    layout->addLayout(faces);
    layout->addWidget(m_sql, 1);
    layout->addWidget(m_formScroll, 1);
    layout->addWidget(m_sentenceTitle);
    layout->addWidget(m_sentence);
    layout->addWidget(m_trying);
    layout->addWidget(m_result);
    layout->addWidget(m_resultDetail);
    m_pause->setSingleShot(true);
    m_pause->setInterval(kPauseMilliseconds);
    connect(m_pause, &QTimer::timeout, this, &RuleEditor::tryWanted);
    connect(m_faces, &Segmented::chosen, this, &RuleEditor::setFace);
    connect(m_sql, &QPlainTextEdit::textChanged, this, &RuleEditor::applySql);
    connect(m_form, &RuleFormEdit::changed, this, &RuleEditor::applyForm);
    connect(m_subject, &QComboBox::activated, this, &RuleEditor::applySubject);
    connect(m_action, &QComboBox::activated, this, [this] {
        m_tag->setVisible(rule().action == desk::RuleAction::Tag);
        showSentence();
        emit edited();
    });
    for (QLineEdit* field : {m_name, m_tag})
        connect(field, &QLineEdit::textEdited, this, &RuleEditor::edited);
    retranslate();
    setFace(1);
    m_faces->setCurrent(1);
}

QWidget* RuleEditor::buildHead() {
    auto* head = new QWidget(this);
    head->setProperty("plain", true);
    m_nameLabel = new QLabel(head);
    m_name = new QLineEdit(head);
    m_name->setObjectName(u"ruleName"_s);
    m_nameLabel->setBuddy(m_name);
    m_subject = new QComboBox(head);
    m_subject->setObjectName(u"ruleSubject"_s);
    for (const desk::RuleSubject subject : kSubjects)
        m_subject->addItem(QString(), static_cast<int>(subject));
    m_action = new QComboBox(head);
    m_action->setObjectName(u"ruleAction"_s);
    for (const desk::RuleAction action : kActions)
        m_action->addItem(QString(), static_cast<int>(action));
    m_tag = new QLineEdit(head);
    m_tag->setObjectName(u"ruleTag"_s);
    m_tag->setMaximumWidth(theme::unit(16));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_nameLabel);
    row->addWidget(m_name, 1);
    row->addWidget(m_subject);
    row->addWidget(m_action);
    row->addWidget(m_tag);
    return head;
}

void RuleEditor::setRule(const desk::RuleVersion& rule) {
    m_rule = rule;
    m_name->setText(format::text(rule.name));
    // A rule keeps its name: another name is another rule.
    m_name->setReadOnly(rule.version > 0);
    m_subject->setCurrentIndex(m_subject->findData(static_cast<int>(rule.subject)));
    m_action->setCurrentIndex(m_action->findData(static_cast<int>(rule.action)));
    m_tag->setText(format::text(rule.tag));
    m_tag->setVisible(rule.action == desk::RuleAction::Tag);
    m_sql->setSubject(rule.subject);
    const auto form =
        rule.predicate.empty() ? std::optional(desk::RuleForm{}) : desk::parseForm(rule.predicate);
    {
        const QSignalBlocker quiet(m_sql);
        m_sql->setPlainText(format::text(rule.predicate));
    }
    m_form->setSubject(rule.subject);
    m_form->setForm(form);
    showSentence();
    clearTry();
    emit edited();
    if (!rule.predicate.empty())
        m_pause->start();
}

void RuleEditor::setDraft(const desk::RuleVersion& saved, const desk::RuleVersion& draft) {
    {
        const QSignalBlocker quiet(this); // half of it is no state to act on
        setRule(draft);
    }
    m_rule = saved;
    m_name->setReadOnly(saved.version > 0);
    emit edited();
}

void RuleEditor::setPredicate(const QString& predicate) {
    m_sql->setPlainText(predicate);
}

desk::RuleVersion RuleEditor::rule() const {
    desk::RuleVersion rule = m_rule;
    rule.name = format::toStd(m_name->text().trimmed());
    rule.subject = static_cast<desk::RuleSubject>(m_subject->currentData().toInt());
    rule.action = static_cast<desk::RuleAction>(m_action->currentData().toInt());
    rule.tag = rule.action == desk::RuleAction::Tag ? format::toStd(m_tag->text().trimmed())
                                                    : std::string();
    rule.predicate = format::toStd(m_sql->predicate());
    return rule;
}

bool RuleEditor::isChanged() const {
    const desk::RuleVersion now = rule();
    return now.name != m_rule.name || now.subject != m_rule.subject ||
           now.action != m_rule.action || now.tag != m_rule.tag ||
           now.predicate != format::toStd(format::text(m_rule.predicate).trimmed());
}

void RuleEditor::applySql() {
    const std::string predicate = format::toStd(m_sql->predicate());
    m_form->setForm(predicate.empty() ? std::optional(desk::RuleForm{})
                                      : desk::parseForm(predicate));
    showSentence();
    m_pause->start();
    emit edited();
}

void RuleEditor::applyForm() {
    const auto& form = m_form->form();
    if (!form)
        return;
    const QSignalBlocker quiet(m_sql);
    m_sql->setPlainText(form->groups.empty() ? QString() : format::text(desk::predicateOf(*form)));
    showSentence();
    m_pause->start();
    emit edited();
}

void RuleEditor::applySubject() {
    m_sql->setSubject(rule().subject);
    m_form->setSubject(rule().subject);
    showSentence();
    m_pause->start();
    emit edited();
}

void RuleEditor::showSentence() {
    const desk::RuleVersion now = rule();
    m_sentence->setText(now.predicate.empty() ? tr("No condition yet.")
                                              : text::ruleSentence(now, m_currency));
}

void RuleEditor::setCurrency(const std::string& currency) {
    m_currency = currency;
    showSentence();
}

void RuleEditor::showTry(const QString& sentence, const QString& detail, bool bad) {
    theme::setTone(m_result, bad ? theme::Tone::Bad : theme::Tone::Neutral);
    m_result->setText(sentence);
    m_resultDetail->setText(detail);
    m_result->setVisible(!sentence.isEmpty());
    m_resultDetail->setVisible(!detail.isEmpty());
}

void RuleEditor::clearTry() {
    showTry({}, {}, false);
}

void RuleEditor::setFace(int face) {
    m_faces->setCurrent(face);
    m_sql->setVisible(face == 0);
    m_formScroll->setVisible(face == 1);
}

int RuleEditor::face() const {
    return m_faces->current();
}

QWidget* RuleEditor::nameField() const {
    return m_name;
}

QWidget* RuleEditor::conditionField() const {
    return face() == 0 ? static_cast<QWidget*>(m_sql) : m_form;
}

void RuleEditor::fillChoices() {
    for (int at = 0; at < m_subject->count(); ++at)
        m_subject->setItemText(at, rule_words::subjectText(static_cast<desk::RuleSubject>(
                                       m_subject->itemData(at).toInt())));
    for (int at = 0; at < m_action->count(); ++at)
        m_action->setItemText(at, text::ruleActionText(static_cast<desk::RuleAction>(
                                      m_action->itemData(at).toInt())));
}

void RuleEditor::retranslate() {
    m_nameLabel->setText(tr("Rule"));
    m_name->setAccessibleName(tr("Name of the rule"));
    m_name->setPlaceholderText(tr("Name of the rule"));
    m_subject->setAccessibleName(tr("What it looks at"));
    m_action->setAccessibleName(tr("What it does"));
    m_tag->setAccessibleName(tr("Tag"));
    m_tag->setPlaceholderText(tr("Tag"));
    m_faces->setAccessibleName(tr("Condition as"));
    m_faces->setChoices({tr("SQL"), tr("Form")});
    m_sql->setAccessibleName(tr("Condition as SQL"));
    m_sql->setPlaceholderText(tr("late_share_90 > 0.2 AND orders_90 >= 10"));
    m_form->setAccessibleName(tr("Condition as a form"));
    m_sentenceTitle->setText(tr("In words"));
    fillChoices();
    m_sql->setSubject(rule().subject);
    m_form->retranslate();
    showSentence();
    if (!m_result->text().isEmpty())
        m_pause->start(); // what the try said was said in the other language
}

} // namespace mops::ui
