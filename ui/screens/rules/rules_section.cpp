#include "ui/screens/rules/rules_section.h"

#include "ui/screens/rules/replay_view.h"
#include "ui/screens/rules/rule_editor.h"
#include "ui/screens/rules/rule_words.h"
#include "ui/screens/rules/versions_view.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/rule_text.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/notice_bar.h"

#include <algorithm>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kExamplesOffered = 3;

QString exampleTitle(const desk::ExampleRule& example) {
    return QCoreApplication::translate("ExampleRule", example.title);
}

} // namespace

std::vector<TableColumn<RulesSection::Line>> RulesSection::columns() const {
    using Row = Line;
    return {{[] { return tr("Rule"); },
             [this](const Row& row) {
                 const QString name = format::text(row.rule.name);
                 return isEdited(row.rule.name) ? tr("%1 · edited").arg(name) : name;
             },
             [](const Row& row) { return format::text(row.rule.name); },
             CellKind::Text,
             {},
             {},
             [](const Row& row) { return format::text(row.rule.predicate); }},
            {[] { return tr("State"); },
             [](const Row& row) {
                 return row.rule.waitsForApproval ? tr("waits for a second person")
                                                  : text::ruleStateText(row.rule.state);
             },
             {},
             CellKind::Badge,
             [](const Row& row) {
                 return row.rule.waitsForApproval ? theme::Tone::Watch
                                                  : rule_words::stateTone(row.rule.state);
             },
             {},
             {}},
            {[] { return tr("Hits"); },
             [](const Row& row) {
                 return row.hits ? format::integer(row.hits->hits) : format::missing();
             },
             [](const Row& row) {
                 return row.hits ? static_cast<qlonglong>(row.hits->hits) : qlonglong{-1};
             },
             CellKind::Number,
             {},
             {},
             [](const Row& row) {
                 return row.hits ? tr("Version %1 in the latest run, %2, on data up to %3")
                                       .arg(format::integer(row.hits->version),
                                            format::dateTime(row.hits->ranAt),
                                            format::date(row.hits->asOf))
                                 : tr("It had no part in the latest run");
             }},
            {[] { return tr("Version"); },
             [](const Row& row) { return format::integer(row.rule.version); },
             [](const Row& row) { return row.rule.version; },
             CellKind::Number,
             {},
             {},
             {}}};
}

RulesSection::RulesSection(MartSession& session, QWidget* parent)
    : Section(session, parent)
    , m_table(columns())
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this)) {
    m_table.setId([](const Line& row) { return format::text(row.rule.name); });
    auto* split = new QSplitter(this);
    split->addWidget(buildList());
    split->addWidget(buildWork());
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    split->setSizes({theme::unit(45), theme::unit(95)});
    m_pane->setObjectName(u"rulesPane"_s);
    m_pane->setContent(split);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    retranslate();
}

QWidget* RulesSection::buildList() {
    auto* list = new QWidget(this);
    list->setProperty("plain", true);
    m_view = new TableView(list);
    m_view->setObjectName(u"rules"_s);
    m_view->setModel(&m_table);
    m_view->setColumnWidths({11, 8, 4, 3});
    m_view->setColumnHidden(3, true); // the versions have a tab of their own
    m_new = new KeyButton(u"N"_s, list);
    m_new->setObjectName(u"ruleNew"_s);
    m_runAll = new KeyButton(u"U"_s, list);
    m_runAll->setObjectName(u"ruleRunAll"_s);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::unit());
    buttons->addWidget(m_new);
    buttons->addStretch(1);
    buttons->addWidget(m_runAll);
    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, theme::unit(), 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_view, 1);
    layout->addLayout(buttons);
    connect(m_view, &TableView::currentRowChanged, this, &RulesSection::showRule);
    connect(m_view, &TableView::opened, this,
            [this] { m_editor->conditionField()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_new, &QPushButton::clicked, this, &RulesSection::startNew);
    connect(m_runAll, &QPushButton::clicked, this, &RulesSection::runAll);
    return list;
}

QWidget* RulesSection::buildWork() {
    auto* work = new QFrame(this);
    work->setProperty("card", true);
    m_tabs = new QTabWidget(work);
    m_tabs->setObjectName(u"ruleTabs"_s);
    m_tabs->setDocumentMode(true);
    m_editor = new RuleEditor(session().jobs(), m_tabs);
    m_replay = new ReplayView(session().jobs(), m_tabs);
    m_history = new VersionsView(m_tabs);
    for (QWidget* page : std::initializer_list<QWidget*>{m_editor, m_replay, m_history}) {
        page->layout()->setContentsMargins(0, theme::unit(), 0, 0);
        m_tabs->addTab(page, QString());
    }
    auto* layout = new QVBoxLayout(work);
    layout->setContentsMargins(theme::unit(2), theme::unit(), theme::unit(2), theme::unit(1.5));
    layout->setSpacing(theme::unit());
    layout->addWidget(m_tabs, 1);
    layout->addWidget(buildSaveBar());
    connect(m_editor, &RuleEditor::tryWanted, this, &RulesSection::tryRule);
    connect(m_editor, &RuleEditor::edited, this, [this] {
        if (!m_isLoading) {
            m_replay->setStale(true);
            m_table.refreshTexts(); // "edited"
        }
        refreshButtons();
    });
    connect(m_replay, &ReplayView::replayWanted, this, &RulesSection::replay);
    connect(m_replay, &ReplayView::openCasesWanted, this, &RulesSection::openHits);
    connect(m_replay, &ReplayView::merchantWanted, this, [this](const QString& id) {
        emit jumpRequested({u"merchants"_s, id, {}});
    });
    connect(m_history, &VersionsView::versionWanted, this,
            [this](const desk::RuleVersion& version) {
                m_drafts.insert_or_assign(version.name, Draft{version, {}});
                if (selected() != nullptr)
                    load(*selected());
                m_tabs->setCurrentIndex(0);
            });
    return work;
}

QWidget* RulesSection::buildSaveBar() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    m_note = new QLineEdit(bar);
    m_note->setObjectName(u"ruleNote"_s);
    const auto button = [bar](const QString& key, const QString& name) {
        auto* made = new KeyButton(key, bar);
        made->setObjectName(name);
        return made;
    };
    m_drop = button(u"X"_s, u"ruleDrop"_s);
    theme::setButtonRole(m_drop, theme::ButtonRole::Quiet);
    m_save = button(u"S"_s, u"ruleSave"_s);
    theme::setButtonRole(m_save, theme::ButtonRole::Primary);
    m_shadow = button(u"W"_s, u"ruleShadow"_s);
    m_enable = button(u"E"_s, u"ruleEnable"_s);
    m_disable = button(u"D"_s, u"ruleDisable"_s);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_note, 1);
    row->addWidget(m_drop);
    row->addWidget(m_save);
    row->addSpacing(theme::unit());
    row->addWidget(m_shadow);
    row->addWidget(m_enable);
    row->addWidget(m_disable);
    connect(m_drop, &QPushButton::clicked, this, &RulesSection::dropEdits);
    connect(m_save, &QPushButton::clicked, this, &RulesSection::save);
    connect(m_note, &QLineEdit::returnPressed, this, &RulesSection::save);
    connect(m_shadow, &QPushButton::clicked, this, [this] { switchTo(desk::RuleState::Shadow); });
    connect(m_enable, &QPushButton::clicked, this, [this] { switchTo(desk::RuleState::Enabled); });
    connect(m_disable, &QPushButton::clicked, this,
            [this] { switchTo(desk::RuleState::Disabled); });
    return bar;
}

void RulesSection::say(theme::Tone tone, std::function<QString()> sentence) {
    m_notice->showNotice(tone, std::move(sentence));
}

void RulesSection::refresh() {
    if (m_table.rowCount() == 0 && !m_isNew)
        m_pane->showLoading(&session().jobs(), u"rules"_s);
    session().read<Known>(
        {u"rules"_s, tr("Reading the rules"), Lane::Read},
        [](db::Database& mart, TaskContext&) -> Result<Known> {
            auto rules = desk::readRules(mart, true);
            if (!rules)
                return failAs(rules);
            auto hits = desk::readLatestHits(mart);
            if (!hits)
                return failAs(hits);
            return Known{std::move(*rules), std::move(*hits)};
        },
        this,
        [this](const Result<Known>& known) {
            if (known)
                show(*known);
            else
                m_pane->showFailed(known.error(), [this] { refresh(); });
        });
}

void RulesSection::show(const Known& known) {
    m_versions.clear();
    for (const desk::RuleVersion& version : known.rules)
        m_versions[version.name].push_back(version);
    std::vector<Line> newest;
    for (auto& [name, versions] : m_versions) {
        std::sort(versions.begin(), versions.end(),
                  [](const desk::RuleVersion& left, const desk::RuleVersion& right) {
                      return left.version > right.version;
                  });
        Line& line = newest.emplace_back(Line{versions.front(), {}});
        // of two versions that ran, the newer one
        for (const desk::LoggedHits& hits : known.hits)
            if (hits.name == name)
                line.hits = hits;
    }
    if (m_wanted.isEmpty() && selected() != nullptr)
        m_wanted = format::text(selected()->name);
    const bool keepsWork = m_isNew || (m_editor->isChanged() && selected() != nullptr);
    {
        const QSignalBlocker quiet(m_view);
        m_table.setRows(std::move(newest));
    }
    m_runAll->setEnabled(m_table.rowCount() > 0);
    if (m_table.rowCount() == 0 && !m_isNew) {
        m_pane->showEmpty(u"view-filter"_s, tr("There is no rule yet"),
                          tr("A rule is a condition over what is known of merchants or orders, "
                             "and what happens when it holds. It can be tried on the past before "
                             "it does anything."),
                          emptyActions());
        return;
    }
    m_pane->showContent();
    const int row = std::max(0, m_table.rowOfId(m_wanted));
    m_wanted.clear();
    if (keepsWork) {
        // What is being written is not taken away by news from elsewhere.
        const QSignalBlocker quiet(m_view);
        m_view->selectRow(m_isNew ? -1 : row);
        refreshButtons();
        return;
    }
    m_view->selectRow(row);
    showRule(row);
}

QVector<StateAction> RulesSection::emptyActions() {
    QVector<StateAction> actions{{m_drafts.contains(std::string())
                                      ? tr("Go on with the rule not saved yet")
                                      : tr("Write the first rule"),
                                  [this] { startNew(); }, true}};
    for (const desk::ExampleRule& example : desk::exampleRules().first(
             std::min<std::size_t>(kExamplesOffered, desk::exampleRules().size())))
        actions.append({tr("Example: %1").arg(exampleTitle(example)),
                        [this, &example] { startExample(example); }, false});
    return actions;
}

const desk::RuleVersion* RulesSection::selected() const {
    const int row = m_view->currentRow();
    return m_isNew || row < 0 || row >= m_table.rowCount() ? nullptr : &m_table.row(row).rule;
}

void RulesSection::showRule(int row) {
    if (row < 0 || row >= m_table.rowCount())
        return;
    keepDraft();
    m_isNew = false;
    const desk::RuleVersion rule = m_table.row(row).rule;
    m_history->setVersions(m_versions[rule.name]);
    load(rule);
}

void RulesSection::refreshButtons() {
    const desk::RuleVersion* rule = selected();
    const desk::RuleVersion now = m_editor->rule();
    const bool changed = m_editor->isChanged();
    m_drop->setVisible(changed);
    m_new->setText(m_drafts.contains(std::string()) && !m_isNew ? tr("Rule not saved yet")
                                                                : tr("New rule"));
    m_save->setEnabled(changed && !now.name.empty() && !now.predicate.empty());
    const bool settled = rule != nullptr && !changed && !rule->waitsForApproval;
    m_shadow->setEnabled(settled && rule->state != desk::RuleState::Shadow);
    m_enable->setEnabled(settled && rule->state != desk::RuleState::Enabled);
    m_disable->setEnabled(settled && (rule->state == desk::RuleState::Enabled ||
                                      rule->state == desk::RuleState::Shadow));
    const QString why = rule == nullptr || changed
                            ? tr("Save it first: a saved version is switched.")
                        : rule->waitsForApproval ? tr("It waits for a second person.")
                                                 : QString();
    for (QWidget* button : std::initializer_list<QWidget*>{m_shadow, m_enable, m_disable})
        button->setToolTip(why);
}

QVector<ScreenAction> RulesSection::actions() {
    const bool canRun = !m_editor->rule().predicate.empty();
    QVector<ScreenAction> actions{
        {tr("New rule"), QKeySequence(Qt::Key_N), [this] { startNew(); }},
        {tr("Try the condition now"), QKeySequence(Qt::Key_T), [this] { tryRule(); }, canRun},
        {tr("Replay over the past"), QKeySequence(Qt::Key_P), [this] { replay(); }, canRun},
        {tr("Save as a version"), QKeySequence(Qt::Key_S), [this] { save(); }, m_save->isEnabled()},
        {tr("Drop the edits"), QKeySequence(Qt::Key_X), [this] { dropEdits(); },
         m_editor->isChanged()},
        {tr("Only watch"), QKeySequence(Qt::Key_W), [this] { switchTo(desk::RuleState::Shadow); },
         m_shadow->isEnabled()},
        {tr("Enable"), QKeySequence(Qt::Key_E), [this] { switchTo(desk::RuleState::Enabled); },
         m_enable->isEnabled()},
        {tr("Disable"), QKeySequence(Qt::Key_D), [this] { switchTo(desk::RuleState::Disabled); },
         m_disable->isEnabled()},
        {tr("Open the hits as cases"), QKeySequence(Qt::Key_C), [this] { openHits(); },
         m_replay->report() != nullptr && !m_replay->isStale()},
        {tr("Next part of the replay"), QKeySequence(Qt::Key_BracketRight),
         [this] { stepReplay(1); }, m_replay->report() != nullptr},
        {tr("Previous part of the replay"), QKeySequence(Qt::Key_BracketLeft),
         [this] { stepReplay(-1); }, m_replay->report() != nullptr},
        {tr("Run all rules"), QKeySequence(Qt::Key_U), [this] { runAll(); }, m_runAll->isEnabled()},
        {tr("SQL or form"), QKeySequence(Qt::Key_F),
         [this] {
             m_tabs->setCurrentIndex(0);
             m_editor->setFace(1 - m_editor->face());
         }},
        {tr("Write the condition"), QKeySequence(Qt::Key_I),
         [this] {
             m_tabs->setCurrentIndex(0);
             m_editor->conditionField()->setFocus(Qt::ShortcutFocusReason);
         }},
        {tr("Versions"), QKeySequence(Qt::Key_V), [this] { m_tabs->setCurrentIndex(2); },
         m_history->count() > 0},
    };
    for (const desk::ExampleRule& example : desk::exampleRules())
        actions.append({tr("Example: %1").arg(exampleTitle(example)), {}, [this, &example] {
                            startExample(example);
                        }});
    return actions;
}

void RulesSection::stepReplay(int step) {
    m_tabs->setCurrentIndex(1);
    m_replay->stepPart(step);
}

void RulesSection::jumpTo(const Jump& jump) {
    const QString name = jump.more.value(u"rule"_s).toString();
    if (name.isEmpty())
        return;
    m_wanted = name;
    if (const int row = m_table.rowOfId(name); row >= 0)
        m_view->selectRow(row);
}

QWidget* RulesSection::mainFocus() {
    return m_view;
}

void RulesSection::retranslate() {
    m_view->setAccessibleName(tr("Rules"));
    m_runAll->setText(tr("Run all"));
    m_runAll->setToolTip(tr("Run all enabled and watching rules on what is known now"));
    m_tabs->setTabText(0, tr("Rule"));
    m_tabs->setTabText(1, tr("Replay"));
    m_tabs->setTabText(2, tr("Versions"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the rule"));
    m_note->setPlaceholderText(tr("Note"));
    m_note->setToolTip(tr("What this version is for"));
    m_note->setAccessibleName(m_note->toolTip());
    m_drop->setText(tr("Drop edits"));
    m_drop->setToolTip(tr("Back to the version that is saved"));
    m_save->setText(tr("Save version"));
    m_shadow->setText(tr("Only watch"));
    m_enable->setText(tr("Enable"));
    m_disable->setText(tr("Disable"));
    m_editor->retranslate();
    m_replay->retranslate();
    m_history->retranslate();
    m_table.refreshTexts();
    refreshButtons();
}

void RulesSection::restyle() {
    m_history->restyle();
}

} // namespace mops::ui
