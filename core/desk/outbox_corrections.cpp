#include "core/db/statement.h"
#include "core/desk/cases.h"
#include "core/desk/fold.h"
#include "core/desk/outbox.h"
#include "core/desk/outbox_operations.h"

#include <map>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// In English, where nobody gives a translation.
std::string correctionIn(std::int64_t sentAt) {
    std::string text = kCorrectionText;
    text.replace(text.find("%1"), 2, formatDay(dayOf(fromSeconds(sentAt))));
    return text;
}

/// The newest word of a decision that merchants of some of its cases have in a state.
struct Standing {
    std::string verb, reasonCode, language, text;
    std::int64_t wait = 0;
    std::int64_t sentAt = 0; ///< the last of them left then
    std::vector<std::string> cases;
    std::int64_t recipients = 0;
};

/// What stands of a decision's words: the message, and where it has that status.
class StandingReader {
public:
    explicit StandingReader(db::Database& mart)
        : m_recipients(mart,
                       "SELECT r.message_id, count(*), max(o.at) FROM outbox_recipient r "
                       "JOIN operation o ON o.operation_id = r.sent_by WHERE r.case_id = ?1 "
                       "AND r.about = ?2 AND r.status = ?3 AND r.message_id = "
                       "(SELECT max(n.message_id) FROM outbox_recipient n WHERE n.case_id = ?1 "
                       "AND n.about = ?2 AND n.kind <> 'correction') GROUP BY r.message_id")
        , m_message(mart, "SELECT verb, reason_code, language, text, due_at - written_at "
                          "FROM outbox_message WHERE about = ? AND message_id = ?") {}

    std::optional<Standing> read(std::int64_t about, const std::vector<std::string>& cases,
                                 const char* status) {
        Standing found;
        std::int64_t newest = 0;
        for (const std::string& caseId : cases) {
            m_recipients.bindAll(caseId, about, status);
            if (m_recipients.step()) {
                newest = std::max(newest, m_recipients.integer(0));
                found.recipients += m_recipients.integer(1);
                found.sentAt = std::max(found.sentAt, m_recipients.integer(2));
                found.cases.push_back(caseId);
            }
            m_recipients.reset();
        }
        if (found.cases.empty())
            return std::nullopt;
        m_message.bindAll(about, newest);
        m_message.step();
        found.verb = m_message.text(0);
        found.reasonCode = m_message.text(1);
        found.language = m_message.text(2);
        found.text = m_message.text(3);
        found.wait = m_message.integer(4);
        m_message.reset();
        return found;
    }

private:
    db::Statement m_recipients;
    db::Statement m_message;
};

using Abouts = std::map<std::int64_t, std::vector<std::string>>;

bool hasSpoken(db::Database& mart) {
    return mart.integer("SELECT EXISTS (SELECT 1 FROM outbox_message)") != 0;
}

/// What an operation told merchants: its own words, or those behind a run of the automation.
Abouts aboutsOf(db::Database& mart, const StoredOperation& target) {
    Abouts abouts;
    if (!hasSpoken(mart))
        return abouts;
    db::Statement told(mart, "SELECT DISTINCT r.about, r.case_id FROM outbox_message m "
                             "JOIN outbox_recipient r ON r.about = m.about "
                             "AND r.message_id = m.message_id "
                             "WHERE m.about = ?1 OR m.run_id = ?1 ORDER BY 1, 2");
    told.bind(1, target.operationId);
    while (told.step())
        abouts[told.integer(0)].emplace_back(told.text(1));
    return abouts;
}

/// The refusals of cases whose words merchants have.
Abouts refusalsThatLeft(db::Database& mart, const std::vector<std::string>& cases) {
    Abouts abouts;
    if (!hasSpoken(mart))
        return abouts;
    db::Statement left(mart, "SELECT DISTINCT r.about FROM outbox_recipient r "
                             "JOIN outbox_message m ON m.about = r.about "
                             "AND m.message_id = r.message_id WHERE r.case_id = ? "
                             "AND r.status = 'sent' AND m.verb = 'refuse' "
                             "AND m.kind <> 'correction'");
    for (const std::string& caseId : cases) {
        left.bind(1, caseId);
        while (left.step())
            abouts[left.integer(0)].push_back(caseId);
        left.reset();
    }
    return abouts;
}

/// The refusals that a reopening took back after they had left.
Abouts refusalsTakenBackBy(db::Database& mart, const StoredOperation& reopening) {
    Abouts abouts;
    if (!hasSpoken(mart))
        return abouts;
    db::Statement fell(mart, "SELECT DISTINCT about FROM outbox_recipient WHERE case_id = ? "
                             "AND status = 'corrected' AND withdrawn_by = ?");
    for (const std::string& caseId : casesOf(reopening)) {
        fell.bindAll(caseId, reopening.operationId);
        while (fell.step())
            abouts[fell.integer(0)].push_back(caseId);
        fell.reset();
    }
    return abouts;
}

void append(db::Database& mart, std::string_view kind, std::int64_t about, const Standing& words,
            const Actor& actor) {
    const Json payload = {{"about", about},
                          {"cases", words.cases},
                          {"language", words.language},
                          {"reason", words.reasonCode},
                          {"text", words.text},
                          {"verb", words.verb},
                          {"wait", words.wait}};
    const auto operation =
        appendOperation(mart, actor, std::string(kind), payload.dump(), std::nullopt);
    Fold(mart, mart).apply(operation);
}

std::int64_t correct(db::Database& mart, const Abouts& abouts, const CorrectionText& text,
                     const Actor& actor) {
    StandingReader reader(mart);
    std::int64_t told = 0;
    for (const auto& [about, cases] : abouts) {
        auto left = reader.read(about, cases, "sent");
        if (!left)
            continue;
        left->text = text ? text(left->language, left->sentAt) : correctionIn(left->sentAt);
        append(mart, kCorrectKind, about, *left, actor);
        told += left->recipients;
    }
    return told;
}

/// Where a correction still waits, withdrawing it is enough.
std::int64_t repeat(db::Database& mart, const Abouts& abouts, const Actor& actor) {
    db::Statement waits(mart, "SELECT 1 FROM outbox_recipient WHERE case_id = ? AND about = ? "
                              "AND kind = 'correction' AND status = 'waiting' LIMIT 1");
    StandingReader reader(mart);
    std::int64_t told = 0;
    for (const auto& [about, cases] : abouts) {
        std::vector<std::string> corrected;
        for (const std::string& caseId : cases) {
            waits.bindAll(caseId, about);
            if (!waits.step())
                corrected.push_back(caseId);
            waits.reset();
        }
        if (const auto words = reader.read(about, corrected, "corrected")) {
            append(mart, kRepeatKind, about, *words, actor);
            told += words->recipients;
        }
    }
    return told;
}

} // namespace

std::int64_t correctWhatLeft(db::Database& mart, const StoredOperation& target,
                             const CorrectionText& text, const Actor& actor) {
    return correct(mart, aboutsOf(mart, target), text, actor);
}

std::int64_t correctRefusals(db::Database& mart, const std::vector<std::string>& cases,
                             const CorrectionText& text, const Actor& actor) {
    return correct(mart, refusalsThatLeft(mart, cases), text, actor);
}

std::int64_t repeatWhatWasCorrected(db::Database& mart, const StoredOperation& target,
                                    const Actor& actor) {
    return repeat(mart, aboutsOf(mart, target), actor);
}

std::int64_t repeatRefusals(db::Database& mart, const StoredOperation& reopening,
                            const Actor& actor) {
    return repeat(mart, refusalsTakenBackBy(mart, reopening), actor);
}

} // namespace mops::desk
