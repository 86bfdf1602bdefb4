#pragma once

#include "ui/theme/theme.h"

#include <QWidget>
#include <vector>

namespace mops::ui {

/// A word-sized line without axes. NaN is a gap.
class Sparkline final : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(std::vector<double> values);
    void setTone(theme::Tone tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> m_values;
    theme::Tone m_tone = theme::Tone::Neutral;
};

} // namespace mops::ui
