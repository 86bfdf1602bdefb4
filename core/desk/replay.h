#pragma once

#include "core/desk/rule_sentence.h"

#include <array>
#include <map>
#include <optional>

namespace mops::desk {

/// What a rule, a threshold or a band would have done over a stretch of the past, seeing at each
/// moment only what was known then.
struct ReplayParams {
    RuleSubject subject = RuleSubject::Merchant;
    std::string predicate;
    std::int64_t from = 0; ///< seconds; both ends included
    std::int64_t to = 0;
    int stepDays = 7; ///< merchants are looked at every so many days, at the end of the window for
                      ///< the last time; orders each when it came
};
struct ReplayCount {
    std::string name;
    std::int64_t subjects = 0;
    std::int64_t hits = 0;
    double ratio = 0; ///< hit rate against the largest group's
    /// Outside four fifths (0.8 … 1.25, EEOC 1978), and hardly by chance: the exact 99 % interval
    /// of its own rate (Clopper & Pearson 1934) leaves the largest group's rate out.
    bool uneven = false;
};
/// By what the subjects of a replay are told apart, all of them by their merchant.
inline constexpr std::array kReplayGroupings{"segment", "region", "size", "age"};
/// Of each grouping the place in its list; where there is no such list it says nothing.
using ReplayGroupOf = std::array<std::int32_t, kReplayGroupings.size()>;

/// A subject that fired.
struct ReplayHit {
    std::string subjectId;
    std::string merchantId;   ///< empty: an order without items
    std::string merchantName; ///< or the beginning of the id
    std::int64_t firstAt = 0; ///< seconds; merchants: the look at which they first fired
    std::int64_t moneyMinor = 0;
    ReplayGroupOf group{-1, -1, -1, -1};
};
struct ReplayOverlap {
    std::string rule;
    int version = 0;
    std::int64_t both = 0;
    std::int64_t onlyThis = 0;
    std::int64_t onlyThat = 0;
};
struct ReplayReport {
    std::int64_t subjects = 0;   ///< looked at
    std::int64_t hits = 0;       ///< subjects that fired at least once
    std::int64_t moneyMinor = 0; ///< orders: their amounts; merchants: turnover of the 90 days
                                 ///< before they first fired
    double reviewMinutes = 0;    ///< a case a merchant
    std::vector<std::pair<std::int64_t, std::int64_t>> hitsPerStep; ///< start of the step → hits
    std::vector<ReplayOverlap> overlap;
    std::int64_t decided = 0; ///< hits that people decided, on a case of their own
    std::int64_t agreed = 0;  ///< of these: refused
    /// By the names of kReplayGroupings; "segment" only when segments were made.
    std::map<std::string, std::vector<ReplayCount>> groups;
    std::optional<std::int64_t> segmentsAsOf; ///< the newest by the end of the window, or else the
                                              ///< first after it
    struct Near {
        std::string subjectId;
        std::string merchantName;
        double margin = 0; ///< to the line, in standard deviations of the column; hits above 0
        bool hit = false;
    };
    std::vector<Near> nearest;    ///< the 20 subjects nearest to the line
    std::vector<ReplayHit> fired; ///< by id; the set that could be opened as cases
    double seconds = 0;
};

/// The ids of those that fired.
std::vector<std::string> hitIds(const ReplayReport& report);

/// Errors: those of testPredicate(), and NotEnoughData (nothing in the window).
Result<ReplayReport> replayRule(db::Database& mart, const ReplayParams& params,
                                TaskContext& context);

/// What a replay showed, in one line of figures: the note of a version that is saved after it.
std::string replayNote(const ReplayParams& params, const ReplayReport& report);

/// Opens the hits of a replay as cases, one a merchant, in one operation. Merchants with a case
/// that waits are left alone. `rule` names what stands as the reason; it need not be saved.
/// Errors: Forbidden.
Result<OpenedCases> openHits(db::Database& mart, const RuleVersion& rule,
                             std::span<const std::string> subjectIds, const Actor& actor);

/// Runs the rules of a logged run again on what was known then and compares hit by hit.
struct ReplayProof {
    bool equal = false;
    std::int64_t logged = 0;
    std::int64_t replayed = 0;
    std::vector<std::string> onlyLogged;
    std::vector<std::string> onlyReplayed;
};
/// Errors: NotFound, Conflict (the facts of that time were changed by a later import).
Result<ReplayProof> replayRun(db::Database& mart, std::int64_t runId, TaskContext& context);

/// The threshold of the score, replayed on the cases that people decided: for each threshold how
/// many cases, how much money and how many minutes, and how often people agreed.
struct ThresholdPoint {
    double threshold = 0;
    std::int64_t cases = 0;
    std::int64_t moneyMinor = 0;
    double reviewMinutes = 0;
    std::int64_t decided = 0;
    std::int64_t agreed = 0;
};
Result<std::vector<ThresholdPoint>> replayThreshold(db::Database& mart, std::string_view kind,
                                                    TaskContext& context);

} // namespace mops::desk
