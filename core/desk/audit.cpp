#include "core/desk/audit.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/operation_log.h"

#include <algorithm>
#include <functional>

namespace mops::desk {
namespace {

constexpr std::int64_t kRowsBetweenQuestions = 65'536;
constexpr std::size_t kShortestHash = 8;

/// "50%_" as a pattern that means itself.
std::string containing(std::string_view text) {
    std::string pattern = "%";
    for (const char character : text) {
        if (character == '%' || character == '_' || character == '\\')
            pattern += '\\';
        pattern += character;
    }
    return pattern + "%";
}

/// The columns of a filter that stand in an index, as SQL and as a question about one row.
class ColumnFilter {
public:
    explicit ColumnFilter(const OperationFilter& filter)
        : m_filter(filter) {
        if (filter.kind.ends_with('.'))
            m_familyEnd = filter.kind.substr(0, filter.kind.size() - 1) + "/";
    }

    /// One index serves one column with its rowids alone; more of them are answered by
    /// operation_by_kind, which holds them all. The unary plus keeps the others from being taken:
    /// they would send every row to the table, where the payloads lie.
    std::string where() const {
        const bool byKind = !m_filter.kind.empty();
        const bool byOperator = !m_filter.operatorName.empty();
        const bool byTime = m_filter.from || m_filter.to;
        const bool alone = int{byKind} + int{byOperator} + int{byTime} == 1;
        std::string sql;
        const auto add = [&sql](const std::string& term) {
            sql += (sql.empty() ? " WHERE " : " AND ") + term;
        };
        const std::string plus = alone ? "" : "+";
        if (!m_familyEnd.empty())
            add("kind >= ?1 AND kind < ?2");
        else if (byKind)
            add("kind = ?1");
        if (byOperator)
            add(plus + "operator = ?3");
        if (m_filter.from)
            add(plus + "at >= ?4");
        if (m_filter.to)
            add(plus + "at <= ?5");
        return sql;
    }

    /// Unused parameters are bound as well where a later one is used.
    void bind(db::Statement& select, const std::string& sql) const {
        const auto uses = [&sql](const char* parameter) {
            return sql.find(parameter) != std::string::npos;
        };
        if (uses("?1"))
            select.bind(1, m_filter.kind);
        if (uses("?2"))
            select.bind(2, m_familyEnd);
        if (uses("?3"))
            select.bind(3, m_filter.operatorName);
        if (uses("?4"))
            select.bind(4, m_filter.from);
        if (uses("?5"))
            select.bind(5, m_filter.to);
    }

    bool isEmpty() const { return where().empty(); }

    bool passes(std::string_view kind, std::string_view operatorName, std::int64_t at) const {
        if (!m_filter.kind.empty() &&
            (m_familyEnd.empty() ? kind != m_filter.kind : !kind.starts_with(m_filter.kind)))
            return false;
        return (m_filter.operatorName.empty() || operatorName == m_filter.operatorName) &&
               at >= m_filter.from.value_or(at) && at <= m_filter.to.value_or(at);
    }

private:
    const OperationFilter& m_filter;
    std::string m_familyEnd;
};

/// Collects ids and asks now and then whether to go on.
class IdCollector {
public:
    explicit IdCollector(TaskContext& context)
        : m_context(context) {}
    bool add(std::int64_t id) {
        m_ids.push_back(id);
        if (static_cast<std::int64_t>(m_ids.size()) % kRowsBetweenQuestions == 0)
            m_cancelled = m_context.cancelled();
        return !m_cancelled;
    }
    bool cancelled() const { return m_cancelled; }
    std::vector<std::int64_t> newestFirst() && {
        std::sort(m_ids.begin(), m_ids.end(), std::greater<>());
        m_ids.erase(std::unique(m_ids.begin(), m_ids.end()), m_ids.end());
        return std::move(m_ids);
    }

private:
    TaskContext& m_context;
    std::vector<std::int64_t> m_ids;
    bool m_cancelled = false;
};

void addNumbered(db::Database& mart, std::string_view text, IdCollector& ids) {
    const auto number = parseInteger(text);
    if (!number)
        return;
    db::Statement select(mart, "SELECT 1 FROM operation WHERE operation_id = ?");
    select.bind(1, *number);
    if (select.step())
        ids.add(*number);
}

void addHashed(db::Database& mart, const std::string& text, IdCollector& ids) {
    const std::string digits = asciiLower(text);
    if (digits.size() < kShortestHash ||
        digits.find_first_not_of("0123456789abcdef") != std::string::npos)
        return;
    std::string low;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
        low += static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16));
    const std::string high = low + std::string(Digest{}.size() + 1, '\xff');
    db::Statement select(mart, "SELECT operation_id, hash FROM operation "
                               "WHERE hash >= ? AND hash <= ?");
    select.bindBlob(1, low);
    select.bindBlob(2, high);
    while (select.step())
        if (hex(select.blob(1)).starts_with(digits))
            ids.add(select.integer(0));
}

/// The operations on the cases that fit. True: not all of these cases were followed.
bool addByCase(db::Database& mart, const std::string& text, IdCollector& ids) {
    db::Statement cases(mart, "SELECT c.case_id FROM case_state c LEFT JOIN dim_merchant m "
                              "ON m.merchant_key = c.merchant_key "
                              "WHERE c.case_id LIKE ?1 ESCAPE '\\' "
                              "OR c.merchant_id LIKE ?1 ESCAPE '\\' "
                              "OR c.title LIKE ?1 ESCAPE '\\' OR m.name LIKE ?1 ESCAPE '\\' "
                              "LIMIT ?2");
    const std::string pattern = containing(text);
    cases.bindAll(pattern, kMostCasesByText + 1);
    db::Statement operations(mart, "SELECT operation_id FROM case_operation WHERE case_id = ?");
    std::int64_t followed = 0;
    while (cases.step()) {
        if (++followed > kMostCasesByText)
            return true;
        operations.bind(1, cases.text(0));
        while (operations.step())
            if (!ids.add(operations.integer(0)))
                return false;
        operations.reset();
    }
    return false;
}

/// What is about no case names its object in the payload. Blind marks are left out: to find them
/// by what they say would be to read them.
void addByPayload(db::Database& mart, const std::string& text, IdCollector& ids) {
    db::Statement select(mart, "SELECT operation_id FROM operation WHERE "
                               "(kind < 'blind.' OR (kind >= 'blind/' AND kind < 'case.') "
                               "OR (kind >= 'case/' AND kind < 'cases.') OR kind >= 'cases/') "
                               "AND kind NOT IN ('undo', 'redo') AND kind NOT LIKE 'bulk.%' "
                               "AND payload LIKE ? ESCAPE '\\'");
    const std::string pattern = containing(text);
    select.bind(1, pattern);
    while (select.step())
        if (!ids.add(select.integer(0)))
            return;
}

Result<FoundOperations> findByText(db::Database& mart, const OperationFilter& filter,
                                   TaskContext& context) {
    const ColumnFilter columns(filter);
    IdCollector ids(context);
    const std::string text(trim(filter.text));
    FoundOperations found;
    if (text.starts_with('#')) {
        addNumbered(mart, std::string_view(text).substr(1), ids);
    } else {
        addHashed(mart, text, ids);
        found.cut = addByCase(mart, text, ids);
        addByPayload(mart, text, ids);
    }
    if (ids.cancelled())
        return fail(ErrorCode::Cancelled);
    found.ids = std::move(ids).newestFirst();
    if (columns.isEmpty())
        return found;
    db::Statement row(mart, "SELECT kind, operator, at FROM operation WHERE operation_id = ?");
    std::erase_if(found.ids, [&](std::int64_t id) {
        row.bind(1, id);
        const bool passes = row.step() && columns.passes(row.text(0), row.text(1), row.integer(2));
        row.reset();
        return !passes;
    });
    return found;
}

} // namespace

Result<FoundOperations> findOperations(db::Database& mart, const OperationFilter& filter,
                                       TaskContext& context) {
    return db::guarded([&]() -> Result<FoundOperations> {
        const db::ReadSnapshot snapshot(mart);
        if (!trim(filter.text).empty())
            return findByText(mart, filter, context);
        const ColumnFilter columns(filter);
        // No ORDER BY: the rows come out of the narrowest index and are sorted here; the table
        // itself, with every payload in it, is not read.
        const std::string sql = "SELECT operation_id FROM operation" + columns.where();
        db::Statement select(mart, sql);
        columns.bind(select, sql);
        IdCollector ids(context);
        while (select.step() && ids.add(select.integer(0))) {}
        if (ids.cancelled())
            return fail(ErrorCode::Cancelled);
        return FoundOperations{std::move(ids).newestFirst(), false};
    });
}

Result<std::vector<OperationFacet>> readOperationFacets(db::Database& mart) {
    return db::guarded([&]() -> Result<std::vector<OperationFacet>> {
        db::Statement select(mart, "SELECT kind, operator, count(*) FROM operation "
                                   "GROUP BY kind, operator ORDER BY kind, operator");
        std::vector<OperationFacet> facets;
        while (select.step())
            facets.push_back(
                {std::string(select.text(0)), std::string(select.text(1)), select.integer(2)});
        return facets;
    });
}

} // namespace mops::desk
