#pragma once

#include "ui/shell/look.h"
#include "ui/shell/mart_session.h"
#include "ui/shell/screen.h"
#include "ui/shell/screen_table.h"

#include <QMainWindow>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace mops::ui {

class CommandPalette;
class KeySheet;
class Rail;
class SettingsPopover;
class StatePane;
class StatusStrip;
class WelcomePage;
struct PaletteEntry;

/// Owns the pages and the actions; nothing else.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(MartSession& session, Look& look);
    ~MainWindow() override;

    void showScreen(int index);
    int currentScreen() const { return m_current; }
    /// The page, made if need be.
    Screen& screen(int index);
    void go(const Jump& jump);
    /// Segments, risk model, scores and cases anew.
    void analyse();
    /// For tests and screenshots: nothing is remembered.
    void setRemembers(bool remembers) { m_remembers = remembers; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    /// Escape in a field that has no use for it goes back to the page, where bare keys act.
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildTopBar();
    void connectSession();
    void addShortcuts();
    void showStateOrScreen();
    void markStale();
    void refreshIfStale();
    void retranslate();
    void restyle();
    void openPalette();
    void openKeySheet();
    void openSettings();
    void focusFilter();
    bool goByKey(QChar letter);
    void focusPage();
    bool runByKey(const QKeyEvent& key);
    QVector<ScreenAction> windowActions();
    QVector<PaletteEntry> paletteEntries();
    void saveState();
    void restoreState();

    MartSession& m_session;
    Look& m_look;
    Rail* m_rail;
    QLabel* m_title = nullptr;
    QLineEdit* m_filter = nullptr;
    QPushButton* m_search = nullptr;
    QToolButton* m_settingsButton = nullptr;
    QStackedWidget* m_stack;
    WelcomePage* m_welcome;
    StatePane* m_failed;
    StatusStrip* m_status;
    CommandPalette* m_palette;
    KeySheet* m_keySheet;
    SettingsPopover* m_settings;
    std::vector<Screen*> m_screens; ///< null until first shown
    std::vector<bool> m_stale;
    std::vector<QString> m_filterTexts;
    int m_current = 0;
    bool m_remembers = true;
};

} // namespace mops::ui
