#include "ui/desk/case_loader.h"

#include "ui/shell/mart_session.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kKept = 32;
constexpr int kOperations = 200;

Result<CaseDetailPtr> readDetail(db::Database& mart, const desk::Case& item) {
    auto detail = std::make_shared<CaseDetail>();
    detail->caseId = item.caseId;
    for (const auto filter : {mart::LineFilter::Late, mart::LineFilter::LowReview,
                              mart::LineFilter::Cancelled, mart::LineFilter::All}) {
        auto page =
            mart::readMerchantPage(mart, item.merchantId, filter, static_cast<int>(kCaseLines));
        if (!page)
            return failAs(page);
        detail->lines[static_cast<std::size_t>(filter)] = std::move(page->lines);
        detail->page = std::move(*page);
    }
    auto notes = desk::readNotes(mart, item.caseId);
    if (!notes)
        return failAs(notes);
    detail->notes = std::move(*notes);
    auto operations = desk::readOperations(mart, kOperations, item.caseId);
    if (!operations)
        return failAs(operations);
    detail->operations = std::move(*operations);
    return CaseDetailPtr(std::move(detail));
}

} // namespace

CaseLoader::CaseLoader(MartSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session) {}

CaseDetailPtr CaseLoader::cached(const std::string& caseId) const {
    for (const CaseDetailPtr& detail : m_kept)
        if (detail->caseId == caseId)
            return detail;
    return nullptr;
}

void CaseLoader::want(const CasePtr& item) {
    load(u"case-detail"_s, item);
}

void CaseLoader::prefetch(const CasePtr& item) {
    if (item && !cached(item->caseId))
        load(u"case-prefetch"_s, item);
}

void CaseLoader::forget(const std::string& caseId) {
    std::erase_if(m_kept, [&](const CaseDetailPtr& detail) { return detail->caseId == caseId; });
}

void CaseLoader::load(const QString& kind, const CasePtr& item) {
    m_session.read<CaseDetailPtr>(
        {kind, tr("Reading the case")},
        [item](db::Database& mart, TaskContext&) { return readDetail(mart, *item); }, this,
        [this, item](const Result<CaseDetailPtr>& detail) {
            if (!detail) {
                if (detail.error().code != ErrorCode::Cancelled)
                    emit failed(item->caseId, detail.error());
                return;
            }
            keep(*detail);
            emit loaded(item->caseId);
        });
}

void CaseLoader::keep(CaseDetailPtr detail) {
    forget(detail->caseId);
    m_kept.push_front(std::move(detail));
    if (m_kept.size() > kKept)
        m_kept.pop_back();
}

} // namespace mops::ui
