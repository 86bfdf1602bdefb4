#pragma once

#include "core/base/date.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace mops::report {

/// What a cell means; writers format it (documents for people) or keep it a number (XLSX, CSV).
enum class CellKind {
    Text,
    Integer,
    Decimal, ///< a double shown with three decimals
    Money,   ///< std::int64_t in minor units of the document's currency
    Share,   ///< a double; 0.5 is 50 %
    Date,    ///< std::int64_t, days since 1970-01-01
};
/// Nothing in it = there was nothing to measure.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

struct Column {
    const char* id;    ///< stable name, the header in CSV
    std::string title; ///< for people, in the document's language
    CellKind kind = CellKind::Text;
    double width = 1; ///< relative to the other columns of the table
};
struct Table {
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    std::string whenEmpty; ///< the sentence in place of a table without rows
    bool excerpt = false;  ///< the beginning of Document::data: spreadsheets show that one instead
};

struct KeyFigure {
    enum class Better { Higher, Lower, Neither };
    std::string label;
    CellKind kind = CellKind::Integer;
    Cell now;
    Cell before;
    Better better = Better::Neither;
};
struct KeyFigures {
    std::string title;
    std::string labelTitle, nowTitle, beforeTitle; ///< columns, where it is shown as a table
    std::string againstText;                       ///< "against the month before"
    std::vector<KeyFigure> figures;
};
struct Bars {
    std::string title;
    std::vector<std::string> labels;
    std::vector<std::int64_t> values;
};
struct Heading {
    std::string text;
};
struct Paragraph {
    std::string text;
};
using Block = std::variant<Heading, Paragraph, KeyFigures, Bars, Table>;

/// A report before it has a form: what it says, not how it looks. Built once by a recipe, rendered
/// by a writer for each kind of file.
struct Document {
    std::string title;
    std::string subtitle;
    std::string notice; ///< shown beside the title and in every page's head; empty = none
    std::string language = "en";
    std::string currency; ///< of the money cells; may be empty
    Instant stateAsOf{};  ///< when the mart last changed: the date that files carry
    std::vector<Block> blocks;
    Table data;  ///< the report's full table: what CSV holds
    Table about; ///< where the file comes from: two text columns
};

} // namespace mops::report
