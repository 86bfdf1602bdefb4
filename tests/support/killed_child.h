#pragma once

#include "core/mart/mart.h"

#include <csignal>
#include <functional>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mops::test {

/// How a child ended.
enum class ChildEnd { Done, Refused, Killed, Broken };

/// Runs `work` on the mart in a child process. The child never returns: it ends with what `work`
/// answered. Nothing of the parent's may be open on the mart.
inline ChildEnd runInChild(const std::function<bool()>& work) {
    const pid_t child = fork();
    if (child == 0)
        _exit(work() ? 0 : 1);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child)
        return ChildEnd::Broken;
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGKILL ? ChildEnd::Killed : ChildEnd::Broken;
    return WEXITSTATUS(status) == 0   ? ChildEnd::Done
           : WEXITSTATUS(status) == 1 ? ChildEnd::Refused
                                      : ChildEnd::Broken;
}

/// Kills this process with SIGKILL right before the connection begins its `statement`-th statement
/// from now (1 = the next).
inline void killBeforeStatement(db::Database& mart, int statement) {
    static int left = 0;
    left = statement;
    sqlite3_trace_v2(
        mart.handle(), SQLITE_TRACE_STMT,
        [](unsigned, void*, void*, void*) {
            if (--left == 0)
                kill(getpid(), SIGKILL);
            return 0;
        },
        nullptr);
}

/// The same after so many steps of the database engine: in the midst of a statement.
inline void killAfterSteps(db::Database& mart, int steps) {
    sqlite3_progress_handler(
        mart.handle(), steps,
        [](void*) {
            kill(getpid(), SIGKILL);
            return 0;
        },
        nullptr);
}

/// And when the transaction is about to be committed.
inline void killAtCommit(db::Database& mart) {
    sqlite3_commit_hook(
        mart.handle(),
        [](void*) {
            kill(getpid(), SIGKILL);
            return 0;
        },
        nullptr);
}

} // namespace mops::test
