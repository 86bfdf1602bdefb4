#pragma once

#include "ui/shell/screen.h"

#include <QFrame>
#include <QPointer>

class QGridLayout;

namespace mops::ui {

/// `?`: the keys that are valid here, over the window until any key is pressed.
class KeySheet final : public QFrame {
    Q_OBJECT
public:
    explicit KeySheet(QWidget* parent);
    void popUp(const QString& pageTitle, const QVector<ScreenAction>& pageActions,
               const QVector<ScreenAction>& everywhere);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    int addGroup(QGridLayout* grid, int column, const QString& title,
                 const QVector<ScreenAction>& actions);
    void leave();

    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace mops::ui
