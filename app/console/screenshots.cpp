#include "app/console/screenshots.h"

#include "ui/shell/sectioned_screen.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace mops::console {
namespace {

constexpr int kTickMilliseconds = 60;
/// A page is finished when no job has run for so many ticks: pages start jobs one after another.
constexpr int kQuietTicks = 5;

} // namespace

Screenshots::Screenshots(ui::MainWindow& window, ui::MartSession& session, ui::Look& look,
                         QString folder)
    : m_window(window)
    , m_session(session)
    , m_look(look)
    , m_folder(std::move(folder)) {
    for (const QString& language : {u"zh"_s, u"en"_s})
        for (const auto appearance : {theme::Appearance::Light, theme::Appearance::Dark})
            for (int screen = 0; screen < static_cast<int>(ui::screenTable().size()); ++screen)
                m_shots.push_back({screen, language, appearance, {}});
    m_window.setRemembers(false);
    m_timer.setInterval(kTickMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::tick);
}

void Screenshots::start() {
    if (!QDir().mkpath(m_folder) || m_shots.empty()) {
        QTextStream(stderr) << u"merchantops: cannot write to "_s << m_folder << u'\n';
        QTimer::singleShot(0, qApp, [] { QApplication::exit(1); });
        return;
    }
    m_window.resize(1280, 800);
    m_window.show();
    show(m_shots.front());
    m_timer.start();
}

void Screenshots::show(const Shot& shot) {
    ui::LookSettings settings = m_look.settings();
    settings.language = shot.language;
    settings.appearance = shot.appearance;
    m_look.set(settings);
    m_window.showScreen(shot.screen);
    // A page is made when it is first shown; then its first section is.
    if (m_session.state() == ui::MartSession::State::Ready)
        if (auto* page = qobject_cast<ui::SectionedScreen*>(&m_window.screen(shot.screen)))
            page->showSection(shot.section.isEmpty() ? page->sections().front() : shot.section);
    m_quietTicks = 0;
}

void Screenshots::addSections(const Shot& shot) {
    const auto* page = qobject_cast<const ui::SectionedScreen*>(&m_window.screen(shot.screen));
    if (page == nullptr || !shot.section.isEmpty())
        return;
    auto place = m_shots.begin() + static_cast<std::ptrdiff_t>(m_next) + 1;
    const QStringList others = page->sections().mid(1);
    for (const QString& section : others)
        place = m_shots.insert(place, {shot.screen, shot.language, shot.appearance, section}) + 1;
}

void Screenshots::tick() {
    const bool busy =
        !m_session.jobs().isIdle() || m_session.state() == ui::MartSession::State::Opening;
    m_quietTicks = busy ? 0 : m_quietTicks + 1;
    if (m_quietTicks < kQuietTicks)
        return;
    if (!save(m_shots[m_next])) {
        QApplication::exit(1);
        return;
    }
    if (m_session.state() == ui::MartSession::State::Ready)
        addSections(Shot(m_shots[m_next]));
    if (++m_next == m_shots.size()) {
        m_timer.stop();
        QApplication::exit(0);
        return;
    }
    show(m_shots[m_next]);
}

bool Screenshots::save(const Shot& shot) {
    QString page = QString::fromLatin1(ui::screenTable()[static_cast<std::size_t>(shot.screen)].id);
    if (!shot.section.isEmpty())
        page += u'-' + shot.section;
    const QString name =
        page + u'_' + shot.language +
        (shot.appearance == theme::Appearance::Dark ? u"_dark.png"_s : u"_light.png"_s);
    if (m_window.grab().save(QDir(m_folder).filePath(name)))
        return true;
    QTextStream(stderr) << u"merchantops: cannot write "_s << name << u'\n';
    return false;
}

} // namespace mops::console
