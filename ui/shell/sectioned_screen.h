#pragma once

#include "ui/shell/section.h"

#include <vector>

class QTabWidget;

namespace mops::ui {

/// A page of several tabs. Only the tab that is shown reads; the others do when they are shown.
/// Alt+1, Alt+2, … go there; jumps name one by more["section"].
class SectionedScreen : public Screen {
    Q_OBJECT
public:
    void refresh() final;
    void retranslate() override;
    void restyle() final;
    QVector<ScreenAction> actions() final;
    void jumpTo(const Jump& jump) final;
    QVariantMap saveState() const final;
    void restoreState(const QVariantMap& state) final;
    QWidget* mainFocus() final;

    void showSection(const QString& id, const Jump& jump = {});
    QString currentSection() const;
    /// Ids in the order of the tabs.
    QStringList sections() const;

protected:
    explicit SectionedScreen(MartSession& session, QWidget* parent = nullptr);
    /// In the order of the tabs; `title` is asked again when the language changes.
    void addSection(const char* id, Section* section, std::function<QString()> title);
    /// The accessible name of the tabs.
    void setTabsName(const QString& name);

private:
    struct Entry {
        QString id;
        Section* section = nullptr;
        std::function<QString()> title;
        bool stale = true;
    };
    Section* current() const;
    void refreshIfStale();

    QTabWidget* m_tabs;
    std::vector<Entry> m_entries;
};

} // namespace mops::ui
