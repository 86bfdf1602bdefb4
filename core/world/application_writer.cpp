#include "core/db/statement.h"
#include "core/world/applications.h"
#include "core/world/catalogue.h"
#include "core/world/chapter.h"
#include "core/world/id_text.h"
#include "core/world/names.h"

#include <array>

namespace mops::world {
namespace {

IdText applicationId(std::int64_t key) {
    return {'A', 6, key};
}

/// Sixteen hexadecimal digits; no allocation.
class HashText {
public:
    explicit HashText(std::uint64_t hash) {
        for (char& digit : m_digits) {
            digit = "0123456789abcdef"[hash >> 60];
            hash <<= 4;
        }
    }
    operator std::string_view() const { // NOLINT(google-explicit-constructor): it is a text
        return {m_digits.data(), m_digits.size()};
    }

private:
    std::array<char, 16> m_digits{};
};

class ApplicationWriter final : public StoryWriter {
public:
    ApplicationWriter(db::Database& mart, const World& world, std::int64_t batch)
        : m_chinese(world.chinese)
        , m_batch(batch)
        , m_application(
              mart,
              "INSERT INTO fact_application (application_key, application_id, applied_at, "
              "landing_page, origin, decided_at, outcome, merchant_id, business_segment, "
              "lead_type, behaviour_profile, has_company, has_gtin, average_stock, business_type, "
              "declared_catalog_size, declared_monthly_minor, batch_id) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_detail(mart, "INSERT INTO fact_application_detail (application_key, company_name, "
                         "legal_person, founded_at, capital_minor, region, city, address, "
                         "contact_hash, bank_hash, device_hash, staff, batch_id) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_document(mart, "INSERT INTO fact_document (document_key, document_id, application_key, "
                           "kind, number, holder, issued_at, expires_at, image_hash, batch_id) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_applications(counter("fact_application"))
        , m_details(counter("fact_application_detail"))
        , m_documents(counter("fact_document")) {}

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        const IdText merchant = merchantId(keys.merchant);
        for (const ApplicationEvent& event : story.applications.events) {
            const std::int64_t key = ++m_applications;
            const auto owner =
                event.isOwn ? std::optional<std::string_view>(merchant) : std::nullopt;
            m_application.run(key, applicationId(key), event.appliedAt, event.landingPage,
                              event.origin, event.decidedAt, event.outcome, owner,
                              categories()[event.category].id, event.leadType, event.profile,
                              event.hasCompany, event.hasGtin, event.averageStock,
                              event.businessType, event.catalogueSize, event.monthlyMinor, m_batch);
            writeDetail(key, event.applicant);
            for (std::size_t i = event.documentBegin; i < event.documentEnd; ++i) {
                const DocumentEvent& paper = story.applications.documents[i];
                const std::int64_t document = ++m_documents;
                m_document.run(document, IdText('D', 7, document), key, paper.kind, paper.number,
                               paper.holder, paper.issuedAt, paper.expiresAt, HashText(paper.image),
                               m_batch);
            }
        }
    }

private:
    void writeDetail(std::int64_t key, const Applicant& who) {
        const City& city = cities()[who.city];
        m_detail.run(key, who.company, who.person, who.foundedAt, who.capitalMinor,
                     city.region.in(m_chinese), city.name.in(m_chinese), who.address,
                     HashText(who.contact), HashText(who.bank), HashText(who.device), who.staff,
                     m_batch);
        ++m_details;
    }

    bool m_chinese;
    std::int64_t m_batch;
    db::Statement m_application;
    db::Statement m_detail;
    db::Statement m_document;
    std::int64_t& m_applications;
    std::int64_t& m_details;
    std::int64_t& m_documents;
};

constexpr const char* kTruthSchema = R"(
CREATE TABLE application_truth (application_id TEXT PRIMARY KEY, fraud TEXT, cunning REAL,
    lookalike TEXT) STRICT, WITHOUT ROWID;
)";

class ApplicationTruthWriter final : public StoryWriter {
public:
    explicit ApplicationTruthWriter(db::Database& truth)
        : m_application((truth.execute(kTruthSchema), truth),
                        "INSERT INTO application_truth VALUES (?, ?, ?, ?)") {}

    void writeStory(const MerchantStory& story, const StoryKeys&) override {
        for (const ApplicationEvent& event : story.applications.events) {
            ++m_applications;
            const Applicant& who = event.applicant;
            if (who.fraud != Fraud::None)
                m_application.run(applicationId(m_applications), fraudName(who.fraud), who.cunning,
                                  nullptr);
            else if (who.innocent != Innocent::None)
                m_application.run(applicationId(m_applications), nullptr, nullptr,
                                  innocentName(who.innocent));
        }
    }

private:
    db::Statement m_application;
    std::int64_t m_applications = 0;
};

} // namespace

std::unique_ptr<StoryWriter> writeApplicationsInto(db::Database& mart, const World& world,
                                                   std::int64_t batch) {
    return std::make_unique<ApplicationWriter>(mart, world, batch);
}

std::unique_ptr<StoryWriter> writeApplicationTruthInto(db::Database& truth, const World&) {
    return std::make_unique<ApplicationTruthWriter>(truth);
}

} // namespace mops::world
