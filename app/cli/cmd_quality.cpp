#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/mart/quality.h"

#include <CLI/CLI.hpp>

namespace mops::cli {
namespace {

constexpr std::size_t kMostBytesShown = 24;

/// The begin of a text, cut between two characters.
std::string shortened(const std::string& text) {
    if (text.size() <= kMostBytesShown)
        return text;
    std::size_t end = kMostBytesShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

} // namespace

Action defineQuality(CLI::App&) {
    return [](Session& session) -> Result<Answer> {
        auto mart = session.openReader();
        if (!mart)
            return failAs(mart);
        const auto tables = mart::readQuality(*mart, *session.context);
        if (!tables)
            return failAs(tables);
        Answer answer;
        answer.json["tables"] = nlohmann::ordered_json::array();
        TextTable text({"table", "column", "rows", "missing", "distinct", "minimum", "maximum"});
        for (const auto& table : *tables) {
            auto columns = nlohmann::ordered_json::array();
            for (const auto& column : table.columns) {
                columns.push_back({{"column", column.column},
                                   {"rows", table.rows},
                                   {"missing", column.missing},
                                   {"distinct", column.distinct},
                                   {"range", {column.minimum, column.maximum}}});
                text.add({table.table, column.column, std::to_string(table.rows),
                          std::to_string(column.missing), std::to_string(column.distinct),
                          shortened(column.minimum), shortened(column.maximum)});
            }
            answer.json["tables"].push_back({{"table", table.table},
                                             {"rows", table.rows},
                                             {"broken_references", table.brokenReferences},
                                             {"columns", columns}});
        }
        answer.text = text.render();
        return answer;
    };
}

} // namespace mops::cli
