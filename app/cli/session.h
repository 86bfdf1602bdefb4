#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/base/translatable.h"
#include "core/db/database.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace mops::cli {

/// The global options and everything a command needs from outside.
struct Session {
    std::filesystem::path martPath;
    bool json = false;
    bool quiet = false;
    int threads = 1;
    std::uint64_t seed = 1;
    std::string operatorName;
    std::string language; ///< "zh" or "en"
    Translate translate;
    const Clock* clock = nullptr;
    TaskContext* context = nullptr;

    Result<db::Database> openReader() const;
    Result<db::Database> openWriter() const; ///< makes the mart if there is none
    /// For commands that need a mart with a past: MartMissing when there is none.
    Result<db::Database> openExistingWriter() const;
};

} // namespace mops::cli
