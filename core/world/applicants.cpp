#include "core/world/applicants.h"

#include "core/base/text.h"
#include "core/world/applications.h"
#include "core/world/catalogue.h"
#include "core/world/chance.h"
#include "core/world/names.h"
#include "core/world/world.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mops::world {
namespace {

constexpr std::array<BothNames, 20> kSurnames{{
    {"王", "Wang"}, {"李", "Li"},    {"张", "Zhang"}, {"刘", "Liu"}, {"陈", "Chen"},
    {"杨", "Yang"}, {"黄", "Huang"}, {"赵", "Zhao"},  {"吴", "Wu"},  {"周", "Zhou"},
    {"徐", "Xu"},   {"孙", "Sun"},   {"马", "Ma"},    {"朱", "Zhu"}, {"胡", "Hu"},
    {"郭", "Guo"},  {"何", "He"},    {"林", "Lin"},   {"罗", "Luo"}, {"梁", "Liang"},
}};
constexpr std::array<BothNames, 24> kGiven{{
    {"伟", "Wei"},        {"芳", "Fang"},       {"敏", "Min"},      {"静", "Jing"},
    {"磊", "Lei"},        {"洋", "Yang"},       {"艳", "Yan"},      {"勇", "Yong"},
    {"杰", "Jie"},        {"娟", "Juan"},       {"涛", "Tao"},      {"超", "Chao"},
    {"霞", "Xia"},        {"平", "Ping"},       {"刚", "Gang"},     {"桂英", "Guiying"},
    {"晓明", "Xiaoming"}, {"志强", "Zhiqiang"}, {"雅琴", "Yaqin"},  {"文博", "Wenbo"},
    {"思远", "Siyuan"},   {"佳怡", "Jiayi"},    {"浩然", "Haoran"}, {"梓萱", "Zixuan"},
}};
constexpr std::array<BothNames, 16> kCompanySyllables{{
    {"宏", "Hong"},
    {"盛", "Sheng"},
    {"嘉", "Jia"},
    {"远", "Yuan"},
    {"博", "Bo"},
    {"瑞", "Rui"},
    {"恒", "Heng"},
    {"信", "Xin"},
    {"达", "Da"},
    {"润", "Run"},
    {"泽", "Ze"},
    {"翔", "Xiang"},
    {"启", "Qi"},
    {"诺", "Nuo"},
    {"源", "Yuen"},
    {"晟", "Cheng"},
}};
constexpr std::array<BothNames, 4> kCompanyKinds{{
    {"商贸有限公司", "Trading Ltd"},
    {"电子商务有限公司", "E-commerce Ltd"},
    {"科技有限公司", "Technology Ltd"},
    {"贸易有限公司", "Commerce Ltd"},
}};
constexpr std::array<BothNames, 8> kStreets{{
    {"中山路", "Zhongshan Road"},
    {"人民路", "Renmin Road"},
    {"建设路", "Jianshe Road"},
    {"解放路", "Jiefang Road"},
    {"新华街", "Xinhua Street"},
    {"工业大道", "Gongye Avenue"},
    {"滨江路", "Riverside Road"},
    {"创业园", "Startup Park"},
}};
constexpr std::array<std::int64_t, 8> kCapitals{30'000,  100'000,   100'000,   500'000,
                                                500'000, 1'000'000, 2'000'000, 10'000'000};

constexpr double kYear = 365.25;

std::uint64_t mix(std::uint64_t z) {
    z += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// A value that all members of a group have in common.
std::uint64_t shared(const World& world, const char* what, std::uint64_t group,
                     std::uint64_t number) {
    std::uint64_t hash = world.params.seed;
    for (const char* letter = what; *letter != 0; ++letter)
        hash = mix(hash ^ static_cast<std::uint64_t>(*letter));
    return mix(mix(hash ^ group) ^ number);
}

std::int64_t inDays(double days) {
    return static_cast<std::int64_t>(days * static_cast<double>(kSecondsPerDay));
}

template <class List>
auto& oneOf(Rng& rng, const List& list) {
    return list[static_cast<std::size_t>(rng.below(list.size()))];
}

std::string digits(Rng& rng, int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += static_cast<char>('0' + rng.below(10));
    return text;
}

std::string personName(bool chinese, std::size_t surname, Rng& rng) {
    const char* family = kSurnames[surname].in(chinese);
    const char* given = oneOf(rng, kGiven).in(chinese);
    return chinese ? std::string(family) + given : std::string(given) + " " + family;
}

std::string companyName(const World& world, std::size_t city, Rng& rng) {
    const bool zh = world.chinese;
    std::string name = cities()[city].name.in(zh);
    if (!zh)
        name += ' ';
    name += oneOf(rng, kCompanySyllables).in(zh);
    std::string second = oneOf(rng, kCompanySyllables).in(zh);
    if (!zh) {
        second = asciiLower(second);
        second += ' ';
    }
    return name + second + oneOf(rng, kCompanyKinds).in(zh);
}

std::string addressIn(bool zh, Rng& rng) {
    const std::string number = std::to_string(1 + rng.below(400));
    const std::string room = std::to_string(101 + rng.below(1900));
    const char* street = oneOf(rng, kStreets).in(zh);
    return zh ? street + number + "号" + room + "室" : number + " " + street + ", room " + room;
}

class Papers {
public:
    Papers(const World& world, ApplicationEvent& event, std::uint64_t group,
           std::vector<DocumentEvent>& documents, Rng& rng)
        : m_world(world)
        , m_event(event)
        , m_who(event.applicant)
        , m_group(group)
        , m_documents(documents)
        , m_rng(rng) {}

    void makeUp() {
        present();
        m_first = m_documents.size();
        addPapers();
        switch (m_who.fraud) {
        case Fraud::Gang: joinGang(); break;
        case Fraud::HolderMismatch: borrowPapers(); break;
        case Fraud::FalseLicence: forgeLicence(); break;
        case Fraud::Inflated: inflate(); break;
        case Fraud::None: lookGuilty(); break;
        }
    }

private:
    bool cunning() { return m_rng.uniform() < m_who.cunning; }

    void present() {
        const bool zh = m_world.chinese;
        m_surname = static_cast<std::size_t>(m_rng.below(kSurnames.size()));
        if (m_who.innocent == Innocent::Family)
            m_surname =
                static_cast<std::size_t>(shared(m_world, "surname", m_group, 0) % kSurnames.size());
        m_who.person = personName(zh, m_surname, m_rng);
        if (!m_event.isOwn)
            m_who.city = drawShare(m_rng, cities(), [](const City& c) { return c.merchantShare; });
        m_who.company = companyName(m_world, m_who.city, m_rng);
        const double age = 30 + kYear * 2.2 * m_rng.exponential();
        m_who.foundedAt = m_event.appliedAt - inDays(age);
        m_who.staff = std::max(1, static_cast<int>(std::lround(std::exp(
                                      1.0 + 0.25 * std::log1p(age / kYear) + m_rng.normal()))));
        const auto rung = static_cast<std::size_t>(std::clamp(
            std::lround(2.5 + 0.7 * std::log(m_who.staff) + 1.5 * m_rng.normal()), 0L, 7L));
        m_who.capitalMinor = kCapitals[rung] * 100;
        m_who.address = addressIn(zh, m_rng);
        m_who.contact = m_rng.next();
        m_who.bank = m_rng.next();
        m_who.device = m_rng.next();
    }

    DocumentEvent& add(const char* kind, std::string number, const std::string& holder,
                       std::int64_t issuedAt, double validYears) {
        DocumentEvent paper;
        paper.kind = kind;
        paper.number = std::move(number);
        paper.holder = holder;
        paper.issuedAt = issuedAt;
        if (validYears > 0)
            paper.expiresAt = issuedAt + inDays(kYear * validYears);
        paper.image = m_rng.next();
        return m_documents.emplace_back(std::move(paper));
    }
    std::int64_t validNow(double years) {
        return m_event.appliedAt - inDays(kYear * years * m_rng.uniform(0.02, 0.97));
    }

    void addPapers() {
        std::string number = "91" + digits(m_rng, 15);
        number += checkDigit(number);
        if (m_rng.chance(0.012)) // misread
            number[static_cast<std::size_t>(2 + m_rng.below(15))] = '8';
        add("business_licence", number, m_who.company, m_who.foundedAt,
            m_rng.chance(0.6)   ? 0
            : m_rng.chance(0.5) ? 20
                                : 30);
        const double cardYears = m_rng.chance(0.6) ? 20 : 10;
        add("identity_card", digits(m_rng, 6) + "********" + digits(m_rng, 4), m_who.person,
            validNow(cardYears), cardYears);
        const std::int64_t sinceFounded = m_event.appliedAt - m_who.foundedAt;
        add("bank_account", "62" + digits(m_rng, 4) + "******" + digits(m_rng, 4),
            m_event.hasCompany ? m_who.company : m_who.person,
            m_who.foundedAt +
                static_cast<std::int64_t>(static_cast<double>(sinceFounded) *
                                          std::min(0.95, 0.05 + 0.2 * m_rng.exponential())),
            0);
        if (m_rng.chance(0.18))
            add("brand_authorisation", "BA" + digits(m_rng, 8), m_who.company, validNow(1), 1);
        const std::string_view id = categories()[m_event.category].id;
        if (id == "snacks" || id == "tea" || id == "baby_care" || id == "cosmetics")
            add("trade_permit", "JY" + digits(m_rng, 12), m_who.company, validNow(5), 5);
    }

    /// What the members have in common: all of it in a crude gang, little in a cunning one.
    void joinGang() {
        bool any = false;
        const auto share = [&](double crude) {
            const bool yes = m_rng.chance(crude * (1 - 0.6 * m_who.cunning));
            any = any || yes;
            return yes;
        };
        if (share(0.8))
            m_who.device = shared(m_world, "device", m_group, m_rng.below(2));
        if (share(0.55))
            m_who.bank = shared(m_world, "bank", m_group, m_rng.below(2));
        if (share(0.5))
            m_who.contact = shared(m_world, "contact", m_group, m_rng.below(2));
        if (share(0.6))
            m_documents[m_first + 1].image = shared(m_world, "card", m_group, m_rng.below(3));
        if (share(0.3) || !any)
            m_documents[m_first].image = shared(m_world, "licence", m_group, m_rng.below(2));
        // Its companies are bought by the dozen, and young.
        if (m_rng.chance(0.6))
            makeYoung(20 + 160 * m_rng.uniform());
    }

    void makeYoung(double days) {
        m_who.foundedAt = m_event.appliedAt - inDays(days);
        m_documents[m_first].issuedAt = m_who.foundedAt;
        if (m_documents[m_first].expiresAt)
            m_documents[m_first].expiresAt = m_who.foundedAt + inDays(kYear * 20);
        m_documents[m_first + 2].issuedAt =
            m_who.foundedAt + inDays(days * m_rng.uniform(0.1, 0.9));
    }

    void borrowPapers() {
        const auto stranger = static_cast<std::size_t>(m_rng.below(kSurnames.size()));
        if (cunning()) { // a relative's or a straw man's account
            m_documents[m_first + 2].holder =
                personName(m_world.chinese, m_rng.chance(0.5) ? m_surname : stranger, m_rng);
            return;
        }
        if (m_rng.chance(0.6))
            m_documents[m_first].holder = companyName(m_world, m_who.city, m_rng);
        else
            m_documents[m_first + 1].holder = personName(m_world.chinese, stranger, m_rng);
        if (m_rng.chance(0.4))
            m_documents[m_first + 2].holder = personName(m_world.chinese, stranger, m_rng);
    }

    void forgeLicence() {
        DocumentEvent& licence = m_documents[m_first];
        if (cunning()) { // bought for the purpose: fresh, and by itself in order
            makeYoung(1 + 12 * m_rng.uniform());
            m_who.capitalMinor = kCapitals[4 + static_cast<std::size_t>(m_rng.below(4))] * 100;
            return;
        }
        if (m_rng.chance(0.5)) {
            licence.expiresAt = m_event.appliedAt - inDays(60 + 900 * m_rng.uniform());
            licence.issuedAt = *licence.expiresAt - inDays(kYear * 10);
            m_who.foundedAt = *licence.issuedAt;
        } else {
            licence.number[17] = static_cast<char>('0' + (licence.number[17] - '0' + 3) % 10);
        }
        if (m_rng.chance(0.3))
            licence.issuedAt = m_who.foundedAt - inDays(100 * m_rng.uniform(0.5, 3));
    }

    void inflate() {
        const double factor = m_who.cunning > 0.5 ? m_rng.uniform(5, 12) : m_rng.uniform(15, 60);
        m_event.monthlyMinor =
            static_cast<std::int64_t>(static_cast<double>(m_event.monthlyMinor) * factor / 100) *
            100;
        m_event.catalogueSize = std::round(m_event.catalogueSize * m_rng.uniform(1, 4));
        m_who.capitalMinor = kCapitals[m_rng.chance(0.5) ? 7 : 6] * 100;
        m_who.staff = 1 + static_cast<int>(m_rng.below(3));
        if (m_rng.chance(0.7))
            makeYoung(40 + 200 * m_rng.uniform());
    }

    void lookGuilty() {
        switch (m_who.innocent) {
        case Innocent::Family:
            m_who.device = shared(m_world, "family device", m_group, 0);
            if (m_rng.chance(0.5))
                m_who.contact = shared(m_world, "family contact", m_group, 0);
            if (m_rng.chance(0.15)) // the family's account for both shops
                m_who.bank = shared(m_world, "family bank", m_group, 0);
            break;
        case Innocent::Agency:
            m_who.device = shared(m_world, "agency device", m_group, m_rng.below(3));
            if (m_rng.chance(0.25))
                m_who.contact = shared(m_world, "agency contact", m_group, 0);
            break;
        case Innocent::ExpiredPaper: {
            DocumentEvent& paper =
                m_documents[m_rng.chance(0.5) ? m_first + 1 : m_documents.size() - 1];
            paper.expiresAt = m_event.appliedAt - inDays(2 + 90 * m_rng.exponential());
            paper.issuedAt = *paper.expiresAt - inDays(kYear * 10);
            break;
        }
        case Innocent::YoungCompany: makeYoung(3 + 40 * m_rng.uniform()); break;
        case Innocent::BigBusiness:
            m_who.staff = 40 + static_cast<int>(200 * m_rng.uniform());
            m_who.capitalMinor = kCapitals[7] * 100;
            m_event.monthlyMinor *= 20;
            break;
        case Innocent::None: break;
        }
    }

    const World& m_world;
    ApplicationEvent& m_event;
    Applicant& m_who;
    std::uint64_t m_group;
    std::vector<DocumentEvent>& m_documents;
    Rng& m_rng;
    std::size_t m_surname = 0;
    std::size_t m_first = 0;
};

std::uint64_t oneIn(const World& world, std::int64_t merchants) {
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(1, world.params.merchants / merchants));
}

} // namespace

const char* fraudName(Fraud fraud) {
    static constexpr std::array kNames{"", "gang", "holder_mismatch", "false_licence", "inflated"};
    return kNames[static_cast<std::size_t>(fraud)];
}

const char* innocentName(Innocent innocent) {
    static constexpr std::array kNames{
        "", "family", "agency", "expired_paper", "young_company", "big_business"};
    return kNames[static_cast<std::size_t>(innocent)];
}

std::uint64_t gangs(const World& world) {
    return oneIn(world, 150);
}
std::uint64_t families(const World& world) {
    return oneIn(world, 60);
}
std::uint64_t agencies(const World& world) {
    return oneIn(world, 400);
}

std::int64_t momentOf(const World& world, std::uint64_t kind, std::uint64_t group, Rng& rng) {
    const std::uint64_t hash = mix(shared(world, "moment", group, kind));
    const double centre = static_cast<double>(hash >> 11) * 0x1.0p-53;
    const auto length = static_cast<double>(world.end - world.begin);
    const auto at = world.begin + static_cast<std::int64_t>(length * (0.05 + 0.97 * centre)) +
                    inDays(12 * rng.normal());
    return std::clamp(at, world.begin, world.end - static_cast<std::int64_t>(rng.below(100'000)));
}

char checkDigit(const std::string& text) {
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        sum += (text[i] - '0') * (i % 2 == 0 ? 3 : 1);
    return static_cast<char>('0' + sum % 10);
}

void makeUpApplicant(const World& world, ApplicationEvent& event, std::uint64_t group,
                     std::vector<DocumentEvent>& documents, Rng& rng) {
    Papers(world, event, group, documents, rng).makeUp();
}

} // namespace mops::world
