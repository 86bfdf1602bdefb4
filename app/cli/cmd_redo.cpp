#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "core/desk/cases.h"
#include "ui/text/merchant_message.h"

#include <CLI/CLI.hpp>

namespace mops::cli {

Action defineRedo(CLI::App&) {
    return [](Session& session) -> Result<Answer> {
        auto mart = session.openExistingWriter();
        if (!mart)
            return failAs(mart);
        desk::UndoParams params;
        params.correction = text::correctionText();
        const auto receipt =
            desk::redo(*mart, {session.operatorName, *session.clock}, params, *session.context);
        if (!receipt)
            return failAs(receipt);
        return receiptAnswer(*receipt, "redone");
    };
}

} // namespace mops::cli
