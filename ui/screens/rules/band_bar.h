#pragma once

#include "core/desk/band.h"

#include <optional>
#include <QWidget>

namespace mops::ui {

/// The scores from 0 to 1 as one bar: approved alone, drafted, asked, drafted, refused alone. Each
/// part carries its word; the same stands as a sentence beside it.
class BandBar final : public QWidget {
    Q_OBJECT
public:
    explicit BandBar(QWidget* parent = nullptr);
    void setBand(const std::optional<desk::Band>& band);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<desk::Band> m_band;
};

} // namespace mops::ui
