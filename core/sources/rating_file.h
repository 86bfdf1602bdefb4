#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/sources/record_file.h"
#include "core/sources/text_ids.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace mops::sources {

/// What becomes of a user's second rating of an item.
enum class DuplicateRatings {
    Latest, ///< the one with the latest time counts; without times, or of one time, the later line
    Mean,   ///< their mean, at the place of the first
    Keep,   ///< every one counts
    Fail,   ///< RowInvalid with file and line
};

struct RatingFileOptions {
    RecordFileOptions file = {};
    DuplicateRatings duplicates = DuplicateRatings::Latest;
    enum class Header { FindOut, Yes, No } header = Header::FindOut;
};

/// Shared by the files of one analysis, so that the same text is the same number in all of them.
struct RatingIds {
    TextIds users;
    TextIds items;
};

/// Ratings in the order of the file: 24 bytes each.
struct RatingTable {
    std::vector<std::int32_t> user;
    std::vector<std::int32_t> item;
    std::vector<double> value;
    std::vector<std::int64_t> line; ///< in the file
    std::int64_t rows = 0;          ///< read
    std::int64_t duplicates = 0;    ///< rows whose pair stood in an earlier row too
    bool hasHeader = false;
};

/// Reads `user item rating [time]`; what follows in a row is not read. Ids are texts, compared byte
/// by byte; the time is a number or ISO 8601, and may be missing in single rows. The first row
/// counts as a header when its rating is a word. While reading, 32 bytes a rating.
/// Errors: those of RecordFile; RowInvalid (fewer than three fields, another number of fields than
/// the first row, an empty id, a duplicate with Fail), InvalidNumber (a rating that is missing, no
/// number or beyond ±1e12; a time that is none), each with file and line; NotEnoughData (no
/// ratings), MemoryLimit (more than 2^31 − 1 users, items or ratings).
Result<RatingTable> readRatings(const std::filesystem::path& path, const RatingFileOptions& options,
                                RatingIds& ids, TaskContext& context);

} // namespace mops::sources
