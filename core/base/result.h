#pragma once

#include "core/base/error.h"

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace mops {

/// A value or an Error. Becomes std::expected when the compiler floor allows it.
template <class T = void>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

/// `return fail(ErrorCode::FileNotFound, path);`
[[nodiscard]] inline Failure fail(ErrorCode code, std::string detail = {}, std::string hint = {}) {
    return Failure(Error{code, std::move(detail), std::move(hint)});
}

/// Hands an error on: `if (!rows) return failAs(rows);`
template <class T>
[[nodiscard]] Failure failAs(const Result<T>& result) {
    return Failure(result.error());
}

} // namespace mops
