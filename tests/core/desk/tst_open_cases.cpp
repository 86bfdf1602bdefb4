#include "core/desk/open_cases.h"
#include "core/desk/priority.h"
#include "core/desk/verbs.h"
#include "tests/support/scored_mart.h"

#include <algorithm>
#include <cmath>
#include <QtTest>
#include <set>

using namespace mops;
using desk::Candidate;
using desk::Verb;

/// How cases come into the queue: which, in what order, and never twice.
class TstOpenCases : public QObject {
    Q_OBJECT

private slots:
    void everyKindIsFoundByItsNameAndHasAnIdOfItsOwn() {
        std::set<std::string> prefixes;
        for (const desk::CaseKind& kind : desk::caseKinds()) {
            QCOMPARE(desk::findCaseKind(kind.name), &kind);
            QVERIFY(prefixes.insert(kind.prefix).second);
            QVERIFY(kind.find != nullptr && kind.facts != nullptr);
            QVERIFY(kind.reviewMinutes > 0);
            QVERIFY(kind.dueInDays >= 0);
            QVERIFY(std::string(kind.page) == "risk" || std::string(kind.page) == "review");
        }
        QVERIFY(desk::findCaseKind("no such kind") == nullptr);
    }
    void everyKindAcceptsOtherAsReason() {
        for (const desk::CaseKind& kind : desk::caseKinds())
            QVERIFY2(std::any_of(kind.reasons.begin(), kind.reasons.end(),
                                 [](const desk::ReasonCode& reason) {
                                     return std::string(reason.code) == "other";
                                 }),
                     kind.name);
    }
    void everyKindSaysSoWhenAMartHoldsNothingForIt() {
        for (const desk::CaseKind& kind : desk::caseKinds()) {
            test::TempMart mart;
            const auto found = kind.find(mart.writer(), m_context);
            QVERIFY2(!found, kind.name);
            QCOMPARE(found.error().code, ErrorCode::NotEnoughData);
        }
    }
    void anUnknownKindIsRefused() {
        test::ScoredMart mart;
        QCOMPARE(desk::openCases(mart.writer(), "weather", {}, wang(), m_context).error().code,
                 ErrorCode::NotFound);
    }
    void parametersOutOfRangeAreRefused() {
        test::ScoredMart mart;
        for (const auto& params :
             {desk::OpenKindParams{.minimumProbability = 1.5}, desk::OpenKindParams{.most = 0},
              desk::OpenKindParams{.teachShare = 0.6}, desk::OpenKindParams{.dueInDays = -1},
              desk::OpenKindParams{.minimumProbability = std::nan("")}})
            QCOMPARE(desk::openCases(mart.writer(), "merchant-risk", params, wang(), m_context)
                         .error()
                         .code,
                     ErrorCode::InvalidNumber);
    }
    void theMostUrgentAreTakenAndAStatedShareTeaches() {
        std::vector<Candidate> candidates;
        for (int k = 0; k < 100; ++k) {
            Candidate& candidate = candidates.emplace_back();
            candidate.subjectId = "s" + std::to_string(k);
            candidate.score = k / 100.0;
            candidate.stakeMinor = 1'000;
        }
        desk::OpenKindParams params;
        params.most = 20;
        params.teachShare = 0.2;
        const auto chosen = desk::chooseCases(candidates, std::vector<char>(100, 1), 4.0, params);
        QCOMPARE(chosen.size(), 20U);
        std::set<std::size_t> teach;
        std::set<std::size_t> loss;
        for (const desk::ChosenCase& one : chosen)
            (one.teaches ? teach : loss).insert(one.candidate);
        // Nearest to one half, the more urgent first where two are equally near.
        QCOMPARE(teach, (std::set<std::size_t>{50, 51, 49, 52}));
        QCOMPARE(*loss.begin(), 84U);
        QCOMPARE(*loss.rbegin(), 99U);
        QVERIFY(std::is_sorted(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) {
            return a.priority > b.priority;
        }));
    }
    void whatTeachesIsMarkedInTheQueue() {
        test::ScoredMart mart(99);
        QVERIFY(desk::openCases(mart.writer(), "merchant-risk", {.most = 50}, wang(), m_context));
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM case_state WHERE picked = 'teach'"),
                 5);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM case_state WHERE picked = 'teach' "
                                       "AND abs(score - 0.5) > 0.025"),
                 0);
    }
    void theStakeIsWhatHangsOnTheDecision() {
        test::ScoredMart mart;
        QVERIFY(desk::openCases(mart.writer(), "merchant-risk", {}, wang(), m_context));
        const auto found = desk::readCase(mart.writer(), "risk-m9-1");
        QCOMPARE(found->stakeMinor, 900); // a tenth of the turnover
        QCOMPARE(found->subjectId, std::string("m9"));
        QCOMPARE(found->merchantId, std::string("m9"));
        QVERIFY(std::abs(found->priority - desk::lossAvoidedPerMinute(0.9, 900, 4.0)) < 1e-9);
    }
    void aCaseFoundLateIsDueADayAfterItWasOpenedAtTheEarliest() {
        test::ScoredMart mart;
        const std::int64_t now = toSeconds(m_clock.now());
        const auto dueAfter = [&](const char* subject, std::int64_t arrivedAt) {
            Candidate candidate;
            candidate.subjectId = subject;
            candidate.merchantId = subject;
            candidate.score = 0.5;
            candidate.arrivedAt = arrivedAt;
            db::Transaction transaction(mart.writer());
            desk::openCandidates(mart.writer(), *desk::findCaseKind("merchant-risk"), {candidate},
                                 {.dueInDays = 3}, "rule", wang());
            transaction.commit();
            return desk::readCase(mart.writer(), "risk-" + std::string(subject) + "-1")->dueAt -
                   now;
        };
        QCOMPARE(dueAfter("m1", 0), 3 * kSecondsPerDay);
        QCOMPARE(dueAfter("m2", now - kSecondsPerDay), 2 * kSecondsPerDay);
        QCOMPARE(dueAfter("m3", now - 400 * kSecondsPerDay), kSecondsPerDay);
        QCOMPARE(dueAfter("m4", now + kSecondsPerDay), 3 * kSecondsPerDay);
        QCOMPARE(desk::readCase(mart.writer(), "risk-m1-1")->picked, std::string("rule"));
    }
    void whatWasDecidedIsNotOpenedAgainOnTheSameScores() {
        test::ScoredMart mart;
        const auto open = [&] {
            return desk::openCases(mart.writer(), "merchant-risk", {}, wang(), m_context)->opened;
        };
        QCOMPARE(open(), 9);
        desk::Decision decision;
        decision.caseId = "risk-m4-1";
        decision.verb = Verb::Approve;
        QVERIFY(desk::decide(mart.writer(), decision, wang()));
        QCOMPARE(open(), 0);
        mart.addScoreRun();
        QCOMPARE(desk::countOpenable(mart.writer(), "merchant-risk", {}, m_context).value(), 1);
        QCOMPARE(open(), 1);
        QVERIFY(desk::readCase(mart.writer(), "risk-m4-2"));
    }
    void aTitleThatIsNoUtf8DoesNotBreakTheLedger() {
        test::ScoredMart mart;
        Candidate candidate;
        candidate.subjectId = "m1";
        candidate.title = "bad \xff title";
        candidate.score = 0.5;
        {
            db::Transaction transaction(mart.writer());
            desk::openCandidates(mart.writer(), *desk::findCaseKind("merchant-risk"), {candidate},
                                 {}, {}, wang());
            transaction.commit();
        }
        QVERIFY(desk::verifyLedger(mart.writer(), m_context)->ok);
        QVERIFY(desk::verifyState(mart.writer(), m_context)->ok);
    }
    void anOpeningIsOneOperationAndUndoneAsOne() {
        test::ScoredMart mart(300);
        QCOMPARE(desk::openCases(mart.writer(), "merchant-risk", {.most = 1000}, wang(), m_context)
                     ->opened,
                 300);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM operation"), 1);
        QVERIFY(desk::verifyState(mart.writer(), m_context)->ok);
        QVERIFY(desk::undo(mart.writer(), wang()));
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM case_state"), 0);
        QVERIFY(desk::redo(mart.writer(), wang()));
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM case_state"), 300);
        QVERIFY(desk::verifyState(mart.writer(), m_context)->ok);
    }
    void theFactsOfAMerchantAreThere() {
        test::ScoredMart mart;
        QVERIFY(desk::openCases(mart.writer(), "merchant-risk", {}, wang(), m_context));
        const auto facts = desk::findCaseKind("merchant-risk")
                               ->facts(mart.writer(), *desk::readCase(mart.writer(), "risk-m9-1"));
        QVERIFY(facts);
        QVERIFY(std::any_of(facts->begin(), facts->end(), [](const desk::CaseFact& fact) {
            return fact.name == "turnover_minor" && fact.value == "9000";
        }));
    }

private:
    desk::Actor wang() const { return {"wang", m_clock}; }

    NoTaskContext m_context;
    FixedClock m_clock{fromSeconds(1'536'000'000)};
};

QTEST_APPLESS_MAIN(TstOpenCases)
#include "tst_open_cases.moc"
