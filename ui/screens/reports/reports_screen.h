#pragma once

#include "core/report/report.h"
#include "ui/screens/reports/made_reports.h"
#include "ui/shell/screen.h"
#include "ui/tables/rows_table.h"

#include <map>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace mops::ui {

class StatePane;
class TableView;

/// 报表: a recipe, its parameters, a file; and the ones made before, to make again.
class ReportsScreen final : public Screen {
    Q_OBJECT
public:
    explicit ReportsScreen(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QVector<ScreenAction> actions() override;
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

    /// Writes the chosen recipe to a file.
    void write(const QString& file);
    bool isWriting() const { return m_writing; }

private:
    struct Field {
        const report::RecipeParameter* parameter = nullptr;
        QWidget* edit = nullptr;
        QString value() const;
        void setValue(const QString& value) const;
    };
    QWidget* newField(const report::RecipeParameter& parameter) const;
    void keepTyped();
    QWidget* buildRecipes();
    QWidget* buildForm();
    QWidget* buildMade();
    std::vector<TableColumn<MadeReport>> madeColumns();
    const report::Recipe* recipe() const;
    void showRecipe();
    void showState();
    void showMade();
    void askFile();
    void makeAgain(int row);
    void openFile(int row);
    void openFolder(int row);
    void onWritten(const MadeReport& plan, const Result<report::ReportFile>& file);
    void setProblem(const QString& problem);
    QString suggestedName() const;

    RowsTable<MadeReport> m_made;
    bool m_writing = false;
    StatePane* m_state;
    QListWidget* m_recipes = nullptr;
    QLabel* m_recipeTitle = nullptr;
    QFormLayout* m_form = nullptr;
    std::vector<Field> m_fields;
    const report::Recipe* m_shown = nullptr; ///< whose fields those are
    /// What was typed for each recipe, by the parameter's name; kept until the console closes.
    std::map<std::string, std::map<std::string, QString>> m_typed;
    QLabel* m_formatLabel = nullptr;
    QComboBox* m_format = nullptr;
    QLabel* m_languageLabel = nullptr;
    QComboBox* m_language = nullptr;
    QPushButton* m_write = nullptr;
    QPushButton* m_cancel = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_result = nullptr;
    QLabel* m_madeTitle = nullptr;
    StatePane* m_madeState = nullptr;
    TableView* m_madeView = nullptr;
    QPushButton* m_openFile = nullptr;
    QPushButton* m_openFolder = nullptr;
    QPushButton* m_again = nullptr;
};

} // namespace mops::ui
