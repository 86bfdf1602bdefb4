#include "core/desk/kinds/application_facts.h"

#include "core/base/date.h"
#include "core/db/statement.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace mops::desk {
namespace {

constexpr double kUnknownAge = 100'000;
constexpr std::size_t kLicenceLength = 18;

double inDays(std::int64_t seconds) {
    return static_cast<double>(seconds) / static_cast<double>(kSecondsPerDay);
}

using ByKey = std::unordered_map<std::int64_t, std::size_t>;

/// How many other applications have the open one's value in a column: one pass, however many.
void countSharing(db::Database& mart, const char* column, const ByKey& open,
                  std::vector<ApplicationFacts>& result, int ApplicationFacts::*count) {
    const std::string name(column);
    db::Statement row(
        mart, "WITH waiting AS MATERIALIZED (SELECT d.application_key, d." + name +
                  " AS value FROM fact_application_detail d JOIN fact_application a USING "
                  "(application_key) WHERE a.outcome = 'open' AND d." +
                  name + " IS NOT NULL), seen AS MATERIALIZED (SELECT " + name +
                  " AS value, count(*) AS n FROM fact_application_detail WHERE " + name +
                  " IN (SELECT value FROM waiting) GROUP BY 1 HAVING count(*) > 1) "
                  "SELECT w.application_key, s.n - 1 FROM waiting w JOIN seen s USING (value)");
    while (row.step())
        if (const auto found = open.find(row.integer(0)); found != open.end())
            result[found->second].*count = static_cast<int>(row.integer(1));
}

void countImages(db::Database& mart, const ByKey& open, std::vector<ApplicationFacts>& result) {
    db::Statement row(
        mart, "WITH waiting AS MATERIALIZED (SELECT d.application_key, d.image_hash FROM "
              "fact_document d JOIN fact_application a USING (application_key) WHERE a.outcome = "
              "'open'), seen AS MATERIALIZED (SELECT image_hash, count(DISTINCT application_key) "
              "AS n FROM fact_document WHERE image_hash IN (SELECT image_hash FROM waiting) GROUP "
              "BY 1 HAVING count(DISTINCT application_key) > 1) SELECT w.application_key, "
              "max(s.n) - 1 FROM waiting w JOIN seen s USING (image_hash) GROUP BY 1");
    while (row.step())
        if (const auto found = open.find(row.integer(0)); found != open.end())
            result[found->second].sameImage = static_cast<int>(row.integer(1));
}

void readPapers(db::Database& mart, const ByKey& open, std::vector<ApplicationFacts>& result) {
    db::Statement row(mart, "SELECT d.application_key, d.kind, d.number, d.holder, d.issued_at, "
                            "d.expires_at, t.company_name, t.legal_person, t.founded_at FROM "
                            "fact_application a JOIN fact_document d USING (application_key) JOIN "
                            "fact_application_detail t USING (application_key) WHERE a.outcome = "
                            "'open'");
    while (row.step()) {
        const auto found = open.find(row.integer(0));
        if (found == open.end())
            continue;
        ApplicationFacts& one = result[found->second];
        const std::string_view kind = row.text(1), holder = row.text(3);
        const bool isLicence = kind == "business_licence";
        const bool isCompany = holder == row.text(6), isPerson = holder == row.text(7);
        if ((isLicence && !isCompany && !isPerson) || (kind == "identity_card" && !isPerson))
            ++one.otherHolders;
        if (kind == "bank_account" && !isCompany && !isPerson)
            one.otherAccount = true;
        one.badNumber = one.badNumber || isBadLicenceNumber(kind, row.text(2));
        if (!row.isNull(5) && row.integer(5) < one.appliedAt) {
            const double expired = inDays(one.appliedAt - row.integer(5));
            one.daysExpired = std::max(one.daysExpired, expired);
            one.licenceExpired = one.licenceExpired || isLicence;
        }
        if (isLicence && !row.isNull(4) && !row.isNull(8))
            one.daysBeforeCompany = inDays(row.integer(8) - row.integer(4));
    }
}

/// The middle one of a query's numbers, in order.
double median(db::Database& mart, const char* values) {
    db::Statement row(mart, std::string("WITH v AS MATERIALIZED (SELECT ") + values +
                                " AS x FROM fact_application_detail d JOIN fact_application a "
                                "USING (application_key)) SELECT x FROM v WHERE x IS NOT NULL "
                                "ORDER BY x LIMIT 1 OFFSET (SELECT count(x) / 2 FROM v)");
    return row.step() ? row.real(0) : 0;
}

} // namespace

std::vector<ApplicationFacts> readOpenApplications(db::Database& mart) {
    std::vector<ApplicationFacts> result;
    ByKey open;
    db::Statement row(mart, "SELECT a.application_key, a.application_id, a.applied_at, "
                            "coalesce(a.declared_monthly_minor, 0), d.company_name, d.founded_at, "
                            "coalesce(d.capital_minor, 0), coalesce(d.staff, 1) FROM "
                            "fact_application a JOIN fact_application_detail d USING "
                            "(application_key) WHERE a.outcome = 'open' ORDER BY 1");
    while (row.step()) {
        open.emplace(row.integer(0), result.size());
        ApplicationFacts& one = result.emplace_back();
        one.applicationId = row.text(1);
        one.appliedAt = row.integer(2);
        one.monthlyMinor = row.integer(3);
        one.company = row.text(4);
        one.companyDays = row.isNull(5) ? kUnknownAge : inDays(one.appliedAt - row.integer(5));
        one.capitalMinor = row.integer(6);
        one.staff = row.integer(7);
    }
    countSharing(mart, "bank_hash", open, result, &ApplicationFacts::sameBank);
    countSharing(mart, "contact_hash", open, result, &ApplicationFacts::sameContact);
    countSharing(mart, "device_hash", open, result, &ApplicationFacts::sameDevice);
    countImages(mart, open, result);
    readPapers(mart, open, result);
    return result;
}

ApplicationPeers readApplicationPeers(db::Database& mart) {
    return {median(mart, "(a.applied_at - d.founded_at) / 86400.0"),
            median(mart, "d.capital_minor"),
            median(mart, "a.declared_monthly_minor * 1.0 / max(1, d.staff)")};
}

std::vector<std::pair<std::string, std::string>> readSharing(db::Database& mart,
                                                             std::int64_t applicationKey) {
    db::Statement row(
        mart, "SELECT 'bank', a.application_id FROM fact_application_detail d JOIN "
              "fact_application_detail o ON o.bank_hash = d.bank_hash JOIN fact_application a ON "
              "a.application_key = o.application_key WHERE d.application_key = ?1 AND "
              "o.application_key <> ?1 UNION ALL "
              "SELECT 'telephone', a.application_id FROM fact_application_detail d JOIN "
              "fact_application_detail o ON o.contact_hash = d.contact_hash JOIN fact_application "
              "a ON a.application_key = o.application_key WHERE d.application_key = ?1 AND "
              "o.application_key <> ?1 UNION ALL "
              "SELECT 'device', a.application_id FROM fact_application_detail d JOIN "
              "fact_application_detail o ON o.device_hash = d.device_hash JOIN fact_application a "
              "ON a.application_key = o.application_key WHERE d.application_key = ?1 AND "
              "o.application_key <> ?1 UNION ALL "
              "SELECT 'picture', a.application_id FROM fact_document d JOIN fact_document o ON "
              "o.image_hash = d.image_hash JOIN fact_application a ON a.application_key = "
              "o.application_key WHERE d.application_key = ?1 AND o.application_key <> ?1 "
              "LIMIT 10");
    row.bind(1, applicationKey);
    std::vector<std::pair<std::string, std::string>> result;
    while (row.step())
        result.emplace_back(row.text(0), row.text(1));
    return result;
}

bool isBadLicenceNumber(std::string_view kind, std::string_view number) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (kind != "business_licence" || number.size() != kLicenceLength ||
        !std::all_of(number.begin(), number.end(), isDigit))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i + 1 < number.size(); ++i)
        sum += (number[i] - '0') * (i % 2 == 0 ? 3 : 1);
    return number.back() - '0' != sum % 10;
}

} // namespace mops::desk
