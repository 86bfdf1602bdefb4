#include "core/world/truth_file.h"

#include "core/db/statement.h"

#include <string>
#include <vector>

namespace mops::world {
namespace {

/// "MOtr"
constexpr int kApplicationId = 0x4D4F7472;

} // namespace

Result<db::Database> openTruthFile(const std::filesystem::path& path) {
    auto truth = db::Database::open(path, db::Mode::Create);
    if (!truth)
        return truth;
    return db::guarded([&]() -> Result<db::Database> {
        const bool isNew = truth->integer("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew && truth->integer("PRAGMA application_id") != kApplicationId)
            return fail(ErrorCode::Conflict, path.string());
        return std::move(*truth);
    });
}

void emptyTruthFile(db::Database& truth) {
    std::vector<std::string> tables;
    {
        db::Statement row(truth, "SELECT name FROM sqlite_schema WHERE type = 'table'");
        while (row.step())
            tables.emplace_back(row.text(0));
    }
    for (const std::string& table : tables)
        truth.execute("DROP TABLE \"" + table + "\"");
    truth.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
}

} // namespace mops::world
