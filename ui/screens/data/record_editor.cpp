#include "ui/screens/data/record_editor.h"

#include "ui/screens/data/data_words.h"
#include "ui/screens/data/record_field_table.h"
#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

RecordEditor::RecordEditor(QWidget* parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_reason(new QLabel(this))
    , m_fields(new RecordFieldTable(this))
    , m_view(new TableView(this))
    , m_text(new QPlainTextEdit(this))
    , m_stack(new QStackedWidget(this))
    , m_revert(new QPushButton(this))
    , m_take(new QPushButton(this)) {
    setProperty("plain", true);
    m_view->setObjectName(u"recordFields"_s);
    m_view->setSortingEnabled(false);
    m_view->setModel(m_fields);
    m_view->setColumnWidths({13, 22, 8});
    m_text->setObjectName(u"recordText"_s);
    m_text->setTabChangesFocus(true);
    m_reason->setObjectName(u"recordReason"_s);
    m_reason->setWordWrap(true);
    theme::setTone(m_reason, theme::Tone::Bad);
    m_stack->setProperty("plain", true);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_text);
    m_card->body()->addWidget(m_reason);
    m_card->body()->addWidget(m_stack, 1);
    m_card->body()->addWidget(buildButtons());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    connect(m_view, &TableView::opened, this,
            [this](int row) { m_view->edit(m_fields->index(row, RecordFieldTable::ValueColumn)); });
    connect(m_fields, &QAbstractItemModel::dataChanged, this, [this] { showButtons(); });
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { showButtons(); });
    retranslate();
}

QWidget* RecordEditor::buildButtons() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    theme::setButtonRole(m_take, theme::ButtonRole::Primary);
    m_take->setObjectName(u"takeAgain"_s);
    m_revert->setObjectName(u"revertRecord"_s);
    connect(m_take, &QPushButton::clicked, this, &RecordEditor::takeAgain);
    connect(m_revert, &QPushButton::clicked, this, [this] { setLine(QuarantineLine(m_line)); });
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, &RecordEditor::takeAgain);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addStretch(1);
    row->addWidget(m_revert);
    row->addWidget(m_take);
    return bar;
}

void RecordEditor::setLine(const QuarantineLine& line) {
    m_line = line;
    m_hasLine = true;
    m_fields->setLine(line);
    m_text->setPlainText(format::text(line.row.record));
    m_stack->setCurrentIndex(line.fields.isReadable ? 0 : 1);
    if (line.fields.isReadable)
        m_view->setCurrentIndex(
            m_fields->index(m_fields->offendingRow(), RecordFieldTable::ValueColumn));
    showTexts();
    showButtons();
}

void RecordEditor::clear() {
    m_hasLine = false;
    m_line = {};
    m_fields->clear();
    m_text->clear();
    m_stack->setCurrentIndex(0);
    showTexts();
    showButtons();
}

void RecordEditor::setBusy(bool busy) {
    m_isBusy = busy;
    showButtons();
}

bool RecordEditor::isChanged() const {
    return m_line.fields.isReadable ? m_fields->isChanged()
                                    : m_text->toPlainText() != format::text(m_line.row.record);
}

void RecordEditor::takeAgain() {
    if (!m_hasLine || m_isBusy)
        return;
    // A value still being written counts: leaving the editor hands it to the table.
    if (QWidget* editor = m_view->indexWidget(m_view->currentIndex()))
        editor->clearFocus();
    m_view->setFocus();
    std::string record;
    if (isChanged())
        record =
            m_line.fields.isReadable ? m_fields->record() : format::toStd(m_text->toPlainText());
    emit takeAgainWanted(m_line.row.quarantineId, QByteArray::fromStdString(record));
}

void RecordEditor::editOffending() {
    if (!m_hasLine)
        return;
    if (!m_line.fields.isReadable) {
        m_text->setFocus();
        return;
    }
    m_view->setFocus();
    const QModelIndex value =
        m_fields->index(m_fields->offendingRow(), RecordFieldTable::ValueColumn);
    m_view->setCurrentIndex(value);
    m_view->edit(value);
}

void RecordEditor::showTexts() {
    if (!m_hasLine) {
        m_card->setTitle(tr("No row chosen"));
        m_card->setSubtitle({});
        m_reason->clear();
        return;
    }
    m_card->setTitle(
        tr("%1, line %2").arg(format::text(m_line.row.file), format::integer(m_line.row.line)));
    m_card->setSubtitle(u"→ "_s + data_words::target(m_line.row.target));
    const QString reason = data_words::reason(m_line.row.reason);
    m_reason->setText(u"⚠ "_s + (m_line.row.column.empty()
                                     ? reason
                                     : u"%1: %2"_s.arg(format::text(m_line.row.column), reason)));
}

void RecordEditor::showButtons() {
    const bool changed = m_hasLine && isChanged();
    m_take->setEnabled(m_hasLine && !m_isBusy);
    m_revert->setEnabled(changed && !m_isBusy);
    m_take->setText(changed ? tr("Take the corrected row") : tr("Take again"));
}

void RecordEditor::retranslate() {
    m_revert->setText(tr("As it was"));
    m_take->setToolTip(tr("Send the row through the import again (Ctrl+Enter)"));
    m_view->setAccessibleName(tr("Fields of the refused row"));
    m_text->setAccessibleName(tr("The refused row as text"));
    m_fields->refreshTexts();
    showTexts();
    showButtons();
}

void RecordEditor::restyle() {
    m_fields->refreshTexts();
}

} // namespace mops::ui
