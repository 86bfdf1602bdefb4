#include "ui/screens/rules/replay_hits.h"

#include "ui/screens/rules/rule_words.h"
#include "ui/tables/table_view.h"
#include "ui/util/format.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// What a table of this kind shows at once.
constexpr std::size_t kMostRows = 20'000;

bool isDearer(const desk::ReplayHit* a, const desk::ReplayHit* b) {
    return a->moneyMinor != b->moneyMinor ? a->moneyMinor > b->moneyMinor
                                          : a->subjectId < b->subjectId;
}

} // namespace

ReplayHits::ReplayHits(QWidget* parent)
    : QWidget(parent)
    , m_hits(columns())
    , m_line(new QLabel(this))
    , m_all(new QPushButton(this))
    , m_table(new TableView(this)) {
    setProperty("plain", true);
    m_line->setObjectName(u"replayHitsLine"_s);
    theme::setTextRole(m_line, theme::TextRole::Muted);
    m_all->setObjectName(u"replayHitsAll"_s);
    m_table->setObjectName(u"replayHits"_s);
    m_table->setModel(&m_hits);
    m_table->setColumnWidths({13, 9, 8, 10, 6, 10, 10, 9});
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme::unit(), theme::unit() / 2, theme::unit(), 0);
    head->addWidget(m_line, 1);
    head->addWidget(m_all);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit() / 2);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_all, &QPushButton::clicked, this, [this] { showGroup(std::nullopt); });
    connect(m_table, &TableView::opened, this, [this](int row) {
        if (const std::string& id = m_hits.row(row).merchantId; !id.empty())
            emit merchantWanted(format::text(id));
    });
    retranslate();
}

std::vector<TableColumn<desk::ReplayHit>> ReplayHits::columns() const {
    using Row = desk::ReplayHit;
    const auto group = [this](std::size_t grouping, std::function<QString()> title) {
        return TableColumn<Row>{
            std::move(title),
            [this, grouping](const Row& row) { return groupTextOf(row, grouping); },
            // Few orders before many, as the groups stand.
            [grouping](const Row& row) { return row.group[grouping]; },
            CellKind::Text,
            {},
            {},
            {}};
    };
    return {{[] { return tr("Name"); },
             [](const Row& row) {
                 return format::text(row.merchantName.empty() ? row.subjectId : row.merchantName);
             },
             {},
             CellKind::Text,
             {},
             {},
             [](const Row& row) { return format::text(row.merchantId); }},
            {[] { return tr("At stake"); },
             [this](const Row& row) { return format::money(row.moneyMinor, m_currency); },
             [](const Row& row) { return static_cast<qlonglong>(row.moneyMinor); },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("First hit"); },
             [](const Row& row) { return format::date(row.firstAt); },
             [](const Row& row) { return static_cast<qlonglong>(row.firstAt); },
             CellKind::Number,
             {},
             {},
             {}},
            group(0, [] { return tr("Segment"); }),
            group(1, [] { return tr("Region"); }),
            group(2, [] { return tr("Size"); }),
            group(3, [] { return tr("Age"); }),
            {[] { return tr("Id"); },
             [](const Row& row) { return format::text(row.subjectId); },
             {},
             CellKind::Mono,
             {},
             {},
             {}}};
}

QString ReplayHits::groupTextOf(const desk::ReplayHit& hit, std::size_t grouping) const {
    const std::string name = desk::kReplayGroupings[grouping];
    const auto list = m_report->groups.find(name);
    const std::int32_t place = hit.group[grouping];
    return list == m_report->groups.end() || place < 0
               ? format::missing()
               : rule_words::groupText(name, list->second[static_cast<std::size_t>(place)].name);
}

void ReplayHits::show(ReportPtr report, desk::RuleSubject subject, const std::string& currency) {
    m_report = std::move(report);
    m_subject = subject;
    m_currency = currency;
    showGroup(std::nullopt);
}

void ReplayHits::showGroup(std::optional<Group> group) {
    m_group = group;
    fill();
    emit chosen();
}

void ReplayHits::clear() {
    m_hits.setRows(std::vector<desk::ReplayHit>());
    m_report.reset();
}

void ReplayHits::fill() {
    std::vector<const desk::ReplayHit*> chosen;
    for (const desk::ReplayHit& hit : m_report->fired)
        if (!m_group || hit.group[m_group->grouping] == m_group->place)
            chosen.push_back(&hit);
    m_count = static_cast<std::int64_t>(chosen.size());
    const std::size_t shown = std::min(chosen.size(), kMostRows);
    std::partial_sort(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(shown),
                      chosen.end(), isDearer);
    std::vector<desk::ReplayHit> rows;
    rows.reserve(shown);
    for (std::size_t at = 0; at < shown; ++at)
        rows.push_back(*chosen[at]);
    const bool cut = static_cast<std::int64_t>(rows.size()) < m_count;
    const QString subjects = rule_words::subjectsText(m_subject, m_count);
    QString line = subjects;
    if (m_group) {
        const std::string grouping = desk::kReplayGroupings[m_group->grouping];
        const auto& count = m_report->groups.at(grouping)[static_cast<std::size_t>(m_group->place)];
        line = tr("%1 hit of %2: %3")
                   .arg(subjects, format::integer(count.subjects),
                        rule_words::groupText(grouping, count.name));
    }
    m_line->setText(cut ? tr("%1; the %2 dearest are shown")
                              .arg(line, format::integer(static_cast<std::int64_t>(kMostRows)))
                        : line);
    m_all->setVisible(m_group.has_value());
    m_hits.setRows(std::move(rows));
}

void ReplayHits::retranslate() {
    m_all->setText(tr("Show all hits"));
    m_table->setAccessibleName(tr("Hits of the replay"));
    if (m_report)
        fill();
    m_hits.refreshTexts();
}

} // namespace mops::ui
