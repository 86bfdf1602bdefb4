#include "ui/desk/bulk_panel.h"

#include "ui/desk/case_text.h"
#include "ui/desk/order_words.h"
#include "ui/tables/table_view.h"
#include "ui/text/decision_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kGroups = 4;

/// "Late deliveries 12, … and 3 more".
QString groupLine(const std::map<std::string, std::int64_t>& groups,
                  const std::function<QString(const std::string&)>& name) {
    std::vector<std::pair<std::string, std::int64_t>> sorted(groups.begin(), groups.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    QStringList parts;
    for (std::size_t at = 0; at < std::min(kGroups, sorted.size()); ++at)
        parts << QCoreApplication::translate("BulkPanel", "%1 %2")
                     .arg(name(sorted[at].first), format::integer(sorted[at].second));
    if (sorted.size() > kGroups)
        parts << QCoreApplication::translate("BulkPanel", "%1 more")
                     .arg(format::integer(static_cast<std::int64_t>(sorted.size() - kGroups)));
    return parts.join(u" · "_s);
}

QString skippedText(const std::string& code) {
    if (code == "decided")
        return QCoreApplication::translate("BulkPanel", "decided already");
    if (code == "claimed")
        return QCoreApplication::translate("BulkPanel", "held by somebody else");
    if (code == "blind")
        return QCoreApplication::translate("BulkPanel", "reviewed twice, each by hand");
    if (code == "reason")
        return QCoreApplication::translate("BulkPanel", "of a kind without this reason");
    if (code == "not_found")
        return QCoreApplication::translate("BulkPanel", "gone");
    if (code == "open")
        return QCoreApplication::translate("BulkPanel", "open already");
    if (code == "not_asked")
        return QCoreApplication::translate("BulkPanel", "nobody was asked");
    if (code == "tagged")
        return QCoreApplication::translate("BulkPanel", "tagged already");
    return format::text(code);
}

} // namespace

BulkPanel::BulkPanel(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_numbers(new QLabel(this))
    , m_groups(new QLabel(this))
    , m_skipped(new QLabel(this))
    , m_table(columns())
    , m_view(new TableView)
    , m_state(new StatePane(this))
    , m_leave(new KeyButton(u"Esc"_s, this))
    , m_confirm(new KeyButton(u"↵"_s, this)) {
    setObjectName(u"bulkPanel"_s);
    setFocusPolicy(Qt::StrongFocus);
    theme::setTextRole(m_title, theme::TextRole::Title);
    m_title->setObjectName(u"bulkTitle"_s);
    m_title->setWordWrap(true);
    m_numbers->setObjectName(u"bulkNumbers"_s);
    m_numbers->setWordWrap(true);
    m_groups->setWordWrap(true);
    theme::setTextRole(m_groups, theme::TextRole::Muted);
    m_skipped->setObjectName(u"bulkSkipped"_s);
    m_skipped->setWordWrap(true);
    m_view->setObjectName(u"bulkSample"_s);
    m_view->setModel(&m_table);
    m_view->setColumnWidths({8, 14, 6, 8});
    m_state->setContent(m_view);
    m_confirm->setObjectName(u"bulkConfirm"_s);
    theme::setButtonRole(m_confirm, theme::ButtonRole::Danger);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_leave);
    buttons->addWidget(m_confirm);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1), theme::unit(1), theme::unit(1));
    layout->setSpacing(theme::unit(1));
    layout->addWidget(m_title);
    layout->addWidget(m_numbers);
    layout->addWidget(m_groups);
    layout->addWidget(m_skipped);
    layout->addWidget(m_state, 1);
    layout->addLayout(buttons);
    connect(m_confirm, &QPushButton::clicked, this, &BulkPanel::confirm);
    connect(m_leave, &QPushButton::clicked, this, &BulkPanel::leave);
    retranslate();
}

std::vector<TableColumn<BulkPanel::Sample>> BulkPanel::columns() {
    using Column = TableColumn<Sample>;
    Column drawn{[] { return tr("Shown as"); },
                 [](const Sample& row) { return row.extreme ? tr("largest") : tr("random"); },
                 {},
                 CellKind::Text,
                 {},
                 {},
                 {}};
    Column name{[] { return tr("Case"); },
                [](const Sample& row) {
                    return shortText(row.item.title.empty() ? row.item.merchantName
                                                            : row.item.title);
                },
                {},
                CellKind::Text,
                {},
                {},
                [](const Sample& row) { return format::text(row.item.caseId); }};
    Column score{[] { return tr("Risk"); },
                 [](const Sample& row) { return format::percent(row.item.score, 0); },
                 [](const Sample& row) { return QVariant(row.item.score); },
                 CellKind::Bar,
                 [](const Sample& row) { return scoreTone(row.item.score); },
                 [](const Sample& row) { return row.item.score; },
                 {}};
    Column stake{
        [] { return tr("At stake"); },
        [this](const Sample& row) {
            return format::moneyCompact(static_cast<double>(row.item.stakeMinor), m_currency);
        },
        [](const Sample& row) { return QVariant(static_cast<qlonglong>(row.item.stakeMinor)); },
        CellKind::Number,
        {},
        {},
        {}};
    return {drawn, name, score, stake};
}

QString BulkPanel::title(std::int64_t cases) const {
    return tr("%1: %n case(s)", nullptr, static_cast<int>(cases))
        .arg(text::verbText(m_decision.verb));
}

void BulkPanel::showLoading(const desk::Decision& decision, std::int64_t cases) {
    m_decision = decision;
    m_marked = cases;
    m_ready = false;
    m_title->setText(title(cases));
    m_numbers->setText(tr("Looking at what it would touch …"));
    m_groups->clear();
    m_skipped->clear();
    m_confirm->setEnabled(false);
    m_confirm->setToolTip(m_numbers->text());
    m_state->showLoading();
}

void BulkPanel::showRadius(const desk::BlastRadius& radius) {
    m_radius = radius;
    m_ready = radius.cases > 0;
    m_title->setText(title(radius.cases));
    m_numbers->setText(
        tr("Merchants: %1 · at stake: %2")
            .arg(format::integer(radius.merchants), format::money(radius.stakeMinor, m_currency)));
    QStringList groups;
    groups << groupLine(radius.byKind, [](const std::string& kind) { return kindTitle(kind); });
    if (!radius.byRegion.empty())
        groups << tr("Regions: %1").arg(groupLine(radius.byRegion, [](const std::string& region) {
            return region.empty() ? tr("unknown") : format::text(region);
        }));
    if (!radius.byCategory.empty())
        groups << tr("Categories: %1")
                      .arg(groupLine(radius.byCategory, [this](const std::string& category) {
                          return category.empty() ? tr("unknown") : m_categories.name(category);
                      }));
    if (!m_decision.message.empty())
        groups << tr("Each merchant is told: %1").arg(shortText(m_decision.message).simplified());
    m_groups->setText(groups.join(u'\n'));
    m_skipped->setVisible(radius.skipped > 0);
    m_skipped->setText(
        tr("Left alone: %1 (%2)")
            .arg(format::integer(radius.skipped), groupLine(radius.skippedBecause, skippedText)));
    theme::setTone(m_skipped, theme::Tone::Watch);
    std::vector<Sample> rows;
    for (const desk::Case& item : radius.extreme)
        rows.push_back({item, true});
    for (const desk::Case& item : radius.random)
        rows.push_back({item, false});
    const bool empty = rows.empty();
    m_table.setRows(std::move(rows));
    if (empty)
        m_state->showEmpty(u"checkmark"_s, tr("Nothing to decide"),
                           tr("All marked cases are left alone."));
    else
        m_state->showContent();
    m_confirm->setEnabled(m_ready);
    m_confirm->setToolTip(m_ready ? tr("One undo takes all of it back.")
                                  : tr("All marked cases are left alone."));
    m_confirm->setText(title(radius.cases));
    m_confirm->setAccessibleName(tr("%1, key Enter").arg(m_confirm->text()));
}

void BulkPanel::showFailed(const Error& error) {
    m_ready = false;
    m_numbers->clear();
    m_state->showFailed(error, [this] { leave(); });
}

void BulkPanel::confirm() {
    if (m_ready)
        emit confirmed();
}

void BulkPanel::leave() {
    m_ready = false;
    emit left();
}

void BulkPanel::retranslate() {
    setAccessibleName(tr("What the decision on many would touch"));
    m_view->setAccessibleName(tr("Five cases at random and the five largest"));
    m_leave->setText(tr("Leave"));
    m_confirm->setText(tr("Decide"));
    m_table.refreshTexts();
    if (m_ready)
        showRadius(m_radius);
}

} // namespace mops::ui
