#pragma once

#include "core/desk/bulk.h"
#include "ui/tables/rows_table.h"
#include "ui/util/category_names.h"
#include "ui/util/key_button.h"

#include <QWidget>

class QLabel;

namespace mops::ui {

class StatePane;
class TableView;

/// What a decision on many cases would touch, before it is made: counts, money, groups, five cases
/// at random and the five with most at stake. One key decides them all, one undo takes them back.
class BulkPanel final : public QWidget {
    Q_OBJECT
public:
    explicit BulkPanel(QWidget* parent = nullptr);

    void setCurrency(const std::string& currency) { m_currency = currency; }
    /// Of the categories that the radius counts; one without a name is told by its id.
    void setCategories(const CategoryNames& categories) { m_categories = categories; }
    /// While the preview is made.
    void showLoading(const desk::Decision& decision, std::int64_t cases);
    void showRadius(const desk::BlastRadius& radius);
    void showFailed(const Error& error);
    bool isReady() const { return m_ready; }
    const desk::BlastRadius& radius() const { return m_radius; }
    const desk::Decision& decision() const { return m_decision; }
    void confirm();
    void leave();
    void retranslate();

signals:
    void confirmed();
    void left();

private:
    struct Sample {
        desk::Case item;
        bool extreme = false;
    };
    std::vector<TableColumn<Sample>> columns();
    QString title(std::int64_t cases) const;

    std::string m_currency;
    CategoryNames m_categories;
    desk::Decision m_decision;
    desk::BlastRadius m_radius;
    std::int64_t m_marked = 0;
    bool m_ready = false;
    QLabel* m_title;
    QLabel* m_numbers;
    QLabel* m_groups;
    QLabel* m_skipped;
    RowsTable<Sample> m_table;
    TableView* m_view;
    StatePane* m_state;
    KeyButton* m_leave;
    KeyButton* m_confirm;
};

} // namespace mops::ui
