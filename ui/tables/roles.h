#pragma once

#include <Qt>

namespace mops::ui {

/// What the cells of every table know beside DisplayRole (formatted for people).
enum TableRole {
    SortRole = Qt::UserRole + 1, ///< raw value: number, QDateTime seconds, text
    ToneRole,                    ///< theme::Tone as int: colours badges and bars
    FractionRole,                ///< double in [0, 1] for bars
    KindRole,                    ///< CellKind of a column (headerData) as int
    IdRole,                      ///< stable id of the row (merchant id, case id, …)
    MarkRole                     ///< bool: the row is marked for an action on many
};

/// How a column's cells are drawn.
enum class CellKind {
    Text,
    Number, ///< right-aligned, tabular
    Bar,    ///< FractionRole as a bar with the text, ToneRole gives the colour
    Badge,  ///< icon and word on a soft background, by ToneRole
    Mono    ///< ids
};

} // namespace mops::ui
