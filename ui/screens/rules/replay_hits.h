#pragma once

#include "core/desk/replay.h"
#include "ui/tables/rows_table.h"

#include <memory>
#include <optional>
#include <QWidget>

class QLabel;
class QPushButton;

namespace mops::ui {

class TableView;

/// The subjects that a replay hit, dearest first, with the groups their merchant is in: all of
/// them, or those of one group.
class ReplayHits final : public QWidget {
    Q_OBJECT
public:
    using ReportPtr = std::shared_ptr<const desk::ReplayReport>;
    /// A place in the report's list of that grouping.
    struct Group {
        std::size_t grouping = 0; ///< in desk::kReplayGroupings
        std::int32_t place = 0;
    };

    explicit ReplayHits(QWidget* parent = nullptr);
    /// Shows all of them.
    void show(ReportPtr report, desk::RuleSubject subject, const std::string& currency);
    void showGroup(std::optional<Group> group);
    void clear();
    /// How many are shown, or could be if there were not too many for a table.
    std::int64_t rows() const { return m_count; }
    void retranslate();

signals:
    /// Another choice of group is shown.
    void chosen();
    void merchantWanted(const QString& merchantId);

private:
    std::vector<TableColumn<desk::ReplayHit>> columns() const;
    QString groupTextOf(const desk::ReplayHit& hit, std::size_t grouping) const;
    void fill();

    ReportPtr m_report;
    desk::RuleSubject m_subject = desk::RuleSubject::Merchant;
    std::string m_currency;
    std::optional<Group> m_group;
    std::int64_t m_count = 0;
    RowsTable<desk::ReplayHit> m_hits;
    QLabel* m_line = nullptr;
    QPushButton* m_all = nullptr;
    TableView* m_table = nullptr;
};

} // namespace mops::ui
