#pragma once

#include "core/desk/cases.h"
#include "core/mart/merchant_page.h"
#include "ui/desk/case_queue.h"

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

/// What stands behind a case: the merchant's past and rows, notes and history.
struct CaseDetail {
    std::string caseId;
    mart::MerchantPage page;                                  ///< without lines
    std::array<std::vector<mart::MerchantOrderRow>, 4> lines; ///< by mart::LineFilter
    std::vector<desk::CaseNote> notes;
    std::vector<desk::Operation> operations; ///< newest first
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
    /// Reads ahead, if nothing is known of the case yet.
    void prefetch(const CasePtr& item);
    void forget(const std::string& caseId);
    void clear() { m_kept.clear(); }

signals:
    void loaded(const std::string& caseId);
    void failed(const std::string& caseId, const mops::Error& error);

private:
    void load(const QString& kind, const CasePtr& item);
    void keep(CaseDetailPtr detail);

    MartSession& m_session;
    std::deque<CaseDetailPtr> m_kept;
};

} // namespace mops::ui
