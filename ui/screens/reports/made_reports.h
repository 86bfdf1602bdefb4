#pragma once

#include <cstdint>
#include <map>
#include <QString>
#include <string>
#include <vector>

namespace mops::ui {

/// A report that was written: what it takes to make it again, and what came out.
struct MadeReport {
    std::string recipe;
    std::map<std::string, std::string> parameters;
    QString file;
    QString language; ///< "zh" or "en"
    std::int64_t madeAt = 0;
    std::int64_t rows = 0;
    QString sha256;
};

/// The latest few, newest first, kept over restarts in the settings.
std::vector<MadeReport> readMadeReports();
/// Adds one in front; the same file written again takes the place of the old entry.
void rememberMadeReport(const MadeReport& made);

} // namespace mops::ui
