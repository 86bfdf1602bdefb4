#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <algorithm>
#include <cstddef>

namespace mops {

/// use(first, last) for slices of 0 … count, one after another, asking in between whether to go
/// on: for plain loops over millions of entries. A slice takes some 20 ms where each entry is a
/// cache miss or two. Errors: Cancelled.
template <class Use>
Result<> inSlices(std::size_t count, TaskContext& context, const Use& use,
                  std::size_t slice = std::size_t{1} << 19) {
    for (std::size_t first = 0; first < count; first += slice) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        use(first, std::min(count, first + slice));
    }
    return {};
}

} // namespace mops
