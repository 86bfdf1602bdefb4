#include "core/sources/text_columns.h"

#include "core/base/text.h"

#include <algorithm>

namespace mops::sources {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 30;

Result<std::size_t> position(const RecordFile& file, const TextColumnsOptions& options,
                             const std::string& wanted) {
    const auto fields = file.fields();
    if (options.hasHeader)
        if (const auto at = std::ranges::find(fields, wanted); at != fields.end())
            return static_cast<std::size_t>(at - fields.begin());
    if (const auto number = parseInteger(wanted);
        number && *number >= 1 && *number <= static_cast<std::int64_t>(fields.size()))
        return static_cast<std::size_t>(*number - 1);
    std::string known;
    for (std::size_t k = 0; k < fields.size() && known.size() < 400; ++k)
        known += (k > 0 ? ", " : "") +
                 (options.hasHeader ? std::string(fields[k]) : std::to_string(k + 1));
    return fail(ErrorCode::ColumnMissing, file.where() + ": " + wanted, known);
}

} // namespace

Result<TextColumns> readTextColumns(const std::filesystem::path& path,
                                    const TextColumnsOptions& options, TaskContext& context) {
    auto file = RecordFile::open(path, options.file, context);
    if (!file)
        return failAs(file);
    auto more = file->next();
    if (!more)
        return failAs(more);
    if (!*more)
        return fail(ErrorCode::NotEnoughData, file->where());
    TextColumns result;
    std::vector<std::size_t> positions;
    for (const std::string& wanted : options.columns) {
        const auto at = position(*file, options, wanted);
        if (!at)
            return failAs(at);
        positions.push_back(*at);
        result.columns.push_back(
            {options.hasHeader ? std::string(file->fields()[*at]) : "column_" + wanted, {}});
    }
    const std::size_t width = file->fields().size();
    if (options.hasHeader)
        more = file->next();
    std::size_t bytes = 0;
    for (; more && *more; more = file->next()) {
        const auto fields = file->fields();
        if (fields.size() != width)
            return fail(ErrorCode::RowInvalid, file->where() + ": " +
                                                   std::to_string(fields.size()) + " / " +
                                                   std::to_string(width));
        for (std::size_t k = 0; k < positions.size(); ++k) {
            bytes += fields[positions[k]].size() + sizeof(std::string);
            result.columns[k].values.emplace_back(fields[positions[k]]);
        }
        if (bytes > kMostBytes)
            return fail(ErrorCode::MemoryLimit, file->where(), std::to_string(kMostBytes));
        result.line.push_back(file->line());
    }
    if (!more)
        return failAs(more);
    if (result.line.empty())
        return fail(ErrorCode::NotEnoughData, file->where());
    return result;
}

} // namespace mops::sources
