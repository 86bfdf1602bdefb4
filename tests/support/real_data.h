#pragma once

#include <cstdlib>
#include <filesystem>
#include <QtTest>

namespace mops::test {

/// The folder of the real data sets; tests skip with a message where it is absent.
inline std::filesystem::path realData(const char* set) {
    const char* folder = std::getenv("MOPS_SHARED_DATA");
    return std::filesystem::path(folder == nullptr ? "" : folder) / set;
}

} // namespace mops::test

/// QSKIP when the named data set is not there.
#define MOPS_NEEDS_DATA(set)                                                                       \
    do {                                                                                           \
        if (!std::filesystem::exists(mops::test::realData(set)))                                   \
            QSKIP("the data set '" set "' is not there; set MOPS_SHARED_DATA to its folder");      \
    } while (false)
