#pragma once

#include "core/mart/overview.h"
#include "ui/charts/sparkline.h"

#include <QAbstractButton>
#include <vector>

class QLabel;

namespace mops::ui {

QString measureName(mart::Measure measure);
QString measureText(mart::Measure measure, double value, const std::string& currency);
/// Whether more is better (+1), worse (−1) or neither (0).
int measureDirection(mart::Measure measure);

/// One figure of the overview: now, against before, and its line. A button: shows its trend.
class MeasureCard final : public QAbstractButton {
    Q_OBJECT
public:
    MeasureCard(mart::Measure measure, QWidget* parent);
    void setValue(const mart::MeasureValue& value, const std::string& currency);
    void setTrend(std::vector<double> values);
    mart::Measure measure() const { return m_measure; }
    void retranslate();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    mart::Measure m_measure;
    mart::MeasureValue m_value;
    std::string m_currency;
    Sparkline* m_line;
};

} // namespace mops::ui
