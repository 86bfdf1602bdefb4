#pragma once

#include "core/db/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

struct sqlite3_stmt;

namespace mops::db {

/// Whether an argument of this type owns its text and ends with the call.
template <class Value>
inline constexpr bool kDiesBeforeStep =
    std::is_same_v<std::remove_const_t<Value>, std::string> ||
    std::is_same_v<std::remove_const_t<Value>, std::optional<std::string>>;

/// A prepared statement on the C handle: no allocation per row or value. A text that this
/// connection prepared lately is not prepared again. Belongs to the thread of its Database, which
/// must outlive it. Everything throws DatabaseFailure when SQLite refuses.
///
///     Statement insert(database, "INSERT INTO t VALUES (?, ?)");
///     for (…) insert.run(key, name);
///
/// Parameters count from 1, columns from 0, as in SQLite.
class Statement {
public:
    Statement(Database& database, std::string_view sql);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;

    void bind(int parameter, std::int64_t value);
    void bind(int parameter, int value) { bind(parameter, static_cast<std::int64_t>(value)); }
    void bind(int parameter, bool value) { bind(parameter, static_cast<std::int64_t>(value)); }
    void bind(int parameter, double value);
    /// The bytes must live until the next reset() or bind of this parameter.
    void bind(int parameter, std::string_view value);
    void bind(int parameter, const char* value) { bind(parameter, std::string_view(value)); }
    void bind(int parameter, const std::string& value) { bind(parameter, std::string_view(value)); }
    void bind(int parameter, std::string&& value) = delete; ///< would be gone before step()
    void bind(int parameter, std::nullptr_t);
    template <class T>
    void bind(int parameter, const std::optional<T>& value) {
        if (value)
            bind(parameter, *value);
        else
            bind(parameter, nullptr);
    }
    void bindBlob(int parameter, std::string_view bytes);
    /// Binds parameters 1, 2, 3, … in order.
    template <class... Values>
    void bindAll(Values&&... values) {
        static_assert((!kDiesBeforeStep<Values> && ...), "a temporary is gone before step()");
        int parameter = 0;
        (bind(++parameter, values), ...);
    }

    /// Next row: true; no more: false.
    bool step();
    /// Binds the values, runs to the end and resets: for INSERT, UPDATE, DELETE.
    template <class... Values>
    void run(const Values&... values) {
        bindAll(values...);
        while (step()) {}
        reset();
    }
    void reset();

    int columnCount() const;
    std::string_view columnName(int column) const;
    bool isNull(int column) const;
    std::int64_t integer(int column) const; ///< 0 for NULL
    double real(int column) const;          ///< 0 for NULL
    /// Valid until the next step() or reset(); empty for NULL.
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    std::optional<std::int64_t> optionalInteger(int column) const;
    std::optional<double> optionalReal(int column) const;

    sqlite3_stmt* handle() const { return m_statement; }

private:
    void check(int code) const;

    sqlite3* m_database = nullptr;
    StatementCache* m_cache = nullptr;
    sqlite3_stmt* m_statement = nullptr;
};

} // namespace mops::db
