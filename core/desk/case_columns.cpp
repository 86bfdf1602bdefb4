#include "core/desk/case_columns.h"

#include "core/desk/verbs.h"

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Reads [["feature",value,median,contribution],…] as openCandidates() writes it: a table of
/// 200,000 cases has no time for a general reader.
class WhyReader {
public:
    explicit WhyReader(std::string_view text)
        : m_at(text.data())
        , m_end(text.data() + text.size()) {}

    /// False when the text is written otherwise.
    bool read(std::vector<CaseReason>& why) {
        std::size_t count = 0;
        if (!take('['))
            return false;
        while (!take(']')) {
            if (count > 0 && !take(','))
                return false;
            if (why.size() <= count)
                why.emplace_back();
            if (!take('[') || !readText(why[count].feature) || !take(',') ||
                !readNumber(why[count].value, kMissing) || !take(',') ||
                !readNumber(why[count].peerMedian, kMissing) || !take(',') ||
                !readNumber(why[count].contribution, 0) || !take(']'))
                return false;
            ++count;
        }
        why.resize(count);
        return m_at == m_end;
    }

private:
    bool take(char wanted) {
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }
    bool readText(std::string& text) {
        if (!take('"'))
            return false;
        const char* const begin = m_at;
        while (m_at != m_end && *m_at != '"' && *m_at != '\\')
            ++m_at;
        text.assign(begin, m_at);
        return take('"');
    }
    bool readNumber(double& number, double missing) {
        constexpr std::string_view kNull = "null";
        if (std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).starts_with(kNull)) {
            m_at += kNull.size();
            number = missing;
            return true;
        }
        const auto [end, error] = std::from_chars(m_at, m_end, number);
        if (error != std::errc())
            return false;
        m_at = end;
        return true;
    }

    const char* m_at;
    const char* m_end;
};

double numberOr(const nlohmann::json& entry, const char* key, double otherwise) {
    const auto found = entry.find(key);
    return found != entry.end() && found->is_number() ? found->get<double>() : otherwise;
}

/// As it was written before cases came by the hundred thousand: objects with names.
std::vector<CaseReason> readNamed(std::string_view text) {
    std::vector<CaseReason> why;
    const auto parsed = nlohmann::json::parse(text, nullptr, false);
    if (!parsed.is_array())
        return why;
    for (const auto& entry : parsed)
        if (entry.is_object())
            why.push_back({entry.value("feature", ""), numberOr(entry, "value", kMissing),
                           numberOr(entry, "peer_median", kMissing),
                           numberOr(entry, "contribution", 0)});
    return why;
}

void readTags(std::string_view text, std::vector<std::string>& tags) {
    if (text == "[]")
        tags.clear();
    else
        tags = nlohmann::json::parse(text).get<std::vector<std::string>>();
}

} // namespace

std::vector<CaseReason> readReasons(std::string_view why) {
    std::vector<CaseReason> reasons;
    if (!WhyReader(why).read(reasons))
        reasons = readNamed(why);
    return reasons;
}

void readCaseColumns(const db::Statement& row, Case& found) {
    found.caseId = row.text(0);
    found.kind = row.text(1);
    found.merchantKey = row.integer(2);
    found.merchantId = row.text(3);
    found.merchantName = row.text(4);
    found.priority = row.real(5);
    found.score = row.real(6);
    if (!WhyReader(row.text(7)).read(found.why))
        found.why = readNamed(row.text(7));
    found.openedAt = row.integer(8);
    found.dueAt = row.integer(9);
    found.status = parseStatus(row.text(10)).value_or(CaseStatus::Open);
    found.reasonCode = row.text(11);
    found.assignee = row.text(12);
    found.snoozedUntil = row.optionalInteger(13);
    found.decidedAt = row.optionalInteger(14);
    found.decidedBy = row.text(15);
    found.subjectId = row.text(16);
    found.title = row.text(17);
    found.stakeMinor = row.integer(18);
    found.picked = row.text(19);
    found.snoozedEvent = row.text(20);
    found.clockStoppedAt = row.optionalInteger(21);
    found.claimedBy = row.text(22);
    found.claimedUntil = row.optionalInteger(23);
    readTags(row.text(24), found.tags);
}

} // namespace mops::desk
