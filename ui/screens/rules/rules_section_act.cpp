#include "ui/screens/rules/replay_view.h"
#include "ui/screens/rules/rule_editor.h"
#include "ui/screens/rules/rule_words.h"
#include "ui/screens/rules/rules_section.h"
#include "ui/shell/mart_session.h"
#include "ui/text/error_text.h"
#include "ui/text/rule_text.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/notice_bar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace Qt::StringLiterals;

// What the rules page does: try, replay, open, save, switch, run.
namespace mops::ui {

void RulesSection::tryRule() {
    const desk::RuleVersion rule = m_editor->rule();
    if (rule.predicate.empty()) {
        session().jobs().cancelKind(u"rule-test"_s);
        m_editor->clearTry();
        return;
    }
    session().read<desk::RuleTest>(
        {u"rule-test"_s, tr("Trying the condition"), Lane::Read},
        [rule](db::Database& mart, TaskContext& task) {
            return desk::testPredicate(mart, rule.subject, rule.predicate, std::nullopt, task);
        },
        this,
        [this, rule](const Result<desk::RuleTest>& test) {
            if (!test) {
                m_editor->showTry(text::errorText(test.error()), text::errorHint(test.error()),
                                  test.error().code != ErrorCode::Cancelled);
                return;
            }
            const double share = test->subjects > 0 ? static_cast<double>(test->hits) /
                                                          static_cast<double>(test->subjects)
                                                    : 0;
            QStringList sample;
            for (const std::string& id : test->sample)
                sample << format::text(id);
            m_editor->showTry(tr("Today it holds for %1 of %2 (%3); tried in %4.")
                                  .arg(format::integer(test->hits),
                                       rule_words::subjectsText(rule.subject, test->subjects),
                                       format::percent(share), format::duration(test->seconds)),
                              sample.isEmpty()
                                  ? QString()
                                  : tr("For example: %1").arg(sample.mid(0, 5).join(u", "_s)),
                              false);
        });
}

void RulesSection::replay() {
    const desk::RuleVersion rule = m_editor->rule();
    if (rule.predicate.empty() || !session().facts().dataAsOf)
        return;
    m_tabs->setCurrentIndex(1);
    desk::ReplayParams params = m_replay->params(toSeconds(*session().facts().dataAsOf));
    params.subject = rule.subject;
    params.predicate = rule.predicate;
    m_replay->showLoading();
    using Ptr = ReplayView::ReportPtr;
    session().read<Ptr>(
        {u"rule-replay"_s, tr("Replaying the rule over the past"), Lane::Read},
        [params](db::Database& mart, TaskContext& task) -> Result<Ptr> {
            auto report = desk::replayRule(mart, params, task);
            if (!report)
                return failAs(report);
            return std::make_shared<const desk::ReplayReport>(std::move(*report));
        },
        this,
        [this, params](const Result<Ptr>& report) {
            if (!report) {
                m_replay->showFailed(report.error());
                return;
            }
            m_replay->show(*report, params, session().facts().currency);
            // What it showed is the note of the version that is saved after it.
            if (m_note->text().isEmpty() && m_editor->isChanged()) {
                m_note->setText(m_replay->note());
                m_note->setCursorPosition(0);
            }
            // The condition may have been edited while it ran.
            const desk::RuleVersion now = m_editor->rule();
            m_replay->setStale(now.predicate != params.predicate || now.subject != params.subject);
        });
}

void RulesSection::openHits() {
    const desk::ReplayReport* report = m_replay->report();
    if (report == nullptr || report->fired.empty() || m_replay->isStale())
        return;
    const auto rule = m_editor->rule();
    dialogs::confirm(
        this, tr("Open these as cases?"),
        tr("%1 hits of the replay, one case a merchant; merchants with a case that waits are left "
           "alone. Ctrl+Z takes all of it back.")
            .arg(format::integer(report->hits)),
        tr("Open"), [this, rule, ids = desk::hitIds(*report)] {
            m_notice->dismiss();
            session().write<desk::OpenedCases>(
                {u"rule-open"_s, tr("Opening cases"), Lane::Write}, Change::Desk,
                [rule, ids, name = session().operatorName()](db::Database& mart, TaskContext&) {
                    const SystemClock clock;
                    return desk::openHits(mart, rule, ids, {name, clock});
                },
                this,
                [this](const Result<desk::OpenedCases>& opened) {
                    if (!opened) {
                        m_notice->showError(opened.error());
                        return;
                    }
                    say(theme::Tone::Good, [cases = *opened] {
                        return tr("%1 cases opened; %2 were waiting already.")
                            .arg(format::integer(cases.opened), format::integer(cases.alreadyOpen));
                    });
                });
        });
}

void RulesSection::save() {
    desk::RuleVersion rule = m_editor->rule();
    if (!m_save->isEnabled())
        return;
    rule.note = format::toStd(m_note->text().trimmed());
    m_notice->dismiss();
    session().write<desk::Receipt>(
        {u"rule-save"_s, tr("Saving the rule"), Lane::Write}, Change::Desk,
        [rule, name = session().operatorName()](db::Database& mart, TaskContext&) {
            const SystemClock clock;
            return desk::saveRule(mart, rule, {name, clock});
        },
        this,
        [this, rule](const Result<desk::Receipt>& receipt) {
            if (!receipt) {
                m_notice->showError(receipt.error());
                return;
            }
            const std::string key = rule.version == 0 ? std::string() : rule.name;
            m_drafts.erase(key);
            // Another one may be in the editor by now.
            if (draftKey() == key) {
                m_isNew = false;
                m_wanted = format::text(rule.name);
                m_note->clear();
                // What stands in the editor is the newest version now.
                desk::RuleVersion saved = rule;
                saved.version = rule.version + 1;
                m_isLoading = true;
                m_editor->setRule(saved);
                m_isLoading = false;
            }
            refresh();
            say(theme::Tone::Good, [name = format::text(rule.name)] {
                return tr("%1 is saved as a draft. It does nothing until it is switched on.")
                    .arg(name);
            });
        });
}

void RulesSection::switchTo(desk::RuleState state) {
    const desk::RuleVersion* rule = selected();
    if (rule == nullptr)
        return;
    m_notice->dismiss();
    session().write<desk::Receipt>(
        {u"rule-switch"_s, tr("Switching the rule"), Lane::Write}, Change::Desk,
        [rule = *rule, state, name = session().operatorName()](db::Database& mart, TaskContext&) {
            const SystemClock clock;
            return desk::switchRule(mart, rule.name, rule.version, state, {name, clock});
        },
        this,
        [this, state, name = format::text(rule->name)](const Result<desk::Receipt>& receipt) {
            if (!receipt) {
                m_notice->showError(receipt.error());
                return;
            }
            const bool asked = receipt->kind == "approval.ask";
            say(asked ? theme::Tone::Watch : theme::Tone::Good, [asked, state, name] {
                return asked ? tr("A second person is asked (Audit, Second person).")
                             : tr("%1: %2.").arg(name, text::ruleStateText(state));
            });
        });
}

void RulesSection::runAll() {
    m_notice->dismiss();
    session().write<desk::RuleRun>(
        {u"rule-run"_s, tr("Running the rules"), Lane::Write}, Change::Desk,
        [name = session().operatorName()](db::Database& mart, TaskContext& task) {
            const SystemClock clock;
            return desk::runRules(mart, std::nullopt, {name, clock}, task);
        },
        this,
        [this](const Result<desk::RuleRun>& run) {
            if (!run) {
                m_notice->showError(run.error());
                return;
            }
            say(theme::Tone::Good, [rules = run->rules] {
                QStringList parts;
                for (const desk::RuleRunHits& hits : rules)
                    parts << tr("%1: %2 hits, %3 acted on", "rule, numbers")
                                 .arg(format::text(hits.name), format::integer(hits.hits),
                                      format::integer(hits.acted));
                return parts.isEmpty() ? tr("No rule is enabled or watching.")
                                       : parts.join(u"; "_s);
            });
        });
}

} // namespace mops::ui
