#pragma once

#include "core/base/task_context.h"
#include "core/desk/rule.h"
#include "core/desk/subject_frame.h"

#include <chrono>
#include <memory>

namespace mops::desk {

using Deadline = std::chrono::steady_clock::time_point;

/// A condition that an operator wrote, compiled. It runs where it can do no harm: on a connection
/// of its own to an empty database in memory, whose only table shows the documented columns of the
/// subjects, one statement, no subqueries, a list of harmless functions, limits on length and
/// depth, and a deadline. Belongs to one thread at a time.
class Predicate {
public:
    /// Errors: SqlRefused; the detail says what, the hint what would be allowed.
    static Result<Predicate> compile(RuleSubject subject, const std::string& text);
    Predicate(Predicate&&) noexcept;
    Predicate& operator=(Predicate&&) noexcept;
    ~Predicate();

    /// Positions in ruleColumns(subject) of the columns it reads; ascending.
    const std::vector<std::size_t>& columns() const;
    /// The rows for which it holds (neither false nor NULL), ascending. Errors: TimeLimit,
    /// MemoryLimit (a text longer than allowed), SqlRefused (fails on a value), Cancelled.
    Result<std::vector<std::uint32_t>> rowsWhere(const SubjectFrame& frame, Deadline deadline,
                                                 TaskContext& context);

private:
    struct Impl;
    explicit Predicate(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Seconds that one try of a predicate may take.
inline constexpr int kPredicateSeconds = 20;
inline Deadline deadlineIn(int seconds) {
    return std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
}

} // namespace mops::desk
