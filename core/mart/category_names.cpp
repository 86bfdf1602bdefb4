#include "core/mart/category_names.h"

#include "core/db/statement.h"

namespace mops::mart {

Result<std::vector<CategoryName>> readCategoryNames(db::Database& mart,
                                                    const std::set<std::string>& ids) {
    return db::guarded([&]() -> Result<std::vector<CategoryName>> {
        std::vector<CategoryName> names;
        db::Statement row(mart, "SELECT name_zh, name_en FROM dim_category WHERE category_id = ?");
        for (const std::string& id : ids) {
            row.bind(1, id);
            if (row.step())
                names.push_back({id, std::string(row.text(0)), std::string(row.text(1))});
            row.reset();
        }
        return names;
    });
}

} // namespace mops::mart
