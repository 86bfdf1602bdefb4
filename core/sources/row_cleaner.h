#pragma once

#include "core/base/result.h"
#include "core/db/database.h"
#include "core/db/statement.h"
#include "core/sources/csv_reader.h"
#include "core/sources/mapping.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mops::sources {

/// A clean value, on its way to a statement. Text points into the row or the mapping.
struct Value {
    enum class Kind { Null, Integer, Real, Text };
    Kind kind = Kind::Null;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text;
};

/// Why a row is not taken; `reason` empty = it is taken.
struct Refusal {
    std::string_view reason;
    std::string_view column; ///< of the file; empty when the row as a whole is refused
    bool isDismissed = false;
    explicit operator bool() const { return !reason.empty(); }
};

/// Exact: "58.90" → 5890 with `minorPerUnit` 100. Nothing when it is no number, has more decimals
/// than the currency, or is too large.
std::optional<std::int64_t> parseMoney(std::string_view text, char decimalMark,
                                       std::int64_t minorPerUnit);

/// Where the columns of a mapping stand in a header. −1 = not there.
std::vector<int> locateColumns(const FileMapping& file, const std::vector<std::string>& header);

/// Turns the fields of one file's rows into typed values of one target: reads, applies the
/// policies, looks up references (and makes the rows that a reference may make).
class RowCleaner {
public:
    RowCleaner(db::Database& mart, const Mapping& mapping, const FileMapping& file,
               std::vector<int> places, std::size_t headerSize, std::int64_t batchId);

    /// Columns of the mart's table that clean() fills, in the order of values().
    const std::vector<std::string>& columns() const { return m_columns; }
    Refusal clean(const CsvRow& row);
    /// How many values were repaired so far, by code: "spaces" and the codes of value_repair.h.
    /// Only rows that were taken count.
    const std::map<std::string, std::int64_t, std::less<>>& repaired() const { return m_repaired; }
    const std::vector<Value>& values() const { return m_values; }

private:
    struct Lookup {
        db::Statement find;
        std::unique_ptr<db::Statement> create;
        std::string lastId;
        bool isKnown = false;
        std::array<std::int64_t, 2> keys{};
    };
    struct Plan {
        const ColumnMapping* column = nullptr;
        int place = -1;
        std::size_t slot = 0;
        std::size_t slots = 1;
        bool isTrimmed = true;
        double minimum = 0, maximum = 0;
        int lookup = -1;
    };

    Refusal cleanColumn(const Plan& plan, std::string_view text);
    Refusal apply(const Plan& plan, ValuePolicy policy, std::string_view reason);
    std::string_view read(const Plan& plan, std::string_view text, Value& value);
    std::string_view readOnce(const Plan& plan, std::string_view text, Value& value);
    bool resolve(const Plan& plan, std::string_view id);
    bool isMissing(std::string_view text) const;

    const Mapping& m_mapping;
    std::int64_t m_minorPerUnit;
    std::int64_t m_batchId;
    std::size_t m_headerSize;
    std::vector<std::string> m_columns;
    std::vector<Value> m_values;
    std::vector<Plan> m_plans;
    std::vector<Lookup> m_lookups;
    std::string m_scratch;
    std::string m_mended;
    std::vector<std::string_view> m_rowRepairs; ///< codes, of the row being cleaned
    std::map<std::string, std::int64_t, std::less<>> m_repaired;
};

} // namespace mops::sources
