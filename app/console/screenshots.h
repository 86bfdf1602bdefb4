#pragma once

#include "ui/shell/look.h"
#include "ui/shell/main_window.h"

#include <QObject>
#include <QTimer>
#include <vector>

namespace mops::console {

/// Walks through every page and its tabs in both languages and both palettes and saves what is
/// seen: DIR/<page>[-<section>]_<lang>_<theme>.png. Then the application exits.
class Screenshots final : public QObject {
    Q_OBJECT
public:
    Screenshots(ui::MainWindow& window, ui::MartSession& session, ui::Look& look, QString folder);
    void start();

private:
    struct Shot {
        int screen = 0;
        QString language;
        theme::Appearance appearance{};
        QString section = {}; ///< empty: the page has none, or it is the first
    };
    void addSections(const Shot& shot);
    void show(const Shot& shot);
    void tick();
    bool save(const Shot& shot);

    ui::MainWindow& m_window;
    ui::MartSession& m_session;
    ui::Look& m_look;
    QString m_folder;
    std::vector<Shot> m_shots;
    std::size_t m_next = 0;
    int m_quietTicks = 0;
    QTimer m_timer;
};

} // namespace mops::console
