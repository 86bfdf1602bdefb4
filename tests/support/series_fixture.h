#pragma once

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <QtTest>
#include <string>
#include <vector>

namespace mops::test {

/// tests/reference/series.json.
inline nlohmann::json seriesFixture() {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/series.json");
    return nlohmann::json::parse(file);
}

/// null = missing.
inline std::vector<double> seriesNamed(const nlohmann::json& fixture, const std::string& name) {
    std::vector<double> y;
    for (const auto& value : fixture.at("series").at(name))
        y.push_back(value.is_null() ? std::numeric_limits<double>::quiet_NaN()
                                    : value.get<double>());
    return y;
}

/// Relative to 1 or the expected value, whichever is larger.
inline bool near(double actual, double expected, double tolerance) {
    const bool ok = std::abs(actual - expected) <= tolerance * std::max(1.0, std::abs(expected));
    if (!ok)
        qWarning("actual %.17g, expected %.17g", actual, expected);
    return ok;
}

} // namespace mops::test
