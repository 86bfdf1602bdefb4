#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mops::report {

/// The PDF with a file attached, uncompressed, so that it can be found again without a PDF library.
/// It is added as an incremental update (ISO 32000-1, 7.5.6 and 7.11.4): the bytes before stay as
/// they are. Empty when the PDF does not end in a plain table of references.
std::optional<std::string> attachFile(const std::string& pdf, const std::string& name,
                                      std::string_view content);

} // namespace mops::report
