#pragma once

#include "core/desk/replay.h"
#include "ui/screens/rules/replay_hits.h"

#include <memory>

class QComboBox;
class QLabel;
class QTabWidget;

namespace mops::ui {

class ChartPanel;
class JobRunner;
class KeyButton;
class StatePane;
class TableView;

/// What a rule would have done over a stretch of the past: cases, money, minutes, per step, overlap
/// with other rules, agreement with what people decided, groups and the hits in them, and who is
/// nearest to the line.
class ReplayView final : public QWidget {
    Q_OBJECT
public:
    using ReportPtr = std::shared_ptr<const desk::ReplayReport>;

    explicit ReplayView(JobRunner& jobs, QWidget* parent = nullptr);
    /// Window and step as chosen, up to `dataAsOf`.
    desk::ReplayParams params(std::int64_t dataAsOf) const;
    void showLoading();
    void show(ReportPtr report, const desk::ReplayParams& params, const std::string& currency);
    void showFailed(const Error& error);
    /// The condition is another by now.
    void setStale(bool stale);
    bool isStale() const { return m_stale; }
    /// What it showed, in one line: the note of a version that is saved after it.
    QString note() const;
    const desk::ReplayReport* report() const { return m_report.get(); }
    void showEmpty();
    /// Shows the part so many tabs further and gives its table the focus.
    void stepPart(int step);
    void retranslate();

signals:
    void replayWanted();
    void openCasesWanted();
    void merchantWanted(const QString& merchantId);

private:
    struct Group {
        QString grouping;
        QString name;
        desk::ReplayCount count;
        ReplayHits::Group group;
    };
    static std::vector<TableColumn<desk::ReplayOverlap>> overlapColumns();
    std::vector<TableColumn<Group>> groupColumns() const;
    static std::vector<TableColumn<desk::ReplayReport::Near>> nearColumns();
    QWidget* buildBar();
    QWidget* buildContent();
    QWidget* buildGroups();
    /// Nothing is shown any more.
    void drop();
    void fill();
    void fillFigures();
    void fillGroups();
    double shareOfHits(const Group& row) const;
    QString segmentLine() const;
    void nameTabs();
    void fillChart();

    ReportPtr m_report;
    desk::ReplayParams m_params;
    std::string m_currency;
    bool m_stale = false;
    RowsTable<desk::ReplayOverlap> m_overlap;
    RowsTable<Group> m_groups;
    RowsTable<desk::ReplayReport::Near> m_near;
    QLabel* m_windowLabel = nullptr;
    QComboBox* m_window = nullptr;
    QComboBox* m_step = nullptr;
    KeyButton* m_run = nullptr;
    KeyButton* m_open = nullptr;
    QLabel* m_staleBadge = nullptr;
    QLabel* m_figures = nullptr;
    QLabel* m_agreement = nullptr;
    ChartPanel* m_chart = nullptr;
    QTabWidget* m_tabs = nullptr;
    TableView* m_overlapView = nullptr;
    QLabel* m_segmentLine = nullptr;
    TableView* m_groupsView = nullptr;
    ReplayHits* m_hits = nullptr;
    TableView* m_nearView = nullptr;
    StatePane* m_pane;
    JobRunner& m_jobs;
};

} // namespace mops::ui
