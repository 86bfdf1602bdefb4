#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/sources/edge_file.h"
#include "core/sources/name_index.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mops::sources {

enum class BasketFormat {
    Basket, ///< a line is a basket, its fields are the items
    Pairs,  ///< a line is a transaction and one item of it, in any order of lines
};

struct BasketFileOptions {
    BasketFormat format = BasketFormat::Basket;
    /// Columns, header and separator; of these the basket format uses `file` only.
    EdgeFileOptions pairs = {};
};

/// Baskets of items, compressed by baskets. Items are numbered in the order of their names, so the
/// order of lines does not change them. An item that stands twice in a basket stands twice here.
struct BasketTable {
    NameIndex items;
    std::vector<std::int64_t> begin{0}; ///< baskets + 1
    std::vector<std::int32_t> item;
    std::string separator;
    std::int64_t empty = 0;   ///< lines without any item, which are no baskets
    std::int64_t dropped = 0; ///< pairs left out for a missing id
};

/// Reads baskets. The separator of the basket format is what cuts most lines: comma, tab, semicolon
/// or bar; blanks where none of them does. Fields are trimmed, empty fields are no items ("a,b,,"),
/// quotes as in CSV. Memory: 4 bytes an entry, 8 a basket and the names.
/// Errors: those of RecordFile and readEdgeFile; NotEnoughData (no baskets), RowInvalid (a line
/// above 2 MB).
Result<BasketTable> readBasketFile(const std::filesystem::path& path,
                                   const BasketFileOptions& options, TaskContext& context);

} // namespace mops::sources
