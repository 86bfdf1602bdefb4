#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// Automation in three bands: do (alone), draft (prepared for a person), ask (a person decides).
/// The limits are learned from the desk's own decisions so that the error of what is done alone
/// stays below a promise with stated confidence: the widest band whose exact binomial upper bound
/// (Clopper & Pearson 1934) over all its decided cases is at most the promise, the confidence
/// shared among the thresholds tried (Bonferroni).
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
/// Learns limits for a kind; nothing is saved. Errors: NotEnoughData (says how many decisions are
/// missing for the promise), InvalidNumber.
Result<Band> learnBand(db::Database& mart, std::string_view kind, double promisedError,
                       double confidence, TaskContext& context);
/// A new version, off. Errors: Usage, Forbidden.
Result<Receipt> saveBand(db::Database& mart, const Band& band, const Actor& actor);
/// "on" needs a second person where the mart has operators; "stopped" never does and acts at once.
Result<Receipt> switchBand(db::Database& mart, std::string_view kind, std::string_view state,
                           const Actor& actor);

/// Decides what lies in the "do" bands (operator "automation"), and draws today's audit: the same
/// cases whoever asks, by a hash of case and day. One operation.
struct BandRun {
    std::int64_t approved = 0, refused = 0, drafted = 0, asked = 0, audited = 0;
};
Result<BandRun> runBands(db::Database& mart, const Actor& actor, TaskContext& context);

/// What the audits found against the promise.
struct BandAudit {
    std::string kind;
    std::int64_t automatic = 0;
    std::int64_t audited = 0;
    std::int64_t wrong = 0;
    double error = 0;
    double upperBound = 0;   ///< of the error, at the band's confidence
    bool promiseKept = true; ///< false only when the lower bound is above the promise
};
Result<std::vector<BandAudit>> auditBands(db::Database& mart);

} // namespace mops::desk
