#pragma once

#include "ui/shell/main_window.h"

#include <QObject>
#include <QTimer>
#include <vector>

namespace mops::console {

/// Works at the review desk by keys alone, as an operator does, and saves what is seen after each
/// step: DIR/<number>_<step>.png. Then the application exits. The decisions stay in the mart's
/// ledger like any other; the last steps take them back.
class KeySession final : public QObject {
    Q_OBJECT
public:
    KeySession(ui::MainWindow& window, ui::MartSession& session, QString folder);
    void start();

private:
    struct Step {
        QString name; ///< empty: no picture
        QString keys; ///< "G, R" as a key sequence; `text` types letters instead
        QString text = {};
    };
    static std::vector<Step> script();
    void tick();
    void play(const Step& step) const;
    bool save(const Step& step);

    ui::MainWindow& m_window;
    ui::MartSession& m_session;
    QString m_folder;
    std::vector<Step> m_steps;
    std::size_t m_next = 0;
    int m_saved = 0;
    int m_quietTicks = 0;
    bool m_played = false;
    QTimer m_timer;
};

} // namespace mops::console
