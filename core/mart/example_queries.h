#pragma once

#include <span>

namespace mops::mart {

/// A query to begin with on the SQL page.
struct ExampleQuery {
    const char* name; ///< English, marked for translation (context "Data")
    const char* sql;
};

std::span<const ExampleQuery> exampleQueries();

} // namespace mops::mart
