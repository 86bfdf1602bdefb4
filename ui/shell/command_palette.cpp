#include "ui/shell/command_palette.h"

#include "ui/shell/mart_session.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kMostMerchants = 12;
constexpr int kVisibleLines = 10;

} // namespace

QVector<PaletteEntry> matchEntries(const QVector<PaletteEntry>& entries, const QString& words) {
    const QString wanted = words.trimmed();
    QVector<PaletteEntry> beginning;
    QVector<PaletteEntry> holding;
    for (const PaletteEntry& entry : entries) {
        if (entry.title.startsWith(wanted, Qt::CaseInsensitive))
            beginning << entry;
        else if (entry.title.contains(wanted, Qt::CaseInsensitive))
            holding << entry;
    }
    return beginning + holding;
}

CommandPalette::CommandPalette(MartSession& session, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this)) {
    setProperty("popover", true);
    setObjectName(u"palette"_s);
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(), theme::unit(), theme::unit(), theme::unit());
    layout->setSpacing(theme::unit());
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::refreshList);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    connect(&session, &MartSession::changed, this, [this] { m_index.reset(); });
    hide();
}

void CommandPalette::popUp(const QVector<PaletteEntry>& entries) {
    m_entries = entries;
    m_field->setPlaceholderText(tr("A page, a merchant (name, pinyin or id), or something to do"));
    m_field->setAccessibleName(tr("Search, go, do"));
    m_list->setAccessibleName(tr("Matches"));
    m_field->clear();
    const QWidget* window = parentWidget();
    const int width = qMin(theme::unit(80), window->width() - theme::unit(8));
    const int height = theme::rowHeight() * kVisibleLines + theme::unit(9);
    setGeometry((window->width() - width) / 2, theme::unit(8), width,
                qMin(height, window->height() - theme::unit(12)));
    refreshList();
    if (!isVisible())
        m_before = QApplication::focusWidget();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
    wantIndex();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && event->type() == QEvent::FocusOut && isVisible() &&
        !m_list->underMouse())
        hide();
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int rows = m_list->count();
    switch (key->key()) {
    case Qt::Key_Down: m_list->setCurrentRow(qMin(rows - 1, m_list->currentRow() + 1)); return true;
    case Qt::Key_Up: m_list->setCurrentRow(qMax(0, m_list->currentRow() - 1)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: runCurrent(); return true;
    case Qt::Key_Escape: leave(); return true;
    default: return false;
    }
}

void CommandPalette::leave() {
    // Else the focus would go to the next field, and the next key would be written there.
    if (m_before != nullptr)
        m_before->setFocus(Qt::PopupFocusReason);
    hide();
}

void CommandPalette::wantIndex() {
    if (m_index || m_session.state() != MartSession::State::Ready)
        return;
    m_session.withMerchants(this, [this](const Result<MartSession::MerchantsPtr>& merchants) {
        if (!merchants)
            return;
        m_session.jobs().run<std::shared_ptr<const MerchantIndex>>(
            {u"merchant-index"_s, tr("Preparing the search"), Lane::Read},
            [table =
                 *merchants](TaskContext& task) -> Result<std::shared_ptr<const MerchantIndex>> {
                auto index = MerchantIndex::build(table, task);
                if (!index)
                    return fail(ErrorCode::Cancelled);
                return index;
            },
            this,
            [this](const Result<std::shared_ptr<const MerchantIndex>>& index) {
                if (!index)
                    return;
                m_index = *index;
                if (isVisible())
                    refreshList();
            });
    });
}

void CommandPalette::refreshList() {
    m_list->clear();
    m_shown.clear();
    const QString words = m_field->text();
    for (const PaletteEntry& entry : matchEntries(m_entries, words))
        addLine(entry);
    if (m_index) {
        for (const auto& match : m_index->find(words.toStdString(), kMostMerchants)) {
            const QString id = QString::fromStdString(match.id);
            const QString name = QString::fromStdString(match.name);
            addLine({name.isEmpty() ? id.left(8) : name, id, u"user-identity"_s,
                     [this, id] { emit merchantChosen(id); }});
        }
    }
    m_list->setCurrentRow(m_shown.isEmpty() ? -1 : 0);
}

void CommandPalette::addLine(const PaletteEntry& entry) {
    auto* item = new QListWidgetItem(m_list);
    item->setData(Qt::AccessibleTextRole, entry.title);
    auto* line = new QWidget;
    line->setProperty("plain", true);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(theme::unit(), 0, theme::unit(), 0);
    layout->setSpacing(theme::unit());
    auto* icon = new QLabel(line);
    icon->setPixmap(theme::icon(entry.iconName, theme::colours().mutedText)
                        .pixmap(QSize(theme::unit(2), theme::unit(2)), devicePixelRatioF()));
    auto* title = new QLabel(entry.title, line);
    title->setTextFormat(Qt::PlainText);
    auto* detail = new QLabel(entry.detail, line);
    detail->setTextFormat(Qt::PlainText);
    theme::setTextRole(detail, theme::TextRole::Caption);
    layout->addWidget(icon);
    layout->addWidget(title, 1);
    layout->addWidget(detail);
    item->setSizeHint({0, theme::rowHeight()});
    m_list->setItemWidget(item, line);
    m_shown << entry;
}

void CommandPalette::runCurrent() {
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size())
        return;
    const auto run = m_shown[row].run;
    leave();
    if (run)
        run();
}

} // namespace mops::ui
