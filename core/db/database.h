#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;

namespace mops::db {

class StatementCache;

/// Thrown by everything in db when SQLite refuses. Caught by guarded() at the border of a public
/// core function; never crosses into ui or app.
class DatabaseFailure : public std::runtime_error {
public:
    explicit DatabaseFailure(Error error)
        : std::runtime_error(error.detail)
        , m_error(std::move(error)) {}
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

/// Throws a DatabaseFailure made from the connection's last error.
[[noreturn]] void throwLastError(sqlite3* handle, std::string_view what);

enum class Mode {
    Read,  ///< must exist; query_only
    Write, ///< must exist
    Create ///< made if it does not exist
};

/// One SQLite connection. Belongs to one thread at a time; move-only. Foreign keys on, waits up to
/// 5 s for another writer, defensive settings against hostile SQL.
class Database {
public:
    /// Errors: MartMissing, FileIsDirectory, MartNotAMart, MartReadOnly, MartLocked, MartCorrupt.
    static Result<Database> open(const std::filesystem::path& path, Mode mode);
    /// A database in memory, for tests and scratch work.
    static Database inMemory();

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Runs one or more statements without results. Throws DatabaseFailure.
    void execute(std::string_view sql);
    /// The first column of the first row as an integer; 0 when there is no row.
    std::int64_t integer(std::string_view sql);
    /// The first column of the first row as text; empty when there is no row.
    std::string text(std::string_view sql);
    std::int64_t lastInsertRowId() const;
    /// Rows changed by the latest INSERT, UPDATE or DELETE.
    std::int64_t changes() const;
    bool inTransaction() const;
    /// Readers go on while one connection writes. Kept in the file, so it is asked for only when
    /// the file is known to be ours.
    void useWriteAheadLog();

    /// Makes running statements end with ErrorCode::Cancelled when `shouldStop` answers true
    /// (asked every few thousand steps of the database engine). An empty function takes it off.
    void setCancelCheck(std::function<bool()> shouldStop);

    /// The C handle, for bulk paths.
    sqlite3* handle() const;
    /// What Statement takes its prepared statements from.
    StatementCache& statements() const;
    const std::filesystem::path& path() const { return m_path; }

private:
    struct Impl;
    explicit Database(std::unique_ptr<Impl> impl, std::filesystem::path path);

    std::unique_ptr<Impl> m_impl;
    std::filesystem::path m_path;
};

/// BEGIN IMMEDIATE now; ROLLBACK in the destructor unless commit() was called.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

/// Lets the connection keep 256 MiB of pages instead of 64 while it lives: a transaction that
/// changes hundreds of thousands of rows would write and read the same pages again and again.
class WideCache {
public:
    explicit WideCache(Database& database);
    ~WideCache();
    WideCache(const WideCache&) = delete;
    WideCache& operator=(const WideCache&) = delete;

private:
    Database& m_database;
    std::int64_t m_before;
};

/// Several reads as of one moment, whatever a writer does meanwhile. Inside a transaction of the
/// caller it does nothing: that is one moment already.
class ReadSnapshot {
public:
    explicit ReadSnapshot(Database& database);
    ~ReadSnapshot();
    ReadSnapshot(const ReadSnapshot&) = delete;
    ReadSnapshot& operator=(const ReadSnapshot&) = delete;

private:
    Database* m_database = nullptr;
};

/// Runs `body` and turns anything thrown inside into an Error: the border between db's exceptions
/// and everybody else's values. `body` returns Result<T>.
template <class Body>
auto guarded(Body&& body) -> decltype(body()) {
    try {
        return body();
    } catch (const DatabaseFailure& failure) {
        return Failure(failure.error());
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::MemoryLimit);
    } catch (const std::exception& failure) {
        return fail(ErrorCode::Internal, failure.what());
    }
}

} // namespace mops::db
