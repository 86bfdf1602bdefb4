// A decision on many cases: what it would touch first, then one operation.
#include "core/desk/bulk.h"
#include "core/mart/category_names.h"
#include "ui/desk/bulk_panel.h"
#include "ui/desk/case_pane.h"
#include "ui/desk/review_desk.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/decision_text.h"
#include "ui/text/error_text.h"
#include "ui/text/merchant_message.h"
#include "ui/util/format.h"

#include <QStackedWidget>
#include <set>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// The five cases at random are the same each time the same question is asked.
constexpr std::uint64_t kSampleSeed = 1;

struct Preview {
    desk::BlastRadius radius;
    std::vector<mart::CategoryName> categories; ///< of those the radius counts
};

Result<Preview> preview(db::Database& mart, const std::vector<std::string>& ids,
                        const desk::Decision& decision, const desk::Actor& actor) {
    auto radius = desk::previewBulk(mart, ids, decision, kSampleSeed, actor);
    if (!radius)
        return failAs(radius);
    std::set<std::string> counted;
    for (const auto& [category, cases] : radius->byCategory)
        counted.insert(category);
    auto names = mart::readCategoryNames(mart, counted);
    if (!names)
        return failAs(names);
    return Preview{std::move(*radius), std::move(*names)};
}

} // namespace

bool ReviewDesk::hasMarks() const {
    return m_list.marks().count() > 0;
}

bool ReviewDesk::mark(int by) {
    const int shown = m_view->currentRow();
    if (shown < 0)
        return true;
    if (by == 0) {
        m_list.mark(shown, !m_list.marks().contains(m_list.tableRow(shown)));
        return true;
    }
    m_list.mark(shown, true);
    step(by);
    m_list.mark(m_view->currentRow(), true);
    return true;
}

void ReviewDesk::previewBulk(const desk::Decision& decision) {
    m_bulkIds = m_list.markedIds();
    if (m_bulkIds.empty())
        return;
    m_bulk->showLoading(decision, static_cast<std::int64_t>(m_bulkIds.size()));
    m_right->setCurrentWidget(m_bulk);
    m_bulk->setFocus(Qt::ShortcutFocusReason);
    m_session.read<Preview>(
        {m_page + u"-bulk"_s, tr("Looking at what a decision would touch")},
        [ids = m_bulkIds, decision, name = m_session.operatorName()](db::Database& mart,
                                                                     TaskContext&) {
            const SystemClock clock;
            return preview(mart, ids, decision, {name, clock});
        },
        this,
        [this](const Result<Preview>& seen) {
            if (m_right->currentWidget() != m_bulk)
                return; // left in the meantime
            if (seen) {
                m_bulk->setCategories(CategoryNames(seen->categories));
                m_bulk->showRadius(seen->radius);
            } else if (seen.error().code != ErrorCode::Cancelled) {
                m_bulk->showFailed(seen.error());
            }
        });
}

void ReviewDesk::decideBulk() {
    desk::Decision decision = m_bulk->decision();
    decision.correction = text::correctionText();
    const std::string fingerprint = m_bulk->radius().fingerprint;
    const std::int64_t cases = m_bulk->radius().cases;
    const auto ids = std::exchange(m_bulkIds, {});
    leaveBulk();
    m_session.write<desk::Receipt>(
        {u"decide-bulk"_s, tr("Saving the decisions")}, Change::Desk,
        [ids, decision, fingerprint, name = m_session.operatorName()](db::Database& mart,
                                                                      TaskContext& task) {
            const SystemClock clock;
            return desk::decideBulk(mart, ids, decision, fingerprint, desk::Actor{name, clock},
                                    task);
        },
        this,
        [this, decision, cases](const Result<desk::Receipt>& receipt) {
            if (!receipt) {
                m_pane->setProblem(
                    tr("Nothing was decided: %1 %2")
                        .arg(text::errorText(receipt.error()), text::errorHint(receipt.error())));
                return;
            }
            m_list.clearMarks();
            m_loader.clear();
            const QString done = tr("%1: %2 cases. One undo (Ctrl+Z) takes all of it back.")
                                     .arg(text::verbText(decision.verb), format::integer(cases));
            say(receipt->corrections == 0
                    ? done
                    : done + u' ' + MartSession::correctionNews(receipt->corrections));
            m_queue.catchUp();
        });
}

void ReviewDesk::leaveBulk() {
    if (m_right->currentWidget() != m_bulk)
        return;
    m_right->setCurrentWidget(m_pane);
    m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace mops::ui
