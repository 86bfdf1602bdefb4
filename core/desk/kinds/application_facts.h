#pragma once

#include "core/db/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mops::desk {

/// What the papers and figures of an open application say, as numbers.
struct ApplicationFacts {
    std::string applicationId;
    std::string company;
    std::int64_t appliedAt = 0;
    std::int64_t monthlyMinor = 0; ///< declared
    std::int64_t capitalMinor = 0;
    std::int64_t staff = 1;
    double companyDays = 0; ///< age when it applied; large where unknown
    // Other applications, of any time, that have the same.
    int sameBank = 0;
    int sameContact = 0;
    int sameDevice = 0;
    int sameImage = 0;
    int otherHolders = 0; ///< licence or identity card in another name
    bool otherAccount = false;
    bool badNumber = false;
    bool licenceExpired = false;
    double daysExpired = 0; ///< of the paper that expired first
    double daysBeforeCompany = 0;
};

/// Medians of all applications.
struct ApplicationPeers {
    double companyDays = 0;
    double capitalMinor = 0;
    double perHead = 0; ///< declared monthly turnover
};

/// A few passes over the tables, whatever the number of open applications. Throws DatabaseFailure.
std::vector<ApplicationFacts> readOpenApplications(db::Database& mart);
ApplicationPeers readApplicationPeers(db::Database& mart);

/// What an application shares with which others, at most ten: ("bank", "A000123").
std::vector<std::pair<std::string, std::string>> readSharing(db::Database& mart,
                                                             std::int64_t applicationKey);

/// A licence number of eighteen digits whose last is not 3, 1, 3, 1 … times the others modulo 10.
/// Numbers of another form are not judged.
bool isBadLicenceNumber(std::string_view kind, std::string_view number);

} // namespace mops::desk
