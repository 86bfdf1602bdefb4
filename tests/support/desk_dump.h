#pragma once

#include "core/db/statement.h"
#include "core/desk/operation_kind.h"

#include <string>

namespace mops::test {

/// All state tables as text, to compare. What only grows, undone or not, is left out: the index of
/// which operations touched a case, the texts of the outbox, and of its recipients those to whom
/// nothing is said any more, with the corrections that told them so.
inline std::string deskDump(db::Database& mart) {
    std::string text;
    for (const desk::StateTable& table : desk::stateTables()) {
        const std::string_view name = table.name;
        if (name == "case_operation" || name == "outbox_message")
            continue;
        const char* standing = name == "outbox_recipient"
                                   ? " WHERE kind <> 'correction' AND status IN ('waiting', 'sent')"
                                   : "";
        db::Statement select(mart, std::string("SELECT * FROM ") + table.name + standing +
                                       " ORDER BY " + table.orderBy);
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
