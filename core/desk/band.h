#pragma once

#include "core/desk/cases.h"

#include <functional>

namespace mops::desk {

/// Automation in three bands: do (alone), draft (prepared for a person), ask (a person decides).
/// The limits are learned from the desk's own decisions so that the error of what is done alone
/// stays below a promise with stated confidence: the widest band whose exact binomial upper bound
/// (Clopper & Pearson 1934) over all its decided cases is at most the promise, the confidence
/// shared among the limits tried (Bonferroni). Drafted is what would keep five times the promise.
struct Band {
    std::string kind;
    int version = 0;
    std::string state; ///< "off", "on", "stopped"
    double promisedError = 0.02;
    double confidence = 0.95;
    std::optional<double> approveBelow; ///< score below: approved alone
    std::optional<double> refuseAbove;  ///< score above: refused alone
    std::optional<double> draftBelow;   ///< … and up to here an approval is drafted
    std::optional<double> draftAbove;
    double auditShare = 0.05; ///< of what is done alone, looked at by a person every day
    std::string learned;      ///< JSON: decisions, errors, bound per threshold
};

Result<std::vector<Band>> readBands(db::Database& mart);
/// Learns limits for a kind from what people decided; nothing is saved. A side on which no limit
/// keeps the promise stays empty, both when people erred more than promised. Errors: NotEnoughData
/// (says how many decisions are missing for the promise), InvalidNumber.
Result<Band> learnBand(db::Database& mart, std::string_view kind, double promisedError,
                       double confidence, TaskContext& context);
/// The same from decisions given by value, in any order.
struct BandDecision {
    double score = 0;
    bool refused = false;
};
Result<Band> learnBand(std::vector<BandDecision> decisions, double promisedError,
                       double confidence);
/// A new version, off. Errors: Usage, InvalidNumber, Forbidden.
Result<Receipt> saveBand(db::Database& mart, const Band& band, const Actor& actor);
/// "on" needs a second person where the mart has operators; "stopped" never does and acts at once.
/// Errors: NotFound, Conflict, Forbidden.
Result<Receipt> switchBand(db::Database& mart, std::string_view kind, std::string_view state,
                           const Actor& actor);

/// What merchants are told whose cases are refused alone.
struct BandMessages {
    /// Kind of case, code of the reason → text for all of them, in `language`. Null: nothing is
    /// said.
    std::function<std::string(const std::string& kind, const std::string& reason)> text = {};
    std::string language = "en"; ///< "zh" or "en"
};

/// Decides what lies in the "do" bands of all bands that are on (`decided_by` is "automation"),
/// tags what lies in the draft bands, and draws today's audit: by a hash of case and day, so the
/// same cases whoever asks. A refusal's reason is the one that the strongest evidence names, or
/// "other". An audited case gets the automation's hidden mark instead of its decision, and a person
/// gives the other one without seeing it. Only cases that nobody works or has worked on are
/// touched. One operation of the actor, who can undo it; behind it one for each text that merchants
/// are told, which belongs to it. Errors: Cancelled, Forbidden, those of ring members.
struct BandRun {
    std::int64_t operationId = 0; ///< 0 when there was nothing to do
    std::int64_t approved = 0, refused = 0, drafted = 0, asked = 0, audited = 0;
    std::int64_t messages = 0; ///< merchants who are told, once a case
};
Result<BandRun> runBands(db::Database& mart, const Actor& actor, TaskContext& context,
                         const BandMessages& messages = {});

/// What the audits found against the promise, since this version was saved.
struct BandAudit {
    std::string kind;
    int version = 0;
    double promisedError = 0;
    std::int64_t automatic = 0; ///< decided alone
    std::int64_t waiting = 0;   ///< audits that no person has looked at yet
    std::int64_t audited = 0;   ///< looked at
    std::int64_t wrong = 0;     ///< a person decided otherwise, and no lead agreed with the band
    double error = 0;
    double lowerBound = 0;   ///< of the error, one-sided, at the band's confidence
    double upperBound = 1;   ///< likewise
    bool promiseKept = true; ///< false only when the lower bound is above the promise
};
Result<std::vector<BandAudit>> auditBands(db::Database& mart);

} // namespace mops::desk
