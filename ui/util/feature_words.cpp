#include "ui/util/feature_words.h"

#include "ui/text/feature_text.h"
#include "ui/util/format.h"

#include <cmath>
#include <QCoreApplication>

namespace mops::ui {
namespace {

int digitsFor(double value) {
    return std::abs(value) >= 100 ? 0 : 1;
}

} // namespace

QString featureValue(const std::string& id, double value, const std::string& currency) {
    if (!std::isfinite(value))
        return format::missing();
    switch (text::unitOf(id)) {
    case features::Unit::Count: return format::decimal(value, value == std::floor(value) ? 0 : 1);
    case features::Unit::MinorUnits: return format::moneyCompact(value, currency);
    case features::Unit::Share: return format::percent(value);
    case features::Unit::Days:
        return QCoreApplication::translate("Value", "%1 d")
            .arg(format::decimal(value, digitsFor(value)));
    case features::Unit::Score: return format::decimal(value, 2);
    case features::Unit::Ratio: return format::decimal(value, 2);
    }
    return format::decimal(value, 2);
}

} // namespace mops::ui
