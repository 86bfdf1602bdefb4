#pragma once

#include "ui/charts/chart_panel.h"

#include <QImage>
#include <QWidget>

namespace mops::ui {

/// A map of more points than a scatter chart can hold: every pixel shows how many merchants lie
/// there, in the colour of the group that is most frequent.
class DensityMap final : public QWidget {
    Q_OBJECT
public:
    explicit DensityMap(QWidget* parent = nullptr);
    void setSpec(const MapSpec& spec);
    /// The point nearest to a place, within a few pixels; −1 = none.
    int pointAt(const QPointF& place) const;

signals:
    void clicked(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QRectF plot() const;
    QPointF place(const MapPoint& point) const;
    void render();

    MapSpec m_spec;
    double m_left = 0, m_right = 1, m_bottom = 0, m_top = 1;
    QImage m_image; ///< null = must be rendered
};

} // namespace mops::ui
