#include "core/desk/dossier.h"
#include "core/desk/outbox.h"
#include "core/desk/second_eyes.h"
#include "core/desk/timeline.h"
#include "tests/support/desk_mart.h"
#include "tests/support/planted_ring.h"

#include <QtTest>

using namespace mops;
using desk::Verb;

namespace {

using Names = std::vector<std::string>;

/// A desk with the case of a ring of "m1", "m2" and "m3".
class RingMart : public test::DeskMart {
public:
    RingMart()
        : id(test::plantRing(writer(), as("opener"))) {}

    Result<desk::Receipt> refuse(Names except, const char* who = "wang") {
        desk::Decision decision;
        decision.caseId = id;
        decision.verb = Verb::Refuse;
        decision.reasonCode = "brushing";
        decision.message = "Stop it.";
        decision.except = std::move(except);
        return desk::decide(writer(), decision, as(who));
    }
    Names spared() {
        Names names;
        const auto found = desk::readSparedMembers(writer(), id);
        for (const auto& [merchant, caseId] : *found)
            names.push_back(merchant);
        return names;
    }
    Names told() {
        Names names;
        db::Statement row(writer(), "SELECT merchant_id FROM outbox_recipient "
                                    "WHERE status = 'waiting' ORDER BY 1");
        while (row.step())
            names.emplace_back(row.text(0));
        return names;
    }
    /// Members as the pane shows them under a measure.
    Names shown(const char* measure) {
        const auto item = *desk::readCase(writer(), id);
        const auto facts = desk::findCaseKind("ring")->facts(writer(), item);
        Names names;
        for (const desk::CaseFact& fact : *facts)
            if (fact.name == measure)
                names.push_back(fact.value.substr(0, 2));
        return names;
    }
    bool isSound() {
        NoTaskContext context;
        return desk::verifyState(writer(), context)->ok;
    }

    const std::string id;
};

} // namespace

class TstRingExceptions : public QObject {
    Q_OBJECT

private slots:
    void aRingIsConfirmedWithoutItsInnocentMembers() {
        RingMart mart;
        QVERIFY(mart.refuse({"m2"}));
        QCOMPARE(mart.spared(), Names{"m2"});
        QVERIFY2((mart.told() == Names{"m1", "m3"}), "the innocent one is told nothing");
        QVERIFY((mart.shown("ring_merchant") == Names{"m1", "m3"}));
        QCOMPARE(mart.shown("ring_spared"), Names{"m2"});
        QVERIFY(mart.isSound());
    }
    void withoutExceptionsAllMembersAreTold() {
        RingMart mart;
        QVERIFY(mart.refuse({}));
        QVERIFY((mart.told() == Names{"m1", "m2", "m3"}));
        QCOMPARE(mart.spared(), Names{});
    }
    void anExceptionThatMakesNoSenseIsRefused_data() {
        QTest::addColumn<QStringList>("except");
        QTest::newRow("no member") << QStringList{QStringLiteral("m9")};
        QTest::newRow("all members")
            << QStringList{QStringLiteral("m1"), QStringLiteral("m2"), QStringLiteral("m3")};
    }
    void anExceptionThatMakesNoSenseIsRefused() {
        QFETCH(QStringList, except);
        RingMart mart;
        Names names;
        for (const QString& name : except)
            names.push_back(name.toStdString());
        const auto refused = mart.refuse(names);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Usage);
        QVERIFY(!refused.error().hint.empty());
        QCOMPARE(desk::readCase(mart.writer(), mart.id)->status, desk::CaseStatus::Open);
    }
    void aCaseOfOneMerchantHasNobodyToLeaveOut() {
        RingMart mart;
        desk::Decision decision;
        decision.caseId = "risk-m9-1";
        decision.verb = Verb::Refuse;
        decision.reasonCode = "late_delivery";
        decision.except = {"m9"};
        QCOMPARE(desk::decide(mart.writer(), decision, mart.as("wang")).error().code,
                 ErrorCode::Usage);
    }
    void anExceptionStandsAsLongAsItsRefusal() {
        RingMart mart;
        QVERIFY(mart.refuse({"m2"}));
        QVERIFY(desk::undo(mart.writer(), mart.as("wang")));
        QCOMPARE(mart.spared(), Names{});
        QVERIFY(desk::redo(mart.writer(), mart.as("wang")));
        QCOMPARE(mart.spared(), Names{"m2"});
        QVERIFY(mart.decide(mart.id, Verb::Reopen, "wang"));
        QCOMPARE(mart.spared(), Names{});
        QVERIFY(mart.refuse({"m3"}));
        QCOMPARE(mart.spared(), Names{"m3"});
        QVERIFY(mart.isSound());
    }
    void whomEitherOfTwoReviewersNamedIsLeftOut() {
        RingMart mart;
        mart.addPeople();
        desk::BlindParams params;
        params.sampleShare = 1;
        QVERIFY(desk::markBlind(mart.writer(), params, mart.as("ana")));
        QVERIFY(mart.refuse({"m1"}, "wang"));
        QCOMPARE(mart.spared(), Names{});
        QVERIFY(mart.refuse({"m2"}, "zhao"));
        QVERIFY((mart.spared() == Names{"m1", "m2"}));
        QCOMPARE(mart.told(), Names{"m3"});
        QVERIFY(mart.isSound());
    }
    void timelineAndDossierNameTheInnocent() {
        RingMart mart;
        QVERIFY(mart.refuse({"m2", "m3"}));
        const auto timeline = desk::readTimeline(mart.writer(), mart.id, 100);
        QCOMPARE(timeline->front().code, std::string("case.refuse"));
        QCOMPARE(timeline->front().except, std::string("m2, m3"));
        NoTaskContext context;
        const auto dossier = desk::makeDossier(mart.writer(), mart.id, context);
        QVERIFY(dossier);
        QVERIFY(dossier->json.find(R"(\"except\":[\"m2\",\"m3\"])") != std::string::npos);
        QVERIFY(dossier->json.find(R"("except":["m2","m3"])") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TstRingExceptions)
#include "tst_ring_exceptions.moc"
