#include "core/db/row_compare.h"

#include <sqlite3.h>

namespace mops::db {
namespace {

bool sameValue(const Statement& left, const Statement& right, int column) {
    const int type = sqlite3_column_type(left.handle(), column);
    if (type != sqlite3_column_type(right.handle(), column))
        return false;
    switch (type) {
    case SQLITE_NULL: return true;
    case SQLITE_INTEGER: return left.integer(column) == right.integer(column);
    case SQLITE_FLOAT: return left.real(column) == right.real(column);
    case SQLITE_BLOB: return left.blob(column) == right.blob(column);
    default: return left.text(column) == right.text(column);
    }
}

} // namespace

bool sameRow(const Statement& left, const Statement& right) {
    if (left.columnCount() != right.columnCount())
        return false;
    for (int column = 0; column < left.columnCount(); ++column)
        if (!sameValue(left, right, column))
            return false;
    return true;
}

} // namespace mops::db
