#pragma once

#include "core/db/statement.h"
#include "core/desk/operation_kind.h"

#include <string>

namespace mops::test {

/// All state tables as text, to compare. The index of which operations touched a case only grows,
/// undone or not, and is left out.
inline std::string deskDump(db::Database& mart) {
    std::string text;
    for (const desk::StateTable& table : desk::stateTables()) {
        if (std::string_view(table.name) == "case_operation")
            continue;
        db::Statement select(mart, std::string("SELECT * FROM ") + table.name + " ORDER BY " +
                                       table.orderBy);
        while (select.step()) {
            text += table.name;
            for (int column = 0; column < select.columnCount(); ++column)
                text += select.isNull(column) ? "|NULL" : "|" + std::string(select.text(column));
            text += "\n";
        }
    }
    return text;
}

} // namespace mops::test
