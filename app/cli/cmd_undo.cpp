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
        params.correction = text::correctionText();
        const auto receipt =
            desk::undo(*mart, {session.operatorName, *session.clock}, params, *session.context);
        if (!receipt)
            return failAs(receipt);
        return receiptAnswer(*receipt, "undone");
    };
}

} // namespace mops::cli
