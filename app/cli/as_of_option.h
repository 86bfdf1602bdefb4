#pragma once

#include "core/base/date.h"
#include "core/base/result.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace mops::cli {

/// Adds `--as-of DATE`; the text lands in `value`.
void addAsOf(CLI::App& command, std::string& value);
/// Nothing for an empty text; Usage for what is no day.
Result<std::optional<Day>> asOfDay(const std::string& text);

} // namespace mops::cli
