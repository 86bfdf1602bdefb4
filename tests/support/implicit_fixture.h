#pragma once

#include "core/learn/recommend/interactions.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <QtTest>
#include <vector>

namespace mops::test {

/// tests/reference/implicit.json: who took what and what NumPy and SciPy make of it.
inline nlohmann::json implicitFixture() {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/implicit.json");
    return nlohmann::json::parse(file);
}

inline learn::Interactions interactionsOf(const nlohmann::json& fixture) {
    std::vector<learn::Taking> takings;
    for (std::size_t k = 0; k < fixture.at("user").size(); ++k)
        takings.push_back(
            {fixture["user"][k], fixture["item"][k], fixture["weight"][k].get<float>()});
    return learn::makeInteractions(fixture.at("users"), fixture.at("items"), takings).value();
}

/// Rows of takings with weight 1.
inline learn::Interactions interactionsOf(std::int32_t items,
                                          const std::vector<std::vector<std::int32_t>>& rows) {
    std::vector<learn::Taking> takings;
    for (std::size_t user = 0; user < rows.size(); ++user)
        for (const std::int32_t item : rows[user])
            takings.push_back({static_cast<std::int32_t>(user), item, 1.0F});
    return learn::makeInteractions(static_cast<std::int32_t>(rows.size()), items, takings).value();
}

} // namespace mops::test
