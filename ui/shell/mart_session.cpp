#include "ui/shell/mart_session.h"

#include "core/base/date.h"
#include "core/desk/case_kind.h"
#include "core/desk/outbox.h"
#include "core/desk/waiting.h"
#include "ui/text/decision_text.h"
#include "ui/text/merchant_message.h"

using namespace Qt::StringLiterals;

namespace mops::ui {

MartSession::MartSession(std::filesystem::path path, std::string operatorName, JobRunner& jobs,
                         QObject* parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_operator(std::move(operatorName))
    , m_jobs(jobs) {}

void MartSession::open() {
    if (m_state != State::Ready) {
        m_state = State::Opening;
        emit stateChanged();
    }
    m_jobs.run<mart::MartFacts>(
        {u"open"_s, tr("Opening the mart"), Lane::Read},
        [path = m_path](TaskContext&) -> Result<mart::MartFacts> {
            auto reader = mart::openReader(path);
            if (!reader)
                return failAs(reader);
            return mart::readFacts(*reader);
        },
        this,
        [this](Result<mart::MartFacts> facts) {
            if (facts) {
                m_facts = std::move(*facts);
                m_state = m_facts.empty ? State::Empty : State::Ready;
            } else {
                m_facts = {};
                m_error = facts.error();
                m_state =
                    facts.error().code == ErrorCode::MartMissing ? State::Missing : State::Failed;
            }
            emit stateChanged();
            if (m_state == State::Ready)
                countCases();
        });
}

template <class Value>
void MartSession::deliver(Snapshot<Value>& snapshot, quint64 generation,
                          const Result<std::shared_ptr<const Value>>& result) {
    if (generation != snapshot.generation)
        return;
    snapshot.loading = false;
    if (result)
        snapshot.value = *result;
    const auto waiting = std::exchange(snapshot.waiting, {});
    for (const auto& [context, done] : waiting)
        if (context)
            done(result);
}

void MartSession::withTrade(QObject* context, std::function<void(const Result<TradePtr>&)> done) {
    if (m_trade.value) {
        done(m_trade.value);
        return;
    }
    m_trade.waiting.emplace_back(context, std::move(done));
    if (!m_trade.loading)
        loadTrade();
}

void MartSession::loadTrade() {
    m_trade.loading = true;
    read<TradePtr>(
        {u"trade"_s, tr("Loading the facts"), Lane::Read},
        [](db::Database& mart, TaskContext& task) -> Result<TradePtr> {
            auto trade = mart::readTradeColumns(mart, task);
            if (!trade)
                return failAs(trade);
            return std::make_shared<const mart::TradeColumns>(std::move(*trade));
        },
        this,
        [this, generation = m_trade.generation](const Result<TradePtr>& trade) {
            deliver(m_trade, generation, trade);
        });
}

void MartSession::withMerchants(QObject* context,
                                std::function<void(const Result<MerchantsPtr>&)> done) {
    if (m_merchants.value) {
        done(m_merchants.value);
        return;
    }
    m_merchants.waiting.emplace_back(context, std::move(done));
    if (m_merchants.loading)
        return;
    m_merchants.loading = true;
    withTrade(this, [this, generation = m_merchants.generation](const Result<TradePtr>& trade) {
        if (generation != m_merchants.generation)
            return;
        if (trade)
            loadMerchants(*trade);
        else
            deliver(m_merchants, generation, Result<MerchantsPtr>(failAs(trade)));
    });
}

void MartSession::loadMerchants(const TradePtr& trade) {
    read<MerchantsPtr>(
        {u"merchants"_s, tr("Loading the merchants"), Lane::Read},
        [trade](db::Database& mart, TaskContext& task) -> Result<MerchantsPtr> {
            auto table = mart::readMerchantTable(mart, *trade, task);
            if (!table)
                return failAs(table);
            return std::make_shared<const mart::MerchantTable>(std::move(*table));
        },
        this,
        [this, generation = m_merchants.generation](const Result<MerchantsPtr>& table) {
            deliver(m_merchants, generation, table);
        });
}

void MartSession::announce(Change change) {
    // A snapshot being loaded is stale too; whoever waits for it is served by the next one.
    const auto drop = [](auto& snapshot) {
        snapshot.value.reset();
        ++snapshot.generation;
        return std::exchange(snapshot.loading, false) && !snapshot.waiting.empty();
    };
    bool tradeWanted = false;
    bool merchantsWanted = false;
    if (change == Change::Facts)
        tradeWanted = drop(m_trade);
    if (change != Change::Desk)
        merchantsWanted = drop(m_merchants);
    if (tradeWanted)
        loadTrade();
    if (merchantsWanted) {
        auto waiting = std::exchange(m_merchants.waiting, {});
        for (auto& [context, done] : waiting)
            if (context)
                withMerchants(context, std::move(done));
    }
    if (change == Change::Facts)
        open();
    else
        countCases();
    emit changed(change);
}

void MartSession::countCases() {
    using Waiting = std::map<std::string, std::int64_t>;
    read<Waiting>(
        {u"count-cases"_s, tr("Counting the cases"), Lane::Read},
        [](db::Database& mart, TaskContext&) {
            return desk::countWaiting(mart, toSeconds(SystemClock().now()));
        },
        this,
        [this](const Result<Waiting>& waiting) {
            std::optional<Waiting> known;
            if (waiting)
                known = *waiting;
            if (known == m_waiting)
                return;
            m_waiting = std::move(known);
            emit waitingCasesChanged();
        });
}

int MartSession::waitingCases() const {
    return waitingCases({});
}

int MartSession::waitingCases(std::string_view page) const {
    if (!m_waiting)
        return -1;
    std::int64_t cases = 0;
    for (const auto& [kind, waiting] : *m_waiting) {
        const desk::CaseKind* known = desk::findCaseKind(kind);
        if (page.empty() || (known != nullptr && page == known->page))
            cases += waiting;
    }
    return static_cast<int>(cases);
}

void MartSession::decide(desk::Decision decision, QObject* context,
                         std::function<void(const Result<desk::Receipt>&)> done) {
    decision.correction = text::correctionText();
    write<desk::Receipt>(
        {u"decide"_s, tr("Saving the decision"), Lane::Write}, Change::Desk,
        [decision = std::move(decision), name = m_operator](db::Database& mart, TaskContext&) {
            const SystemClock clock;
            return desk::decide(mart, decision, desk::Actor{name, clock});
        },
        context, [done = std::move(done)](const Result<desk::Receipt>& receipt) { done(receipt); });
}

QString MartSession::correctionNews(std::int64_t merchants) {
    return tr("Its message had left: a correction for %n merchant(s) waits in the outbox.", nullptr,
              static_cast<int>(merchants));
}

void MartSession::undo() {
    write<desk::Receipt>(
        {u"undo-desk"_s, tr("Taking back"), Lane::Write}, Change::Desk,
        [name = m_operator, pastSent = std::exchange(m_pastSent, false)](db::Database& mart,
                                                                         TaskContext& task) {
            const SystemClock clock;
            desk::UndoParams params;
            params.pastSent = pastSent;
            params.correction = text::correctionText();
            return desk::undo(mart, desk::Actor{name, clock}, params, task);
        },
        this, [this](const Result<desk::Receipt>& receipt) { finishUndo(receipt, false); });
}

void MartSession::redo() {
    write<desk::Receipt>(
        {u"redo-desk"_s, tr("Doing again"), Lane::Write}, Change::Desk,
        [name = m_operator](db::Database& mart, TaskContext& task) {
            const SystemClock clock;
            desk::UndoParams params;
            params.correction = text::correctionText();
            return desk::redo(mart, desk::Actor{name, clock}, params, task);
        },
        this, [this](const Result<desk::Receipt>& receipt) { finishUndo(receipt, true); });
}

void MartSession::finishUndo(const Result<desk::Receipt>& receipt, bool redone) {
    if (!receipt) {
        if (receipt.error().code == ErrorCode::NotFound)
            emit news(redone ? tr("Nothing to do again") : tr("Nothing to undo"));
        else if (receipt.error().hint == desk::kPastSentHint)
            askToReachPast();
        else
            emit failed(receipt.error());
        return;
    }
    const QString number = QString::number(receipt->operationId);
    const QString what = text::operationText(receipt->target);
    QString sentence = redone ? tr("Done again: %1 (operation %2)").arg(what, number)
                              : tr("Taken back: %1 (operation %2)").arg(what, number);
    if (receipt->corrections > 0)
        sentence += u' ' + correctionNews(receipt->corrections);
    if (receipt->repeats > 0)
        sentence += u' ' + tr("A correction had left: the message to %n merchant(s) waits again.",
                              nullptr, static_cast<int>(receipt->repeats));
    emit news(sentence);
    if (receipt->target.starts_with("import."))
        announce(Change::Facts);
    if (!receipt->caseId.empty())
        emit caseTouched(QString::fromStdString(receipt->caseId));
}

void MartSession::askToReachPast() {
    m_pastSent = true;
    emit news(
        tr("Messages that have left cannot be called back. Undo once more takes back what you "
           "did before that; its merchants get a correction."));
}

Result<db::Database> MartSession::openWriterAt(const std::filesystem::path& path) {
    std::error_code ignored;
    if (path.has_parent_path())
        std::filesystem::create_directories(path.parent_path(), ignored);
    return mart::openWriter(path);
}

} // namespace mops::ui
