#pragma once

#include "core/desk/case_history.h"
#include "core/desk/case_kind.h"
#include "core/desk/outbox.h"
#include "core/desk/second_eyes.h"
#include "core/desk/timeline.h"
#include "core/mart/category_names.h"
#include "core/mart/merchant_page.h"
#include "ui/desk/case_state.h"

#include <array>
#include <deque>
#include <memory>
#include <QObject>
#include <string>
#include <vector>

namespace mops::ui {

class MartSession;

/// Order lines read at most, per filter.
inline constexpr std::size_t kCaseLines = 500;

/// What stands behind a case: its facts, the merchant's past and rows, notes and history.
struct CaseDetail {
    std::string caseId;
    desk::Case item; ///< in full
    std::vector<desk::CaseFact> facts;
    desk::BlindState blind;  ///< says nothing of the other's mark before one's own
    mart::MerchantPage page; ///< without lines; empty where there is no merchant yet
    std::array<std::vector<mart::MerchantOrderRow>, 4> lines; ///< by mart::LineFilter
    std::vector<mart::CategoryName> categories; ///< of those that facts and lines name
    std::vector<desk::CaseNote> notes;
    std::vector<desk::Operation> operations;   ///< newest first
    std::vector<desk::TimelineEvent> timeline; ///< newest first
    std::vector<desk::OutboxMessage> messages; ///< newest first
    std::vector<desk::Addressee> addressees;   ///< of a case that concerns many
    std::vector<desk::RuleHit> rules;          ///< that fired on the subject
};
using CaseDetailPtr = std::shared_ptr<const CaseDetail>;

/// Reads details off the GUI thread, the wanted one first, and keeps the latest few, so that the
/// next case is already there when the operator gets to it.
class CaseLoader final : public QObject {
    Q_OBJECT
public:
    explicit CaseLoader(MartSession& session, QObject* parent = nullptr);

    CaseDetailPtr cached(const std::string& caseId) const;
    /// Ends with loaded() or failed(); a case asked for later takes its place.
    void want(const CasePtr& item);
    /// Reads ahead, if nothing is known of the cases yet: one after the other.
    void prefetch(std::vector<CasePtr> items);
    void forget(const std::string& caseId);
    void clear() { m_kept.clear(); }

signals:
    void loaded(const std::string& caseId);
    void failed(const std::string& caseId, const mops::Error& error);

private:
    void load(const QString& kind, const CasePtr& item);
    void keep(CaseDetailPtr detail);
    void prefetchNext();

    MartSession& m_session;
    std::deque<CaseDetailPtr> m_kept;
    std::shared_ptr<desk::CaseHistory> m_history = std::make_shared<desk::CaseHistory>();
    std::deque<CasePtr> m_ahead;
    bool m_reading = false;
};

} // namespace mops::ui
