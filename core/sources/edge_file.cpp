#include "core/sources/edge_file.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

namespace mops::sources {
namespace {

using Fields = std::span<const std::string_view>;

/// What the first column of a file of pairs is called in practice; besides, all that end in "id".
constexpr std::array<std::string_view, 24> kHeaderWords{
    "transaction", "basket", "order",  "invoice", "invoiceno", "receipt", "ticket",    "session",
    "user",        "buyer",  "seller", "shop",    "customer",  "client",  "merchant",  "member",
    "source",      "from",   "row",    "src",     "account",   "card",    "member_no", "tid"};

bool isHeaderWord(std::string_view field) {
    const std::string word = asciiLower(field);
    return word == "id" || word.ends_with("_id") || word.ends_with(" id") ||
           (word.ends_with("id") &&
            std::ranges::find(kHeaderWords, word.substr(0, word.size() - 2)) !=
                kHeaderWords.end()) ||
           std::ranges::find(kHeaderWords, word) != kHeaderWords.end();
}

bool isHeader(const std::vector<std::string>& first, Fields second) {
    if (std::ranges::any_of(first, [](const auto& f) { return parseDouble(f).has_value(); }))
        return false;
    for (std::size_t k = 0; k < std::min(first.size(), second.size()); ++k)
        // A word with digits may be an id among numbers, as a cancelled invoice C536379.
        if (!first[k].empty() && first[k].find_first_of("0123456789") == std::string::npos &&
            parseDouble(second[k]))
            return true;
    return isHeaderWord(first.front());
}

/// The columns to be read and what is to be made of them.
class EdgeReader {
public:
    EdgeReader(RecordFile& file, const EdgeFileOptions& options)
        : m_file(file)
        , m_options(options) {}

    Result<EdgeTable> read() {
        const auto any = m_file.next();
        if (!any)
            return failAs(any);
        if (!*any)
            return fail(ErrorCode::NotEnoughData, m_file.where(), "1");
        const std::vector<std::string> first(m_file.fields().begin(), m_file.fields().end());
        const std::string firstWhere = m_file.where();
        if (first.size() < 2)
            return fail(ErrorCode::RowInvalid,
                        firstWhere + ": " + std::to_string(first.size()) + " field, 2 are needed");
        m_width = first.size();
        const auto second = m_file.next();
        if (!second)
            return failAs(second);
        const bool header = m_options.header == EdgeFileOptions::Header::Yes ||
                            (m_options.header == EdgeFileOptions::Header::FindOut &&
                             isHeader(first, *second ? m_file.fields() : Fields{}));
        if (const auto named = nameColumns(first, header); !named)
            return failAs(named);
        if (!header) {
            const std::vector<std::string_view> views(first.begin(), first.end());
            if (const auto taken = take(views, firstWhere); !taken)
                return failAs(taken);
        }
        for (bool more = *second; more;) {
            if (const auto taken = take(m_file.fields(), {}); !taken)
                return failAs(taken);
            const auto next = m_file.next();
            if (!next)
                return failAs(next);
            more = *next;
        }
        if (m_table.row.empty())
            return fail(ErrorCode::NotEnoughData, m_file.where(), "1");
        return std::move(m_table);
    }

private:
    Result<std::size_t> position(const std::string& wanted, std::size_t otherwise,
                                 const std::vector<std::string>& names) const {
        if (wanted.empty())
            return otherwise;
        if (const auto named = std::ranges::find(names, wanted); named != names.end())
            return static_cast<std::size_t>(named - names.begin());
        const auto number = parseInteger(wanted);
        if (number && *number >= 1 && static_cast<std::size_t>(*number) <= names.size())
            return static_cast<std::size_t>(*number - 1);
        std::string known;
        for (std::size_t k = 0; k < std::min<std::size_t>(names.size(), 50); ++k)
            known += (k == 0 ? "" : ", ") + names[k];
        return fail(ErrorCode::ColumnMissing, wanted, known);
    }

    Result<> nameColumns(const std::vector<std::string>& first, bool header) {
        std::vector<std::string> names = first;
        for (std::size_t k = 0; !header && k < names.size(); ++k)
            names[k] = "column_" + std::to_string(k + 1);
        const auto row = position(m_options.rowColumn, 0, names);
        const auto column = position(m_options.columnColumn, 1, names);
        if (!row || !column)
            return failAs(row ? column : row);
        if (*row == *column)
            return fail(ErrorCode::Usage, "row and column: " + names[*row]);
        m_row = *row;
        m_column = *column;
        m_table.rowName = names[m_row];
        m_table.columnName = names[m_column];
        if (m_options.weightColumn.empty())
            return {};
        const auto weight = position(m_options.weightColumn, 0, names);
        if (!weight)
            return failAs(weight);
        m_weight = *weight;
        m_table.weightName = names[*weight];
        return {};
    }

    Result<> take(Fields fields, std::string where) {
        const auto here = [&] { return where.empty() ? m_file.where() : where; };
        if (fields.size() != m_width)
            return fail(ErrorCode::RowInvalid, here() + ": " + std::to_string(fields.size()) +
                                                   " fields, " + std::to_string(m_width) +
                                                   " in the first row");
        if (fields[m_row].empty() || fields[m_column].empty() ||
            (m_weight && fields[*m_weight].empty())) {
            if (!m_options.dropMissing)
                return fail(ErrorCode::RowInvalid, here() + ": an id or weight is empty");
            ++m_table.dropped;
            return {};
        }
        if (m_weight) {
            const auto weight = parseDouble(fields[*m_weight]);
            if (!weight || !std::isfinite(*weight) || *weight < 0)
                return fail(ErrorCode::InvalidNumber,
                            here() + ": " + std::string(fields[*m_weight].substr(0, 80)),
                            "0 or more");
            m_table.weight.push_back(*weight);
        }
        const auto row = m_table.rows.add(fields[m_row]);
        const auto column = m_table.columns.add(fields[m_column]);
        if (!row || !column || m_table.row.size() == std::numeric_limits<std::uint32_t>::max())
            return fail(ErrorCode::MemoryLimit, here(), "2147483646 names, 4294967295 edges");
        m_table.row.push_back(*row);
        m_table.column.push_back(*column);
        return {};
    }

    RecordFile& m_file;
    const EdgeFileOptions& m_options;
    EdgeTable m_table;
    std::size_t m_width = 0;
    std::size_t m_row = 0;
    std::size_t m_column = 1;
    std::optional<std::size_t> m_weight;
};

void renumber(NameIndex& names, std::vector<std::int32_t>& numbers) {
    const auto renumbered = names.sort();
    for (std::int32_t& number : numbers)
        number = renumbered[static_cast<std::size_t>(number)];
}

} // namespace

Result<EdgeTable> readEdgeFile(const std::filesystem::path& path, const EdgeFileOptions& options,
                               TaskContext& context) {
    auto file = RecordFile::open(path, options.file, context);
    if (!file)
        return failAs(file);
    auto table = EdgeReader(*file, options).read();
    if (table) {
        renumber(table->rows, table->row);
        renumber(table->columns, table->column);
    }
    return table;
}

} // namespace mops::sources
