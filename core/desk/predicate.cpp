#include "core/desk/predicate.h"

#include "core/db/sandbox.h"
#include "core/desk/predicate_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mops::desk {
namespace {

/// Pure functions whose result is no longer than their arguments. Everything else is refused: what
/// makes long texts out of nothing, what knows the time or chance, what looks outside.
constexpr std::array<std::string_view, 34> kFunctions{
    "abs",    "coalesce", "ifnull",    "nullif", "iif",   "min",   "max",   "round", "sign",
    "floor",  "ceil",     "ceiling",   "trunc",  "mod",   "sqrt",  "exp",   "ln",    "log",
    "log10",  "log2",     "pow",       "power",  "lower", "upper", "trim",  "ltrim", "rtrim",
    "length", "substr",   "substring", "instr",  "like",  "glob",  "typeof"};

constexpr const char* kTable = "subject";
constexpr int kStepsBetweenChecks = 1'000;

std::string functionNames() {
    std::string names;
    for (const std::string_view name : kFunctions)
        names += (names.empty() ? "" : ", ") + std::string(name);
    return names;
}

} // namespace

struct Predicate::Impl final : db::Authorizer {
    Impl(db::Database opened, RuleSubject ofSubject)
        : subject(ofSubject)
        , database(std::move(opened)) {}

    // Declared so that the statement goes before the table, and the table before the connection.
    RuleSubject subject;
    db::Database database;
    std::optional<db::ColumnTable> table;
    std::optional<db::PreparedStatement> statement;
    std::vector<std::size_t> columns;
    // what the authorizer saw while the statement was made
    int selects = 0;
    Error denied{ErrorCode::Internal, {}, {}};

    bool deny(std::string what, std::string allowed = {}) {
        if (denied.code == ErrorCode::Internal)
            denied = {ErrorCode::SqlRefused, std::move(what), std::move(allowed)};
        return false;
    }

    bool maySelect() override { return ++selects == 1 || deny("SELECT"); }
    void refuse(std::string_view what) override { deny(std::string(what)); }

    bool mayRead(std::string_view tableName, std::string_view column) override {
        if (tableName != kTable)
            return deny(std::string(tableName), "merchantops-cli rule columns");
        if (column.empty()) // a condition that reads no column: asked once for the table
            return true;
        const auto known = ruleColumns(subject);
        const auto found =
            std::find_if(known.begin(), known.end(),
                         [&](const RuleColumn& candidate) { return candidate.name == column; });
        if (found == known.end()) // the row id
            return deny(std::string(column), "merchantops-cli rule columns");
        columns.push_back(static_cast<std::size_t>(found - known.begin()));
        return true;
    }

    bool mayCall(std::string_view function) override {
        const bool allowed =
            std::any_of(kFunctions.begin(), kFunctions.end(),
                        [&](std::string_view candidate) { return sameWord(candidate, function); });
        return allowed || deny(std::string(function) + "()", functionNames());
    }

    Result<> prepare(const std::string& text) {
        db::authorizeBy(database, *this);
        // On lines of its own: a comment at its end must not eat the bracket.
        auto prepared = db::prepareOnly(database, "SELECT 1 FROM " + std::string(kTable) +
                                                      " WHERE (\n" + text + "\n)");
        if (denied.code == ErrorCode::SqlRefused)
            return Failure(denied);
        if (!prepared)
            return fail(ErrorCode::SqlRefused, prepared.error().detail,
                        prepared.error().detail.starts_with("no such column")
                            ? "merchantops-cli rule columns"
                        : prepared.error().detail.starts_with("no such function")
                            ? functionNames()
                            : kExampleCondition);
        if (db::parameterCount(*prepared) > 0)
            return fail(ErrorCode::SqlRefused, "?", kExampleCondition);
        statement.emplace(std::move(*prepared));
        std::sort(columns.begin(), columns.end());
        columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
        return {};
    }
};

Predicate::Predicate(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl)) {}
Predicate::Predicate(Predicate&&) noexcept = default;
Predicate& Predicate::operator=(Predicate&&) noexcept = default;
Predicate::~Predicate() = default;

Result<Predicate> Predicate::compile(RuleSubject subject, const std::string& text) {
    if (const auto tokens = checkedTokens(text); !tokens)
        return failAs(tokens);
    return db::guarded([&]() -> Result<Predicate> {
        auto impl = std::make_unique<Impl>(db::Database::inMemory(), subject);
        std::vector<std::string> names;
        for (const RuleColumn& column : ruleColumns(subject))
            names.push_back(column.name);
        impl->table.emplace(impl->database, kTable, names);
        impl->database.execute("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF");
        db::applyLimits(impl->database, {});
        if (const auto prepared = impl->prepare(text); !prepared)
            return failAs(prepared);
        return Predicate(std::move(impl));
    });
}

const std::vector<std::size_t>& Predicate::columns() const {
    return m_impl->columns;
}

Result<std::vector<std::uint32_t>> Predicate::rowsWhere(const SubjectFrame& frame,
                                                        Deadline deadline, TaskContext& context) {
    Impl& impl = *m_impl;
    std::vector<db::ColumnData> shown;
    for (const SubjectColumn& column : frame.columns)
        shown.push_back(column.data());
    impl.table->show(frame.rows(), std::move(shown));
    bool late = false;
    const auto stop = [&] {
        late = std::chrono::steady_clock::now() > deadline;
        return late || context.cancelled();
    };
    std::vector<std::uint32_t> rows;
    const auto end = db::runToEnd(impl.database, *impl.statement, kStepsBetweenChecks, stop, [&] {
        rows.push_back(static_cast<std::uint32_t>(impl.table->currentRow()));
        return true;
    });
    switch (end.kind) {
    case db::RunEnd::Kind::Enough:
    case db::RunEnd::Kind::Done: return rows;
    case db::RunEnd::Kind::Stopped:
        if (late)
            return fail(ErrorCode::TimeLimit, std::to_string(kPredicateSeconds) + " s");
        return fail(ErrorCode::Cancelled);
    case db::RunEnd::Kind::OutOfMemory: return fail(ErrorCode::MemoryLimit, end.message);
    case db::RunEnd::Kind::Failed: break;
    }
    return fail(ErrorCode::SqlRefused, end.message, kExampleCondition);
}

} // namespace mops::desk
