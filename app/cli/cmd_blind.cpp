#include "app/cli/case_json.h"
#include "app/cli/command.h"
#include "core/desk/second_eyes.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {

Action defineBlind(CLI::App& subcommand) {
    const auto params = std::make_shared<desk::BlindParams>();
    subcommand.require_subcommand(1);
    auto* marking = subcommand.add_subcommand("mark", "Draw waiting cases for double review");
    marking->add_option("--share", params->sampleShare, "Share of the waiting cases")
        ->capture_default_str();
    marking
        ->add_option("--stake", params->stakeMinor,
                     "All cases with more at stake, in minor units; 0: none")
        ->capture_default_str();
    return [params](Session& session) -> Result<Answer> {
        auto mart = session.openExistingWriter();
        if (!mart)
            return failAs(mart);
        const auto draw = desk::markBlind(*mart, *params, {session.operatorName, *session.clock});
        if (!draw)
            return failAs(draw);
        auto answer = receiptAnswer(draw->receipt, nullptr);
        answer.json["sampled"] = draw->sampled;
        answer.json["high_stake"] = draw->highStake;
        answer.text +=
            std::to_string(draw->sampled) + " + " + std::to_string(draw->highStake) + "\n";
        return answer;
    };
}

} // namespace mops::cli
