#pragma once

#include "ui/tables/csv_rows.h"

#include <functional>
#include <QTableView>

namespace mops::ui {

/// A window with this property set shows simulated data; its tables' exports say so.
inline constexpr char kSimulatedProperty[] = "simulatedData";

/// A table as every page shows it: whole rows, fixed height, cells drawn by their CellKind, header
/// menu to choose columns, Ctrl+C copies, j/k move, CSV of what is shown.
class TableView final : public QTableView {
    Q_OBJECT
public:
    explicit TableView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Relative widths of the columns, in characters; the last visible one takes the rest.
    void setColumnWidths(const QVector<int>& characters);
    /// Selects and shows a row; −1 clears.
    void selectRow(int row);
    int currentRow() const;
    /// Keeps columns' order, width and visibility over restarts under this name.
    void setStateName(const QString& name);
    /// Rows of two lines: texts that are too long for one wrap.
    void setTwoLines();
    /// Rows of two lines: the text of `column` runs below the others over the whole width, instead
    /// of in a column of its own.
    void setSecondLine(int column);
    bool hasTwoLines() const { return m_twoLines; }
    int secondLine() const { return m_secondLine; }
    /// Rows that are read when they are looked at can neither be copied nor exported from here:
    /// `exportAll` does it. One row is selected at a time.
    void setLazy(std::function<void()> exportAll);
    /// Visible columns of all rows.
    QByteArray toCsv() const;
    /// Asks for a file; a failure is told in a dialog.
    void exportCsv();
    /// Tells why when there are too many rows.
    void copySelection();

signals:
    /// Enter or double click.
    void opened(int row);
    void currentRowChanged(int row);
    /// The export ended; `written` false = it could not be, or was cancelled: there is no file.
    void exported(const QString& path, bool written);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void applyColumnWidths();
    void applyTheme();
    void showHeaderMenu(const QPoint& position);
    CsvRows csvRows() const;
    void write(const QString& path);
    int selectedRowCount() const;
    void saveColumns() const;
    void restoreColumns();
    /// In the order shown, the second line last.
    QVector<int> visibleColumns() const;

    QString m_stateName;
    QVector<int> m_widths;
    std::function<void()> m_exportAll;
    bool m_twoLines = false;
    int m_secondLine = -1;
};

} // namespace mops::ui
