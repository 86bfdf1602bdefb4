#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mops::world {

struct World;
struct ApplicationEvent;

/// How an applicant deceives.
enum class Fraud {
    None,
    Gang,           ///< many names, one hand: account, device, telephone or pictures are shared
    HolderMismatch, ///< papers of somebody else
    FalseLicence,   ///< expired, made yesterday, or a number that cannot be
    Inflated        ///< capital and turnover that nobody of that size has
};
/// Honest people who look like one of these.
enum class Innocent { None, Family, Agency, ExpiredPaper, YoungCompany, BigBusiness };
const char* fraudName(Fraud fraud);          ///< "holder_mismatch"
const char* innocentName(Innocent innocent); ///< "young_company"

/// What an applicant says of itself.
struct Applicant {
    std::string company;
    std::string person; ///< a pseudonym
    std::int64_t foundedAt = 0;
    std::int64_t capitalMinor = 0;
    std::size_t city = 0;
    std::string address;
    std::uint64_t contact = 0; ///< hashes
    std::uint64_t bank = 0;
    std::uint64_t device = 0;
    int staff = 1;
    Fraud fraud = Fraud::None;
    double cunning = 0; ///< of the fraud, 0 … 1
    Innocent innocent = Innocent::None;
};

struct DocumentEvent {
    const char* kind = "";
    std::string number;
    std::string holder;
    std::optional<std::int64_t> issuedAt;
    std::optional<std::int64_t> expiresAt;
    std::uint64_t image = 0; ///< hash
};

/// The moment when a gang, a family or an agency is at work, in which its members apply.
std::int64_t momentOf(const World& world, std::uint64_t kind, std::uint64_t group, Rng& rng);
/// How many gangs, families and agencies the world has.
std::uint64_t gangs(const World& world);
std::uint64_t families(const World& world);
std::uint64_t agencies(const World& world);

/// A licence's last digit, from the others: 3, 1, 3, 1 … times the digits, modulo 10.
char checkDigit(const std::string& digits);

/// Makes up the applicant behind an application whose times and figures are there, and its papers.
/// `group` is the gang, family or agency. May change the figures that a fraud inflates.
void makeUpApplicant(const World& world, ApplicationEvent& event, std::uint64_t group,
                     std::vector<DocumentEvent>& documents, Rng& rng);

} // namespace mops::world
