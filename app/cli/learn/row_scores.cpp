#include "app/cli/learn/row_scores.h"

#include "app/cli/csv_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace mops::cli {

nlohmann::ordered_json quantilesOf(std::vector<double> values) {
    using Level = std::pair<const char*, double>;
    constexpr std::array<Level, 9> kLevels{
        Level{"min", 0},    Level{"q01", 0.01},   Level{"q05", 0.05},
        Level{"q25", 0.25}, Level{"median", 0.5}, Level{"q75", 0.75},
        Level{"q95", 0.95}, Level{"q99", 0.99},   Level{"max", 1}};
    auto json = nlohmann::ordered_json::object();
    if (values.empty())
        return json;
    std::ranges::sort(values);
    for (const auto& [name, level] : kLevels) {
        const double place = level * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        json[name] = values[below] + (place - std::floor(place)) * (values[above] - values[below]);
    }
    return json;
}

std::vector<std::size_t> highestFirst(std::span<const double> scores, std::size_t count) {
    std::vector<std::size_t> rows(scores.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const std::size_t shown = std::min(count, rows.size());
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(shown), rows.end(),
                      [&](std::size_t a, std::size_t b) {
                          return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                      });
    rows.resize(shown);
    return rows;
}

Result<> writeRowScores(const std::string& path, const LearnTable& input, const RowScores& rows) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("line").add(rows.name);
    if (!rows.labels.empty())
        file->add("label");
    if (rows.parts != nullptr) {
        for (const std::string& column : input.table.columns)
            file->add("contribution_" + column);
        file->add("base");
    }
    file->endRow();
    for (std::size_t row = 0; row < rows.scores.size(); ++row) {
        file->add(input.table.line[row]).add(rows.scores[row]);
        if (!rows.labels.empty())
            file->add(rows.labels[row]);
        if (rows.parts != nullptr)
            for (const double part : rows.parts->row(row))
                file->add(part);
        file->endRow();
    }
    return file->commit();
}

} // namespace mops::cli
