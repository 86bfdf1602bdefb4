#pragma once

#include "app/cli/answer.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/db/database.h"
#include "core/desk/outbox.h"

#include <string>
#include <vector>

namespace mops::cli {

/// A case as `queue` answers it: `why` says in words why it is where it is, `reasons` in numbers.
nlohmann::ordered_json caseJson(const desk::Case& found, const std::string& why,
                                const std::string& currency);
/// The same where no time is looked at: `why` has the reasons only.
nlohmann::ordered_json caseJson(const desk::Case& found, const std::string& currency);
/// A case with its notes and history as this operator may see them, for `queue show` and `queue
/// next`.
Result<Answer> describeCase(db::Database& mart, const desk::Case& found, const desk::Actor& viewer);
/// A receipt as `decide`, `undo` and `redo` answer it.
Answer receiptAnswer(const desk::Receipt& receipt, const char* targetKey);
/// A message to merchants as `outbox list` answers it.
nlohmann::ordered_json messageJson(const desk::OutboxMessage& message);
/// An operation without its payload, which is the ledger's business.
nlohmann::ordered_json operationJson(const desk::Operation& operation);

std::string timeText(std::int64_t seconds);

} // namespace mops::cli
