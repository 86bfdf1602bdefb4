#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/base/translatable.h"
#include "core/db/database.h"

#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace mops::report {

/// A report that can be made again: a name, parameters with defaults, and a builder.
struct RecipeParameter {
    const char* name;         ///< "month"
    const char* defaultValue; ///< "" = newest
    const char* description;  ///< English, marked for translation (context "Report")
};
struct Recipe {
    const char* name;  ///< "merchant-risk"
    const char* title; ///< English, marked for translation (context "Report")
    std::span<const RecipeParameter> parameters;
};
std::span<const Recipe> recipeTable();

struct ReportRequest {
    std::string recipe;
    std::map<std::string, std::string> parameters;
    std::filesystem::path out;   ///< the ending decides: .pdf .xlsx .csv .html
    std::string language = "zh"; ///< "zh" or "en": number and date forms
    Translate translate;
};
struct ReportFile {
    std::filesystem::path file;
    std::int64_t rows = 0;
    std::string sha256; ///< hex
};

/// Writes the report; an existing file is replaced only when the new one is complete. Same mart,
/// parameters and language ⇒ same bytes (the "made when" is the data's, from the clock given).
/// Errors: NotFound (recipe), Usage (parameter, file ending), NotEnoughData, FileNotWritable,
/// Cancelled.
Result<ReportFile> writeReport(db::Database& mart, const ReportRequest& request, const Clock& clock,
                               TaskContext& context);

} // namespace mops::report
