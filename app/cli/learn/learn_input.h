#pragma once

#include "app/cli/session.h"
#include "core/learn/matrix.h"
#include "core/sources/numeric_table.h"

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mops::cli {

/// Options of every call that reads a table of numbers.
struct TableOptions {
    std::string path;
    std::string missing = "fail";
    std::vector<std::string> columns;
    std::vector<std::string> ignore;
    std::string separator;
    std::string encoding;
    std::string header = "auto";
};

/// Adds the positional file and its options. With `keepsMissing`, `--missing keep` is offered and
/// the default: for algorithms that handle missing values themselves.
std::shared_ptr<TableOptions> addTable(CLI::App& call, bool keepsMissing = false);

/// The file's numbers with the time that reading took.
struct LearnTable {
    sources::NumericTable table;
    double readSeconds = 0;

    learn::MatrixView matrix() const {
        return {table.values.data(), table.rows, table.columns.size()};
    }
};

/// Reads `options.path`; the columns named in `apart` come as text in LearnTable::table.apart.
Result<LearnTable> readLearnTable(const TableOptions& options,
                                  const std::vector<std::string>& apart, Session& session);
/// The same columns of another file (`--test`): those of `like`, by name.
Result<LearnTable> readLearnTable(const TableOptions& options, const std::string& path,
                                  const LearnTable& like, const std::vector<std::string>& apart,
                                  Session& session);

/// Labels of two classes.
struct BinaryLabels {
    std::vector<std::uint8_t> y;
    std::string positive; ///< what counts as 1
};
/// 0/1, or any two different values: of two numbers the larger, of two words the later counts as 1.
/// `positive` (may be empty) states which one instead, also for a file with one class only.
/// Errors: InvalidNumber (a missing label; more than two values), NotEnoughData (one class only).
Result<BinaryLabels> binaryLabels(const sources::TextColumn& column,
                                  std::span<const std::int64_t> lines,
                                  const std::string& positive = {});
/// Errors: InvalidNumber with the line.
Result<std::vector<double>> numbersOf(const sources::TextColumn& column,
                                      std::span<const std::int64_t> lines);

/// What every call answers of its input: rows, columns, dropped, filled, read_seconds.
void describeInput(const LearnTable& input, nlohmann::ordered_json& json);

} // namespace mops::cli
