#include "ui/screens/rules/versions_view.h"

#include "ui/screens/rules/rule_words.h"
#include "ui/screens/rules/text_diff.h"
#include "ui/tables/table_view.h"
#include "ui/text/rule_text.h"
#include "ui/util/format.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

std::vector<TableColumn<desk::RuleVersion>> VersionsView::columns() {
    using Row = desk::RuleVersion;
    return {{[] { return tr("Version"); },
             [](const Row& row) { return format::integer(row.version); },
             [](const Row& row) { return row.version; },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("State"); },
             [](const Row& row) { return text::ruleStateText(row.state); },
             {},
             CellKind::Badge,
             [](const Row& row) { return rule_words::stateTone(row.state); },
             {},
             {}},
            {[] { return tr("Made by"); },
             [](const Row& row) { return format::text(row.madeBy); },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Made"); },
             [](const Row& row) { return format::dateTime(row.madeAt); },
             [](const Row& row) { return static_cast<qlonglong>(row.madeAt); },
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Note"); },
             [](const Row& row) { return format::text(row.note).simplified(); },
             {},
             CellKind::Text,
             {},
             {},
             [](const Row& row) { return format::text(row.note); }}};
}

VersionsView::VersionsView(QWidget* parent)
    : QWidget(parent)
    , m_table(columns())
    , m_view(new TableView(this))
    , m_title(new QLabel(this))
    , m_difference(new QLabel(this)) {
    setProperty("plain", true);
    m_table.setId([](const desk::RuleVersion& row) { return QString::number(row.version); });
    m_view->setObjectName(u"ruleVersions"_s);
    m_view->setModel(&m_table);
    m_view->setColumnWidths({6, 10, 9, 12, 16});
    theme::setTextRole(m_title, theme::TextRole::Muted);
    m_difference->setObjectName(u"versionDifference"_s);
    m_difference->setWordWrap(true);
    m_difference->setTextFormat(Qt::RichText);
    m_difference->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_title);
    layout->addWidget(m_difference);
    connect(m_view, &TableView::currentRowChanged, this, &VersionsView::showDifference);
    connect(m_view, &TableView::opened, this,
            [this](int row) { emit versionWanted(m_table.row(row)); });
    retranslate();
}

void VersionsView::setVersions(std::vector<desk::RuleVersion> versions) {
    m_versions = std::move(versions);
    m_table.setRows(m_versions);
    m_view->selectRow(0);
    showDifference();
}

void VersionsView::showDifference() {
    const int row = m_view->currentRow();
    const bool shown = row >= 0 && row < m_table.rowCount();
    m_title->setVisible(shown);
    m_difference->setVisible(shown);
    if (!shown)
        return;
    const desk::RuleVersion& version = m_table.row(row);
    const desk::RuleVersion* before = nullptr;
    for (const desk::RuleVersion& other : m_versions)
        if (other.version < version.version &&
            (before == nullptr || other.version > before->version))
            before = &other;
    m_title->setText(before == nullptr
                         ? tr("The first version")
                         : tr("Version %1 against version %2: struck out was removed, underlined "
                              "was added")
                               .arg(version.version)
                               .arg(before->version));
    m_difference->setText(before == nullptr ? format::text(version.predicate).toHtmlEscaped()
                                            : diffHtml(format::text(before->predicate),
                                                       format::text(version.predicate)));
}

void VersionsView::retranslate() {
    m_view->setAccessibleName(tr("Versions of the rule, newest first"));
    m_table.refreshTexts();
    showDifference();
}

void VersionsView::restyle() {
    showDifference();
}

} // namespace mops::ui
