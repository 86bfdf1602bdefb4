#include "ui/desk/facet_bar.h"

#include "ui/desk/order_words.h"
#include "ui/text/feature_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <algorithm>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kMostValues = 60;

} // namespace

FacetBar::FacetBar(QWidget* parent)
    : QWidget(parent)
    , m_clear(new QPushButton(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit(0.5));
    for (int facet = 0; facet < Facets; ++facet) {
        auto* box = new QComboBox(this);
        box->setObjectName(u"facet%1"_s.arg(facet));
        box->setFocusPolicy(Qt::TabFocus);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(5);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(box, &QComboBox::activated, this, [this, facet](int index) {
            const auto at = static_cast<std::size_t>(facet);
            m_set[at] = index > 0;
            m_chosen[at] = index > 0 ? m_boxes[at]->itemData(index).toByteArray().toStdString()
                                     : std::string();
            m_clear->setVisible(isNarrowed());
            emit chosen();
        });
        row->addWidget(box);
        m_boxes[static_cast<std::size_t>(facet)] = box;
    }
    m_clear->setObjectName(u"clearFacets"_s);
    m_clear->setFocusPolicy(Qt::TabFocus);
    theme::setButtonRole(m_clear, theme::ButtonRole::Quiet);
    row->addWidget(m_clear);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        clear();
        emit chosen();
    });
    retranslate();
}

QString FacetBar::facetName(int facet) const {
    switch (facet) {
    case Kind: return tr("Kind");
    case Region: return tr("Region");
    case Reason: return tr("Reason");
    case Picked: return tr("Cause");
    case Tag: return tr("Tag");
    default: return tr("Assigned");
    }
}

QString FacetBar::valueText(int facet, const std::string& value) const {
    switch (facet) {
    case Kind: return kindTitle(value);
    case Reason: return text::featureName(value);
    case Picked: return pickedTitle(value);
    case Assignee: return value.empty() ? tr("nobody") : format::text(value);
    default: return format::text(value);
    }
}

void FacetBar::fill(int facet) {
    const auto at = static_cast<std::size_t>(facet);
    QComboBox* box = m_boxes[at];
    const QSignalBlocker quiet(box);
    box->clear();
    box->addItem(facetName(facet));
    int current = 0;
    std::size_t listed = 0;
    for (const FacetValue& value : m_values[at]) {
        if (value.text.empty() && facet != Assignee)
            continue;
        const bool isChosen = m_set[at] && m_chosen[at] == value.text;
        if (++listed > kMostValues && !isChosen)
            continue;
        box->addItem(tr("%1  %2").arg(valueText(facet, value.text), format::integer(value.rows)),
                     QByteArray::fromStdString(value.text));
        if (isChosen)
            current = box->count() - 1;
    }
    if (m_set[at] && current == 0) { // chosen, and no case has it now
        box->addItem(tr("%1  %2").arg(valueText(facet, m_chosen[at]), format::integer(0)),
                     QByteArray::fromStdString(m_chosen[at]));
        current = box->count() - 1;
    }
    box->setCurrentIndex(current);
    box->setAccessibleName(facetName(facet));
    box->setToolTip(facetName(facet));
    // a choice of one is none
    box->setVisible(m_set[at] || listed > 1);
}

void FacetBar::setCounts(const DeskCounts& counts) {
    m_values = {counts.kinds,  counts.regions, counts.reasons,
                counts.picked, counts.tags,    counts.assignees};
    retranslate();
}

void FacetBar::show(const desk::QueueFilter& filter) {
    const auto set = [&](Facet facet, bool isSet, const std::string& value) {
        m_set[facet] = isSet;
        m_chosen[facet] = value;
    };
    set(Kind, filter.kinds.size() == 1, filter.kinds.empty() ? std::string() : filter.kinds[0]);
    set(Region, !filter.region.empty(), filter.region);
    set(Reason, !filter.reason.empty(), filter.reason);
    set(Picked, !filter.picked.empty(), filter.picked);
    set(Tag, !filter.tag.empty(), filter.tag);
    set(Assignee, filter.assignee.has_value(), filter.assignee.value_or(std::string()));
    retranslate();
}

void FacetBar::narrow(desk::QueueFilter& filter) const {
    filter.kinds =
        m_set[Kind] ? std::vector<std::string>{m_chosen[Kind]} : std::vector<std::string>();
    filter.region = m_chosen[Region];
    filter.reason = m_chosen[Reason];
    filter.picked = m_chosen[Picked];
    filter.tag = m_chosen[Tag];
    filter.assignee = m_set[Assignee] ? std::optional(m_chosen[Assignee]) : std::nullopt;
}

bool FacetBar::isNarrowed() const {
    return std::any_of(m_set.begin(), m_set.end(), [](bool set) { return set; });
}

void FacetBar::clear() {
    m_set.fill(false);
    m_chosen.fill({});
    retranslate();
}

void FacetBar::retranslate() {
    for (int facet = 0; facet < Facets; ++facet)
        fill(facet);
    m_clear->setText(tr("All"));
    m_clear->setToolTip(tr("Show all cases of this view again"));
    m_clear->setVisible(isNarrowed());
}

} // namespace mops::ui
