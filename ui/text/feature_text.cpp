#include "ui/text/feature_text.h"

#include "core/base/money.h"
#include "core/desk/case_kind.h"
#include "core/risk/risk_features.h"

#include <cmath>
#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace mops::text {
namespace {

const features::Feature* find(std::string_view featureId) {
    const auto index = features::featureIndex(featureId);
    return index ? &features::featureCatalogue()[*index] : nullptr;
}

QString asIs(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Digits and separators are the same in both languages; a fixed locale keeps documents the same
/// bytes on every machine.
QString number(double value, int decimals) {
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', decimals);
}

} // namespace

QString featureName(std::string_view featureId) {
    if (featureId == risk::kOwnPastShare)
        return QCoreApplication::translate("Explanation", "Own share of bad orders so far");
    if (const auto* feature = find(featureId))
        return QCoreApplication::translate("Feature", feature->name);
    if (const auto* measure = desk::findMeasure(featureId))
        return QCoreApplication::translate("CaseMeasure", measure->name);
    return asIs(featureId);
}

QString featureDescription(std::string_view featureId) {
    const auto* feature = find(featureId);
    return feature == nullptr ? QString()
                              : QCoreApplication::translate("Feature", feature->description);
}

features::Unit unitOf(std::string_view featureId) {
    const auto* measure = find(featureId) == nullptr ? desk::findMeasure(featureId) : nullptr;
    return measure != nullptr ? measure->unit : risk::columnUnit(featureId);
}

bool isFlag(std::string_view featureId) {
    const auto* measure = find(featureId) == nullptr ? desk::findMeasure(featureId) : nullptr;
    return measure != nullptr && measure->isFlag;
}

QString moneyText(double minor, const std::string& currency) {
    const auto perUnit = static_cast<double>(minorPerUnit(currency));
    const QString amount = number(minor / perUnit, perUnit > 1 ? 2 : 0);
    return currency.empty() ? amount : amount + u' ' + QString::fromStdString(currency);
}

QString valueText(features::Unit unit, double value, const std::string& currency) {
    if (std::isnan(value))
        return u"–"_s;
    switch (unit) {
    case features::Unit::Count: return number(value, value == std::floor(value) ? 0 : 1);
    case features::Unit::MinorUnits: return moneyText(value, currency);
    case features::Unit::Share: {
        const double percent = 100 * value;
        return number(percent, percent > 0 && percent < 9.95 ? 1 : 0) + u" %"_s;
    }
    case features::Unit::Days:
        return QCoreApplication::translate("Value", "%1 d").arg(number(value, 1));
    case features::Unit::Score: return number(value, 2);
    case features::Unit::Ratio: return number(value, 2);
    }
    return {};
}

QString featureValueText(std::string_view featureId, double value, const std::string& currency) {
    return valueText(unitOf(featureId), value, currency);
}

} // namespace mops::text
