#include "core/sources/basket_file.h"

#include "core/base/text.h"
#include "core/sources/file_inspection.h"
#include "core/sources/text_input.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace mops::sources {
namespace {

constexpr std::int64_t kInspectedBytes = 1 << 20;
constexpr std::array<char, 4> kSeparators{',', '\t', ';', '|'};

/// How many of the lines each separator cuts, outside quotes; the last for blanks inside a line.
struct CutLines {
    std::array<std::int64_t, kSeparators.size()> by{};
    std::int64_t byBlanks = 0;
    std::int64_t lines = 0;
};

void countLine(std::string_view line, CutLines& cut) {
    line = trim(line);
    if (line.empty())
        return;
    ++cut.lines;
    bool quoted = false;
    std::array<bool, kSeparators.size()> has{};
    bool blank = false;
    for (const char c : line) {
        quoted = quoted != (c == '"');
        if (quoted)
            continue;
        blank = blank || c == ' ';
        for (std::size_t k = 0; k < kSeparators.size(); ++k)
            has[k] = has[k] || c == kSeparators[k];
    }
    for (std::size_t k = 0; k < kSeparators.size(); ++k)
        cut.by[k] += has[k] ? 1 : 0;
    cut.byBlanks += blank ? 1 : 0;
}

/// A separator in fewer than a tenth of the lines belongs to the items when blanks cut more.
std::string separatorOf(std::string_view begin) {
    CutLines cut;
    for (std::size_t at = 0; at < begin.size();) {
        const std::size_t end = std::min(begin.find_first_of("\r\n", at), begin.size());
        countLine(begin.substr(at, end - at), cut);
        at = end + 1;
    }
    const auto best = std::ranges::max_element(cut.by);
    if (*best == 0 || (*best * 10 < cut.lines && cut.byBlanks > *best))
        return cut.byBlanks > 0 ? " " : ",";
    return {kSeparators[static_cast<std::size_t>(best - cut.by.begin())]};
}

Result<std::string> findSeparator(const std::filesystem::path& path, const std::string& encoding,
                                  TaskContext& context) {
    const auto facts = inspectFile(path, encoding, context, kInspectedBytes);
    if (!facts)
        return failAs(facts);
    auto input = openTextFile(path, facts->encoding);
    if (!input)
        return failAs(input);
    const auto chunk = (*input)->nextChunk();
    if (!chunk)
        return failAs(chunk);
    return separatorOf(*chunk);
}

void renumber(BasketTable& table) {
    const auto renumbered = table.items.sort();
    for (std::int32_t& item : table.item)
        item = renumbered[static_cast<std::size_t>(item)];
}

Result<BasketTable> readLines(const std::filesystem::path& path, const BasketFileOptions& options,
                              TaskContext& context) {
    RecordFileOptions reading = options.pairs.file;
    reading.maxFields = std::numeric_limits<std::size_t>::max();
    if (reading.separator.empty()) {
        const auto separator = findSeparator(path, reading.encoding, context);
        if (!separator)
            return failAs(separator);
        reading.separator = *separator;
    }
    auto file = RecordFile::open(path, reading, context);
    if (!file)
        return failAs(file);
    BasketTable table;
    table.separator = file->separator();
    for (;;) {
        const auto more = file->next();
        if (!more)
            return failAs(more);
        if (!*more)
            break;
        const std::size_t before = table.item.size();
        for (const std::string_view field : file->fields()) {
            if (field.empty())
                continue;
            const auto item = table.items.add(field);
            if (!item)
                return fail(ErrorCode::MemoryLimit, file->where(), "2147483646 names");
            table.item.push_back(*item);
        }
        if (table.item.size() == before)
            ++table.empty;
        else
            table.begin.push_back(static_cast<std::int64_t>(table.item.size()));
    }
    if (table.begin.size() == 1)
        return fail(ErrorCode::NotEnoughData, file->where(), "1");
    return table;
}

Result<BasketTable> readPairs(const std::filesystem::path& path, const BasketFileOptions& options,
                              TaskContext& context) {
    auto edges = readEdgeFile(path, options.pairs, context);
    if (!edges)
        return failAs(edges);
    BasketTable table;
    table.items = std::move(edges->columns);
    table.dropped = edges->dropped;
    table.begin.assign(static_cast<std::size_t>(edges->rows.size()) + 1, 0);
    for (const std::int32_t row : edges->row)
        ++table.begin[static_cast<std::size_t>(row) + 1];
    std::partial_sum(table.begin.begin(), table.begin.end(), table.begin.begin());
    std::vector<std::int64_t> next(table.begin.begin(), table.begin.end() - 1);
    table.item.resize(edges->column.size());
    for (std::size_t e = 0; e < edges->column.size(); ++e)
        table.item[static_cast<std::size_t>(next[static_cast<std::size_t>(edges->row[e])]++)] =
            edges->column[e];
    return table;
}

} // namespace

Result<BasketTable> readBasketFile(const std::filesystem::path& path,
                                   const BasketFileOptions& options, TaskContext& context) {
    auto table = options.format == BasketFormat::Basket ? readLines(path, options, context)
                                                        : readPairs(path, options, context);
    if (table)
        renumber(*table);
    return table;
}

} // namespace mops::sources
