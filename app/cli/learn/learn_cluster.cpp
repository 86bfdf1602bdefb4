#include "app/cli/learn/learn_cluster.h"

#include "app/cli/text_table.h"
#include "core/base/text.h"

namespace mops::cli {

Result<ClusterRows> clusterRows(const LearnTable& input, bool standardize, Session& session) {
    ClusterRows rows{input.matrix(), std::nullopt};
    if (!standardize)
        return rows;
    auto standard = learn::standardized(rows.x, session.threads, *session.context);
    if (!standard)
        return failAs(standard);
    rows.standard = std::move(*standard);
    rows.x = rows.standard->rows;
    return rows;
}

nlohmann::ordered_json rowsOf(const learn::Matrix& points) {
    auto json = nlohmann::ordered_json::array();
    for (std::size_t r = 0; r < points.rows; ++r) {
        const auto row = points.row(r);
        json.push_back(std::vector<double>(row.begin(), row.end()));
    }
    return json;
}

std::string centresText(const LearnTable& input, const std::vector<std::int64_t>& sizes,
                        const learn::Matrix& centres) {
    std::vector<std::string> header{"cluster", "size"};
    header.insert(header.end(), input.table.columns.begin(), input.table.columns.end());
    TextTable table(header);
    for (std::size_t k = 0; k < centres.rows; ++k) {
        std::vector<std::string> row{std::to_string(k), std::to_string(sizes[k])};
        for (const double value : centres.row(k))
            row.push_back(formatFixed(value, 4));
        table.add(std::move(row));
    }
    return table.render();
}

} // namespace mops::cli
