#pragma once

#include "core/desk/band.h"
#include "core/desk/replay.h"
#include "ui/shell/section.h"
#include "ui/tables/rows_table.h"

#include <memory>

class QDoubleSpinBox;
class QLabel;

namespace mops::ui {

class BandBar;
class Card;
class ChartPanel;
class JobBar;
class KeyButton;
class NoticeBar;
class StatePane;
class TableView;

/// Automation in three bands: what is done alone, drafted, asked; the promise and what the audits
/// found; run, and stop at once.
class BandsSection final : public Section {
    Q_OBJECT
public:
    explicit BandsSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QVector<ScreenAction> actions() override;
    QWidget* mainFocus() override;

    void learn();
    void saveLearned();
    void switchTo(const char* state);
    /// Stops every band that is on, without a question.
    void stopAll();
    void run();

private:
    /// A kind of case with its band, if there is one, and what its audits found.
    struct Line {
        std::string kind;
        std::optional<desk::Band> band;
        std::optional<desk::BandAudit> audit;
    };
    using Points = std::vector<desk::ThresholdPoint>;
    static std::vector<TableColumn<Line>> columns();
    QWidget* buildStop();
    QWidget* buildBand();
    void show(const std::vector<Line>& lines);
    void showLine(int row);
    void showBand();
    void readThresholds();
    void showThresholds(const Points& points);
    const Line* selected() const;
    bool anyOn() const;

    RowsTable<Line> m_table;
    std::vector<Line> m_lines;
    std::optional<desk::Band> m_learned; ///< not saved yet
    std::shared_ptr<const Points> m_points;
    QLabel* m_state = nullptr;
    KeyButton* m_stop = nullptr;
    KeyButton* m_run = nullptr;
    TableView* m_view = nullptr;
    Card* m_bandCard = nullptr;
    BandBar* m_bar = nullptr;
    QLabel* m_words = nullptr;
    QLabel* m_promiseLabel = nullptr;
    QDoubleSpinBox* m_promise = nullptr;
    KeyButton* m_learn = nullptr;
    KeyButton* m_save = nullptr;
    KeyButton* m_on = nullptr;
    JobBar* m_learning = nullptr;
    Card* m_chartCard = nullptr;
    ChartPanel* m_chart = nullptr;
    NoticeBar* m_notice;
    StatePane* m_pane;
};

} // namespace mops::ui
