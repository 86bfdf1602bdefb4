#pragma once

#include "ui/shell/screen.h"

#include <array>

class QTabWidget;

namespace mops::ui {

class DataSection;

/// 数据 Data: where the data comes from, what was refused, whether it is clean, and SQL.
Screen* makeDataScreen(MartSession& session, QWidget* parent);

class DataScreen final : public Screen {
    Q_OBJECT
public:
    enum Section { Sources, Quarantine, Quality, Sql, SectionCount };

    explicit DataScreen(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QString filterHint() const override;
    void setFilterText(const QString& text) override;
    QVector<ScreenAction> actions() override;
    /// more["section"] = "sources", "quarantine", "quality", "sql" or "import" (opens the import).
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

private:
    DataSection* current() const;
    void showSection(int section);
    void refreshIfStale();

    QTabWidget* m_tabs;
    std::array<DataSection*, SectionCount> m_sections;
    std::array<bool, SectionCount> m_isStale;
};

} // namespace mops::ui
