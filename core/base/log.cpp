#include "core/base/log.h"

#include <cstdio>
#include <memory>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

namespace mops::log {
namespace {

/// spdlog's own registry holds the logger; it is thread-safe.
constexpr const char* kLoggerName = "merchantops";

void write(spdlog::level::level_enum level, std::string_view message) {
    if (const auto logger = spdlog::get(kLoggerName))
        logger->log(level, spdlog::string_view_t(message.data(), message.size()));
}

} // namespace

void openFile(const std::filesystem::path& folder) {
    try {
        std::filesystem::create_directories(folder);
        const auto logger = spdlog::rotating_logger_mt(
            kLoggerName, (folder / "merchantops.log").string(), 5 * 1024 * 1024, 3);
        logger->flush_on(spdlog::level::info);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "merchantops: no log file: %s\n", failure.what());
    }
}

void info(std::string_view message) {
    write(spdlog::level::info, message);
}
void warning(std::string_view message) {
    write(spdlog::level::warn, message);
}
void error(std::string_view message) {
    write(spdlog::level::err, message);
}

} // namespace mops::log
