#include "core/report/recipe.h"

#include <array>

namespace mops::report {
namespace {

struct Entry {
    const char* name;
    const char* title;
    std::span<const RecipeParameter> (*parameters)();
    RecipeBuilder build;
};

/// A new report: one file in recipes/, one line here.
constexpr std::array kEntries{
    Entry{"merchant-risk", MOPS_TEXT("Report", "Merchant risk, monthly"), merchantRiskParameters,
          buildMerchantRisk},
};

using Recipes = std::array<Recipe, kEntries.size()>;

const Recipes& recipes() {
    static const Recipes kRecipes = [] {
        Recipes made;
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = {kEntries[i].name, kEntries[i].title, kEntries[i].parameters()};
        return made;
    }();
    return kRecipes;
}

} // namespace

std::span<const Recipe> recipeTable() {
    return recipes();
}

const Recipe* findRecipe(std::string_view name) {
    for (const Recipe& recipe : recipes())
        if (recipe.name == name)
            return &recipe;
    return nullptr;
}

RecipeBuilder builderOf(const Recipe& recipe) {
    return kEntries[static_cast<std::size_t>(&recipe - recipes().data())].build;
}

} // namespace mops::report
