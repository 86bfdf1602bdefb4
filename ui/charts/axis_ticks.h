#pragma once

#include "ui/charts/chart_panel.h"

#include <vector>

namespace mops::ui {

struct Tick {
    double value = 0;
    QString label;
};

/// Round numbers (1, 2, 2.5, 5 × 10ⁿ) that cover [low, high]: the first is ≤ low, the last ≥ high.
std::vector<double> roundTicks(double low, double high, int atMost);
/// Dates that begin a day, week, month or quarter inside [first, last], about `atMost` of them.
std::vector<QDate> dateTicks(QDate first, QDate last, int atMost);
/// "3 Jun", "Jun 2018", "2018" – as fine as the ticks are apart; in the language now set.
QString dateTickText(QDate day, const std::vector<QDate>& ticks);

} // namespace mops::ui
