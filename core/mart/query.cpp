#include "core/db/sandbox.h"
#include "core/mart/mart.h"
#include "core/mart/quality.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace mops::mart {
namespace {

constexpr int kStepsBetweenChecks = 1'000;
/// A person writes longer queries than rules, and may read long texts.
constexpr db::SandboxLimits kLimits{.valueBytes = 10'000'000,
                                    .sqlBytes = 100'000,
                                    .depth = 500,
                                    .selects = 100,
                                    .operations = 250'000,
                                    .arguments = 64,
                                    .likePattern = 1'000};

/// Functions that reach outside the data, or burn memory in one step that no limit can interrupt.
constexpr std::array<std::string_view, 6> kForbiddenFunctions{
    "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "zeroblob"};

/// What would show somebody's mark on a case that another person has yet to mark.
struct Column {
    std::string_view table;
    std::string_view column;
};
constexpr std::array<Column, 9> kSealedColumns{{{"operation", "payload"},
                                                {"case_note", "note"},
                                                {"case_tag", "tag"},
                                                {"outbox_message", "verb"},
                                                {"outbox_message", "reason_code"},
                                                {"outbox_message", "text"},
                                                {"blind_mark", "verb"},
                                                {"blind_mark", "reason_code"},
                                                {"blind_mark", "note"}}};

bool hasSealedCases(db::Database& mart) {
    return mart.integer("SELECT EXISTS (SELECT 1 FROM blind_case b JOIN case_state c "
                        "ON c.case_id = b.case_id AND c.status NOT IN ('approved', 'refused') "
                        "WHERE (SELECT count(*) FROM blind_mark m WHERE m.case_id = b.case_id) "
                        "< 2)") != 0;
}

/// Everything in the mart may be read, except marks while there are sealed cases.
class Reading final : public db::Authorizer {
public:
    void setSealed(bool sealed) { m_sealed = sealed; }
    /// What no query may do; empty when SQLite's own words say it.
    const std::string& refused() const { return m_refused; }

    bool maySelect() override { return true; }
    bool mayRecurse() override { return true; }
    bool mayRead(std::string_view table, std::string_view column) override {
        const bool hidden =
            m_sealed &&
            std::any_of(kSealedColumns.begin(), kSealedColumns.end(), [&](const Column& sealed) {
                return sealed.table == table && sealed.column == column;
            });
        if (hidden)
            refuse(std::string(table) + "." + std::string(column) + " (blind_case)");
        return !hidden;
    }
    bool mayCall(std::string_view function) override {
        const bool forbidden = std::find(kForbiddenFunctions.begin(), kForbiddenFunctions.end(),
                                         function) != kForbiddenFunctions.end();
        if (forbidden)
            refuse(std::string(function) + "()");
        return !forbidden;
    }
    void refuse(std::string_view what) override {
        if (m_refused.empty())
            m_refused = what;
    }

private:
    bool m_sealed = false;
    std::string m_refused;
};

} // namespace

Result<QueryResult> query(const std::string& martPath, const std::string& sql,
                          const QueryLimits& limits, TaskContext& context) {
    Reading reading; // outlives the connection, which asks it
    auto mart = openReader(martPath);
    if (!mart)
        return failAs(mart);
    if (const auto asked = db::guarded([&]() -> Result<> {
            reading.setSealed(hasSealedCases(*mart));
            return {};
        });
        !asked)
        return failAs(asked);
    db::applyLimits(*mart, kLimits);
    db::authorizeBy(*mart, reading);
    const auto statement = db::prepareOnly(*mart, sql);
    if (!statement)
        return fail(ErrorCode::SqlRefused,
                    reading.refused().empty() ? statement.error().detail : reading.refused());

    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
    bool late = false;
    const auto stop = [&] {
        late = std::chrono::steady_clock::now() > deadline;
        return late || context.cancelled();
    };
    QueryResult result;
    result.columns = db::columnNames(*statement);
    const auto end = db::runToEnd(*mart, *statement, kStepsBetweenChecks, stop, [&] {
        result.truncated = static_cast<std::int64_t>(result.rows.size()) >= limits.rows;
        if (!result.truncated)
            result.rows.push_back(db::readRow(*statement));
        return !result.truncated;
    });
    switch (end.kind) {
    case db::RunEnd::Kind::Done:
    case db::RunEnd::Kind::Enough: return result;
    case db::RunEnd::Kind::Stopped:
        return late ? fail(ErrorCode::TimeLimit, std::to_string(limits.seconds) + " s")
                    : fail(ErrorCode::Cancelled);
    case db::RunEnd::Kind::OutOfMemory: return fail(ErrorCode::MemoryLimit, end.message);
    case db::RunEnd::Kind::Failed: break;
    }
    return fail(ErrorCode::Database, end.message);
}

} // namespace mops::mart
