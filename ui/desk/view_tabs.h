#pragma once

#include "ui/desk/desk_view.h"

#include <QWidget>
#include <vector>

class QTabBar;
class QToolButton;

namespace mops::ui {

class MartSession;

/// The views of a desk as tabs with counts; saved ones tell owner and deadline. The button at the
/// end keeps what is shown as a view of its own, or changes and removes the one that is shown.
class ViewTabs final : public QWidget {
    Q_OBJECT
public:
    ViewTabs(MartSession& session, QString place, QWidget* parent = nullptr);

    /// Saved views are read anew.
    void refresh();
    const std::vector<DeskView>& views() const { return m_views; }
    int current() const;
    const DeskView& view() const { return m_views[static_cast<std::size_t>(current())]; }
    QString currentId() const { return view().id; }
    /// A saved view that is not read yet is chosen when it is.
    void choose(const QString& id);
    void setCounts(const std::vector<std::int64_t>& counts);
    std::vector<desk::QueueFilter> filters() const;
    /// What the list shows now: what “save” keeps.
    void setShown(const DeskQuestion& question) { m_shown = question; }
    void save(const QString& name, bool shared, std::optional<std::int64_t> dueAt);
    void askName(bool change);
    void removeCurrent();
    void retranslate();
    QTabBar* bar() { return m_bar; }

signals:
    void chosen();
    /// The views are others than before: they want to be counted.
    void viewsChanged();
    void failed(const mops::Error& error);

private:
    void rebuild();
    void showTexts();
    void openMenu();
    void store(desk::SavedView view);

    MartSession& m_session;
    QString m_place;
    QTabBar* m_bar;
    QToolButton* m_menu;
    std::vector<DeskView> m_views;
    std::vector<desk::SavedView> m_saved;
    std::vector<std::int64_t> m_counts;
    DeskQuestion m_shown;
    QString m_wanted;     ///< id of the view that is chosen when it is there
    QString m_wantedName; ///< likewise, of a view that was just kept
};

} // namespace mops::ui
