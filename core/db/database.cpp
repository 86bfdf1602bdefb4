#include "core/db/database.h"

#include "core/db/statement.h"
#include "core/db/statement_cache.h"

#include <fstream>
#include <sqlite3.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <string>
#include <utility>

namespace mops::db {
namespace {

constexpr int kBusyTimeoutMs = 5'000;
constexpr int kStepsBetweenCancelChecks = 4'000;
/// A connection belongs to one thread at a time: no lock around every call.
constexpr int kOneThread = SQLITE_OPEN_NOMUTEX;

ErrorCode codeOf(int sqliteCode) {
    switch (sqliteCode & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::MartLocked;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN: return ErrorCode::MartReadOnly;
    case SQLITE_NOTADB: return ErrorCode::MartNotAMart;
    case SQLITE_CORRUPT: return ErrorCode::MartCorrupt;
    case SQLITE_FULL: return ErrorCode::DiskFull;
    case SQLITE_INTERRUPT: return ErrorCode::Cancelled;
    case SQLITE_NOMEM: return ErrorCode::MemoryLimit;
    default: return ErrorCode::Database;
    }
}

void configure(sqlite3* handle, Mode mode) {
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    const auto run = [&](const char* sql) {
        if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throwLastError(handle, sql);
    };
    run("PRAGMA foreign_keys = ON");
    run("PRAGMA temp_store = FILE");
    run("PRAGMA cache_size = -65536");
    run(mode == Mode::Read ? "PRAGMA query_only = ON" : "PRAGMA synchronous = NORMAL");
}

/// What stands in the way of opening, said more clearly than SQLite's "unable to open".
Result<> checkPath(const std::filesystem::path& path, Mode mode) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return fail(ErrorCode::FileIsDirectory, path.string());
    if (!std::filesystem::exists(path, ignored)) {
        if (mode != Mode::Create)
            return fail(ErrorCode::MartMissing, path.string());
        const auto folder =
            path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
        if (!std::filesystem::is_directory(folder, ignored))
            return fail(ErrorCode::FileNotFound, folder.string());
        return {};
    }
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorCode::FileUnreadable, path.string());
    std::string magic(16, '\0');
    file.read(magic.data(), 16);
    if (file.gcount() > 0 && magic != std::string_view("SQLite format 3\0", 16))
        return fail(ErrorCode::MartNotAMart, path.string());
    return {};
}

} // namespace

struct Database::Impl {
    explicit Impl(SQLite::Database opened)
        : database(std::move(opened)) {}
    SQLite::Database database;
    StatementCache statements;
    std::function<bool()> shouldStop;
};

void throwLastError(sqlite3* handle, std::string_view what) {
    const int code = sqlite3_extended_errcode(handle);
    std::string detail = sqlite3_errmsg(handle);
    if (const char* file = sqlite3_db_filename(handle, "main"); file != nullptr && *file != '\0')
        detail = std::string(file) + ": " + detail;
    std::string hint;
    if (codeOf(code) == ErrorCode::Database)
        hint = std::string(what.substr(0, 200));
    throw DatabaseFailure(Error{codeOf(code), std::move(detail), std::move(hint)});
}

Result<Database> Database::open(const std::filesystem::path& path, Mode mode) {
    if (const auto usable = checkPath(path, mode); !usable)
        return failAs(usable);
    return guarded([&]() -> Result<Database> {
        const int flags = mode == Mode::Read    ? SQLite::OPEN_READONLY
                          : mode == Mode::Write ? SQLite::OPEN_READWRITE
                                                : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        try {
            auto impl = std::make_unique<Impl>(SQLite::Database(path.string(), flags | kOneThread));
            configure(impl->database.getHandle(), mode);
            return Database(std::move(impl), path);
        } catch (const SQLite::Exception& failure) {
            return fail(codeOf(failure.getErrorCode()), path.string() + ": " + failure.what());
        }
    });
}

Database Database::inMemory() {
    auto impl = std::make_unique<Impl>(
        SQLite::Database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | kOneThread));
    configure(impl->database.getHandle(), Mode::Create);
    return Database(std::move(impl), {});
}

Database::Database(std::unique_ptr<Impl> impl, std::filesystem::path path)
    : m_impl(std::move(impl))
    , m_path(std::move(path)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

sqlite3* Database::handle() const {
    return m_impl->database.getHandle();
}

StatementCache& Database::statements() const {
    return m_impl->statements;
}

void Database::execute(std::string_view sql) {
    if (sqlite3_exec(handle(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throwLastError(handle(), sql);
}

std::int64_t Database::integer(std::string_view sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(std::string_view sql) {
    Statement statement(*this, sql);
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

std::int64_t Database::lastInsertRowId() const {
    return sqlite3_last_insert_rowid(handle());
}
std::int64_t Database::changes() const {
    return sqlite3_changes64(handle());
}
bool Database::inTransaction() const {
    return sqlite3_get_autocommit(handle()) == 0;
}

void Database::useWriteAheadLog() {
    execute("PRAGMA journal_mode = WAL");
}

void Database::setCancelCheck(std::function<bool()> shouldStop) {
    m_impl->shouldStop = std::move(shouldStop);
    if (!m_impl->shouldStop) {
        sqlite3_progress_handler(handle(), 0, nullptr, nullptr);
        return;
    }
    sqlite3_progress_handler(
        handle(), kStepsBetweenCancelChecks,
        [](void* impl) { return static_cast<Impl*>(impl)->shouldStop() ? 1 : 0; }, m_impl.get());
}

Transaction::Transaction(Database& database)
    : m_database(database) {
    m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    // SQLite has rolled back by itself after some errors (disk full); a second one would fail.
    if (m_open && m_database.inTransaction())
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    m_database.execute("COMMIT");
    m_open = false;
}

WideCache::WideCache(Database& database)
    : m_database(database)
    , m_before(database.integer("PRAGMA cache_size")) {
    m_database.execute("PRAGMA cache_size = -262144");
}

WideCache::~WideCache() {
    // Nothing depends on it; the next statement would report what is wrong.
    sqlite3_exec(m_database.handle(), ("PRAGMA cache_size = " + std::to_string(m_before)).c_str(),
                 nullptr, nullptr, nullptr);
}

ReadSnapshot::ReadSnapshot(Database& database) {
    if (database.inTransaction())
        return;
    database.execute("BEGIN");
    m_database = &database;
}

ReadSnapshot::~ReadSnapshot() {
    if (m_database != nullptr && m_database->inTransaction())
        sqlite3_exec(m_database->handle(), "COMMIT", nullptr, nullptr, nullptr);
}

} // namespace mops::db
