#pragma once

/// Marks an English text in core that people will read in their own language. lupdate collects
/// it; ui/text looks it up at run time. Core itself never translates.
#define MOPS_TEXT(context, text) text

#include <functional>
#include <string>

namespace mops {

/// Looks up a text marked with MOPS_TEXT; handed to core where it writes documents for people.
using Translate = std::function<std::string(const char* context, const char* text)>;

} // namespace mops
