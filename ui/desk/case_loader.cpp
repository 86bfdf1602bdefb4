#include "ui/desk/case_loader.h"

#include "ui/shell/mart_session.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kKept = 32;
constexpr int kOperations = 200;
constexpr std::size_t kEvents = 200;

/// The merchant's rows, all and by problem.
Result<> readLines(db::Database& mart, CaseDetail& detail) {
    for (const auto filter : {mart::LineFilter::Late, mart::LineFilter::LowReview,
                              mart::LineFilter::Cancelled, mart::LineFilter::All}) {
        auto page = mart::readMerchantPage(mart, detail.item.merchantId, filter,
                                           static_cast<int>(kCaseLines));
        if (!page)
            return failAs(page);
        detail.lines[static_cast<std::size_t>(filter)] = std::move(page->lines);
        detail.page = std::move(*page);
    }
    return {};
}

Result<> readCategories(db::Database& mart, CaseDetail& detail) {
    std::set<std::string> ids{detail.page.categoryId};
    for (const desk::CaseFact& fact : detail.facts)
        if (fact.name.ends_with("category"))
            ids.insert({fact.value, fact.before});
    for (const auto& lines : detail.lines)
        for (const mart::MerchantOrderRow& line : lines)
            ids.insert(line.categoryId);
    auto names = mart::readCategoryNames(mart, ids);
    if (!names)
        return failAs(names);
    detail.categories = std::move(*names);
    return {};
}

Result<CaseDetailPtr> readDetail(db::Database& mart, const desk::Case& item,
                                 desk::CaseHistory& history, const desk::Actor& viewer) {
    auto detail = std::make_shared<CaseDetail>();
    detail->caseId = item.caseId;
    auto full = desk::readCase(mart, item.caseId, viewer.operatorName);
    if (!full)
        return failAs(full);
    detail->item = std::move(*full);
    if (const desk::CaseKind* kind = desk::findCaseKind(item.kind);
        kind != nullptr && kind->facts != nullptr) {
        auto facts = kind->facts(mart, detail->item);
        if (!facts)
            return failAs(facts);
        detail->facts = std::move(*facts);
    }
    if (detail->item.merchantKey != 0)
        if (const auto lines = readLines(mart, *detail); !lines)
            return failAs(lines);
    if (const auto categories = readCategories(mart, *detail); !categories)
        return failAs(categories);
    auto notes = desk::readNotes(mart, item.caseId, viewer.operatorName);
    if (!notes)
        return failAs(notes);
    detail->notes = std::move(*notes);
    auto operations = history.read(mart, kOperations, item.caseId, viewer.operatorName);
    if (!operations)
        return failAs(operations);
    detail->operations = std::move(*operations);
    auto blind = desk::readBlindState(mart, item.caseId, viewer);
    if (!blind)
        return failAs(blind);
    detail->blind = std::move(*blind);
    auto hits = desk::readRuleHits(mart, detail->item.subjectId);
    if (!hits)
        return failAs(hits);
    detail->rules = std::move(*hits);
    auto timeline = desk::readTimeline(mart, item.caseId, kEvents);
    if (!timeline)
        return failAs(timeline);
    detail->timeline = std::move(*timeline);
    desk::OutboxQuery ofCase;
    ofCase.caseId = item.caseId;
    auto messages = desk::readOutbox(mart, ofCase, viewer.operatorName);
    if (!messages)
        return failAs(messages);
    detail->messages = std::move(*messages);
    auto addressees = desk::readAddressees(mart, detail->item);
    if (!addressees)
        return failAs(addressees);
    detail->addressees = std::move(*addressees);
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

void CaseLoader::prefetch(std::vector<CasePtr> items) {
    m_ahead.assign(items.begin(), items.end());
    if (!m_reading)
        prefetchNext();
}

void CaseLoader::prefetchNext() {
    m_reading = false;
    while (!m_ahead.empty()) {
        const CasePtr item = m_ahead.front();
        m_ahead.pop_front();
        if (!item || cached(item->caseId))
            continue;
        m_reading = true;
        load(u"case-prefetch"_s, item);
        return;
    }
}

void CaseLoader::forget(const std::string& caseId) {
    std::erase_if(m_kept, [&](const CaseDetailPtr& detail) { return detail->caseId == caseId; });
}

void CaseLoader::load(const QString& kind, const CasePtr& item) {
    m_session.read<CaseDetailPtr>(
        {kind, tr("Reading the case")},
        [item, history = m_history, name = m_session.operatorName()](db::Database& mart,
                                                                     TaskContext&) {
            const SystemClock clock;
            return readDetail(mart, *item, *history, {name, clock});
        },
        this,
        [this, item, ahead = kind == u"case-prefetch"_s](const Result<CaseDetailPtr>& detail) {
            if (detail)
                keep(*detail);
            else if (detail.error().code != ErrorCode::Cancelled)
                emit failed(item->caseId, detail.error());
            if (detail)
                emit loaded(item->caseId);
            if (ahead)
                prefetchNext();
        });
}

void CaseLoader::keep(CaseDetailPtr detail) {
    forget(detail->caseId);
    m_kept.push_front(std::move(detail));
    if (m_kept.size() > kKept)
        m_kept.pop_back();
}

} // namespace mops::ui
