#include "core/base/rng.h"
#include "core/desk/approvals.h"
#include "core/desk/band.h"
#include "core/desk/bulk.h"
#include "core/desk/imports.h"
#include "core/desk/operators.h"
#include "core/desk/outbox.h"
#include "core/desk/rule.h"
#include "core/desk/second_eyes.h"
#include "core/desk/views.h"
#include "tests/support/desk_dump.h"
#include "tests/support/desk_mart.h"
#include "tests/support/shop_files.h"

#include <QtTest>

using namespace mops;
using desk::Verb;

namespace {

constexpr int kSteps = 1'000;

/// A desk with people and a folder of files, and everything that can be done at it. A step that is
/// not possible just then is refused, and that is fine.
class Session {
public:
    explicit Session(std::uint64_t seed)
        : m_rng(seed)
        , m_mart(30) {
        m_mart.addPeople();
        const auto waiting = desk::readQueue(mart(), {}, m_mart.clock);
        for (const auto& found : *waiting)
            m_ids.push_back(found.caseId);
        m_shop = test::writeShop(m_mart.folder() / "in");
        test::writeFile(m_shop / "olist_sellers_dataset.csv",
                        "seller_id,seller_zip_code_prefix,seller_city,seller_state\n"
                        "s1,01001,sao paulo,SP\ns2,20000,rio\n");
    }

    db::Database& mart() { return m_mart.writer(); }

    /// What drives each family of operations, by its name in operationKinds().
    std::map<std::string, std::function<void(Session&)>> drivers() const {
        return {
            {"cases.open", &Session::open},
            {"case.", &Session::decide},
            {"bulk.", &Session::bulk},
            {"view.", &Session::view},
            {"import.", &Session::import},
            {"operator.save", &Session::person},
            {"band.save", &Session::bandSave},
            {"band.switch", &Session::bandStop},
            {"approval.ask", &Session::ask},
            {"approval.withdraw", &Session::withdraw},
            {"approval.", &Session::consent},
            {"blind.draw", &Session::drawBlind},
            {"rule.save", &Session::saveRule},
            {"rule.switch", &Session::switchRule},
            {"rule.run", &Session::runRules},
            {"blind.mark", &Session::markBlind},
            {"band.run", &Session::runBands},
            {"message.send", &Session::sendMessages},
            {"message.", &Session::takeBackWhatLeft},
        };
    }

    void step(const std::function<void(Session&)>& driver) {
        m_mart.later(static_cast<std::int64_t>(m_rng.below(40'000)));
        const auto before = newest();
        driver(*this);
        if (newest() == before)
            return;
        // Who did it, so that it can be taken back in order.
        // What has left stays out: messages and their corrections are on nobody's stack.
        db::Statement who(mart(), "SELECT operator FROM operation WHERE operation_id > ? "
                                  "AND kind NOT LIKE 'message.%' AND kind NOT IN ('undo', "
                                  "'redo') ORDER BY operation_id");
        who.bind(1, before);
        while (who.step())
            m_done.emplace_back(who.text(0));
        m_undone.clear();
    }
    bool undo() {
        if (m_done.empty())
            return false;
        NoTaskContext context;
        desk::UndoParams params;
        params.pastSent = true;
        const auto receipt = desk::undo(mart(), m_mart.as(m_done.back().c_str()), params, context);
        if (!receipt)
            return failed("undo", receipt.error());
        m_undone.push_back(m_done.back());
        m_done.pop_back();
        return true;
    }
    bool redo() {
        if (m_undone.empty())
            return false;
        const auto receipt = desk::redo(mart(), m_mart.as(m_undone.back().c_str()));
        if (!receipt)
            return failed("redo", receipt.error());
        m_done.push_back(m_undone.back());
        m_undone.pop_back();
        return true;
    }
    Rng& rng() { return m_rng; }
    std::size_t done() const { return m_done.size(); }
    const std::string& trouble() const { return m_trouble; }

    /// The state tables, and which facts are there.
    std::string dump() {
        std::string text = test::deskDump(mart());
        for (const char* sql : {"SELECT merchant_id FROM dim_merchant ORDER BY 1",
                                "SELECT order_id FROM fact_order ORDER BY 1",
                                "SELECT file, line, record, status FROM quarantined_row "
                                "ORDER BY record_hash"}) {
            db::Statement select(mart(), sql);
            while (select.step())
                for (int column = 0; column < select.columnCount(); ++column)
                    text += std::string(select.text(column)) + "|";
            text += "\n";
        }
        return text;
    }

private:
    std::int64_t newest() { return mart().integer("SELECT max(operation_id) FROM operation"); }
    bool failed(const char* what, const Error& error) {
        m_trouble = std::string(what) + " of " +
                    (m_done.empty() ? std::string("nothing") : m_done.back()) + ": " +
                    error.detail + " " + error.hint;
        return false;
    }
    desk::Actor somebody() { return m_mart.as(m_rng.chance(0.5) ? "lin" : "guo"); }
    const std::string& anyCase() { return m_ids[m_rng.below(m_ids.size())]; }

    void open() {
        if (m_rng.chance(0.5))
            m_mart.addScoreRun();
        (void)desk::openRiskCases(mart(), {}, somebody());
    }
    desk::Decision anyDecision() {
        desk::Decision decision;
        decision.verb = static_cast<Verb>(m_rng.below(13));
        const auto codes = desk::reasonCodes("merchant-risk");
        if (decision.verb == Verb::Refuse || m_rng.chance(0.3))
            decision.reasonCode = codes[m_rng.below(codes.size())].code;
        if (decision.verb == Verb::Note || m_rng.chance(0.4))
            decision.note = "注";
        const bool speaks = decision.verb == Verb::Refuse || decision.verb == Verb::Ask;
        if (speaks && m_rng.chance(0.7))
            decision.message = "您好";
        decision.tag = m_rng.chance(0.5) ? "重点" : "later";
        decision.assignee = m_rng.chance(0.5) ? "wang" : "";
        if (decision.verb == Verb::Snooze && m_rng.chance(0.5))
            decision.snoozedEvent = "order";
        return decision;
    }
    void decide() {
        auto decision = anyDecision();
        decision.caseId = anyCase();
        (void)desk::decide(mart(), decision, somebody());
    }
    void bulk() {
        std::vector<std::string> ids;
        for (const auto& id : m_ids)
            if (m_rng.chance(0.4))
                ids.push_back(id);
        const auto actor = somebody();
        const auto decision = anyDecision();
        const auto radius = desk::previewBulk(mart(), ids, decision, m_rng.next(), actor);
        NoTaskContext context;
        if (radius)
            (void)desk::decideBulk(mart(), ids, decision, radius->fingerprint, actor, context);
    }
    void view() {
        const auto actor = somebody();
        const auto views = *desk::readViews(mart(), "risk", actor.operatorName);
        desk::SavedView one;
        one.place = "risk";
        if (!views.empty() && m_rng.chance(0.7))
            one = views[m_rng.below(views.size())];
        if (!one.viewId.empty() && m_rng.chance(0.3)) {
            (void)desk::removeView(mart(), one.viewId, actor);
            return;
        }
        one.name = "view " + std::to_string(m_rng.below(20));
        one.shared = m_rng.chance(0.5);
        one.definition = m_rng.chance(0.5) ? "{}" : R"({"kind":"ring"})";
        one.dueAt = m_rng.chance(0.5) ? std::optional<std::int64_t>(1'600'000'000) : std::nullopt;
        (void)desk::saveView(mart(), one, actor);
    }
    void import() {
        NoTaskContext context;
        const auto batch = mart().integer("SELECT max(batch_id) FROM import_batch WHERE undone_at "
                                          "IS NULL AND source <> 'test'");
        const auto dice = m_rng.below(3);
        if (batch == 0 || dice == 0) {
            sources::ImportParams params;
            params.preset = "olist";
            params.paths = {m_shop};
            if (batch == 0)
                (void)desk::importFiles(mart(), params, somebody(), context);
        } else if (dice == 1) {
            (void)desk::takeImportBack(mart(), batch, somebody(), context);
        } else {
            (void)desk::retakeRow(mart(),
                                  mart().integer("SELECT max(quarantine_id) FROM quarantined_row"),
                                  "s2,20000,rio,RJ", somebody(), context);
        }
    }
    void person() {
        desk::DeskOperator one;
        one.name = m_rng.chance(0.5) ? "zhao" : "new";
        one.role = static_cast<desk::Role>(m_rng.below(4));
        one.active = m_rng.chance(0.7);
        (void)desk::saveOperator(mart(), one, somebody());
    }
    void bandSave() {
        desk::Band band;
        band.kind = "merchant-risk";
        band.approveBelow = m_rng.uniform(0.01, 0.2);
        band.learned = "{}";
        (void)desk::saveBand(mart(), band, somebody());
    }
    void bandStop() {
        (void)desk::switchBand(mart(), "merchant-risk", m_rng.chance(0.5) ? "stopped" : "off",
                               somebody());
    }
    void drawBlind() {
        desk::BlindParams params;
        params.sampleShare = m_rng.uniform(0.05, 0.5);
        (void)desk::markBlind(mart(), params, somebody());
    }
    void markBlind() {
        desk::Decision decision;
        decision.caseId = mart().text("SELECT b.case_id FROM blind_case b LEFT JOIN blind_mark m "
                                      "USING (case_id) ORDER BY m.case_id IS NULL, b.case_id");
        if (decision.caseId.empty())
            decision.caseId = anyCase();
        decision.verb = m_rng.chance(0.7) ? Verb::Approve : Verb::Refuse;
        decision.reasonCode = decision.verb == Verb::Refuse ? "low_reviews" : "";
        (void)desk::decide(mart(), decision, somebody());
    }
    void runBands() {
        // A band that is on, and cases in it: else there would be nothing to run.
        const auto bands = desk::readBands(mart());
        if (bands->empty() || bands->front().state != "on") {
            desk::Band band;
            band.kind = "merchant-risk";
            band.approveBelow = 0.5;
            band.refuseAbove = 0.6;
            band.learned = "{}";
            (void)desk::saveBand(mart(), band, m_mart.as("lin"));
            (void)desk::switchBand(mart(), "merchant-risk", "on", m_mart.as("lin"));
            consentToAll();
        }
        m_mart.addScoreRun();
        (void)desk::openRiskCases(mart(), {}, m_mart.as("lin"));
        NoTaskContext context;
        desk::BandMessages messages;
        messages.text = [](const std::string&, const std::string& reason) { return reason; };
        (void)desk::runBands(mart(), m_mart.as("lin"), context, messages);
    }
    void saveRule() {
        desk::RuleVersion rule;
        rule.name = m_rng.chance(0.5) ? "busy" : "quiet";
        rule.predicate = rule.name == "busy" ? "orders_90 >= 1" : "orders_90 < 1";
        rule.action = desk::RuleAction::Tag;
        rule.tag = "watch";
        (void)desk::saveRule(mart(), rule, somebody());
    }
    void switchRule() {
        saveRule();
        const auto rules = desk::readRules(mart());
        const auto& rule = rules->at(m_rng.below(rules->size()));
        const auto state = m_rng.chance(0.5) ? desk::RuleState::Shadow : desk::RuleState::Enabled;
        (void)desk::switchRule(mart(), rule.name, rule.version, state, somebody());
    }
    void runRules() {
        saveRule();
        const auto rules = desk::readRules(mart());
        const auto& rule = rules->at(m_rng.below(rules->size()));
        (void)desk::switchRule(mart(), rule.name, rule.version, desk::RuleState::Enabled,
                               m_mart.as("lin"));
        consentToAll();
        NoTaskContext context;
        (void)desk::runRules(mart(), std::nullopt, m_mart.as("lin"), context);
    }
    /// Says something to a merchant and lets all that is due leave.
    void sendMessages() {
        desk::Decision decision;
        decision.caseId = anyCase();
        decision.verb = m_rng.chance(0.5) ? Verb::Ask : Verb::Refuse;
        decision.reasonCode = decision.verb == Verb::Refuse ? "low_reviews" : "";
        decision.message = "您好";
        const auto actor = somebody();
        (void)desk::decide(mart(), decision, actor);
        m_mart.later(desk::kGraceSeconds);
        NoTaskContext context;
        const auto file = m_mart.folder() / ("sent" + std::to_string(newest()) + ".jsonl");
        (void)desk::sendDue(mart(), file, somebody(), context);
    }
    /// The newest decision is undone and done again after its message left; or a refusal that left
    /// is reopened, not after all, and reopened again.
    void takeBackWhatLeft() {
        sendMessages();
        const desk::Decision decision = speaking();
        const auto receipt = desk::decide(mart(), decision, m_mart.as("lin"));
        if (!receipt)
            return;
        m_mart.later(desk::kGraceSeconds);
        NoTaskContext context;
        const auto file = m_mart.folder() / ("sent" + std::to_string(newest()) + ".jsonl");
        (void)desk::sendDue(mart(), file, m_mart.as("guo"), context);
        if (decision.verb == Verb::Refuse) {
            desk::Decision reopening;
            reopening.caseId = decision.caseId;
            reopening.verb = Verb::Reopen;
            (void)desk::decide(mart(), reopening, m_mart.as("lin"));
        }
        (void)desk::undo(mart(), m_mart.as("lin"));
        if (m_rng.chance(0.5)) {
            m_mart.later(desk::kGraceSeconds);
            (void)desk::sendDue(mart(), file.string() + "2", m_mart.as("guo"), context);
        }
        (void)desk::redo(mart(), m_mart.as("lin"));
    }
    desk::Decision speaking() {
        desk::Decision decision;
        decision.caseId = anyCase();
        decision.verb = m_rng.chance(0.5) ? Verb::Ask : Verb::Refuse;
        decision.reasonCode = decision.verb == Verb::Refuse ? "low_reviews" : "";
        decision.message = "您好";
        return decision;
    }
    void consentToAll() {
        const auto approvals = desk::readApprovals(mart(), 10);
        for (const auto& approval : *approvals)
            if (approval.status == "waiting")
                (void)desk::decideApproval(
                    mart(), approval.approvalId, true,
                    m_mart.as(approval.requestedBy == "lin" ? "guo" : "lin"));
    }
    void ask() { (void)desk::switchBand(mart(), "merchant-risk", "on", somebody()); }
    void withdraw() { answer(false, true); }
    void consent() { answer(m_rng.chance(0.7), false); }
    void answer(bool grant, bool byAsker) {
        const auto approvals = desk::readApprovals(mart(), 10);
        for (const auto& approval : *approvals)
            if (approval.status == "waiting") {
                const bool lin = (approval.requestedBy == "lin") == byAsker;
                (void)desk::decideApproval(mart(), approval.approvalId, grant,
                                           m_mart.as(lin ? "lin" : "guo"));
                return;
            }
    }

    Rng m_rng;
    test::DeskMart m_mart;
    std::filesystem::path m_shop;
    std::vector<std::string> m_ids;
    std::vector<std::string> m_done;   ///< whose, oldest first
    std::vector<std::string> m_undone; ///< whose, oldest undo first
    std::string m_trouble;
};

} // namespace

class TstRandomSession : public QObject {
    Q_OBJECT

private slots:
    void aThousandStepsUndoneToTheStartLeaveTheTablesEqualToTheStart_data() {
        QTest::addColumn<quint64>("seed");
        const quint64 fresh = QRandomGenerator::global()->generate();
        for (const quint64 seed : {quint64{1}, fresh})
            QTest::addRow("seed %llu", seed) << seed;
    }
    void aThousandStepsUndoneToTheStartLeaveTheTablesEqualToTheStart() {
        QFETCH(quint64, seed);
        Session session(seed);
        const std::string start = session.dump();
        std::vector<std::function<void(Session&)>> drivers;
        for (const auto& kind : desk::operationKinds()) {
            const auto all = session.drivers();
            const auto driver = all.find(std::string(kind.kind));
            QVERIFY2(driver != all.end(),
                     (std::string(kind.kind) + " has no driver here: add one").c_str());
            drivers.push_back(driver->second);
        }
        for (int step = 0; step < kSteps; ++step) {
            const auto dice = session.rng().below(20);
            if (dice < 3)
                (void)session.undo();
            else if (dice < 5)
                (void)session.redo();
            else
                session.step(drivers[session.rng().below(drivers.size())]);
            QVERIFY2(session.trouble().empty(), session.trouble().c_str());
        }
        for (const auto& kind : desk::operationKinds())
            QVERIFY2(countOf(session.mart(), std::string(kind.kind)) > 0,
                     (std::string(kind.kind) + " was never done").c_str());
        verify(session.mart());

        const std::string end = session.dump();
        const std::size_t steps = session.done();
        while (session.done() > 0)
            QVERIFY2(session.undo(), session.trouble().c_str());
        QCOMPARE(session.dump(), start);
        verify(session.mart());
        while (session.done() < steps)
            QVERIFY2(session.redo(), session.trouble().c_str());
        QCOMPARE(session.dump(), end);
        verify(session.mart());
    }

private:
    static std::int64_t countOf(db::Database& mart, const std::string& kind) {
        db::Statement select(mart, kind.ends_with('.')
                                       ? "SELECT count(*) FROM operation WHERE kind LIKE ? || '%'"
                                       : "SELECT count(*) FROM operation WHERE kind = ?");
        select.bind(1, kind);
        select.step();
        return select.integer(0);
    }
    static void verify(db::Database& mart) {
        NoTaskContext context;
        const auto state = desk::verifyState(mart, context);
        QVERIFY2(state->ok, state->detail.c_str());
        QVERIFY(desk::verifyLedger(mart, context)->ok);
    }
};

QTEST_GUILESS_MAIN(TstRandomSession)
#include "tst_random_session.moc"
