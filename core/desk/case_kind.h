#pragma once

#include "core/base/result.h"
#include "core/db/database.h"
#include "core/desk/cases.h"
#include "core/desk/priority.h"
#include "core/features/feature_catalogue.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mops::desk {

/// Something that might become a case, as a kind finds it in the mart.
struct Candidate {
    std::string subjectId;
    std::int64_t merchantKey = 0; ///< 0 = no merchant yet
    std::string merchantId;
    std::string title;
    double score = 0;            ///< probability that refusing is right
    std::int64_t stakeMinor = 0; ///< money that hangs on the decision
    std::vector<CaseReason> why; ///< largest first
    std::int64_t arrivedAt = 0;  ///< the deadline counts from here; 0 = from the opening
    std::int64_t scoreRunId = 0; ///< the run of scores it rests on; 0 = none. What was decided is
                                 ///< opened again only on another run
};

/// A fact of a case for the pane: a line of the kind's own table.
struct CaseFact {
    std::string name;   ///< code of a CaseMeasure, or a text that is shown as it is
    std::string value;  ///< as text: a number, a day, a code; parts stand two spaces apart, money
                        ///< among them is "¤" and minor units
    std::string before; ///< listing change: the value before; else empty
    bool bad = false;   ///< speaks against
};

/// Somebody whom a decision concerns.
struct Addressee {
    std::string merchantId;
    std::string name; ///< may be empty
};

/// A name for what reasons and facts of a kind speak of, where the feature catalogue has none.
struct CaseMeasure {
    const char* code; ///< "ring_lift"
    const char* name; ///< English, marked for translation (context "CaseMeasure")
    features::Unit unit = features::Unit::Count; ///< of a reason's value
    bool isFlag = false; ///< holds or not: the name says all, and no value is shown
};

/// One kind of case. A new kind is one file in core/desk/kinds and one line in case_kind_table.cpp.
struct CaseKind {
    const char* name;     ///< "merchant-risk"
    const char* title;    ///< English, marked for translation (context "CaseKind")
    const char* prefix;   ///< of case ids: "risk"
    const char* page;     ///< of the console whose desk shows it: "risk" or "review"
    double reviewMinutes; ///< a reviewer's, for one case; an assumption until decisions tell
    int dueInDays;
    std::span<const ReasonCode> reasons;
    std::span<const CaseMeasure> measures;
    /// Everything that could be a case now, in any order, those that wait already included.
    /// Errors: NotEnoughData (nothing that this kind looks at is in the mart).
    Result<std::vector<Candidate>> (*find)(db::Database& mart, TaskContext& context);
    /// Null, or completes those that are opened (merchant id, title, reasons) where find() would
    /// pay too much to tell them of everything.
    Result<> (*describe)(db::Database& mart, std::span<Candidate> chosen);
    /// What the pane shows beside the reasons. Empty for a subject that is gone.
    Result<std::vector<CaseFact>> (*facts)(db::Database& mart, const Case& item);
    /// What a merchant is asked to send; English, marked for translation ("MerchantMessage").
    const char* askMerchant = "";
    /// Null where a decision concerns the case's own merchant alone; else all it concerns. A
    /// refusal may leave some of them out. Empty for a subject that is gone.
    Result<std::vector<Addressee>> (*addressees)(db::Database& mart,
                                                 const std::string& subjectId) = nullptr;
};

std::span<const CaseKind> caseKinds();
/// Null when there is no such kind.
const CaseKind* findCaseKind(std::string_view name);
/// Null when no kind has such a measure.
const CaseMeasure* findMeasure(std::string_view code);

/// Opens cases of one kind: by expected loss avoided a minute, and a stated share because their
/// decision teaches most (probability nearest to one half). A subject that waits, or was decided on
/// the same scores, is left alone. One operation.
/// Errors: NotFound (kind), NotEnoughData, InvalidNumber, Usage.
struct OpenKindParams {
    double minimumProbability = 0;
    std::int64_t most = 200;
    double teachShare = kTeachShare; ///< of those opened, in [0, 0.5]
    int dueInDays = 0;               ///< 0 = the kind's own
    Result<> validate() const;
};
Result<OpenedCases> openCases(db::Database& mart, std::string_view kind,
                              const OpenKindParams& params, const Actor& actor,
                              TaskContext& context);
/// How many cases openCases() would open.
Result<std::int64_t> countOpenable(db::Database& mart, std::string_view kind,
                                   const OpenKindParams& params, TaskContext& context);

} // namespace mops::desk
