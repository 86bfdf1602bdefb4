#include "ui/screens/rules/replay_view.h"
#include "ui/screens/rules/rule_editor.h"
#include "ui/screens/rules/rules_section.h"
#include "ui/screens/rules/versions_view.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"

#include <QLineEdit>
#include <QTabWidget>

using namespace Qt::StringLiterals;

// What is written and not saved yet: kept when another rule is looked at, and over a restart.
namespace mops::ui {

std::string RulesSection::draftKey() const {
    // A known rule keeps its name, so what stands in the editor tells which one it is.
    return m_isNew ? std::string() : m_editor->rule().name;
}

bool RulesSection::isEdited(const std::string& name) const {
    const bool isHere = m_editor != nullptr && !m_isNew && draftKey() == name;
    return isHere ? m_editor->isChanged() : m_drafts.contains(name);
}

void RulesSection::keepDraft() {
    if (!m_isNew && m_editor->rule().version == 0)
        return; // nothing was in it yet
    if (m_editor->isChanged())
        m_drafts.insert_or_assign(draftKey(), Draft{m_editor->rule(), m_note->text()});
    else
        m_drafts.erase(draftKey());
}

void RulesSection::dropEdits() {
    m_drafts.erase(draftKey());
    if (const desk::RuleVersion* rule = selected())
        load(*rule);
    else
        load({});
}

void RulesSection::load(const desk::RuleVersion& rule) {
    const desk::RuleVersion before = m_editor->rule();
    const auto draft = m_drafts.find(rule.version == 0 ? std::string() : rule.name);
    m_isLoading = true;
    m_editor->setCurrency(session().facts().currency);
    if (draft != m_drafts.end())
        m_editor->setDraft(rule, draft->second.rule);
    else
        m_editor->setRule(rule);
    m_isLoading = false;
    m_note->setText(draft == m_drafts.end() ? QString() : draft->second.note);
    // A replay stays as long as it is of the condition that is shown.
    const desk::RuleVersion now = m_editor->rule();
    if (before.predicate != now.predicate || before.subject != now.subject)
        m_replay->showEmpty();
    m_table.refreshTexts();
    refreshButtons();
}

void RulesSection::startNew() {
    keepDraft();
    m_isNew = true;
    m_pane->showContent();
    {
        const QSignalBlocker quiet(m_view);
        m_view->selectRow(-1);
    }
    m_history->setVersions({});
    load({});
    m_tabs->setCurrentIndex(0);
    m_editor->nameField()->setFocus(Qt::ShortcutFocusReason);
}

void RulesSection::startExample(const desk::ExampleRule& example) {
    const auto start = [this, &example] {
        m_isNew = false;
        m_drafts.erase(std::string());
        startNew();
        desk::RuleVersion rule;
        rule.name = example.name;
        rule.subject = example.subject;
        rule.action = example.action;
        rule.tag = example.tag;
        rule.predicate = example.predicate;
        m_editor->setDraft({}, rule);
    };
    keepDraft();
    const auto unsaved = m_drafts.find(std::string());
    if (unsaved == m_drafts.end()) {
        start();
        return;
    }
    const QString name = format::text(unsaved->second.rule.name);
    dialogs::confirm(this, tr("Give up the rule that is not saved yet?"),
                     name.isEmpty() ? tr("The example takes its place.")
                                    : tr("The example takes the place of \"%1\".").arg(name),
                     tr("Give up"), start);
}

QVariantMap RulesSection::saveState() const {
    QVariantList drafts;
    const auto keep = [&drafts](const std::string& key, const Draft& draft) {
        drafts << QVariantMap{{u"of"_s, format::text(key)},
                              {u"name"_s, format::text(draft.rule.name)},
                              {u"subject"_s, static_cast<int>(draft.rule.subject)},
                              {u"predicate"_s, format::text(draft.rule.predicate)},
                              {u"action"_s, static_cast<int>(draft.rule.action)},
                              {u"tag"_s, format::text(draft.rule.tag)},
                              {u"note"_s, draft.note}};
    };
    const bool writes = m_editor->isChanged() && (m_isNew || m_editor->rule().version > 0);
    for (const auto& [key, draft] : m_drafts)
        if (!writes || key != draftKey())
            keep(key, draft);
    if (writes)
        keep(draftKey(), {m_editor->rule(), m_note->text()});
    return {{u"rule"_s, selected() == nullptr ? QString() : format::text(selected()->name)},
            {u"face"_s, m_editor->face()},
            {u"drafts"_s, drafts}};
}

void RulesSection::restoreState(const QVariantMap& state) {
    m_wanted = state.value(u"rule"_s).toString();
    m_editor->setFace(qBound(0, state.value(u"face"_s, 1).toInt(), 1));
    const QVariantList drafts = state.value(u"drafts"_s).toList();
    for (const QVariant& each : drafts) {
        const QVariantMap map = each.toMap();
        const auto text = [&map](const QString& key) {
            return format::toStd(map.value(key).toString());
        };
        Draft draft;
        draft.rule.name = text(u"name"_s);
        draft.rule.predicate = text(u"predicate"_s);
        draft.rule.tag = text(u"tag"_s);
        draft.rule.subject =
            static_cast<desk::RuleSubject>(qBound(0, map.value(u"subject"_s).toInt(), 1));
        draft.rule.action =
            static_cast<desk::RuleAction>(qBound(0, map.value(u"action"_s).toInt(), 2));
        draft.note = map.value(u"note"_s).toString();
        m_drafts.insert_or_assign(text(u"of"_s), std::move(draft));
    }
    if (const desk::RuleVersion* rule = selected())
        load(*rule);
    else
        refreshButtons();
}

} // namespace mops::ui
