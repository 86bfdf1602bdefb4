#pragma once

#include <functional>
#include <memory>
#include <QDate>
#include <QStackedWidget>
#include <QString>
#include <vector>

namespace mops::ui {

/// How values of an axis are written. The function is asked when shown, in the language then set.
using AxisFormat = std::function<QString(double)>;

struct LineSeries {
    QString name;
    std::vector<double> values; ///< one per x; NaN = a gap
    int colour = 0;             ///< of theme::seriesColour
    bool area = false;
    bool dashed = false;
    bool muted = false; ///< grey: what the others are compared with
};

/// Lines over days (`days`) or over numbers (`x`): one of the two is filled.
struct LineSpec {
    QString xTitle;
    QString yTitle; ///< with the unit
    std::vector<QDate> days;
    std::vector<double> x;
    std::vector<LineSeries> series;
    AxisFormat xFormat; ///< of numbers; days have their own
    AxisFormat yFormat;
    bool fromZero = true;
    bool square = false; ///< both axes 0 … 1 (ROC, reliability)
};

struct BarSpec {
    QString xTitle;
    QString yTitle;
    std::vector<QString> labels;
    struct Series {
        QString name;
        std::vector<double> values;
        int colour = 0;
    };
    std::vector<Series> series;
    AxisFormat yFormat;
    bool horizontal = false;
};

struct MapPoint {
    double x = 0;
    double y = 0;
    int group = 0; ///< colour and legend
    QString id;
    QString label; ///< on hover
};
struct MapSpec {
    QString xTitle;
    QString yTitle;
    std::vector<MapPoint> points; ///< above 2,000 the density painter takes over
    std::vector<QString> groups;
};

/// A chart with its table twin (button at the corner, or Ctrl+T): same values, for screen readers
/// and for copying. Follows theme and language. The only face of the chart library.
class ChartPanel final : public QStackedWidget {
    Q_OBJECT
public:
    explicit ChartPanel(QWidget* parent = nullptr);
    ~ChartPanel() override;

    /// What the chart shows, for accessibility and as the twin's file name.
    void setChartName(const QString& name);
    void setLines(LineSpec spec);
    void setBars(BarSpec spec);
    void setMap(MapSpec spec);
    void setTwinVisible(bool visible);

signals:
    /// A day, bar or point was clicked: its index in days/x, labels or points.
    void clicked(int index);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Impl;
    void rebuild();
    void placeButton();

    std::unique_ptr<Impl> m_impl;
};

} // namespace mops::ui
