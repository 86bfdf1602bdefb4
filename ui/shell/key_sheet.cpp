#include "ui/shell/key_sheet.h"

#include "ui/theme/theme.h"

#include <algorithm>
#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

KeySheet::KeySheet(QWidget* parent)
    : QFrame(parent) {
    setProperty("popover", true);
    setObjectName(u"keySheet"_s);
    setFocusPolicy(Qt::StrongFocus);
    hide();
}

void KeySheet::popUp(const QString& pageTitle, const QVector<ScreenAction>& pageActions,
                     const QVector<ScreenAction>& everywhere) {
    qDeleteAll(findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly));
    delete layout();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(theme::unit(3), theme::unit(2), theme::unit(3), theme::unit(3));
    grid->setHorizontalSpacing(theme::unit(2));
    grid->setVerticalSpacing(theme::unit(0.75));
    setAccessibleName(tr("Keys valid here"));
    const bool hasPageKeys = std::any_of(pageActions.begin(), pageActions.end(),
                                         [](const auto& action) { return !action.key.isEmpty(); });
    if (hasPageKeys) {
        addGroup(grid, 0, pageTitle, pageActions);
        grid->setColumnMinimumWidth(2, theme::unit(3));
    }
    addGroup(grid, 3, tr("Everywhere"), everywhere);
    adjustSize();
    const QWidget* window = parentWidget();
    move((window->width() - width()) / 2, qMax(theme::unit(2), (window->height() - height()) / 2));
    if (!isVisible())
        m_before = QApplication::focusWidget();
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void KeySheet::leave() {
    // Else the focus would go to the next field, and the next key would be written there.
    if (m_before != nullptr)
        m_before->setFocus(Qt::PopupFocusReason);
    hide();
}

int KeySheet::addGroup(QGridLayout* grid, int column, const QString& title,
                       const QVector<ScreenAction>& actions) {
    int row = 0;
    auto* head = new QLabel(title, this);
    theme::setTextRole(head, theme::TextRole::Section);
    grid->addWidget(head, row++, column, 1, 2);
    for (const ScreenAction& action : actions) {
        if (action.key.isEmpty())
            continue;
        auto* key = new QLabel(action.key.toString(QKeySequence::NativeText), this);
        key->setProperty("keycap", true);
        auto* name = new QLabel(action.name, this);
        grid->addWidget(key, row, column, Qt::AlignLeft);
        grid->addWidget(name, row++, column + 1);
    }
    grid->setRowStretch(row, 1);
    return row;
}

void KeySheet::keyPressEvent(QKeyEvent* event) {
    event->accept();
    leave();
}

void KeySheet::mousePressEvent(QMouseEvent*) {
    leave();
}

} // namespace mops::ui
