#include "core/world/defects.h"

#include "core/base/csv_record.h"

#include <array>

namespace mops::world {
namespace {

constexpr const char* kIdeographicSpace = "\xE3\x80\x80";

std::string fullWidth(std::string_view text) {
    std::string wide;
    for (const char c : text) {
        if (c > '!' && c <= '~') {
            const int code = c - 0x20; // U+FF00 + code
            wide += '\xEF';
            wide += static_cast<char>(code < 0x40 ? 0xBC : 0xBD);
            wide += static_cast<char>(0x80 + (code & 0x3F));
        } else {
            wide += c;
        }
    }
    return wide;
}

std::string withThousands(std::string_view amount) {
    const std::size_t point = std::min(amount.find('.'), amount.size());
    std::string text;
    for (std::size_t at = 0; at < point; ++at) {
        if (at > 0 && (point - at) % 3 == 0)
            text += ',';
        text += amount[at];
    }
    return text + std::string(amount.substr(point));
}

/// "2026-01-05 08:03:00" in another manner.
std::string otherDate(std::string_view instant, Rng& rng) {
    const std::string year(instant.substr(0, 4)), month(instant.substr(5, 2)),
        day(instant.substr(8, 2)), time(instant.substr(10));
    const auto bare = [](const std::string& two) { return two[0] == '0' ? two.substr(1) : two; };
    switch (rng.below(4)) {
    case 0: return year + "/" + bare(month) + "/" + bare(day) + time;
    case 1:
        return year + "\xE5\xB9\xB4" + bare(month) + "\xE6\x9C\x88" + bare(day) + "\xE6\x97\xA5" +
               time;
    case 2: return year + "." + month + "." + day + time;
    default: return year + month + day + time;
    }
}

bool isNumber(DirtyType type) {
    return type == DirtyType::Integer || type == DirtyType::Real || type == DirtyType::Money;
}

std::size_t drawColumn(std::span<const DirtyColumn> columns, Rng& rng) {
    return static_cast<std::size_t>(rng.below(columns.size()));
}

bool spoil(DirtyRow& row, const Defect& defect, std::size_t column, std::string value) {
    row.defect = defect;
    row.column = static_cast<int>(column);
    row.fields[column] = std::move(value);
    return true;
}

/// An amount that people write with a separator.
bool isLarge(std::string_view amount) {
    return amount.find('.') >= 4 && amount.find('.') != std::string_view::npos;
}

bool spoilMoney(DirtyRow& row, std::size_t column, Rng& rng) {
    const std::string clean = row.fields[column];
    if (isLarge(clean))
        return spoil(row, {"thousands_separator", Outcome::Repaired, "thousands_separator"}, column,
                     withThousands(clean));
    return spoil(row, {"currency_sign", Outcome::Repaired, "currency_sign"}, column,
                 rng.chance(0.5) ? "\xC2\xA5" + clean : clean + " \xE5\x85\x83");
}

constexpr std::array<std::string_view, 4> kImpossibleDates{
    "2026-02-30 10:00:00", "2026-13-01 09:30:00", "0000-00-00 00:00:00", "31/04/2026"};
constexpr std::array<std::string_view, 4> kNoNumbers{"--", "#REF!", "1.2.3", "12abc"};

bool spoilWholeRow(const std::vector<std::string>& fields, char delimiter, bool isUtf8, Rng& rng,
                   DirtyRow& row) {
    row.column = -1;
    switch (rng.below(isUtf8 ? 5U : 4U)) {
    case 0:
        row.defect = {"too_few_fields", Outcome::Quarantined, "too_few_fields"};
        row.fields.resize(row.fields.size() - 1);
        return true;
    case 1:
        row.defect = {"too_many_fields", Outcome::Quarantined, "too_many_fields"};
        row.fields.emplace_back(rng.chance(0.5) ? "" : "x");
        return true;
    case 2: row.defect = {"stray_quote", Outcome::Quarantined, "stray_quote"}; break;
    case 3: row.defect = {"nul_byte", Outcome::Quarantined, "nul_byte"}; break;
    default:
        // 商家 in GB18030: a line that was pasted from another export.
        row.defect = {"bad_encoding", Outcome::Quarantined, "bad_encoding"};
        break;
    }
    const std::vector<std::string_view> views(fields.begin() + 1, fields.end());
    const std::string rest = delimiter + writeCsvRecord(views, delimiter);
    if (row.defect.kind == std::string_view("stray_quote"))
        row.record = "\"" + fields[0] + "\"x" + rest;
    else if (row.defect.kind == std::string_view("nul_byte"))
        row.record = fields[0] + std::string(1, '\0') + rest;
    else
        row.record = fields[0] + "\xC9\xCC\xBC\xD2" + rest;
    return true;
}

} // namespace

bool spoilRepairably(std::span<const DirtyColumn> columns, const std::vector<std::string>& fields,
                     Rng& rng, DirtyRow& row) {
    row = {};
    row.fields = fields;
    std::size_t column = drawColumn(columns, rng);
    // Large amounts are rare, and worth a defect of their own.
    for (std::size_t k = 0; k < columns.size(); ++k)
        if (columns[k].type == DirtyType::Money && isLarge(fields[k]))
            column = k;
    const DirtyType type = columns[column].type;
    const std::string& clean = fields[column];
    if (clean.empty() || type == DirtyType::Prose)
        return false;
    if (rng.chance(0.3))
        return spoil(row, {"spaces", Outcome::Repaired, "spaces"}, column,
                     rng.chance(0.5) ? clean + "  " : kIdeographicSpace + clean);
    if (type == DirtyType::Money && (isLarge(clean) || rng.chance(0.6)))
        return spoilMoney(row, column, rng);
    if (type == DirtyType::Instant && rng.chance(0.7))
        return spoil(row, {"date_format", Outcome::Repaired, "date_format"}, column,
                     otherDate(clean, rng));
    if (isNumber(type) || type == DirtyType::Instant)
        return spoil(row, {"full_width", Outcome::Repaired, "full_width"}, column,
                     fullWidth(clean));
    return false;
}

bool spoilBeyondRepair(std::span<const DirtyColumn> columns, const std::vector<std::string>& fields,
                       char delimiter, bool isUtf8, Rng& rng, DirtyRow& row) {
    row = {};
    row.fields = fields;
    if (rng.chance(0.3))
        return spoilWholeRow(fields, delimiter, isUtf8, rng, row);
    const std::size_t column = drawColumn(columns, rng);
    const DirtyColumn& what = columns[column];
    // Rows without their id could not be told from one another.
    if (what.isRequired && what.type != DirtyType::Id && rng.chance(0.3))
        return spoil(row, {"missing_value", Outcome::Quarantined, "missing_value"}, column, "");
    switch (what.type) {
    case DirtyType::Instant:
        return spoil(row, {"impossible_date", Outcome::Quarantined, "bad_instant"}, column,
                     std::string(kImpossibleDates[rng.below(kImpossibleDates.size())]));
    case DirtyType::Choice:
        return spoil(row, {"unknown_choice", Outcome::Quarantined, "not_allowed_value"}, column,
                     fields[column] + "?");
    case DirtyType::Integer:
    case DirtyType::Real:
    case DirtyType::Money:
        if (what.isBounded && !fields[column].empty() && rng.chance(0.4))
            return spoil(row, {"out_of_range", Outcome::Quarantined, "out_of_range"}, column,
                         "-" + (fields[column].starts_with('0') ? "1" : fields[column]));
        return spoil(row, {"no_number", Outcome::Quarantined, "bad_number"}, column,
                     std::string(kNoNumbers[rng.below(kNoNumbers.size())]));
    case DirtyType::Reference:
        return spoil(row, {"broken_reference", Outcome::Quarantined, "broken_reference"}, column,
                     fields[column] + "-lost");
    default: return false;
    }
}

} // namespace mops::world
