#pragma once

#include "ui/shell/screen.h"

#include <QFrame>

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
};

} // namespace mops::ui
