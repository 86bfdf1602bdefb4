#include "app/cli/command.h"

#include <array>

namespace mops::cli {

Action defineAgreement(CLI::App&);
Action defineApprove(CLI::App&);
Action defineBand(CLI::App&);
Action defineBlind(CLI::App&);
Action defineDay(CLI::App&);
Action defineFeatures(CLI::App&);
Action defineImport(CLI::App&);
Action defineQuality(CLI::App&);
Action defineQuarantine(CLI::App&);
Action defineSimulate(CLI::App&);
Action defineDecide(CLI::App&);
Action defineLearn(CLI::App&);
Action defineLedger(CLI::App&);
Action defineOperator(CLI::App&);
Action defineOutbox(CLI::App&);
Action defineQueue(CLI::App&);
Action defineRecommend(CLI::App&);
Action defineRedo(CLI::App&);
Action defineReport(CLI::App&);
Action defineRings(CLI::App&);
Action defineRisk(CLI::App&);
Action defineRule(CLI::App&);
Action defineSegment(CLI::App&);
Action defineSql(CLI::App&);
Action defineUndo(CLI::App&);
Action defineVerify(CLI::App&);

namespace {

constexpr std::array kCommands{
    Command{"import", "Take files into the mart, or take an import back", defineImport},
    Command{"quarantine", "Refused rows and their way back", defineQuarantine},
    Command{"quality", "Data-quality report of the mart", defineQuality},
    Command{"simulate", "Write a simulated marketplace into an empty mart", defineSimulate},
    Command{"features", "Build or list the features of the merchants", defineFeatures},
    Command{"segment", "Find what kinds of merchants there are, and who moved", defineSegment},
    Command{"risk", "Merchant risk from real outcomes: train, evaluate, score, why", defineRisk},
    Command{"rings", "Find rings: buyers who order at the same merchants far more than chance",
            defineRings},
    Command{"recommend", "What to show a buyer, what a merchant might stock", defineRecommend},
    Command{"report", "Write a report from its recipe", defineReport},
    Command{"rule", "Rules, and what they would have done in the past", defineRule},
    Command{"queue", "The review desk: what waits, and why", defineQueue},
    Command{"decide", "Decide a case, or note something on it", defineDecide},
    Command{"outbox", "What merchants are told: what waits, and letting it leave", defineOutbox},
    Command{"undo", "Take back your newest operation", defineUndo},
    Command{"redo", "Do again what you took back", defineRedo},
    Command{"day", "The desk's day: waiting, decided, undone, late, agreement", defineDay},
    Command{"operator", "Who works here, and what roles may do", defineOperator},
    Command{"approve", "Actions that wait for a second person", defineApprove},
    Command{"blind", "Double review: draw the cases that two people decide", defineBlind},
    Command{"agreement", "How far two people agree on the same cases", defineAgreement},
    Command{"band", "Automation in three bands with a promised error", defineBand},
    Command{"ledger", "Who did what: verify, export, show", defineLedger},
    Command{"verify", "Check mart, ledger and state", defineVerify},
    Command{"learn", "Run an algorithm of the core on a file of yours", defineLearn},
    Command{"sql", "Run one read-only query on the mart", defineSql},
};

} // namespace

std::span<const Command> commandTable() {
    return kCommands;
}

} // namespace mops::cli
