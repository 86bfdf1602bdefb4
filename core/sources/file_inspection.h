#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>

namespace mops::sources {

/// What has to be known of a text file before it is read.
struct FileFacts {
    std::int64_t bytes = 0;
    std::string encoding; ///< "UTF-8", "GB18030", "ISO-8859-1", "UTF-16LE", "UTF-16BE"
    char delimiter = ',';
};

/// Looks at the first `limit` bytes in pieces. `encoding` empty = find out. A single line that does
/// not fit UTF-8 among many that do leaves the file UTF-8; that row will be refused.
/// Errors: FileNotFound, FileIsDirectory, FileUnreadable, FileIsEmpty, FileIsBinary, Cancelled,
/// EncodingInvalid (the stated encoding is unknown, or more lines contradict it than speak for it).
Result<FileFacts> inspectFile(const std::filesystem::path& path, const std::string& encoding,
                              TaskContext& context,
                              std::int64_t limit = std::numeric_limits<std::int64_t>::max());

} // namespace mops::sources
