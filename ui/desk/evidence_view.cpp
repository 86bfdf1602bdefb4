#include "ui/desk/evidence_view.h"

#include "ui/desk/case_columns.h"
#include "ui/tables/table_view.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// "500+" when the reading stopped there.
QString countText(std::size_t lines) {
    const QString count = format::integer(static_cast<std::int64_t>(lines));
    return lines < kCaseLines ? count : count + u'+';
}

} // namespace

EvidenceView::EvidenceView(QWidget* parent)
    : QWidget(parent)
    , m_table(lineColumns([this] { return m_detail ? m_detail->page.currency : std::string(); }))
    , m_state(new StatePane(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::unit(1), 0, 0);
    layout->setSpacing(theme::unit(0.5));
    auto* filters = new QHBoxLayout;
    filters->setSpacing(theme::unit(0.5));
    auto* group = new QButtonGroup(this);
    for (std::size_t at = 0; at < m_filters.size(); ++at) {
        auto* button = new QPushButton(this);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setObjectName(u"evidenceFilter%1"_s.arg(at));
        theme::setButtonRole(button, theme::ButtonRole::Quiet);
        group->addButton(button, static_cast<int>(at));
        filters->addWidget(button);
        m_filters[at] = button;
    }
    m_filters[0]->setChecked(true);
    filters->addStretch();
    layout->addLayout(filters);
    m_state->setContent(buildContent());
    layout->addWidget(m_state, 1);
    connect(group, &QButtonGroup::idClicked, this,
            [this](int id) { setFilter(static_cast<mart::LineFilter>(id)); });
    retranslate();
}

QWidget* EvidenceView::buildContent() {
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.5));
    m_view = new TableView(content);
    m_view->setObjectName(u"evidenceTable"_s);
    m_view->setStateName(u"risk-evidence"_s);
    m_view->setModel(&m_table);
    m_view->setColumnWidths({7, 9, 4, 7, 4});
    m_view->setMinimumHeight(theme::rowHeight() * 3);
    m_peekText = new QLabel;
    m_peekText->setTextFormat(Qt::RichText);
    m_peekText->setWordWrap(true);
    m_peekText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_peekText->setMargin(theme::unit(1));
    m_peekText->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_peek = new QScrollArea(content);
    m_peek->setWidget(m_peekText);
    m_peek->setWidgetResizable(true);
    m_peek->setFocusPolicy(Qt::NoFocus);
    m_peek->setMinimumHeight(theme::unit(18));
    m_peek->hide();
    layout->addWidget(m_view, 3);
    layout->addWidget(m_peek, 2);
    connect(m_view, &TableView::currentRowChanged, this, &EvidenceView::refreshPeek);
    connect(m_view, &TableView::opened, this, [this] { togglePeek(); });
    return content;
}

void EvidenceView::retranslate() {
    m_view->setAccessibleName(tr("Order lines behind the case"));
    m_peek->setAccessibleName(tr("The order line in full"));
    const std::array<QString, 4> names{tr("All lines"), tr("Late"), tr("Low review"),
                                       tr("Cancelled")};
    for (std::size_t at = 0; at < m_filters.size(); ++at) {
        const QString count = m_detail ? countText(m_detail->lines[at].size()) : QString();
        m_filters[at]->setText(count.isEmpty() ? names[at] : tr("%1  %2").arg(names[at], count));
    }
    m_table.refreshTexts();
    if (m_detail)
        showLines();
}

void EvidenceView::showLoading() {
    m_detail = nullptr;
    m_state->showLoading();
    retranslate();
}

void EvidenceView::showFailed(const Error& error, std::function<void()> retry) {
    m_detail = nullptr;
    m_state->showFailed(error, std::move(retry));
    retranslate();
}

void EvidenceView::setDetail(CaseDetailPtr detail) {
    const bool another = !m_detail || !detail || m_detail->caseId != detail->caseId;
    const int row = m_view->currentRow();
    m_detail = std::move(detail);
    if (another && isPeeking())
        togglePeek();
    retranslate();
    if (!another && row > 0 && row < m_table.rowCount())
        m_view->selectRow(row);
}

void EvidenceView::setFilter(mart::LineFilter filter) {
    m_filter = filter;
    m_filters[static_cast<std::size_t>(filter)]->setChecked(true);
    if (m_detail)
        showLines();
}

void EvidenceView::showLines() {
    // aliasing: the rows live as long as the detail
    const auto& lines = m_detail->lines[static_cast<std::size_t>(m_filter)];
    m_table.setRows(RowsTable<mart::MerchantOrderRow>::Rows(m_detail, &lines));
    if (lines.empty()) {
        m_state->showEmpty(u"checkmark"_s, tr("No such rows"),
                           m_filter == mart::LineFilter::All
                               ? tr("This merchant has no order lines.")
                               : tr("No order line of this merchant shows this problem."));
        return;
    }
    m_state->showContent();
    m_view->selectRow(0);
    refreshPeek();
}

void EvidenceView::step(int by) {
    const int rows = m_table.rowCount();
    if (rows == 0)
        return;
    m_view->selectRow(std::clamp(m_view->currentRow() + by, 0, rows - 1));
}

bool EvidenceView::togglePeek() {
    if (m_peek->isHidden() && (m_view->currentRow() < 0 || m_table.rowCount() == 0))
        return false;
    m_peek->setVisible(m_peek->isHidden());
    refreshPeek();
    emit peekChanged(isPeeking());
    return true;
}

bool EvidenceView::isPeeking() const {
    return !m_peek->isHidden();
}

int EvidenceView::currentRow() const {
    return m_view->currentRow();
}

void EvidenceView::refreshPeek() {
    const int row = m_view->currentRow();
    if (m_peek->isHidden() || !m_detail || row < 0 || row >= m_table.rowCount())
        return;
    m_peekText->setText(
        linePeek(m_table.row(row), m_detail->page.currency, CategoryNames(m_detail->categories)));
}

} // namespace mops::ui
