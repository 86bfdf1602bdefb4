#include "core/db/migrator.h"

#include "core/base/text.h"

#include <string>

namespace mops::db {
namespace {

int versionOf(const EmbeddedFile& file) {
    return static_cast<int>(parseInteger(file.name.substr(0, 3)).value_or(0));
}

Result<> checkOrigin(Database& database, const Schema& schema, int version) {
    const auto applicationId = database.integer("PRAGMA application_id");
    const bool isEmpty = database.integer("SELECT count(*) FROM sqlite_schema") == 0;
    if (!isEmpty && applicationId != schema.applicationId)
        return fail(ErrorCode::MartNotAMart, database.path().string());
    if (version > newestVersion(schema))
        return fail(ErrorCode::MartFromFuture,
                    database.path().string() + ": " + std::to_string(version),
                    std::to_string(newestVersion(schema)));
    return {};
}

} // namespace

int newestVersion(const Schema& schema) {
    return schema.migrations.empty() ? 0 : versionOf(schema.migrations.back());
}

Result<> migrate(Database& database, const Schema& schema) {
    return guarded([&]() -> Result<> {
        if (const auto ours = checkOrigin(
                database, schema, static_cast<int>(database.integer("PRAGMA user_version")));
            !ours)
            return ours;
        database.useWriteAheadLog();
        if (database.integer("PRAGMA user_version") == newestVersion(schema))
            return {};
        Transaction transaction(database);
        // Read again: another program may have migrated while we waited for the lock.
        const auto version = static_cast<int>(database.integer("PRAGMA user_version"));
        for (const EmbeddedFile& file : schema.migrations)
            if (versionOf(file) > version)
                database.execute(file.text);
        database.execute("PRAGMA application_id = " + std::to_string(schema.applicationId));
        database.execute("PRAGMA user_version = " + std::to_string(newestVersion(schema)));
        transaction.commit();
        return {};
    });
}

Result<> checkVersion(Database& database, const Schema& schema) {
    return guarded([&]() -> Result<> {
        const auto version = static_cast<int>(database.integer("PRAGMA user_version"));
        if (database.integer("PRAGMA application_id") != schema.applicationId)
            return fail(ErrorCode::MartNotAMart, database.path().string());
        if (const auto ours = checkOrigin(database, schema, version); !ours)
            return ours;
        if (version < newestVersion(schema))
            return fail(ErrorCode::Conflict,
                        database.path().string() + ": " + std::to_string(version),
                        std::to_string(newestVersion(schema)));
        return {};
    });
}

} // namespace mops::db
