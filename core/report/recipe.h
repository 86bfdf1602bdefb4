#pragma once

#include "core/report/document.h"
#include "core/report/report.h"

#include <map>
#include <string>
#include <string_view>

namespace mops::report {

/// What a recipe builds its document from.
struct RecipeInput {
    db::Database& mart;
    std::map<std::string, std::string> parameters; ///< every one of the recipe, given or default
    std::string language;
    Translate translate; ///< never empty
    TaskContext& context;

    const std::string& parameter(const char* name) const { return parameters.at(name); }
};
using RecipeBuilder = Result<Document> (*)(const RecipeInput& input);

/// Null when there is no such recipe.
const Recipe* findRecipe(std::string_view name);
RecipeBuilder builderOf(const Recipe& recipe);

std::span<const RecipeParameter> merchantRiskParameters();
Result<Document> buildMerchantRisk(const RecipeInput& input);

} // namespace mops::report
