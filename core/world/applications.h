#pragma once

#include "core/base/rng.h"
#include "core/world/applicants.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace mops::db {
class Database;
}

namespace mops::world {

struct MerchantStory;
struct World;
class StoryWriter;

struct ApplicationEvent {
    bool isOwn = false; ///< of the merchant itself; else of somebody who never joined
    std::int64_t appliedAt = 0;
    std::optional<std::int64_t> decidedAt;
    const char* outcome = "open";
    const char* landingPage = "";
    const char* origin = "";
    std::size_t category = 0;
    const char* leadType = "";
    const char* profile = "";
    bool hasCompany = false;
    bool hasGtin = false;
    const char* averageStock = "";
    const char* businessType = "";
    double catalogueSize = 0;
    std::int64_t monthlyMinor = 0;
    Applicant applicant;
    std::size_t documentBegin = 0;
    std::size_t documentEnd = 0;
};

struct ApplicationStory {
    std::vector<ApplicationEvent> events;
    std::vector<DocumentEvent> documents;
};

/// The merchant's own application, when it joined within the world's days, and one of somebody who
/// did not join (large worlds: of some). Some of them lie.
void apply(const World& world, MerchantStory& story, Rng& rng);
std::unique_ptr<StoryWriter> writeApplicationsInto(db::Database& mart, const World& world,
                                                   std::int64_t batch);
/// Who lies and how, and who only looks so.
std::unique_ptr<StoryWriter> writeApplicationTruthInto(db::Database& truth, const World& world);

} // namespace mops::world
