#include "ui/tables/table_view.h"

#include "ui/tables/cell_delegate.h"
#include "ui/tables/roles.h"
#include "ui/tables/table_export.h"
#include "ui/theme/theme.h"
#include "ui/util/dialogs.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// A clipboard of more would freeze the console and whatever it is pasted into.
constexpr int kMostCopiedRows = 10'000;

} // namespace

TableView::TableView(QWidget* parent)
    : QTableView(parent) {
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setSortingEnabled(true);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(theme::unit(3));
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this,
            &TableView::showHeaderMenu);
    for (const auto changed : {&QHeaderView::sectionMoved, &QHeaderView::sectionResized})
        connect(horizontalHeader(), changed, this, [this] {
            // Only what the operator does by hand is worth remembering.
            if (QGuiApplication::mouseButtons() != Qt::NoButton &&
                horizontalHeader()->viewport()->underMouse())
                saveColumns();
        });
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { emit opened(index.row()); });
    applyTheme();
}

void TableView::setModel(QAbstractItemModel* model) {
    // Without this the view would sort by the first column at once.
    const bool sorting = isSortingEnabled();
    setSortingEnabled(false);
    QTableView::setModel(model);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(sorting);
    restoreColumns();
}

void TableView::setColumnWidths(const QVector<int>& characters) {
    m_widths = characters;
    applyColumnWidths();
}

void TableView::applyColumnWidths() {
    // Wide enough for Chinese as well: such a character takes the place of two digits.
    const int character = fontMetrics().horizontalAdvance(u'0') * 3 / 2;
    for (int column = 0; column < m_widths.size(); ++column) {
        const QVariant kind =
            model() == nullptr ? QVariant() : model()->headerData(column, Qt::Horizontal, KindRole);
        // A number ends where its header's word does.
        const bool isNumber = kind.isValid() && kind.toInt() == static_cast<int>(CellKind::Number);
        const bool hasWord =
            model() != nullptr && !model()->headerData(column, Qt::Horizontal).toString().isEmpty();
        setColumnWidth(column, qMax(m_widths[column] * character + theme::unit(isNumber ? 3.4 : 2),
                                    hasWord ? horizontalHeader()->sectionSizeHint(column) : 0));
    }
    restoreColumns();
}

void TableView::selectRow(int row) {
    if (model() == nullptr || row < 0 || row >= model()->rowCount()) {
        clearSelection();
        setCurrentIndex({});
        return;
    }
    const QModelIndex index = model()->index(row, qMax(0, currentIndex().column()));
    setCurrentIndex(index);
    QTableView::selectRow(row);
    scrollTo(index);
}

int TableView::currentRow() const {
    return currentIndex().isValid() ? currentIndex().row() : -1;
}

void TableView::setStateName(const QString& name) {
    m_stateName = name;
    restoreColumns();
}

void TableView::setTwoLines() {
    m_twoLines = true;
    applyTheme();
}

void TableView::setSecondLine(int column) {
    m_secondLine = column;
    setColumnHidden(column, true);
    setTwoLines();
}

QVector<int> TableView::visibleColumns() const {
    QVector<int> columns;
    for (int visual = 0; visual < model()->columnCount(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns << column;
    }
    if (m_secondLine >= 0)
        columns << m_secondLine;
    return columns;
}

CsvRows TableView::csvRows() const {
    return {model(), visibleColumns(), window()->property(kSimulatedProperty).toBool()};
}

QByteArray TableView::toCsv() const {
    return model() == nullptr ? QByteArray()
                              : csvRows().header() + csvRows().rows(0, model()->rowCount());
}

void TableView::setLazy(std::function<void()> exportAll) {
    m_exportAll = std::move(exportAll);
    setSelectionMode(SingleSelection);
}

void TableView::exportCsv() {
    if (m_exportAll) {
        m_exportAll();
        return;
    }
    dialogs::chooseNewFile(this, tr("Export this table"),
                           accessibleName().isEmpty() ? u"table.csv"_s
                                                      : accessibleName() + u".csv"_s,
                           tr("CSV files (*.csv)"), [this](const QString& path) { write(path); });
}

void TableView::write(const QString& path) {
    auto* writing = new TableExport(model(), csvRows(), path, this);
    connect(writing, &TableExport::ended, this, [this, path](TableExport::End how) {
        const QString file = QDir::toNativeSeparators(path);
        if (how == TableExport::End::NotWritten)
            dialogs::tell(this, tr("%1 cannot be written.").arg(file),
                          tr("Nothing is left of it. Choose another folder."));
        else if (how == TableExport::End::TableChanged)
            dialogs::tell(this, tr("The table changed while it was written."),
                          tr("Nothing is left of %1. Export it once more.").arg(file));
        emit exported(path, how == TableExport::End::Written);
    });
    writing->start();
}

int TableView::selectedRowCount() const {
    int rows = 0;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange& range : selection)
        rows += range.height();
    return rows;
}

void TableView::copySelection() {
    if (selectionModel() == nullptr)
        return;
    if (selectedRowCount() > kMostCopiedRows) {
        dialogs::tell(this, tr("%n row(s) are too many to copy.", nullptr, selectedRowCount()),
                      tr("Up to %1 rows can be copied at once. A click with the right button on "
                         "the table's header exports all of them to a file.")
                          .arg(QLocale().toString(kMostCopiedRows)));
        return;
    }
    QStringList lines;
    const QVector<int> columns = visibleColumns();
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void TableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    const bool extend = event->modifiers() == Qt::ShiftModifier;
    if (event->modifiers() == Qt::NoModifier || extend) {
        if (event->key() == Qt::Key_J || event->key() == Qt::Key_K) {
            const bool down = event->key() == Qt::Key_J;
            QKeyEvent arrow(QEvent::KeyPress, down ? Qt::Key_Down : Qt::Key_Up, event->modifiers());
            QTableView::keyPressEvent(&arrow);
            return;
        }
        if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
            currentRow() >= 0) {
            emit opened(currentRow());
            return;
        }
    }
    QTableView::keyPressEvent(event);
}

void TableView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        applyTheme();
    // A header's word may be longer in the other language.
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, &TableView::applyColumnWidths, Qt::QueuedConnection);
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        emit currentRowChanged(current.isValid() ? current.row() : -1);
}

void TableView::applyTheme() {
    const int height = theme::rowHeight() + (m_twoLines ? fontMetrics().height() : 0);
    if (verticalHeader()->defaultSectionSize() != height) {
        verticalHeader()->setMinimumSectionSize(1);
        verticalHeader()->setDefaultSectionSize(height);
    }
}

void TableView::showHeaderMenu(const QPoint& position) {
    if (model() == nullptr)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    int visible = 0;
    for (int column = 0; column < model()->columnCount(); ++column)
        visible += isColumnHidden(column) ? 0 : 1;
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (column == m_secondLine)
            continue;
        QAction* action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || visible > 1);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            saveColumns();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(m_exportAll ? tr("Export all…") : tr("Export as CSV…")),
            &QAction::triggered, this, &TableView::exportCsv);
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

void TableView::saveColumns() const {
    if (!m_stateName.isEmpty() && isVisible())
        QSettings().setValue(u"tables/"_s + m_stateName, horizontalHeader()->saveState());
}

void TableView::restoreColumns() {
    if (m_stateName.isEmpty() || model() == nullptr)
        return;
    const QByteArray state = QSettings().value(u"tables/"_s + m_stateName).toByteArray();
    if (state.isEmpty() || !horizontalHeader()->restoreState(state))
        return;
    if (m_secondLine >= 0)
        setColumnHidden(m_secondLine, true);
    // Which column was sorted belongs to the page, not to the layout of columns.
    const QSignalBlocker blocker(horizontalHeader());
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
}

} // namespace mops::ui
