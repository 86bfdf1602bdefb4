#include "core/sources/mapping.h"

#include "core/base/date.h"
#include "core/base/embedded_file.h"
#include "core/base/text.h"
#include "core/sources/import_run.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <toml++/toml.h>
#include <utility>

namespace mops::sources {

std::span<const EmbeddedFile> presetFiles();

namespace {

constexpr std::uintmax_t kMaxMappingBytes = 1 << 20;

/// Thrown inside this file only; parseMapping() turns it into a value.
struct Mistake {
    std::size_t line;
    std::string what;
    std::string hint;
};

template <class Value, std::size_t N>
using Names = std::array<std::pair<std::string_view, Value>, N>;

constexpr Names<ValuePolicy, 4> kPolicies{{{"keep", ValuePolicy::Keep},
                                           {"quarantine", ValuePolicy::Quarantine},
                                           {"drop", ValuePolicy::Drop},
                                           {"fill", ValuePolicy::Fill}}};
constexpr Names<ValueType, 7> kTypes{{{"text", ValueType::Text},
                                      {"integer", ValueType::Integer},
                                      {"decimal", ValueType::Decimal},
                                      {"money", ValueType::Money},
                                      {"instant", ValueType::Instant},
                                      {"day", ValueType::Day},
                                      {"boolean", ValueType::Boolean}}};
constexpr Names<SameKey, 3> kSameKeys{
    {{"quarantine", SameKey::Quarantine}, {"first", SameKey::First}, {"last", SameKey::Last}}};

std::size_t lineOf(const toml::node& node) {
    return node.source().begin.line;
}

template <std::size_t N>
std::string join(const std::array<std::string_view, N>& names) {
    std::string list;
    for (const auto name : names)
        list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

template <class Value, std::size_t N>
Value byName(const Names<Value, N>& names, const toml::node& node, std::string_view key) {
    const auto text = node.value<std::string>();
    std::string list;
    for (const auto& [name, value] : names) {
        if (text && node.is_string() && *text == name)
            return value;
        list += (list.empty() ? "" : ", ") + std::string(name);
    }
    throw Mistake{lineOf(node), std::string(key), list};
}

std::string textAt(const toml::node& node, std::string_view key) {
    if (const auto* text = node.as_string())
        return text->get();
    throw Mistake{lineOf(node), std::string(key), "\"…\""};
}

/// Numbers and booleans are allowed where a text is read later.
std::string scalarAt(const toml::node& node, std::string_view key) {
    if (const auto* text = node.as_string())
        return text->get();
    if (const auto* integer = node.as_integer())
        return std::to_string(integer->get());
    if (const auto* real = node.as_floating_point())
        return formatDouble(real->get());
    if (const auto* boolean = node.as_boolean())
        return boolean->get() ? "true" : "false";
    throw Mistake{lineOf(node), std::string(key), "\"…\""};
}

char characterAt(const toml::node& node, std::string_view key, std::string_view allowed) {
    const std::string text = textAt(node, key);
    if (text.size() != 1 || allowed.find(text[0]) == std::string_view::npos)
        throw Mistake{lineOf(node), std::string(key), "one of: " + std::string(allowed)};
    return text[0];
}

double boundAt(const toml::node& node, std::string_view key) {
    if (const auto number = node.value<double>(); number && node.is_number())
        return *number;
    if (const auto* text = node.as_string())
        if (const auto instant = parseInstant(text->get()))
            return static_cast<double>(toSeconds(*instant));
    throw Mistake{lineOf(node), std::string(key), "a number or \"YYYY-MM-DD\""};
}

template <std::size_t N>
void checkKeys(const toml::table& table, const std::array<std::string_view, N>& allowed) {
    for (const auto& [key, node] : table)
        if (std::find(allowed.begin(), allowed.end(), key.str()) == allowed.end())
            throw Mistake{lineOf(node), std::string(key.str()), join(allowed)};
}

ValueType defaultType(FieldType type) {
    switch (type) {
    case FieldType::Text: return ValueType::Text;
    case FieldType::Integer: return ValueType::Integer;
    case FieldType::Real: return ValueType::Decimal;
    case FieldType::Money: return ValueType::Money;
    case FieldType::Instant: return ValueType::Instant;
    case FieldType::Boolean: return ValueType::Boolean;
    }
    return ValueType::Text;
}

bool fits(ValueType read, FieldType stored) {
    switch (stored) {
    case FieldType::Text: return read == ValueType::Text;
    case FieldType::Integer: return read == ValueType::Integer;
    case FieldType::Real: return read == ValueType::Decimal || read == ValueType::Integer;
    case FieldType::Money: return read == ValueType::Money || read == ValueType::Integer;
    case FieldType::Instant: return read == ValueType::Instant || read == ValueType::Day;
    case FieldType::Boolean: return read == ValueType::Boolean;
    }
    return false;
}

std::string fieldNames(const Target& target) {
    std::string list;
    for (const TargetField& field : target.fields)
        list += (list.empty() ? "" : ", ") + std::string(field.name);
    return list;
}

void readPolicies(const toml::table& table, ColumnMapping& column) {
    column.missing = column.field->isRequired ? ValuePolicy::Quarantine : ValuePolicy::Keep;
    if (const auto* node = table.get("missing"))
        column.missing = byName(kPolicies, *node, "missing");
    if (const auto* node = table.get("invalid"))
        column.invalid = byName(kPolicies, *node, "invalid");
    if (const auto* node = table.get("fill"))
        column.fill = scalarAt(*node, "fill");
    for (const auto policy : {column.missing, column.invalid}) {
        if (policy == ValuePolicy::Fill && table.get("fill") == nullptr)
            throw Mistake{lineOf(table), "fill", "fill = \"…\""};
        if (policy == ValuePolicy::Keep && column.field->isRequired)
            throw Mistake{lineOf(table), "missing = \"keep\": " + std::string(column.field->name),
                          "quarantine, drop, fill"};
    }
}

ColumnMapping readColumn(const toml::table& table, const Target& target) {
    checkKeys(table,
              std::array<std::string_view, 11>{"from", "value", "to", "type", "missing", "invalid",
                                               "fill", "min", "max", "allowed", "values"});
    ColumnMapping column;
    const auto* to = table.get("to");
    if (to == nullptr)
        throw Mistake{lineOf(table), "to", fieldNames(target)};
    column.field = findField(target, textAt(*to, "to"));
    if (column.field == nullptr)
        throw Mistake{lineOf(*to), "to = \"" + textAt(*to, "to") + "\"", fieldNames(target)};
    const auto* from = table.get("from");
    const auto* value = table.get("value");
    if ((from == nullptr) == (value == nullptr))
        throw Mistake{lineOf(table), "from", "from = \"…\" or value = \"…\""};
    if (from != nullptr)
        column.from = textAt(*from, "from");
    else
        column.constant = scalarAt(*value, "value");
    column.type = defaultType(column.field->type);
    if (const auto* type = table.get("type")) {
        column.type = byName(kTypes, *type, "type");
        if (!fits(column.type, column.field->type))
            throw Mistake{lineOf(*type),
                          "type = \"" + textAt(*type, "type") +
                              "\": " + std::string(column.field->name),
                          {}};
    }
    readPolicies(table, column);
    if (const auto* node = table.get("min"))
        column.minimum = boundAt(*node, "min");
    if (const auto* node = table.get("max"))
        column.maximum = boundAt(*node, "max");
    if (const auto* node = table.get("allowed")) {
        if (!node->is_array())
            throw Mistake{lineOf(*node), "allowed", "[\"…\"]"};
        for (const auto& entry : *node->as_array())
            column.allowed.push_back(scalarAt(entry, "allowed"));
    }
    if (const auto* node = table.get("values")) {
        if (!node->is_table())
            throw Mistake{lineOf(*node), "values", "{ \"…\" = \"…\" }"};
        for (const auto& [key, entry] : *node->as_table())
            column.values.emplace(std::string(key.str()), scalarAt(entry, "values"));
    }
    return column;
}

/// A new row of the mart must get everything it cannot be without.
void checkComplete(const toml::table& table, const FileMapping& file) {
    std::vector<std::string_view> filled;
    for (const ColumnMapping& column : file.columns) {
        const auto& field = *column.field;
        for (const auto name : splitList(field.reference ? field.reference->into : field.column)) {
            if (std::find(filled.begin(), filled.end(), name) != filled.end())
                throw Mistake{lineOf(table), "to = \"" + std::string(field.name) + "\"", "once"};
            filled.push_back(name);
        }
    }
    const auto needed = splitList(file.updateOnly ? file.target->key : file.target->mustMap);
    for (const auto column : needed)
        if (std::find(filled.begin(), filled.end(), column) == filled.end())
            throw Mistake{lineOf(table), "columns", "to = \"" + std::string(column) + "\""};
}

FileMapping readFile(const toml::table& table, const std::string& currency) {
    checkKeys(table, std::array<std::string_view, 6>{"match", "target", "columns", "same_key",
                                                     "update_only", "delimiter"});
    FileMapping file;
    const auto* match = table.get("match");
    const auto* target = table.get("target");
    const auto* columns = table.get_as<toml::array>("columns");
    if (match == nullptr || target == nullptr || columns == nullptr)
        throw Mistake{lineOf(table), "[[file]]", "match, target, columns"};
    file.match = textAt(*match, "match");
    file.target = findTarget(textAt(*target, "target"));
    if (file.target == nullptr) {
        std::string list;
        for (const Target& known : targetTable())
            list += (list.empty() ? "" : ", ") + std::string(known.name);
        throw Mistake{lineOf(*target), "target = \"" + textAt(*target, "target") + "\"", list};
    }
    for (const auto& entry : *columns) {
        if (!entry.is_table())
            throw Mistake{lineOf(entry), "columns", "{ from = \"…\", to = \"…\" }"};
        file.columns.push_back(readColumn(*entry.as_table(), *file.target));
    }
    if (const auto* node = table.get("same_key"))
        file.sameKey = byName(kSameKeys, *node, "same_key");
    if (const auto* node = table.get("update_only")) {
        if (!node->is_boolean())
            throw Mistake{lineOf(*node), "update_only", "true, false"};
        file.updateOnly = node->as_boolean()->get();
    }
    if (const auto* node = table.get("delimiter"))
        file.delimiter = characterAt(*node, "delimiter", ",;\t|");
    if (const TargetField* field = findField(*file.target, "currency")) {
        const bool isMapped =
            std::any_of(file.columns.begin(), file.columns.end(),
                        [&](const auto& column) { return column.field == field; });
        if (!isMapped) {
            ColumnMapping column;
            column.constant = currency;
            column.field = field;
            column.missing = ValuePolicy::Quarantine;
            file.columns.push_back(std::move(column));
        }
    }
    checkComplete(table, file);
    return file;
}

Mapping readMapping(const toml::table& root) {
    checkKeys(root, std::array<std::string_view, 5>{"name", "currency", "decimal_mark",
                                                    "missing_texts", "file"});
    Mapping mapping;
    for (const auto& [key, place] :
         {std::pair{"name", &mapping.name}, std::pair{"currency", &mapping.currency}}) {
        const auto* node = root.get(key);
        if (node == nullptr || textAt(*node, key).empty())
            throw Mistake{1, key, std::string(key) + " = \"…\""};
        *place = textAt(*node, key);
    }
    const bool isCode = mapping.currency.size() == 3 &&
                        std::all_of(mapping.currency.begin(), mapping.currency.end(),
                                    [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!isCode)
        throw Mistake{lineOf(*root.get("currency")), "currency = \"" + mapping.currency + "\"",
                      "BRL, CNY, EUR, …"};
    if (const auto* node = root.get("decimal_mark"))
        mapping.decimalMark = characterAt(*node, "decimal_mark", ".,");
    if (const auto* node = root.get("missing_texts")) {
        if (!node->is_array())
            throw Mistake{lineOf(*node), "missing_texts", "[\"…\"]"};
        for (const auto& entry : *node->as_array())
            mapping.missingTexts.push_back(textAt(entry, "missing_texts"));
    }
    const auto* files = root.get_as<toml::array>("file");
    if (files == nullptr || files->empty())
        throw Mistake{1, "file", "[[file]]"};
    for (const auto& entry : *files) {
        if (!entry.is_table())
            throw Mistake{lineOf(entry), "file", "[[file]]"};
        mapping.files.push_back(readFile(*entry.as_table(), mapping.currency));
    }
    return mapping;
}

} // namespace

Result<Mapping> parseMapping(std::string_view toml, const std::string& fileName) {
    try {
        Mapping mapping = readMapping(toml::parse(toml, fileName));
        mapping.source = toml;
        return mapping;
    } catch (const toml::parse_error& wrong) {
        return fail(ErrorCode::MappingInvalid,
                    fileName + ":" + std::to_string(wrong.source().begin.line) + ": " +
                        std::string(wrong.description()),
                    fileName);
    } catch (const Mistake& mistake) {
        return fail(ErrorCode::MappingInvalid,
                    fileName + ":" + std::to_string(mistake.line) + ": " + mistake.what,
                    mistake.hint);
    }
}

Result<Mapping> readMappingFile(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return fail(ErrorCode::FileNotFound, path.string());
    if (std::filesystem::is_directory(path, ignored))
        return fail(ErrorCode::FileIsDirectory, path.string());
    const auto bytes = std::filesystem::file_size(path, ignored);
    if (bytes == 0)
        return fail(ErrorCode::FileIsEmpty, path.string());
    if (bytes > kMaxMappingBytes)
        return fail(ErrorCode::MappingInvalid, path.string() + ": " + std::to_string(bytes),
                    std::to_string(kMaxMappingBytes));
    std::ifstream file(path, std::ios::binary);
    std::string text(static_cast<std::size_t>(bytes), '\0');
    file.read(text.data(), static_cast<std::streamsize>(bytes));
    if (!file)
        return fail(ErrorCode::FileUnreadable, path.string());
    return parseMapping(text, path.filename().string());
}

std::vector<std::string> presetNames() {
    std::vector<std::string> names;
    for (const EmbeddedFile& file : presetFiles())
        names.emplace_back(file.name.substr(0, file.name.rfind('.')));
    return names;
}

Result<Mapping> presetMapping(const std::string& name) {
    std::string known;
    for (const EmbeddedFile& file : presetFiles()) {
        if (file.name == name + ".toml")
            return parseMapping(file.text, std::string(file.name));
        known +=
            (known.empty() ? "" : ", ") + std::string(file.name.substr(0, file.name.rfind('.')));
    }
    return fail(ErrorCode::PresetUnknown, name, known);
}

bool matchesPattern(std::string_view name, std::string_view pattern) {
    const std::string text = asciiLower(name);
    const std::string wanted = asciiLower(pattern);
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = std::string::npos;
    std::size_t retry = 0;
    while (at < text.size()) {
        if (in < wanted.size() && (wanted[in] == '?' || wanted[in] == text[at])) {
            ++at;
            ++in;
        } else if (in < wanted.size() && wanted[in] == '*') {
            star = in++;
            retry = at;
        } else if (star != std::string::npos) {
            in = star + 1;
            at = ++retry;
        } else {
            return false;
        }
    }
    while (in < wanted.size() && wanted[in] == '*')
        ++in;
    return in == wanted.size();
}

std::vector<std::string_view> splitList(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        parts.push_back(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return parts;
}

} // namespace mops::sources
