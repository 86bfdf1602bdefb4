#include "ui/shell/sectioned_screen.h"

#include "ui/theme/theme.h"

#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

SectionedScreen::SectionedScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)
    , m_tabs(new QTabWidget(this)) {
    m_tabs->setObjectName(u"sections"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(), theme::unit(2), theme::unit(2));
    layout->addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &SectionedScreen::refreshIfStale);
}

void SectionedScreen::addSection(const char* id, Section* section, std::function<QString()> title) {
    // Known before the tab is added: the first one becomes current at once.
    m_entries.push_back({QString::fromLatin1(id), section, std::move(title), true});
    if (section->layout() != nullptr)
        section->layout()->setContentsMargins(0, theme::unit(1.5), 0, 0);
    const QSignalBlocker quiet(m_tabs);
    m_tabs->addTab(section, m_entries.back().title());
    connect(section, &Section::jumpRequested, this, &Screen::jumpRequested);
    connect(section, &Section::sectionWanted, this, &SectionedScreen::showSection);
}

void SectionedScreen::setTabsName(const QString& name) {
    m_tabs->tabBar()->setAccessibleName(name);
}

Section* SectionedScreen::current() const {
    return m_entries[static_cast<std::size_t>(m_tabs->currentIndex())].section;
}

QString SectionedScreen::currentSection() const {
    return m_entries[static_cast<std::size_t>(m_tabs->currentIndex())].id;
}

QStringList SectionedScreen::sections() const {
    QStringList ids;
    for (const Entry& entry : m_entries)
        ids << entry.id;
    return ids;
}

void SectionedScreen::refresh() {
    for (Entry& entry : m_entries)
        entry.stale = true;
    refreshIfStale();
}

void SectionedScreen::refreshIfStale() {
    Entry& entry = m_entries[static_cast<std::size_t>(m_tabs->currentIndex())];
    if (std::exchange(entry.stale, false))
        entry.section->refresh();
}

void SectionedScreen::showSection(const QString& id, const Jump& jump) {
    for (std::size_t at = 0; at < m_entries.size(); ++at) {
        if (m_entries[at].id != id)
            continue;
        m_tabs->setCurrentIndex(static_cast<int>(at));
        m_entries[at].section->jumpTo(jump);
        if (isVisible())
            m_entries[at].section->mainFocus()->setFocus();
        return;
    }
}

void SectionedScreen::retranslate() {
    for (std::size_t at = 0; at < m_entries.size(); ++at) {
        m_tabs->setTabText(static_cast<int>(at), m_entries[at].title());
        m_entries[at].section->retranslate();
    }
}

void SectionedScreen::restyle() {
    for (const Entry& entry : m_entries)
        entry.section->restyle();
}

QVector<ScreenAction> SectionedScreen::actions() {
    QVector<ScreenAction> actions = current()->actions();
    for (std::size_t at = 0; at < m_entries.size(); ++at)
        actions.append({tr("Show: %1").arg(m_entries[at].title()),
                        QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + at)),
                        [this, id = m_entries[at].id] { showSection(id); },
                        static_cast<int>(at) != m_tabs->currentIndex()});
    return actions;
}

void SectionedScreen::jumpTo(const Jump& jump) {
    const QString section = jump.more.value(u"section"_s).toString();
    showSection(section.isEmpty() ? currentSection() : section, jump);
}

QVariantMap SectionedScreen::saveState() const {
    QVariantMap state{{u"section"_s, currentSection()}};
    for (const Entry& entry : m_entries)
        if (const QVariantMap own = entry.section->saveState(); !own.isEmpty())
            state.insert(u"of-"_s + entry.id, own);
    return state;
}

void SectionedScreen::restoreState(const QVariantMap& state) {
    for (std::size_t at = 0; at < m_entries.size(); ++at) {
        m_entries[at].section->restoreState(state.value(u"of-"_s + m_entries[at].id).toMap());
        if (state.value(u"section"_s).toString() == m_entries[at].id)
            m_tabs->setCurrentIndex(static_cast<int>(at));
    }
}

QWidget* SectionedScreen::mainFocus() {
    return current()->mainFocus();
}

} // namespace mops::ui
