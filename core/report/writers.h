#pragma once

#include "core/base/result.h"
#include "core/report/document.h"

#include <filesystem>

namespace mops::report {

/// Renders the document into `file`, which may already exist and is nobody else's. Answers the
/// number of table rows in it. The same document gives the same bytes.
using Writer = Result<std::int64_t> (*)(const Document& document,
                                        const std::filesystem::path& file);

/// The document's data as one RFC 4180 table in UTF-8 with byte order mark. Numbers are plain,
/// money is in units with a point; where the data are from stands in the table's own columns, so
/// that it stays one clean table. Text that a spreadsheet would take for a formula gets a leading
/// '.
Result<std::int64_t> writeCsv(const Document& document, const std::filesystem::path& file);
/// One page that needs no other file.
Result<std::int64_t> writeHtml(const Document& document, const std::filesystem::path& file);
/// A4.
Result<std::int64_t> writePdf(const Document& document, const std::filesystem::path& file);
/// One sheet for each table, with real numbers.
Result<std::int64_t> writeXlsx(const Document& document, const std::filesystem::path& file);

/// Writes bytes over the file. Errors: FileNotWritable.
Result<> writeBytes(const std::filesystem::path& file, std::string_view bytes);

} // namespace mops::report
