#pragma once

#include "core/desk/queue_view.h"
#include "ui/desk/case_state.h"

#include <deque>
#include <memory>
#include <QObject>
#include <QTimer>
#include <string>
#include <unordered_map>
#include <vector>

namespace mops::ui {

class MartSession;

/// Which cases are listed, and in which order.
struct DeskQuestion {
    desk::QueueFilter filter;
    desk::QueueColumn sortBy = desk::QueueColumn::Desk;
    bool descending = false;
    bool newestDecision = false; ///< instead of sortBy: what was decided last comes first
};

/// What a worker found: row numbers of the table in the order shown.
struct DeskAnswer {
    DeskQuestion question;
    desk::QueueMoment moment;
    std::vector<std::uint32_t> rows;
};

/// How many cases each tab holds, and the values that the list may be narrowed to.
struct DeskCounts {
    std::vector<std::int64_t> tabs;
    desk::QueueCounts queue;
    std::vector<FacetValue> kinds, regions, reasons, assignees, tags, picked;
    std::int64_t decided = 0;
    bool held = false; ///< some case of the desk is assigned to or held by somebody
};

/// The cases of a page in memory. Read, filtered, sorted and counted off the GUI thread; the GUI
/// thread puts single cases in while no worker looks at the table. Decisions that are still on
/// their way to the mart are laid over it and come off when the mart refuses.
class DeskQueue final : public QObject {
    Q_OBJECT
public:
    DeskQueue(MartSession& session, std::vector<std::string> kinds, QString jobPrefix,
              QObject* parent = nullptr);

    /// Reads all cases anew; ends with loaded() or failed().
    void load();
    /// Reads what happened since; ends with changed(), also when nothing did.
    void catchUp();
    /// Ends with answered(); a later question takes the place of this one.
    void ask(const DeskQuestion& question);
    /// Soon, several wishes in one; ends with counted().
    void count(std::vector<desk::QueueFilter> tabs, DeskQuestion shown);

    bool isKnown() const { return m_table != nullptr; }
    bool isEmpty() const { return m_table == nullptr || m_table->rows() == 0; }
    const desk::QueueTable* table() const { return m_table.get(); }
    std::shared_ptr<const desk::QueueTable> shared() const { return m_table; }
    desk::QueueMoment moment() const;
    std::int64_t now() const { return moment().now; }

    /// As shown: with the decisions on their way. Null when the desk has no such case.
    CasePtr find(const std::string& caseId) const;
    CasePtr at(std::uint32_t row) const;
    std::optional<std::uint32_t> rowOf(std::string_view caseId) const;
    /// With the decisions on their way; cheaper than at().
    desk::CaseStatus statusOf(std::uint32_t row) const;
    /// The full case as read with its details: the table keeps less.
    void know(const desk::Case& item);
    bool passes(std::uint32_t row, const desk::QueueFilter& filter) const;
    /// The waiting case of a merchant, or its newest; nothing when it has none. O(cases).
    CasePtr ofMerchant(const std::string& merchantId) const;

    /// Lays a decision over the case; returns the ticket for settle() and takeBack().
    int lay(const desk::Decision& decision);
    void settle(int ticket);
    void takeBack(int ticket);
    bool hasLaid(const std::string& caseId) const;

signals:
    void loaded();
    void failed(const mops::Error& error);
    /// Cases that are others now, in the table already.
    void changed(const std::vector<std::uint32_t>& rows);
    void answered(const mops::ui::DeskAnswer& answer);
    void counted(const mops::ui::DeskCounts& counts);

private:
    struct Laid {
        int ticket = 0;
        desk::Decision decision;
        std::string operatorName;
        std::int64_t at = 0;
    };
    desk::QueueScope scope() const;
    void startCount();
    void take(const desk::QueueChanges& changes);
    /// Puts in what waits, if no worker looks at the table; else tries again soon.
    void flush();
    bool isFree() const;
    desk::Case stored(std::uint32_t row) const;
    /// Lays what is on its way over the case as it is stored.
    void relay(const std::string& caseId);

    MartSession& m_session;
    std::vector<std::string> m_kinds;
    QString m_prefix;
    std::shared_ptr<desk::QueueTable> m_table;
    std::unordered_map<std::string, CasePtr> m_known; ///< fuller than the table, or newer
    std::unordered_map<std::string, CasePtr> m_base;  ///< of laid cases: without the decisions
    std::vector<Laid> m_laid;
    std::deque<desk::QueueChanges> m_changes; ///< read, not put in yet
    std::vector<desk::Case> m_puts;
    QTimer m_flushTimer;
    QTimer m_countTimer;
    std::vector<desk::QueueFilter> m_tabs;
    DeskQuestion m_shown;
    bool m_loading = false;
    int m_lastTicket = 0;
};

} // namespace mops::ui
