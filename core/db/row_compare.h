#pragma once

#include "core/db/statement.h"

namespace mops::db {

/// Whether two rows have the same columns with the same values of the same types.
bool sameRow(const Statement& left, const Statement& right);

} // namespace mops::db
