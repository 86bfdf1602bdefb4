#include "ui/shell/main_window.h"

#include "ui/shell/analysis.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/key_router.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/rail.h"
#include "ui/shell/settings_popover.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/welcome_page.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/state_pane.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

MainWindow::MainWindow(MartSession& session, Look& look)
    : m_session(session)
    , m_look(look)
    , m_rail(new Rail(this))
    , m_stack(new QStackedWidget(this))
    , m_welcome(new WelcomePage(session, this))
    , m_failed(new StatePane(this))
    , m_status(new StatusStrip(session, this))
    , m_palette(new CommandPalette(session, this))
    , m_keySheet(new KeySheet(this))
    , m_settings(new SettingsPopover(look, this))
    , m_screens(screenTable().size(), nullptr)
    , m_stale(screenTable().size(), true)
    , m_filterTexts(screenTable().size()) {
    setObjectName(u"mainWindow"_s);
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(buildTopBar());
    right->addWidget(m_stack, 1);
    right->addWidget(m_status);
    auto* central = new QWidget(this);
    auto* columns = new QHBoxLayout(central);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_rail);
    columns->addLayout(right, 1);
    setCentralWidget(central);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_failed);
    resize(theme::unit(160), theme::unit(100));

    connect(m_rail, &Rail::chosen, this, &MainWindow::showScreen);
    connect(m_welcome, &WelcomePage::importWanted, this, [this] {
        go({u"data"_s, {}, {{u"import"_s, true}}});
    });
    connect(m_welcome, &WelcomePage::simulated, this, &MainWindow::analyse);
    connect(m_palette, &CommandPalette::merchantChosen, this, [this](const QString& id) {
        go({u"merchants"_s, id, {}});
    });
    connectSession();
    addShortcuts();
    new KeyRouter(this, {[this](QChar letter) { return goByKey(letter); },
                         [this](const QKeyEvent& key) { return runByKey(key); }});
    restoreState();
    retranslate();
    showStateOrScreen();
}

MainWindow::~MainWindow() = default;

QWidget* MainWindow::buildTopBar() {
    auto* bar = new QFrame(this);
    bar->setObjectName(u"topBar"_s);
    m_title = new QLabel(bar);
    theme::setTextRole(m_title, theme::TextRole::Title);
    m_filter = new QLineEdit(bar);
    m_filter->setObjectName(u"filter"_s);
    m_filter->setProperty("search", true);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(theme::unit(40));
    m_search = new QPushButton(bar);
    m_search->setObjectName(u"search"_s);
    m_settingsButton = new QToolButton(bar);
    m_settingsButton->setObjectName(u"settings"_s);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(theme::unit(2), theme::unit(), theme::unit(1.5), theme::unit());
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(m_title);
    layout->addSpacing(theme::unit());
    layout->addWidget(m_filter, 2);
    layout->addStretch(1);
    layout->addWidget(m_search);
    layout->addWidget(m_settingsButton);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        const auto at = static_cast<std::size_t>(m_current);
        m_filterTexts[at] = text;
        if (m_screens[at] != nullptr)
            m_screens[at]->setFilterText(text);
    });
    connect(m_filter, &QLineEdit::returnPressed, this, &MainWindow::focusPage);
    connect(m_search, &QPushButton::clicked, this, &MainWindow::openPalette);
    connect(m_settingsButton, &QToolButton::clicked, this, &MainWindow::openSettings);
    return bar;
}

void MainWindow::connectSession() {
    connect(&m_session, &MartSession::stateChanged, this, &MainWindow::showStateOrScreen);
    connect(&m_session, &MartSession::stateChanged, this,
            [this] { setProperty(kSimulatedProperty, m_session.facts().simulated); });
    connect(&m_session, &MartSession::analysisWanted, this, &MainWindow::analyse);
    connect(&m_session, &MartSession::changed, this, [this] {
        markStale();
        refreshIfStale();
    });
    connect(&m_session, &MartSession::waitingCasesChanged, this,
            [this] { m_rail->refreshBadges(m_session); });
    connect(&m_session, &MartSession::failed, this, [this](const Error& error) {
        m_status->say((text::errorText(error) + u" "_s + text::errorHint(error)).trimmed());
    });
}

void MainWindow::addShortcuts() {
    const auto add = [this](const QKeySequence& key, auto run) {
        auto* action = new QAction(this);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Z), [this] { m_session.undo(); });
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), [this] { m_session.redo(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_F), [this] { focusFilter(); });
    add(QKeySequence(Qt::Key_F5), [this] {
        m_session.open();
        markStale();
        refreshIfStale();
    });
}

Screen& MainWindow::screen(int index) {
    Screen*& page = m_screens[static_cast<std::size_t>(index)];
    if (page == nullptr) {
        const ScreenEntry& entry = screenTable()[static_cast<std::size_t>(index)];
        page = entry.make(m_session, this);
        page->setObjectName(u"page-"_s + QString::fromLatin1(entry.id));
        page->setAccessibleName(screenTitle(entry));
        connect(page, &Screen::jumpRequested, this, &MainWindow::go);
        m_stack->addWidget(page);
        if (m_remembers)
            page->restoreState(
                QSettings().value(u"screens/"_s + QString::fromLatin1(entry.id)).toMap());
    }
    return *page;
}

void MainWindow::showScreen(int index) {
    if (index < 0 || index >= static_cast<int>(m_screens.size()))
        return;
    m_current = index;
    m_rail->setCurrent(index);
    // At once: a program that is killed should come back to the same place, too.
    if (m_remembers)
        QSettings().setValue(
            u"window/page"_s,
            QString::fromLatin1(screenTable()[static_cast<std::size_t>(index)].id));
    showStateOrScreen();
}

void MainWindow::showStateOrScreen() {
    const ScreenEntry& entry = screenTable()[static_cast<std::size_t>(m_current)];
    const auto state = m_session.state();
    const bool nothing = state == MartSession::State::Missing || state == MartSession::State::Empty;
    const bool isDataPage = QLatin1StringView(entry.id) == "data"_L1;
    m_rail->setCurrent(m_current);
    m_rail->refreshBadges(m_session);
    m_title->setText(screenTitle(entry));
    if (state == MartSession::State::Failed) {
        m_failed->showFailed(m_session.error(), [this] { m_session.open(); });
        m_stack->setCurrentWidget(m_failed);
        m_filter->hide();
        return;
    }
    if (state == MartSession::State::Opening &&
        m_screens[static_cast<std::size_t>(m_current)] == nullptr) {
        m_failed->showLoading(&m_session.jobs(), u"open"_s);
        m_stack->setCurrentWidget(m_failed);
        m_filter->hide();
        return;
    }
    if (nothing && !isDataPage) {
        m_stack->setCurrentWidget(m_welcome);
        m_filter->hide();
        return;
    }
    Screen& page = screen(m_current);
    m_stack->setCurrentWidget(&page);
    const QString hint = page.filterHint();
    m_filter->setVisible(!hint.isEmpty());
    m_filter->setPlaceholderText(hint);
    m_filter->setAccessibleName(hint);
    const QString text = m_filterTexts[static_cast<std::size_t>(m_current)];
    if (m_filter->text() != text)
        m_filter->setText(text);
    refreshIfStale();
    if (isActiveWindow() && !m_filter->hasFocus()) {
        // While the page is loading it waits itself; its content takes the focus over.
        QWidget* target = page.mainFocus();
        (target->isVisible() ? target : &page)->setFocus();
    }
}

void MainWindow::go(const Jump& jump) {
    const auto screens = screenTable();
    for (std::size_t at = 0; at < screens.size(); ++at) {
        if (QLatin1StringView(screens[at].id) != jump.screen)
            continue;
        showScreen(static_cast<int>(at));
        if (m_screens[at] != nullptr)
            m_screens[at]->jumpTo(jump);
        return;
    }
}

void MainWindow::analyse() {
    m_session.write<AnalysisReport>(
        {u"analyse"_s, tr("Looking for segments and risks"), Lane::Write}, Change::Thought,
        [name = m_session.operatorName()](db::Database& mart, TaskContext& task) {
            return analyseMart(mart, name, task);
        },
        this,
        [this](const Result<AnalysisReport>& report) {
            if (!report) {
                emit m_session.failed(report.error());
                return;
            }
            m_status->say(tr("%n segment(s)", nullptr, report->segments) + u" · "_s +
                          tr("%n merchant(s) scored", nullptr, static_cast<int>(report->scored)) +
                          u" · "_s +
                          tr("%n case(s) opened", nullptr, static_cast<int>(report->casesOpened)));
        });
}

void MainWindow::markStale() {
    std::fill(m_stale.begin(), m_stale.end(), true);
}

void MainWindow::refreshIfStale() {
    const auto at = static_cast<std::size_t>(m_current);
    if (m_screens[at] == nullptr || m_stack->currentWidget() != m_screens[at] || !m_stale[at])
        return;
    m_stale[at] = false;
    m_screens[at]->refresh();
}

void MainWindow::openPalette() {
    m_palette->popUp(paletteEntries());
}

void MainWindow::openKeySheet() {
    QVector<ScreenAction> here;
    if (Screen* shown = m_screens[static_cast<std::size_t>(m_current)])
        here = shown->actions();
    QVector<ScreenAction> everywhere = windowActions();
    for (const ScreenEntry& entry : screenTable())
        everywhere << ScreenAction{
            screenTitle(entry), QKeySequence(u"G, %1"_s.arg(QChar::fromLatin1(entry.key))), {}};
    m_keySheet->popUp(m_title->text(), here, everywhere);
}

void MainWindow::openSettings() {
    m_settings->popUp(m_settingsButton->mapToGlobal(
        QPoint(m_settingsButton->width(), m_settingsButton->height() + theme::unit(0.5))));
}

void MainWindow::focusFilter() {
    if (!m_filter->isVisible())
        return;
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool MainWindow::goByKey(QChar letter) {
    const auto screens = screenTable();
    for (std::size_t at = 0; at < screens.size(); ++at)
        if (QChar::fromLatin1(screens[at].key) == letter) {
            showScreen(static_cast<int>(at));
            return true;
        }
    return false;
}

bool MainWindow::runByKey(const QKeyEvent& key) {
    if (m_palette->isVisible() || m_keySheet->isVisible())
        return false;
    const bool isBare = (key.modifiers() & Qt::AltModifier) == 0;
    if (isBare && key.text() == u"?"_s) {
        openKeySheet();
        return true;
    }
    if (isBare && key.text() == u"/"_s && m_filter->isVisible()) {
        focusFilter();
        return true;
    }
    Screen* shown = m_screens[static_cast<std::size_t>(m_current)];
    if (shown == nullptr || m_stack->currentWidget() != shown)
        return false;
    const QKeySequence pressed(key.keyCombination());
    const QKeySequence bySign(isBare ? key.text() : QString());
    for (const ScreenAction& action : shown->actions()) {
        if (action.key.isEmpty() || (action.key != pressed && action.key != bySign))
            continue;
        if (action.enabled && action.run)
            action.run();
        return action.enabled;
    }
    return false;
}

QVector<ScreenAction> MainWindow::windowActions() {
    return {
        {tr("Search, go, do"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); }},
        {tr("Filter this page"), QKeySequence(Qt::Key_Slash), [this] { focusFilter(); }},
        {tr("Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), [this] { m_session.undo(); }},
        {tr("Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), [this] { m_session.redo(); }},
        {tr("Chart or table"), QKeySequence(Qt::CTRL | Qt::Key_T), {}},
        {tr("Read the mart again"), QKeySequence(Qt::Key_F5),
         [this] {
             m_session.open();
             markStale();
             refreshIfStale();
         }},
        {tr("Keys valid here"), QKeySequence(Qt::Key_Question), [this] { openKeySheet(); }},
    };
}

QVector<PaletteEntry> MainWindow::paletteEntries() {
    QVector<PaletteEntry> entries;
    const auto screens = screenTable();
    for (std::size_t at = 0; at < screens.size(); ++at)
        entries << PaletteEntry{screenTitle(screens[at]), tr("Page"),
                                QString::fromLatin1(screens[at].icon),
                                [this, at] { showScreen(static_cast<int>(at)); }};
    const auto addActions = [&entries](const QVector<ScreenAction>& actions) {
        for (const ScreenAction& action : actions)
            if (action.enabled && action.run)
                entries << PaletteEntry{action.name, action.key.toString(QKeySequence::NativeText),
                                        u"run-build"_s, action.run};
    };
    if (Screen* shown = m_screens[static_cast<std::size_t>(m_current)])
        addActions(shown->actions());
    if (m_session.state() == MartSession::State::Ready)
        addActions({{tr("Find segments, risks and cases anew"), {}, [this] { analyse(); }}});
    addActions(windowActions());
    return entries;
}

void MainWindow::focusPage() {
    Screen* shown = m_screens[static_cast<std::size_t>(m_current)];
    if (shown == nullptr)
        return;
    // Of a page that is all about a field the page itself takes the keys.
    QWidget* target = shown->mainFocus();
    (target->isVisible() && !takesText(target) ? target : shown)->setFocus();
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && takesText(QApplication::focusWidget()))
        focusPage();
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange && m_settingsButton != nullptr)
        restyle();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    m_palette->hide();
}

void MainWindow::retranslate() {
    setWindowTitle(u"MerchantOps"_s);
    m_search->setText(tr("Search, go, do   Ctrl+K"));
    m_search->setAccessibleName(tr("Search, go, do"));
    m_settingsButton->setAccessibleName(tr("Settings"));
    m_settingsButton->setToolTip(tr("Settings"));
    for (std::size_t at = 0; at < m_screens.size(); ++at)
        if (m_screens[at] != nullptr)
            m_screens[at]->setAccessibleName(screenTitle(screenTable()[at]));
    restyle();
    showStateOrScreen();
}

void MainWindow::restyle() {
    m_search->setIcon(theme::icon(u"search"_s, theme::colours().mutedText));
    m_settingsButton->setIcon(theme::icon(u"configure"_s, theme::colours().mutedText));
}

void MainWindow::saveState() {
    if (!m_remembers)
        return;
    QSettings stored;
    stored.setValue(u"window/geometry"_s, saveGeometry());
    stored.setValue(u"window/page"_s,
                    QString::fromLatin1(screenTable()[static_cast<std::size_t>(m_current)].id));
    for (std::size_t at = 0; at < m_screens.size(); ++at)
        if (m_screens[at] != nullptr)
            stored.setValue(u"screens/"_s + QString::fromLatin1(screenTable()[at].id),
                            m_screens[at]->saveState());
}

void MainWindow::restoreState() {
    const QSettings stored;
    restoreGeometry(stored.value(u"window/geometry"_s).toByteArray());
    const QString page = stored.value(u"window/page"_s).toString();
    const auto screens = screenTable();
    for (std::size_t at = 0; at < screens.size(); ++at)
        if (QLatin1StringView(screens[at].id) == page)
            m_current = static_cast<int>(at);
}

} // namespace mops::ui
