#pragma once

#include "core/base/text.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <span>
#include <string>

/// What every benchmark shares. A line is `task TAB who TAB threads TAB seconds TAB note`; the
/// peers (peer_*.py) print the same, so compare.py can set them side by side.
namespace mops::bench {

inline void line(const std::string& task, const std::string& who, int threads, double seconds,
                 const std::string& note) {
    std::cout << task << '\t' << who << '\t' << threads << '\t' << formatFixed(seconds, 4) << '\t'
              << note << std::endl;
}

/// Prints the best of a few runs; `work` says what it reached.
inline void run(const std::string& task, int threads, const std::function<std::string()>& work,
                int repeats = 3) {
    double best = 1e300;
    std::string note;
    for (int k = 0; k < repeats; ++k) {
        const auto begin = std::chrono::steady_clock::now();
        note = work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        best = std::min(best, took.count());
    }
    line(task, "ours", threads, best, note);
}

/// The folder of `--data DIR` on the command line, or empty: where data for the peer are written.
inline std::filesystem::path dataFolder(int argc, char** argv) {
    for (int k = 1; k + 1 < argc; ++k)
        if (std::string(argv[k]) == "--data")
            return argv[k + 1];
    return {};
}

/// Raw numbers of the machine's byte order, for numpy.fromfile(). Nothing without a folder.
template <class Number>
void writeRaw(const std::filesystem::path& folder, const std::string& name,
              std::span<const Number> values) {
    if (folder.empty())
        return;
    std::ofstream file(folder / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(values.data()),
               static_cast<std::streamsize>(values.size_bytes()));
}

} // namespace mops::bench
