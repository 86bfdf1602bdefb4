#include "app/cli/learn/learn_input.h"

#include "app/cli/stopwatch.h"
#include "core/base/text.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cmath>
#include <set>

namespace mops::cli {
namespace {

using sources::MissingPolicy;
using Header = sources::NumericTableOptions::Header;

MissingPolicy policyOf(const std::string& name) {
    if (name == "drop")
        return MissingPolicy::Drop;
    if (name == "mean")
        return MissingPolicy::Mean;
    if (name == "median")
        return MissingPolicy::Median;
    return name == "keep" ? MissingPolicy::Keep : MissingPolicy::Fail;
}

sources::NumericTableOptions readingOptions(const TableOptions& options) {
    sources::NumericTableOptions reading;
    reading.file = {options.separator == "\\t" ? "\t" : options.separator, options.encoding};
    reading.missing = policyOf(options.missing);
    reading.columns = options.columns;
    reading.ignore = options.ignore;
    reading.header = options.header == "yes"  ? Header::Yes
                     : options.header == "no" ? Header::No
                                              : Header::FindOut;
    return reading;
}

Result<LearnTable> read(const std::string& path, const sources::NumericTableOptions& reading,
                        Session& session) {
    const Stopwatch watch;
    auto table = sources::readNumericTable(path, reading, *session.context);
    if (!table)
        return failAs(table);
    return LearnTable{std::move(*table), watch.seconds()};
}

} // namespace

std::shared_ptr<TableOptions> addTable(CLI::App& call, bool keepsMissing) {
    auto options = std::make_shared<TableOptions>();
    std::vector<std::string> policies{"fail", "drop", "mean", "median"};
    if (keepsMissing) {
        options->missing = "keep";
        policies.emplace_back("keep");
    }
    call.add_option("FILE", options->path, "Separated text file, one row an observation")
        ->required();
    call.add_option("--missing", options->missing, "What becomes of missing values")
        ->check(CLI::IsMember(policies))
        ->capture_default_str();
    call.add_option("--columns", options->columns, "Only these columns, by name or position")
        ->delimiter(',');
    call.add_option("--ignore", options->ignore, "Columns to leave out, by name or position")
        ->delimiter(',');
    call.add_option("--separator", options->separator,
                    "Between fields: , ; \\t | :: or a blank (default: found out)");
    call.add_option("--encoding", options->encoding, "UTF-8, GB18030, … (default: found out)");
    call.add_option("--header", options->header, "Whether the first row holds names")
        ->check(CLI::IsMember({"auto", "yes", "no"}))
        ->capture_default_str();
    return options;
}

Result<LearnTable> readLearnTable(const TableOptions& options,
                                  const std::vector<std::string>& apart, Session& session) {
    sources::NumericTableOptions reading = readingOptions(options);
    reading.apart = apart;
    return read(options.path, reading, session);
}

Result<LearnTable> readLearnTable(const TableOptions& options, const std::string& path,
                                  const LearnTable& like, const std::vector<std::string>& apart,
                                  Session& session) {
    sources::NumericTableOptions reading = readingOptions(options);
    reading.apart = apart;
    reading.columns = like.table.columns;
    reading.ignore.clear();
    return read(path, reading, session);
}

Result<BinaryLabels> binaryLabels(const sources::TextColumn& column,
                                  std::span<const std::int64_t> lines,
                                  const std::string& positive) {
    std::set<std::string> values;
    for (std::size_t row = 0; row < column.values.size(); ++row) {
        const std::string& value = column.values[row];
        if (value.empty())
            return fail(ErrorCode::InvalidNumber,
                        column.name + ", line " + std::to_string(lines[row]));
        values.insert(value);
        if (values.size() > 2 && positive.empty())
            return fail(ErrorCode::InvalidNumber,
                        column.name + ", line " + std::to_string(lines[row]) + ": " + value,
                        *values.begin() + " / " + *std::next(values.begin()));
    }
    std::vector<std::string> classes(values.begin(), values.end());
    const auto areNumbers =
        std::ranges::all_of(classes, [](const auto& v) { return parseDouble(v).has_value(); });
    if (areNumbers)
        std::ranges::sort(classes, {}, [](const auto& v) { return *parseDouble(v); });
    BinaryLabels labels;
    labels.positive = positive;
    if (positive.empty()) {
        if (classes.size() != 2)
            return fail(ErrorCode::NotEnoughData, column.name + ": " + classes.front(), "0 / 1");
        labels.positive = classes.back();
    }
    labels.y.reserve(column.values.size());
    for (const std::string& value : column.values)
        labels.y.push_back(value == labels.positive ? 1 : 0);
    return labels;
}

Result<std::vector<double>> numbersOf(const sources::TextColumn& column,
                                      std::span<const std::int64_t> lines) {
    std::vector<double> numbers;
    numbers.reserve(column.values.size());
    for (std::size_t row = 0; row < column.values.size(); ++row) {
        const auto number = parseDouble(column.values[row]);
        if (!number || std::isnan(*number))
            return fail(ErrorCode::InvalidNumber, column.name + ", line " +
                                                      std::to_string(lines[row]) + ": " +
                                                      column.values[row].substr(0, 80));
        numbers.push_back(*number);
    }
    return numbers;
}

void describeInput(const LearnTable& input, nlohmann::ordered_json& json) {
    json["rows"] = input.table.rows;
    json["columns"] = input.table.columns;
    json["dropped"] = input.table.dropped;
    json["filled"] = input.table.filled;
    json["read_seconds"] = input.readSeconds;
}

} // namespace mops::cli
