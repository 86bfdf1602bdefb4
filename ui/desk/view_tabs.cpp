#include "ui/desk/view_tabs.h"

#include "ui/shell/mart_session.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace mops::ui {

ViewTabs::ViewTabs(MartSession& session, QString place, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_place(std::move(place))
    , m_bar(new QTabBar(this))
    , m_menu(new QToolButton(this)) {
    m_bar->setObjectName(u"queueViews"_s);
    m_bar->setDocumentMode(true);
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setUsesScrollButtons(true);
    m_bar->setFocusPolicy(Qt::TabFocus);
    m_menu->setObjectName(u"viewMenu"_s);
    m_menu->setText(u"+"_s);
    m_menu->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit(0.5));
    row->addWidget(m_bar, 1);
    row->addWidget(m_menu);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0)
            emit chosen();
    });
    connect(m_menu, &QToolButton::clicked, this, &ViewTabs::openMenu);
    rebuild();
}

int ViewTabs::current() const {
    return std::clamp(m_bar->currentIndex(), 0, static_cast<int>(m_views.size()) - 1);
}

void ViewTabs::refresh() {
    m_session.read<std::vector<desk::SavedView>>(
        {m_place + u"-views"_s, tr("Reading the views")},
        [place = m_place.toStdString(), name = m_session.operatorName()](
            db::Database& mart, TaskContext&) { return desk::readViews(mart, place, name); },
        this,
        [this](const Result<std::vector<desk::SavedView>>& views) {
            if (!views) {
                if (views.error().code != ErrorCode::Cancelled)
                    emit failed(views.error());
                return;
            }
            const auto same = [](const desk::SavedView& a, const desk::SavedView& b) {
                return a.viewId == b.viewId && a.name == b.name && a.owner == b.owner &&
                       a.shared == b.shared && a.dueAt == b.dueAt && a.definition == b.definition;
            };
            if (std::equal(views->begin(), views->end(), m_saved.begin(), m_saved.end(), same))
                return;
            m_saved = *views;
            rebuild();
            emit viewsChanged();
        });
}

void ViewTabs::rebuild() {
    const QString before = m_views.empty() ? QString() : currentId();
    m_views = standardViews();
    for (const desk::SavedView& saved : m_saved)
        m_views.push_back({format::text(saved.viewId), format::text(saved.name),
                           questionOf(saved.definition), saved});
    m_counts.resize(m_views.size(), -1);
    QString after = before;
    {
        const QSignalBlocker quiet(m_bar);
        while (m_bar->count() > static_cast<int>(m_views.size()))
            m_bar->removeTab(m_bar->count() - 1);
        while (m_bar->count() < static_cast<int>(m_views.size()))
            m_bar->addTab(QString());
        showTexts();
        if (!m_wanted.isEmpty())
            after = m_wanted;
        for (const DeskView& view : m_views)
            if (!m_wantedName.isEmpty() && view.saved && view.name == m_wantedName &&
                view.saved->owner == m_session.operatorName()) {
                after = view.id;
                m_wantedName.clear();
                break;
            }
        for (std::size_t at = 0; at < m_views.size(); ++at)
            if (m_views[at].id == after) {
                m_bar->setCurrentIndex(static_cast<int>(at));
                m_wanted.clear();
            }
    }
    if (!before.isEmpty() && currentId() != before)
        emit chosen();
}

void ViewTabs::choose(const QString& id) {
    m_wanted = id;
    for (std::size_t at = 0; at < m_views.size(); ++at)
        if (m_views[at].id == id) {
            m_wanted.clear();
            m_bar->setCurrentIndex(static_cast<int>(at));
            return;
        }
}

void ViewTabs::setCounts(const std::vector<std::int64_t>& counts) {
    m_counts = counts;
    m_counts.resize(m_views.size(), -1);
    showTexts();
}

std::vector<desk::QueueFilter> ViewTabs::filters() const {
    std::vector<desk::QueueFilter> filters;
    for (const DeskView& view : m_views)
        filters.push_back(view.question.filter);
    return filters;
}

void ViewTabs::showTexts() {
    const std::int64_t now = toSeconds(m_session.clock().now());
    for (int at = 0; at < m_bar->count(); ++at) {
        const DeskView& view = m_views[static_cast<std::size_t>(at)];
        const std::int64_t count = m_counts[static_cast<std::size_t>(at)];
        QString text = count < 0 ? view.name : tr("%1  %2").arg(view.name, format::integer(count));
        QString tip = view.name;
        if (view.saved) {
            tip += u'\n' + tr("Owner: %1").arg(format::text(view.saved->owner));
            if (view.saved->shared)
                tip += u'\n' + tr("Shared with everybody");
            if (view.saved->dueAt) {
                const QString due = format::date(*view.saved->dueAt);
                text = tr("%1 · by %2").arg(text, due);
                tip += u'\n' + (*view.saved->dueAt < now ? tr("Was due on %1").arg(due)
                                                         : tr("Due on %1").arg(due));
            }
        }
        m_bar->setTabText(at, text);
        m_bar->setTabToolTip(at, tip);
    }
    m_bar->setAccessibleName(tr("Views of the queue"));
    m_menu->setAccessibleName(tr("Keep or change a view"));
    m_menu->setToolTip(m_menu->accessibleName());
}

void ViewTabs::retranslate() {
    rebuild();
}

void ViewTabs::openMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Keep what is shown as a view …")), &QAction::triggered, this,
            [this] { askName(false); });
    const auto& saved = view().saved;
    if (saved && saved->owner == m_session.operatorName()) {
        connect(menu->addAction(tr("Change \"%1\" …").arg(view().name)), &QAction::triggered, this,
                [this] { askName(true); });
        connect(menu->addAction(tr("Remove \"%1\"").arg(view().name)), &QAction::triggered, this,
                &ViewTabs::removeCurrent);
    }
    menu->popup(m_menu->mapToGlobal(QPoint(0, m_menu->height())));
}

void ViewTabs::askName(bool change) {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"viewDialog"_s);
    dialog->setWindowTitle(change ? tr("Change the view") : tr("Keep as a view"));
    auto* form = new QFormLayout(dialog);
    auto* name = new QLineEdit(dialog);
    name->setObjectName(u"viewName"_s);
    auto* shared = new QCheckBox(tr("Others see it, too"), dialog);
    auto* dated = new QCheckBox(tr("All of it done by"), dialog);
    auto* due = new QDateEdit(QDate::currentDate().addDays(1), dialog);
    due->setCalendarPopup(true);
    due->setEnabled(false);
    due->setAccessibleName(tr("Deadline of the view"));
    connect(dated, &QCheckBox::toggled, due, &QWidget::setEnabled);
    form->addRow(tr("Name"), name);
    form->addRow(QString(), shared);
    form->addRow(dated, due);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, dialog);
    QPushButton* saveButton = buttons->button(QDialogButtonBox::Save);
    saveButton->setText(tr("Keep"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Leave"));
    saveButton->setEnabled(false);
    saveButton->setToolTip(tr("A view needs a name."));
    form->addRow(buttons);
    connect(name, &QLineEdit::textChanged, saveButton, [saveButton](const QString& text) {
        saveButton->setEnabled(!text.trimmed().isEmpty());
        saveButton->setToolTip(saveButton->isEnabled() ? QString() : tr("A view needs a name."));
    });
    if (change && view().saved) {
        name->setText(view().name);
        shared->setChecked(view().saved->shared);
        dated->setChecked(view().saved->dueAt.has_value());
        if (view().saved->dueAt)
            due->setDate(QDateTime::fromSecsSinceEpoch(*view().saved->dueAt).date());
    }
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, dialog,
            [this, dialog, name, shared, dated, due, change] {
                std::optional<std::int64_t> deadline;
                if (dated->isChecked())
                    deadline = due->date().endOfDay().toSecsSinceEpoch();
                if (change && view().saved) {
                    desk::SavedView saved = *view().saved;
                    saved.name = name->text().trimmed().toStdString();
                    saved.shared = shared->isChecked();
                    saved.dueAt = deadline;
                    saved.definition = definitionOf(m_shown);
                    store(std::move(saved));
                } else {
                    save(name->text().trimmed(), shared->isChecked(), deadline);
                }
                dialog->accept();
            });
    dialog->open();
}

void ViewTabs::save(const QString& name, bool shared, std::optional<std::int64_t> dueAt) {
    desk::SavedView view;
    view.place = m_place.toStdString();
    view.name = name.toStdString();
    view.owner = m_session.operatorName();
    view.shared = shared;
    view.dueAt = dueAt;
    view.definition = definitionOf(m_shown);
    store(std::move(view));
}

void ViewTabs::store(desk::SavedView view) {
    m_session.write<desk::Receipt>(
        {u"save-view"_s, tr("Keeping the view")}, Change::Desk,
        [view, name = m_session.operatorName()](db::Database& mart, TaskContext&) {
            return desk::saveView(mart, view, {name, SystemClock()});
        },
        this,
        [this, name = format::text(view.name)](const Result<desk::Receipt>& receipt) {
            if (!receipt) {
                emit failed(receipt.error());
                return;
            }
            m_wantedName = name;
            refresh();
        });
}

void ViewTabs::removeCurrent() {
    if (!view().saved)
        return;
    m_session.write<desk::Receipt>(
        {u"remove-view"_s, tr("Removing the view")}, Change::Desk,
        [id = view().saved->viewId, name = m_session.operatorName()](db::Database& mart,
                                                                     TaskContext&) {
            return desk::removeView(mart, id, {name, SystemClock()});
        },
        this,
        [this](const Result<desk::Receipt>& receipt) {
            if (!receipt)
                emit failed(receipt.error());
            refresh();
        });
}

} // namespace mops::ui
