#pragma once

#include <QWidget>

namespace mops::ui {

/// The outline of what is about to come: quiet bars, no movement.
class Skeleton final : public QWidget {
    Q_OBJECT
public:
    explicit Skeleton(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace mops::ui
