#include "core/sources/record_fields.h"

#include "core/base/csv_record.h"
#include "core/sources/csv_reader.h"

#include <algorithm>

namespace mops::sources {
namespace {

/// The fields of a text that is exactly one sound record.
bool readOneRecord(const std::string& record, char delimiter, std::vector<std::string>& fields) {
    const auto input = textFromMemory(record);
    CsvReader reader(*input, CsvOptions{.delimiter = delimiter});
    const auto first = reader.next();
    if (!first || !*first || !reader.row().problem.empty())
        return false;
    fields.assign(reader.row().fields.begin(), reader.row().fields.end());
    const auto second = reader.next();
    return second && !*second;
}

} // namespace

RecordFields splitRecord(const QuarantineRow& row) {
    RecordFields result;
    result.delimiter = detectDelimiter(row.header);
    result.isReadable = readOneRecord(row.header, result.delimiter, result.names) &&
                        readOneRecord(row.record, result.delimiter, result.values);
    if (!result.isReadable)
        result.values = {row.record};
    else
        result.values.resize(std::max(result.values.size(), result.names.size()));
    return result;
}

std::string joinRecord(const RecordFields& fields) {
    if (!fields.isReadable)
        return fields.values.empty() ? std::string() : fields.values.front();
    std::size_t count = fields.values.size();
    while (count > fields.names.size() && fields.values[count - 1].empty())
        --count;
    const std::vector<std::string_view> views(
        fields.values.begin(), fields.values.begin() + static_cast<std::ptrdiff_t>(count));
    return writeCsvRecord(views, fields.delimiter);
}

} // namespace mops::sources
