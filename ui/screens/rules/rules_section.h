#pragma once

#include "core/desk/replay.h"
#include "core/desk/rule.h"
#include "core/desk/rule_log.h"
#include "ui/shell/section.h"
#include "ui/tables/rows_table.h"
#include "ui/util/state_pane.h"

#include <map>
#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QTabWidget;

namespace mops::ui {

class KeyButton;
class NoticeBar;
class ReplayView;
class RuleEditor;
class TableView;
class VersionsView;

/// The rules: their list, the one under work, its versions, and what it would have done.
class RulesSection final : public Section {
    Q_OBJECT
public:
    explicit RulesSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QVector<ScreenAction> actions() override;
    /// more["rule"] shows one.
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

    void startNew();
    void tryRule();
    void replay();
    void save();
    void switchTo(desk::RuleState state);
    void runAll();
    /// Opens what the replay hit as cases, after the number was named.
    void openHits();
    void stepReplay(int step);
    /// An example as a rule that is not saved yet; asks before it takes the place of another.
    void startExample(const desk::ExampleRule& example);

private:
    /// The newest version of a rule, and what it hit in the newest run; nothing if it had no part.
    struct Line {
        desk::RuleVersion rule;
        std::optional<desk::LoggedHits> hits;
    };
    /// Edits that are not saved yet.
    struct Draft {
        desk::RuleVersion rule;
        QString note;
    };
    struct Known {
        std::vector<desk::RuleVersion> rules; ///< all versions
        std::vector<desk::LoggedHits> hits;
    };
    std::vector<TableColumn<Line>> columns() const;
    QWidget* buildList();
    QWidget* buildWork();
    QWidget* buildSaveBar();
    void show(const Known& known);
    void showRule(int row);
    /// Puts a rule into the editor, with its edits if there are any.
    void load(const desk::RuleVersion& rule);
    void dropEdits();
    /// Another rule is going into the editor: what was written in it is kept.
    void keepDraft();
    /// What its edits are kept under: the rule's name, nothing for one that was never saved.
    std::string draftKey() const;
    bool isEdited(const std::string& name) const;
    void refreshButtons();
    QVector<StateAction> emptyActions();
    const desk::RuleVersion* selected() const;
    void say(theme::Tone tone, std::function<QString()> sentence);

    RowsTable<Line> m_table;
    std::map<std::string, std::vector<desk::RuleVersion>> m_versions; ///< newest first
    std::map<std::string, Draft> m_drafts;                            ///< by draftKey()
    TableView* m_view = nullptr;
    KeyButton* m_new = nullptr;
    KeyButton* m_runAll = nullptr;
    RuleEditor* m_editor = nullptr;
    QTabWidget* m_tabs = nullptr;
    ReplayView* m_replay = nullptr;
    VersionsView* m_history = nullptr;
    QLineEdit* m_note = nullptr;
    KeyButton* m_drop = nullptr;
    KeyButton* m_save = nullptr;
    KeyButton* m_shadow = nullptr;
    KeyButton* m_enable = nullptr;
    KeyButton* m_disable = nullptr;
    NoticeBar* m_notice;
    StatePane* m_pane;
    QString m_wanted;         ///< rule to come back to after reading anew
    bool m_isLoading = false; ///< a rule is put into the editor: nothing was edited
    bool m_isNew = false;     ///< a rule that is not saved yet is under work
};

} // namespace mops::ui
