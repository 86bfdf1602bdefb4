#pragma once

#include "ui/desk/desk_queue.h"

#include <array>
#include <QWidget>

class QComboBox;
class QPushButton;

namespace mops::ui {

/// Narrows the list: kind, region, strongest reason, cause, tag, holder; each value with how many
/// cases it would leave.
class FacetBar final : public QWidget {
    Q_OBJECT
public:
    explicit FacetBar(QWidget* parent = nullptr);

    void setCounts(const DeskCounts& counts);
    /// Shows what a question narrows to, without telling.
    void show(const desk::QueueFilter& filter);
    /// Puts what is chosen into the filter.
    void narrow(desk::QueueFilter& filter) const;
    bool isNarrowed() const;
    void clear();
    void retranslate();

signals:
    void chosen();

private:
    enum Facet { Kind, Region, Reason, Picked, Tag, Assignee, Facets };
    QString valueText(int facet, const std::string& value) const;
    QString facetName(int facet) const;
    void fill(int facet);

    std::array<QComboBox*, Facets> m_boxes{};
    std::array<std::vector<FacetValue>, Facets> m_values;
    std::array<std::string, Facets> m_chosen;
    std::array<bool, Facets> m_set{}; ///< "" is a value of its own: assigned to nobody
    QPushButton* m_clear;
};

} // namespace mops::ui
