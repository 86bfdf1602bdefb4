#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "core/desk/cases.h"
#include "ui/text/merchant_message.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {

Action defineUndo(CLI::App& subcommand) {
    const auto pastSent = std::make_shared<bool>(false);
    subcommand.add_flag(
        "--past-sent", *pastSent,
        "Reach past messages that have left, to what was done before; merchants who "
        "were told of it get a correction");
    return [pastSent](Session& session) -> Result<Answer> {
        auto mart = session.openExistingWriter();
        if (!mart)
            return failAs(mart);
        desk::UndoParams params;
        params.pastSent = *pastSent;
        params.correction = [](const std::string& language, std::int64_t sentAt) {
            return text::correctionMessage(language, sentAt).toStdString();
        };
        const auto receipt =
            desk::undo(*mart, {session.operatorName, *session.clock}, params, *session.context);
        if (!receipt)
            return failAs(receipt);
        auto answer = receiptAnswer(*receipt, "undone");
        answer.json["corrections"] = receipt->corrections;
        if (receipt->corrections > 0)
            answer.text += "its message had left: corrections that wait in the outbox: " +
                           std::to_string(receipt->corrections) + "\n";
        return answer;
    };
}

} // namespace mops::cli
