#include "core/sources/row_cleaner.h"

#include "core/base/date.h"
#include "core/base/money.h"
#include "core/base/text.h"
#include "core/sources/value_repair.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mops::sources {
namespace {

/// "2026年01月05日" in bytes: a day without a time is not longer.
constexpr std::size_t kLongestDay = 17;

/// Above it, sums of a mart's money would no longer be safe in 64 bits.
constexpr std::int64_t kLargestAmount = 1'000'000'000'000'000;

std::optional<bool> parseBoolean(std::string_view text) {
    const std::string lower = asciiLower(text);
    if (lower == "true" || lower == "1" || lower == "yes" || lower == "t" || lower == "y")
        return true;
    if (lower == "false" || lower == "0" || lower == "no" || lower == "f" || lower == "n")
        return false;
    return std::nullopt;
}

/// "12", and "12.0" as spreadsheets write it.
std::optional<std::int64_t> parseWhole(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos) {
        const std::string_view decimals = text.substr(point + 1);
        if (decimals.empty() || decimals.find_first_not_of('0') != std::string_view::npos)
            return std::nullopt;
        text = text.substr(0, point);
    }
    return parseInteger(text);
}

bool isInList(std::string_view list, std::string_view text) {
    if (text.empty() || text.find('|') != std::string_view::npos)
        return false;
    for (std::size_t at = list.find(text); at != std::string_view::npos;
         at = list.find(text, at + 1))
        if (list[at - 1] == '|' && list[at + text.size()] == '|')
            return true;
    return false;
}

Value integerValue(std::int64_t value) {
    return {Value::Kind::Integer, value, 0, {}};
}
Value realValue(double value) {
    return {Value::Kind::Real, 0, value, {}};
}
Value textValue(std::string_view value) {
    return {Value::Kind::Text, 0, 0, value};
}

} // namespace

std::optional<std::int64_t> parseMoney(std::string_view text, char decimalMark,
                                       std::int64_t minorPerUnit) {
    const bool isNegative = text.starts_with('-');
    if (isNegative)
        text.remove_prefix(1);
    std::int64_t amount = 0;
    std::int64_t scale = minorPerUnit; // what the amount still has to be multiplied by
    bool isAfterMark = false;
    bool hasDigit = false;
    for (const char c : text) {
        if (c == decimalMark && !isAfterMark) {
            isAfterMark = true;
            continue;
        }
        if (c < '0' || c > '9')
            return std::nullopt;
        hasDigit = true;
        if (isAfterMark && scale == 1) { // finer than the currency
            if (c != '0')
                return std::nullopt;
            continue;
        }
        amount = amount * 10 + (c - '0');
        if (isAfterMark)
            scale /= 10;
        if (amount > kLargestAmount)
            return std::nullopt;
    }
    if (!hasDigit || amount > kLargestAmount / scale)
        return std::nullopt;
    return isNegative ? -amount * scale : amount * scale;
}

std::vector<int> locateColumns(const FileMapping& file, const std::vector<std::string>& header) {
    std::vector<int> places;
    for (const ColumnMapping& column : file.columns) {
        const auto found = std::find(header.begin(), header.end(), column.from);
        places.push_back(column.constant || found == header.end()
                             ? -1
                             : static_cast<int>(std::distance(header.begin(), found)));
    }
    return places;
}

RowCleaner::RowCleaner(db::Database& mart, const Mapping& mapping, const FileMapping& file,
                       std::vector<int> places, std::size_t headerSize, std::int64_t batchId)
    : m_mapping(mapping)
    , m_minorPerUnit(minorPerUnit(mapping.currency))
    , m_batchId(batchId)
    , m_headerSize(headerSize) {
    for (std::size_t k = 0; k < file.columns.size(); ++k) {
        const ColumnMapping& column = file.columns[k];
        const TargetField& field = *column.field;
        Plan plan;
        plan.column = &column;
        plan.place = places[k];
        plan.slot = m_columns.size();
        plan.minimum = std::max(field.minimum, column.minimum.value_or(field.minimum) *
                                                   (field.type == FieldType::Money && column.minimum
                                                        ? static_cast<double>(m_minorPerUnit)
                                                        : 1.0));
        plan.maximum = std::min(field.maximum, column.maximum.value_or(field.maximum) *
                                                   (field.type == FieldType::Money && column.maximum
                                                        ? static_cast<double>(m_minorPerUnit)
                                                        : 1.0));
        plan.isTrimmed = !field.isProse;
        if (field.reference == nullptr) {
            m_columns.emplace_back(field.column);
        } else {
            const Reference& reference = *field.reference;
            for (const auto name : splitList(reference.into))
                m_columns.emplace_back(name);
            plan.lookup = static_cast<int>(m_lookups.size());
            const std::string table(reference.table);
            const std::string id(reference.idColumn);
            Lookup lookup{db::Statement(mart, "SELECT " + std::string(reference.yields) + " FROM " +
                                                  table + " WHERE " + id + " = ?"),
                          nullptr,
                          {},
                          false,
                          {}};
            if (reference.policy == BrokenReference::Create)
                lookup.create = std::make_unique<db::Statement>(
                    mart, "INSERT INTO " + table + " (" + id + ", batch_id) VALUES (?, ?)");
            m_lookups.push_back(std::move(lookup));
        }
        plan.slots = m_columns.size() - plan.slot;
        m_plans.push_back(plan);
    }
    m_values.resize(m_columns.size());
}

bool RowCleaner::isMissing(std::string_view text) const {
    const std::string_view bare = trimAllBlanks(text);
    return bare.empty() || std::find(m_mapping.missingTexts.begin(), m_mapping.missingTexts.end(),
                                     bare) != m_mapping.missingTexts.end();
}

Refusal RowCleaner::clean(const CsvRow& row) {
    if (!row.problem.empty())
        return {row.problem, {}};
    if (row.fields.size() != m_headerSize)
        return {row.fields.size() < m_headerSize ? "too_few_fields" : "too_many_fields", {}};
    m_rowRepairs.clear();
    for (const Plan& plan : m_plans) {
        const std::string_view text = plan.place < 0
                                          ? std::string_view(*plan.column->constant)
                                          : row.fields[static_cast<std::size_t>(plan.place)];
        if (const Refusal refusal = cleanColumn(plan, text))
            return refusal;
    }
    for (const std::string_view code : m_rowRepairs) {
        const auto known = m_repaired.find(code);
        known == m_repaired.end() ? void(m_repaired.emplace(code, 1)) : void(++known->second);
    }
    return {};
}

Refusal RowCleaner::cleanColumn(const Plan& plan, std::string_view text) {
    if (isMissing(text))
        return apply(plan, plan.column->missing, "missing_value");
    Value value;
    if (const auto reason = read(plan, text, value); !reason.empty())
        return apply(plan, plan.column->invalid, reason);
    m_values[plan.slot] = value;
    if (plan.lookup < 0 || resolve(plan, value.text))
        return {};
    if (plan.column->field->reference->policy == BrokenReference::Keep)
        return apply(plan, ValuePolicy::Keep, {});
    return {"broken_reference", plan.column->from};
}

Refusal RowCleaner::apply(const Plan& plan, ValuePolicy policy, std::string_view reason) {
    switch (policy) {
    case ValuePolicy::Keep:
        for (std::size_t k = 0; k < plan.slots; ++k)
            m_values[plan.slot + k] = Value();
        return {};
    case ValuePolicy::Fill: {
        Value value;
        if (const auto wrong = read(plan, plan.column->fill, value); !wrong.empty())
            return {wrong, plan.column->from};
        m_values[plan.slot] = value;
        if (plan.lookup >= 0 && !resolve(plan, value.text))
            return {"broken_reference", plan.column->from};
        return {};
    }
    case ValuePolicy::Drop: return {reason, plan.column->from, true};
    case ValuePolicy::Quarantine: break;
    }
    return {reason, plan.column->from};
}

/// The reason why the text is no value of the column; empty when it is one.
std::string_view RowCleaner::read(const Plan& plan, std::string_view text, Value& value) {
    if (plan.isTrimmed) {
        const std::string_view bare = trimAllBlanks(text);
        if (bare.size() != text.size())
            m_rowRepairs.emplace_back("spaces");
        text = bare;
    }
    const std::string_view reason = readOnce(plan, text, value);
    if (reason != "bad_number" && reason != "bad_instant")
        return reason;
    const bool isInstant = reason == "bad_instant";
    if (isInstant && plan.column->type == ValueType::Day && text.size() > kLongestDay)
        return reason;
    const std::string_view code = isInstant ? repairInstant(text, m_mended)
                                            : repairNumber(text, m_mapping.decimalMark, m_mended);
    if (code.empty())
        return reason;
    const std::string_view stillWrong = readOnce(plan, m_mended, value);
    if (stillWrong.empty())
        m_rowRepairs.push_back(code);
    return stillWrong;
}

std::string_view RowCleaner::readOnce(const Plan& plan, std::string_view text, Value& value) {
    const ColumnMapping& column = *plan.column;
    if (!column.values.empty())
        if (const auto found = column.values.find(text); found != column.values.end())
            text = found->second;
    if (!column.allowed.empty() &&
        std::find(column.allowed.begin(), column.allowed.end(), text) == column.allowed.end())
        return "not_allowed_value";
    if (!column.field->allowed.empty() && !isInList(column.field->allowed, text))
        return "not_allowed_value";
    double size = 0;
    switch (column.type) {
    case ValueType::Text: value = textValue(text); return {};
    case ValueType::Boolean: {
        const auto flag = parseBoolean(text);
        if (!flag)
            return "bad_boolean";
        value = integerValue(*flag ? 1 : 0);
        return {};
    }
    case ValueType::Integer: {
        const auto number = parseWhole(text);
        if (!number)
            return "bad_number";
        value = column.field->type == FieldType::Real ? realValue(static_cast<double>(*number))
                                                      : integerValue(*number);
        size = static_cast<double>(*number);
        break;
    }
    case ValueType::Decimal: {
        m_scratch = text;
        if (m_mapping.decimalMark != '.')
            std::replace(m_scratch.begin(), m_scratch.end(), m_mapping.decimalMark, '.');
        const auto number = parseDouble(m_scratch);
        if (!number || !std::isfinite(*number))
            return "bad_number";
        value = realValue(*number);
        size = *number;
        break;
    }
    case ValueType::Money: {
        const auto amount = parseMoney(text, m_mapping.decimalMark, m_minorPerUnit);
        if (!amount)
            return "bad_number";
        value = integerValue(*amount);
        size = static_cast<double>(*amount);
        break;
    }
    case ValueType::Day:
    case ValueType::Instant: {
        const auto instant = parseInstant(text);
        if (!instant || (column.type == ValueType::Day && text.size() != 10))
            return "bad_instant";
        value = integerValue(toSeconds(*instant));
        size = static_cast<double>(value.integer);
        break;
    }
    }
    return size < plan.minimum || size > plan.maximum ? "out_of_range" : std::string_view();
}

/// Rows of one order lie together in most files, so the latest answer is kept.
bool RowCleaner::resolve(const Plan& plan, std::string_view id) {
    Lookup& lookup = m_lookups[static_cast<std::size_t>(plan.lookup)];
    if (!lookup.isKnown || lookup.lastId != id) {
        lookup.isKnown = false;
        const auto find = [&] {
            lookup.find.bind(1, id);
            if (lookup.find.step()) {
                for (std::size_t k = 0; k < plan.slots; ++k)
                    lookup.keys[k] = lookup.find.integer(static_cast<int>(k));
                lookup.isKnown = true;
            }
            lookup.find.reset();
        };
        find();
        if (!lookup.isKnown && lookup.create) {
            lookup.create->run(id, m_batchId);
            find();
        }
        lookup.lastId = id;
    }
    if (!lookup.isKnown)
        return false;
    for (std::size_t k = 0; k < plan.slots; ++k)
        m_values[plan.slot + k] = integerValue(lookup.keys[k]);
    return true;
}

} // namespace mops::sources
