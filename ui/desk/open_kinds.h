#pragma once

#include "core/desk/case_kind.h"

#include <string>

/// Cases that could be opened for a page of the console, all its kinds together.
namespace mops::ui {

/// Kinds whose facts are not in the mart count nothing.
Result<std::int64_t> countOpenableOn(db::Database& mart, const std::string& page,
                                     TaskContext& context);
/// One operation a kind.
Result<desk::OpenedCases> openCasesOn(db::Database& mart, const std::string& page,
                                      const desk::Actor& actor, TaskContext& context);

} // namespace mops::ui
