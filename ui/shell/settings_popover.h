#pragma once

#include "ui/shell/look.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace mops::ui {

/// Language, light or dark, row height; takes effect at once.
class SettingsPopover final : public QFrame {
    Q_OBJECT
public:
    SettingsPopover(Look& look, QWidget* parent);
    void popUp(const QPoint& topRight);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();

    Look& m_look;
    QLabel* m_keysLabel = nullptr;
    QPushButton* m_keys = nullptr;
};

} // namespace mops::ui
