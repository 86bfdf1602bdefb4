#include "ui/screens/data/data_screen.h"

#include "ui/screens/data/quality_section.h"
#include "ui/screens/data/quarantine_section.h"
#include "ui/screens/data/sources_section.h"
#include "ui/screens/data/sql_section.h"

#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

const std::array<QLatin1StringView, DataScreen::SectionCount> kSectionIds{
    QLatin1StringView("sources"), QLatin1StringView("quarantine"), QLatin1StringView("quality"),
    QLatin1StringView("sql")};

} // namespace

Screen* makeDataScreen(MartSession& session, QWidget* parent) {
    return new DataScreen(session, parent);
}

DataScreen::DataScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)
    , m_tabs(new QTabWidget(this)) {
    auto* sources = new SourcesSection(session, this);
    m_sections = {sources, new QuarantineSection(session, this), new QualitySection(session, this),
                  new SqlSection(session, this)};
    m_isStale.fill(true);
    m_tabs->setObjectName(u"dataTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    for (DataSection* section : m_sections) {
        section->layout()->setContentsMargins(0, theme::unit(1.5), 0, 0);
        m_tabs->addTab(section, QString());
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(), theme::unit(2), theme::unit(2));
    layout->addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DataScreen::refreshIfStale);
    connect(sources, &SourcesSection::quarantineWanted, this, [this] { showSection(Quarantine); });
    retranslate();
}

DataSection* DataScreen::current() const {
    return m_sections[static_cast<std::size_t>(m_tabs->currentIndex())];
}

void DataScreen::refresh() {
    m_isStale.fill(true);
    refreshIfStale();
}

void DataScreen::refreshIfStale() {
    bool& isStale = m_isStale[static_cast<std::size_t>(m_tabs->currentIndex())];
    if (std::exchange(isStale, false))
        current()->refresh();
}

void DataScreen::showSection(int section) {
    m_tabs->setCurrentIndex(section);
    current()->mainFocus()->setFocus();
}

void DataScreen::retranslate() {
    m_tabs->setTabText(Sources, tr("Sources"));
    m_tabs->setTabText(Quarantine, tr("Quarantine"));
    m_tabs->setTabText(Quality, tr("Quality"));
    m_tabs->setTabText(Sql, tr("SQL"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the data page"));
    for (DataSection* section : m_sections)
        section->retranslate();
}

void DataScreen::restyle() {
    for (DataSection* section : m_sections)
        section->restyle();
}

QString DataScreen::filterHint() const {
    return m_tabs->currentIndex() == Sql ? QString() : tr("Filter this list");
}

void DataScreen::setFilterText(const QString& text) {
    for (DataSection* section : m_sections)
        section->setFilterText(text);
}

QVector<ScreenAction> DataScreen::actions() {
    QVector<ScreenAction> actions = current()->actions();
    const std::array<QString, SectionCount> names{tr("Show the sources"), tr("Show the quarantine"),
                                                  tr("Show the data quality"), tr("Write a query")};
    for (int section = 0; section < SectionCount; ++section)
        actions.append({names[static_cast<std::size_t>(section)],
                        QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + section)),
                        [this, section] { showSection(section); },
                        section != m_tabs->currentIndex()});
    return actions;
}

void DataScreen::jumpTo(const Jump& jump) {
    const QString wanted = jump.more.value(u"section"_s).toString();
    if (wanted == "import"_L1) {
        showSection(Sources);
        static_cast<SourcesSection*>(m_sections[Sources])->startImport();
        return;
    }
    for (int section = 0; section < SectionCount; ++section)
        if (wanted == kSectionIds[static_cast<std::size_t>(section)])
            showSection(section);
}

QVariantMap DataScreen::saveState() const {
    return {{u"section"_s, QString(kSectionIds[static_cast<std::size_t>(m_tabs->currentIndex())])}};
}

void DataScreen::restoreState(const QVariantMap& state) {
    for (int section = 0; section < SectionCount; ++section)
        if (state.value(u"section"_s).toString() == kSectionIds[static_cast<std::size_t>(section)])
            m_tabs->setCurrentIndex(section);
}

QWidget* DataScreen::mainFocus() {
    return current()->mainFocus();
}

} // namespace mops::ui
