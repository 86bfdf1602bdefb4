#include "core/desk/bulk.h"

#include "core/desk/case_change.h"
#include "core/desk/cases.h"
#include "core/desk/fold.h"
#include "tests/support/desk_dump.h"
#include "tests/support/fake_context.h"
#include "tests/support/scored_mart.h"

#include <algorithm>
#include <QtTest>

using namespace mops;
using desk::CaseStatus;
using desk::Verb;

class TstBulk : public QObject {
    Q_OBJECT

private slots:
    void thePreviewCountsWhatTheDecisionDecides_data() {
        QTest::addColumn<int>("verb");
        for (const Verb verb : {Verb::Approve, Verb::Refuse, Verb::Ask, Verb::Escalate,
                                Verb::Snooze, Verb::Note, Verb::Assign, Verb::Reopen, Verb::Resume,
                                Verb::Claim, Verb::Release, Verb::Tag, Verb::Untag})
            QTest::addRow("verb %d", static_cast<int>(verb)) << static_cast<int>(verb);
    }
    void thePreviewCountsWhatTheDecisionDecides() {
        QFETCH(int, verb);
        MixedMart mart;
        const auto decision = decisionOf(static_cast<Verb>(verb));
        const auto before = test::deskDump(mart.writer());
        const auto radius = preview(mart, mart.ids, decision);
        QVERIFY(radius);
        QVERIFY(radius->cases > 0);
        QCOMPARE(radius->cases + radius->skipped, static_cast<std::int64_t>(mart.ids.size()));
        const auto receipt = decide(mart, mart.ids, decision, radius->fingerprint);
        QVERIFY2(receipt, receipt ? "" : receipt.error().detail.c_str());
        QCOMPARE(receipt->cases, radius->cases);
        QVERIFY(receipt->kind.starts_with("bulk."));
        const auto after = test::deskDump(mart.writer());
        QVERIFY(after != before);
        verifyMart(mart);
        const auto undone = desk::undo(mart.writer(), wang());
        QVERIFY2(undone, undone ? "" : undone.error().detail.c_str());
        QCOMPARE(undone->cases, radius->cases);
        QCOMPARE(test::deskDump(mart.writer()), before);
        QVERIFY(desk::redo(mart.writer(), wang()));
        QCOMPARE(test::deskDump(mart.writer()), after);
        verifyMart(mart);
    }
    void casesThatCannotBeDecidedAreSkippedWithTheCause() {
        MixedMart mart;
        auto ids = mart.ids;
        ids.push_back("risk-nobody-1");
        const auto radius = preview(mart, ids, decisionOf(Verb::Approve));
        QVERIFY(radius);
        QCOMPARE(radius->skippedBecause.at("decided"), 2);
        QCOMPARE(radius->skippedBecause.at("claimed"), 1);
        QCOMPARE(radius->skippedBecause.at("not_found"), 1);
        QCOMPARE(radius->skipped, 4);
    }
    void theRadiusNamesMoneyMerchantsGroupsAndExamples() {
        MixedMart mart;
        mart.writer().execute("UPDATE case_state SET stake_minor = merchant_key * 100");
        const auto radius = preview(mart, mart.ids, decisionOf(Verb::Approve));
        QVERIFY(radius);
        QCOMPARE(radius->merchants, radius->cases);
        std::int64_t stake = 0;
        for (const auto& caseId : mart.ids)
            if (const auto found = *desk::readCase(mart.writer(), caseId);
                !desk::isClosed(found.status) && found.claimedBy != "li")
                stake += found.stakeMinor;
        QCOMPARE(radius->stakeMinor, stake);
        QCOMPARE(radius->byKind.at("merchant-risk"), radius->cases);
        QCOMPARE(radius->byRegion.at("SP"), radius->cases);
        QCOMPARE(radius->random.size(), 5U);
        QCOMPARE(radius->extreme.size(), 5U);
        QVERIFY(std::is_sorted(
            radius->extreme.begin(), radius->extreme.end(),
            [](const auto& a, const auto& b) { return a.stakeMinor > b.stakeMinor; }));
        for (const auto& shown : radius->random)
            QVERIFY(!desk::isClosed(shown.status));
    }
    void theSameSeedShowsTheSameCases() {
        MixedMart mart;
        const auto shown = [&](std::uint64_t seed) {
            std::string ids;
            const auto radius =
                desk::previewBulk(mart.writer(), mart.ids, decisionOf(Verb::Approve), seed, wang());
            for (const auto& one : radius->random)
                ids += one.caseId + " ";
            return ids;
        };
        QCOMPARE(shown(7), shown(7));
        QVERIFY(shown(7) != shown(8) || shown(7) != shown(9));
    }
    void theOrderAndRepetitionOfTheIdsDoNotMatter() {
        MixedMart mart;
        auto twice = mart.ids;
        twice.insert(twice.end(), mart.ids.rbegin(), mart.ids.rend());
        const auto once = preview(mart, mart.ids, decisionOf(Verb::Approve));
        const auto again = preview(mart, twice, decisionOf(Verb::Approve));
        QCOMPARE(once->fingerprint, again->fingerprint);
        QCOMPARE(once->cases, again->cases);
    }
    void whatChangedSinceThePreviewIsNotDecided() {
        MixedMart mart;
        const auto decision = decisionOf(Verb::Approve);
        const auto radius = preview(mart, mart.ids, decision);
        desk::Decision other = decisionOf(Verb::Escalate);
        other.caseId = mart.ids.back();
        QVERIFY(desk::decide(mart.writer(), other, {"li", m_clock}));
        const auto before = test::deskDump(mart.writer());
        const auto refused = decide(mart, mart.ids, decision, radius->fingerprint);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(test::deskDump(mart.writer()), before);
    }
    void aPreviewOfOneVerbDoesNotConfirmAnother() {
        MixedMart mart;
        const auto radius = preview(mart, mart.ids, decisionOf(Verb::Approve));
        const auto refused =
            decide(mart, mart.ids, decisionOf(Verb::Escalate), radius->fingerprint);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
    }
    void withoutAPreviewNothingIsDecided() {
        MixedMart mart;
        const auto refused = decide(mart, mart.ids, decisionOf(Verb::Approve), "");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Usage);
    }
    void refusingManyNeedsAReasonOfTheKind() {
        MixedMart mart;
        auto decision = decisionOf(Verb::Refuse);
        decision.reasonCode.clear();
        const auto radius = preview(mart, mart.ids, decision);
        QVERIFY(radius); // the reason may be picked beside the preview
        QCOMPARE(decide(mart, mart.ids, decision, radius->fingerprint).error().code,
                 ErrorCode::ReasonRequired);
        decision.reasonCode = "because";
        const auto unknown = preview(mart, mart.ids, decision);
        QCOMPARE(unknown->cases, 0);
        QVERIFY(unknown->skippedBecause.at("reason") > 0);
        QCOMPARE(decide(mart, mart.ids, decision, unknown->fingerprint).error().code,
                 ErrorCode::Conflict);
    }
    void aBulkNoteIsReadAtEachOfItsCases() {
        MixedMart mart;
        auto decision = decisionOf(Verb::Approve);
        decision.note = "批量通过";
        const auto radius = preview(mart, mart.ids, decision);
        QVERIFY(decide(mart, mart.ids, decision, radius->fingerprint));
        for (const auto& shown : radius->random) {
            const auto notes = desk::readNotes(mart.writer(), shown.caseId);
            QCOMPARE(notes->back().note, std::string("批量通过"));
        }
        QVERIFY(desk::undo(mart.writer(), wang()));
        for (const auto& shown : radius->random) {
            const auto notes = desk::readNotes(mart.writer(), shown.caseId);
            QVERIFY(notes->empty() || notes->back().note != "批量通过");
        }
    }
    void workOfOthersInsideABulkStandsInTheWayOfItsUndo() {
        MixedMart mart;
        const auto decision = decisionOf(Verb::Snooze);
        const auto radius = preview(mart, mart.ids, decision);
        QVERIFY(decide(mart, mart.ids, decision, radius->fingerprint));
        desk::Decision other = decisionOf(Verb::Escalate);
        other.caseId = radius->random[0].caseId;
        QVERIFY(desk::decide(mart.writer(), other, {"li", m_clock}));
        const auto before = test::deskDump(mart.writer());
        const auto refused = desk::undo(mart.writer(), wang());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(refused.error().detail.find(other.caseId) != std::string::npos);
        QVERIFY(refused.error().detail.starts_with("1 / "));
        QCOMPARE(test::deskDump(mart.writer()), before);
    }
    void aCancelledBulkChangesNothing() {
        MixedMart mart;
        const auto decision = decisionOf(Verb::Approve);
        const auto radius = preview(mart, mart.ids, decision);
        const auto before = test::deskDump(mart.writer());
        test::CancelAfter context(0);
        const auto cancelled = desk::decideBulk(mart.writer(), mart.ids, decision,
                                                radius->fingerprint, wang(), context);
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
        QCOMPARE(test::deskDump(mart.writer()), before);
    }
    void anOpeningIsNotTakenBackUnderTagsAndNotesOfOthers_data() {
        QTest::addColumn<int>("verb");
        QTest::newRow("tag") << static_cast<int>(Verb::Tag);
        QTest::newRow("note") << static_cast<int>(Verb::Note);
    }
    void anOpeningIsNotTakenBackUnderTagsAndNotesOfOthers() {
        QFETCH(int, verb);
        test::ScoredMart mart;
        QVERIFY(desk::openRiskCases(mart.writer(), {}, wang()));
        const auto decision = decisionOf(static_cast<Verb>(verb));
        const std::vector<std::string> ids{"risk-m8-1", "risk-m9-1"};
        NoTaskContext context;
        const desk::Actor li{"li", m_clock};
        const auto radius = desk::previewBulk(mart.writer(), ids, decision, 1, li);
        QVERIFY(desk::decideBulk(mart.writer(), ids, decision, radius->fingerprint, li, context));
        const auto refused = desk::undo(mart.writer(), wang());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
    }

private:
    /// Cases in every condition: open, asked, escalated, snoozed, decided, claimed, tagged.
    struct MixedMart : test::ScoredMart {
        MixedMart()
            : ScoredMart(40) {
            const FixedClock clock(fromSeconds(1'536'000'000));
            const desk::Actor wang{"wang", clock};
            must(desk::openRiskCases(writer(), {}, wang).has_value());
            const auto waiting = desk::readQueue(writer(), {}, clock);
            for (const auto& found : *waiting)
                ids.push_back(found.caseId);
            const auto act = [&](std::size_t k, Verb verb, const std::string& name) {
                desk::Decision decision = decisionOf(verb);
                decision.caseId = ids[k];
                const bool done = desk::decide(writer(), decision, {name, clock}).has_value();
                must(done);
            };
            act(0, Verb::Approve, "wang");
            act(1, Verb::Refuse, "wang");
            act(2, Verb::Ask, "wang");
            act(3, Verb::Escalate, "wang");
            act(4, Verb::Snooze, "wang");
            act(5, Verb::Claim, "li");
            act(6, Verb::Claim, "wang");
            act(7, Verb::Tag, "wang");
            act(8, Verb::Note, "wang");
        }
        std::vector<std::string> ids;

    private:
        static void must(bool done) {
            if (!done)
                qFatal("the mart could not be made");
        }
    };

    static desk::Decision decisionOf(Verb verb) {
        desk::Decision decision;
        decision.verb = verb;
        if (verb == Verb::Refuse)
            decision.reasonCode = "low_reviews";
        if (verb == Verb::Note)
            decision.note = "注";
        if (verb == Verb::Tag || verb == Verb::Untag)
            decision.tag = "重点";
        return decision;
    }
    desk::Actor wang() const { return {"wang", m_clock}; }
    Result<desk::BlastRadius> preview(test::TempMart& mart, const std::vector<std::string>& ids,
                                      const desk::Decision& decision) {
        return desk::previewBulk(mart.writer(), ids, decision, 1, wang());
    }
    Result<desk::Receipt> decide(test::TempMart& mart, const std::vector<std::string>& ids,
                                 const desk::Decision& decision, const std::string& fingerprint) {
        NoTaskContext context;
        return desk::decideBulk(mart.writer(), ids, decision, fingerprint, wang(), context);
    }
    static void verifyMart(test::TempMart& mart) {
        NoTaskContext context;
        const auto state = desk::verifyState(mart.writer(), context);
        QVERIFY2(state->ok, state->detail.c_str());
        QVERIFY(desk::verifyLedger(mart.writer(), context)->ok);
    }

    FixedClock m_clock{fromSeconds(1'536'000'000)};
};

QTEST_APPLESS_MAIN(TstBulk)
#include "tst_bulk.moc"
