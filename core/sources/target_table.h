#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace mops::sources {

enum class FieldType { Text, Integer, Real, Money, Instant, Boolean };

/// What happens to a row that points to something the mart does not have.
enum class BrokenReference {
    Quarantine, ///< the row is refused
    Create,     ///< the other row is made, with nothing but its id
    Keep        ///< the row is taken without the reference
};

/// A field that holds another row's id. Its key (and what else `yields` names) goes into the row.
struct Reference {
    std::string_view table;
    std::string_view idColumn;
    std::string_view yields; ///< comma-separated columns of `table`
    std::string_view into;   ///< the same number of columns of the target
    BrokenReference policy = BrokenReference::Quarantine;
};

/// Something a mapping can fill.
struct TargetField {
    std::string_view name{};
    FieldType type = FieldType::Text;
    std::string_view column{}; ///< of the mart's table; empty for a reference
    bool isRequired = false;   ///< a missing value refuses the row
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    std::string_view allowed{}; ///< "|a|b|c|"; empty = everything
    const Reference* reference = nullptr;
    bool isProse = false; ///< people's own words: not even blanks at the ends are touched
};

/// A subject of the mart that files are mapped to.
struct Target {
    std::string_view name{};
    std::string_view table;
    std::string_view key;         ///< comma-separated columns that identify a row
    std::string_view insertOrder; ///< comma-separated columns; facts are clustered by them
    std::string_view surrogate;   ///< integer key that the mart gives; empty = none
    std::string_view mustMap;     ///< comma-separated columns that a new row needs
    std::span<const TargetField> fields;
};

/// Every target, in the order in which they are loaded: what is referred to comes first.
/// A new one: its fields and one line here.
std::span<const Target> targetTable();
const Target* findTarget(std::string_view name);
const TargetField* findField(const Target& target, std::string_view name);

} // namespace mops::sources
