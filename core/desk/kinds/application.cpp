#include "core/base/text.h"
#include "core/base/translatable.h"
#include "core/db/statement.h"
#include "core/desk/kinds/application_facts.h"
#include "core/desk/kinds/evidence.h"
#include "core/desk/kinds/kinds.h"

#include <array>

namespace mops::desk {
namespace {

// Assumptions, in log-odds, until decisions teach better ones.
constexpr double kBadShare = 0.08;
constexpr double kSharedBank = 2.6;
constexpr double kSharedContact = 1.4;
constexpr double kSharedDevice = 1.3;
constexpr double kAgencyDevice = 0.2; ///< many applicants use it: an agency's, most likely
constexpr int kAgencySize = 8;
constexpr double kSharedImage = 3.0;
constexpr double kOtherHolder = 2.8;
constexpr double kOtherAccount = 2.3;
constexpr double kBadNumber = 1.8;
constexpr double kLongExpired = 1.7;
constexpr double kExpired = 0.5;
constexpr double kOlderThanCompany = 1.6;
constexpr double kDaysOld = 0.9;
constexpr double kMonthsOld = 0.5;
constexpr double kRichAndYoung = 0.9;
constexpr double kTurnoverPerHead = 1.0; ///< per factor e beyond three times the peers'

constexpr int kLongExpiredDays = 60;
constexpr int kFreshDays = 15;
constexpr int kYoungDays = 200;
/// What a bad merchant is assumed to cost: this share of three months' declared turnover.
constexpr double kAvoidableShare = 0.10;
constexpr std::int64_t kMostStakeMinor = 50'000'000;

constexpr std::array kReasons{
    ReasonCode{"shared_identity", MOPS_TEXT("Reason", "Shares account, device or papers"),
               MOPS_TEXT("MerchantMessage",
                         "The account, device or papers in your application are in use "
                         "for another shop already. Please apply with your own, or "
                         "tell us how the two are connected and send what shows it.")},
    ReasonCode{
        "holder_mismatch", MOPS_TEXT("Reason", "Papers of somebody else"),
        MOPS_TEXT("MerchantMessage",
                  "The papers in your application are in somebody else's name. Please send papers "
                  "in the name of the applicant, or a power of attorney of the holder.")},
    ReasonCode{"invalid_papers", MOPS_TEXT("Reason", "Expired or invalid papers"),
               MOPS_TEXT("MerchantMessage", "Papers in your application are expired or not valid. "
                                            "Please send valid ones, complete and legible.")},
    ReasonCode{"implausible_figures", MOPS_TEXT("Reason", "Declared figures out of line"),
               MOPS_TEXT("MerchantMessage",
                         "Figures that you declared do not fit together, or are out of "
                         "line with comparable shops. Please check them and send what "
                         "supports them, such as tax returns or bank statements.")},
    ReasonCode{"papers_missing", MOPS_TEXT("Reason", "Papers are missing"),
               MOPS_TEXT("MerchantMessage",
                         "Papers are missing in your application. Please send all that "
                         "the list of required papers names, complete and legible.")},
    ReasonCode{"family", MOPS_TEXT("Reason", "One family or one firm, no ring")},
    ReasonCode{"agency", MOPS_TEXT("Reason", "Filed by an agency, in order")},
    ReasonCode{"evidence_provided", MOPS_TEXT("Reason", "The merchant gave evidence")},
    ReasonCode{"false_alarm", MOPS_TEXT("Reason", "False alarm")},
    ReasonCode{"other", MOPS_TEXT("Reason", "Other (with a note)")},
};

using features::Unit;
constexpr std::array kMeasures{
    CaseMeasure{"bank_shared", MOPS_TEXT("CaseMeasure", "Others with the same bank account")},
    CaseMeasure{"contact_shared", MOPS_TEXT("CaseMeasure", "Others with the same telephone")},
    CaseMeasure{"device_shared", MOPS_TEXT("CaseMeasure", "Others from the same device")},
    CaseMeasure{"image_shared", MOPS_TEXT("CaseMeasure", "Others with the same picture")},
    CaseMeasure{"other_holder", MOPS_TEXT("CaseMeasure", "Papers in another name")},
    CaseMeasure{"other_account", MOPS_TEXT("CaseMeasure", "Account in another name"), Unit::Count,
                true},
    CaseMeasure{"bad_number", MOPS_TEXT("CaseMeasure", "Licence numbers that cannot be"),
                Unit::Count, true},
    CaseMeasure{"days_expired", MOPS_TEXT("CaseMeasure", "Paper expired since"), Unit::Days},
    CaseMeasure{"before_company", MOPS_TEXT("CaseMeasure", "Licence older than the company by"),
                Unit::Days},
    CaseMeasure{"company_age", MOPS_TEXT("CaseMeasure", "Age of the company"), Unit::Days},
    CaseMeasure{"capital_minor", MOPS_TEXT("CaseMeasure", "Registered capital"), Unit::MinorUnits},
    CaseMeasure{"turnover_per_head", MOPS_TEXT("CaseMeasure", "Declared monthly turnover a head"),
                Unit::MinorUnits},
    CaseMeasure{"company", MOPS_TEXT("CaseMeasure", "Company")},
    CaseMeasure{"legal_person", MOPS_TEXT("CaseMeasure", "Legal person")},
    CaseMeasure{"founded_at", MOPS_TEXT("CaseMeasure", "Founded")},
    CaseMeasure{"address", MOPS_TEXT("CaseMeasure", "Address")},
    CaseMeasure{"staff", MOPS_TEXT("CaseMeasure", "Staff")},
    CaseMeasure{"declared_monthly_minor", MOPS_TEXT("CaseMeasure", "Declared monthly turnover"),
                Unit::MinorUnits},
    CaseMeasure{"declared_catalogue", MOPS_TEXT("CaseMeasure", "Declared range of products")},
    CaseMeasure{"business_licence", MOPS_TEXT("CaseMeasure", "Business licence")},
    CaseMeasure{"identity_card", MOPS_TEXT("CaseMeasure", "Identity card")},
    CaseMeasure{"bank_account", MOPS_TEXT("CaseMeasure", "Bank account")},
    CaseMeasure{"brand_authorisation", MOPS_TEXT("CaseMeasure", "Brand authorisation")},
    CaseMeasure{"trade_permit", MOPS_TEXT("CaseMeasure", "Trade permit")},
    CaseMeasure{"shares_with", MOPS_TEXT("CaseMeasure", "Shares something with")},
};

void weighSharing(const ApplicationFacts& one, Evidence& evidence) {
    evidence.addIf(one.sameBank > 0, "bank_shared", one.sameBank, 0, kSharedBank);
    evidence.addIf(one.sameContact > 0, "contact_shared", one.sameContact, 0, kSharedContact);
    const bool agency = one.sameDevice >= kAgencySize && one.sameBank + one.sameImage == 0;
    evidence.addIf(one.sameDevice > 0, "device_shared", one.sameDevice, 0,
                   agency ? kAgencyDevice : kSharedDevice);
    evidence.addIf(one.sameImage > 0, "image_shared", one.sameImage, 0, kSharedImage);
}

void weighPapers(const ApplicationFacts& one, Evidence& evidence) {
    evidence.addIf(one.otherHolders > 0, "other_holder", one.otherHolders, 0, kOtherHolder);
    evidence.addIf(one.otherAccount, "other_account", 1, 0, kOtherAccount);
    evidence.addIf(one.badNumber, "bad_number", 1, 0, kBadNumber);
    if (one.daysExpired > 0) {
        const bool licence = one.licenceExpired && one.daysExpired > kLongExpiredDays;
        evidence.add("days_expired", one.daysExpired, 0, licence ? kLongExpired : kExpired);
    }
    evidence.addIf(one.daysBeforeCompany > 1, "before_company", one.daysBeforeCompany, 0,
                   kOlderThanCompany);
}

void weighFigures(const ApplicationFacts& one, const ApplicationPeers& peers, Evidence& evidence) {
    if (one.companyDays < kYoungDays)
        evidence.add("company_age", one.companyDays, peers.companyDays,
                     one.companyDays < kFreshDays ? kDaysOld : kMonthsOld);
    const auto capital = static_cast<double>(one.capitalMinor);
    const bool rich = capital >= 4 * peers.capitalMinor && one.staff <= 3;
    evidence.addIf(rich && one.companyDays < 2 * kYoungDays, "capital_minor", capital,
                   peers.capitalMinor, kRichAndYoung);
    const double perHead = static_cast<double>(one.monthlyMinor) /
                           static_cast<double>(std::max<std::int64_t>(1, one.staff));
    const double beyond = std::log(std::max(1.0, perHead) / (3 * std::max(1.0, peers.perHead)));
    evidence.addIf(beyond > 0, "turnover_per_head", perHead, peers.perHead,
                   kTurnoverPerHead * std::min(2.5, beyond));
}

Result<std::vector<Candidate>> find(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<Candidate>> {
        if (mart.integer("SELECT EXISTS (SELECT 1 FROM fact_application_detail)") == 0)
            return fail(ErrorCode::NotEnoughData, "application");
        const ApplicationPeers peers = readApplicationPeers(mart);
        std::vector<Candidate> candidates;
        for (const ApplicationFacts& one : readOpenApplications(mart)) {
            if (context.cancelled())
                return fail(ErrorCode::Cancelled);
            Evidence evidence(kBadShare);
            weighSharing(one, evidence);
            weighPapers(one, evidence);
            weighFigures(one, peers, evidence);
            Candidate& candidate = candidates.emplace_back();
            candidate.subjectId = one.applicationId;
            candidate.title = one.company;
            candidate.score = evidence.probability();
            candidate.stakeMinor = std::min<std::int64_t>(
                kMostStakeMinor,
                std::llround(3 * kAvoidableShare * static_cast<double>(one.monthlyMinor)));
            candidate.why = evidence.takeReasons();
            candidate.arrivedAt = one.appliedAt;
        }
        return candidates;
    });
}

std::string dayText(const db::Statement& row, int column) {
    return row.isNull(column) ? std::string("∞")
                              : formatDay(dayOf(fromSeconds(row.integer(column))));
}

void addPapers(db::Database& mart, std::int64_t key, std::int64_t appliedAt,
               const std::string& company, const std::string& person,
               std::vector<CaseFact>& facts) {
    db::Statement paper(mart, "SELECT kind, number, holder, issued_at, expires_at FROM "
                              "fact_document WHERE application_key = ? ORDER BY document_key");
    paper.bind(1, key);
    while (paper.step()) {
        const std::string holder(paper.text(2));
        const bool expired = !paper.isNull(4) && paper.integer(4) < appliedAt;
        const bool stranger = holder != company && holder != person;
        facts.push_back({std::string(paper.text(0)),
                         std::string(paper.text(1)) + "  " + holder + "  " + dayText(paper, 3) +
                             " – " + dayText(paper, 4),
                         {},
                         expired || stranger || isBadLicenceNumber(paper.text(0), paper.text(1))});
    }
}

Result<std::vector<CaseFact>> facts(db::Database& mart, const Case& item) {
    return db::guarded([&]() -> Result<std::vector<CaseFact>> {
        std::vector<CaseFact> facts;
        db::Statement one(mart, "SELECT a.application_key, a.applied_at, d.company_name, "
                                "d.legal_person, d.founded_at, d.capital_minor, d.city, d.address, "
                                "d.staff, a.declared_monthly_minor, a.declared_catalog_size FROM "
                                "fact_application a JOIN fact_application_detail d USING "
                                "(application_key) WHERE a.application_id = ?");
        one.bind(1, item.subjectId);
        if (!one.step())
            return facts;
        const auto add = [&](const char* name, std::string value) {
            if (!value.empty())
                facts.push_back({name, std::move(value), {}, false});
        };
        const auto number = [&](int column) {
            return one.isNull(column) ? std::string() : std::to_string(one.integer(column));
        };
        const std::int64_t key = one.integer(0);
        const std::string company(one.text(2)), person(one.text(3));
        add("company", company);
        add("legal_person", person);
        if (!one.isNull(4))
            add("founded_at", formatDay(dayOf(fromSeconds(one.integer(4)))));
        add("capital_minor", number(5));
        add("city", std::string(one.text(6)));
        add("address", std::string(one.text(7)));
        add("staff", number(8));
        add("declared_monthly_minor", number(9));
        add("declared_catalogue", number(10));
        addPapers(mart, key, one.integer(1), company, person, facts);
        for (const auto& [what, other] : readSharing(mart, key))
            facts.push_back({"shares_with", other + "  " + what, {}, true});
        return facts;
    });
}

} // namespace

const CaseKind kApplicationCase{
    .name = "application",
    .title = MOPS_TEXT("CaseKind", "Onboarding application"),
    .prefix = "app",
    .page = "review",
    .reviewMinutes = 6.0,
    .dueInDays = 3,
    .reasons = kReasons,
    .measures = kMeasures,
    .find = find,
    .describe = nullptr,
    .facts = facts,
    .askMerchant = MOPS_TEXT("MerchantMessage", "Please send the papers of your application again, "
                                                "complete and legible, in the applicant's name."),
};

} // namespace mops::desk
