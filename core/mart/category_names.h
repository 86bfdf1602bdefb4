#pragma once

#include "core/base/result.h"
#include "core/db/database.h"

#include <set>
#include <string>
#include <vector>

namespace mops::mart {

struct CategoryName {
    std::string id;
    std::string zh; ///< empty when untranslated
    std::string en;
};
/// Of those ids that the mart knows, by look-ups in its index.
Result<std::vector<CategoryName>> readCategoryNames(db::Database& mart,
                                                    const std::set<std::string>& ids);

} // namespace mops::mart
