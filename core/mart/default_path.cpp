#include "core/mart/default_path.h"

#include <cstdlib>
#include <string>

namespace mops::mart {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

} // namespace

std::filesystem::path defaultPath() {
    if (const auto named = environment("MERCHANTOPS_MART"); !named.empty())
        return named;
    const auto dataHome = environment("XDG_DATA_HOME");
    const auto base = dataHome.empty() ? std::filesystem::path(environment("HOME")) / ".local/share"
                                       : std::filesystem::path(dataHome);
    return base / "merchantops" / "mart.db";
}

} // namespace mops::mart
