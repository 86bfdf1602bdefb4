#include "core/base/csv_record.h"

namespace mops {

std::string writeCsvRecord(const std::vector<std::string_view>& fields, char delimiter) {
    std::string record;
    for (std::size_t k = 0; k < fields.size(); ++k) {
        if (k > 0)
            record.push_back(delimiter);
        const bool needsQuotes = fields[k].find_first_of("\"\r\n") != std::string_view::npos ||
                                 fields[k].find(delimiter) != std::string_view::npos;
        if (!needsQuotes) {
            record += fields[k];
            continue;
        }
        record.push_back('"');
        for (const char c : fields[k])
            record.append(c == '"' ? 2 : 1, c);
        record.push_back('"');
    }
    return record;
}

} // namespace mops
