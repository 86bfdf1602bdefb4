#pragma once

#include "core/desk/cases.h"
#include "core/desk/operation_log.h"

namespace mops::desk {

/// The receipt of an operation just written; `target` is given for undo and redo.
Receipt receiptOf(const StoredOperation& operation, const StoredOperation* target = nullptr);

} // namespace mops::desk
