#include "core/db/statement.h"
#include "core/desk/case_kind.h"
#include "core/desk/kinds/listing_words.h"
#include "core/learn/measure/metrics.h"
#include "core/world/simulate.h"
#include "tests/support/fake_context.h"
#include "tests/support/temp_mart.h"

#include <memory>
#include <QtTest>
#include <set>

using namespace mops;
using namespace mops::desk;

namespace {

const FixedClock kClock(Instant{Day{std::chrono::year{2026} / 7 / 1}});

struct SimulatedMart {
    explicit SimulatedMart(const char* locale)
        : truthFile(mart.folder() / "truth.db") {
        world::WorldParams params;
        params.merchants = 2'000;
        params.days = 120;
        params.seed = 21;
        params.threads = 2;
        params.locale = locale;
        params.truthFile = truthFile;
        NoTaskContext context;
        made = world::simulate(mart.writer(), params, kClock, context).has_value();
    }
    /// Subjects that are bad by the truth, which only tests read.
    std::set<std::string> bad(const std::string& sql) const {
        std::set<std::string> found;
        auto truth = db::Database::open(truthFile, db::Mode::Read);
        db::Statement row(*truth, sql);
        while (row.step())
            found.emplace(row.text(0));
        return found;
    }
    test::TempMart mart;
    std::filesystem::path truthFile;
    bool made = false;
};

struct Ranking {
    double auc = 0;
    std::size_t candidates = 0;
    std::size_t bad = 0;
};

Ranking rank(SimulatedMart& world, const char* kind, const char* truth) {
    NoTaskContext context;
    const auto candidates = findCaseKind(kind)->find(world.mart.writer(), context);
    if (!candidates)
        return {};
    const std::set<std::string> bad = world.bad(truth);
    std::vector<std::uint8_t> label;
    std::vector<double> score;
    Ranking result;
    for (const Candidate& candidate : *candidates) {
        label.push_back(bad.contains(candidate.subjectId));
        score.push_back(candidate.score);
        result.bad += label.back();
    }
    result.candidates = candidates->size();
    result.auc = learn::rocAuc(label, score);
    return result;
}

} // namespace

class TstReviewKinds : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_zh = std::make_unique<SimulatedMart>("zh");
        m_en = std::make_unique<SimulatedMart>("en");
        QVERIFY(m_zh->made && m_en->made);
    }

    /// The scores rank by evidence alone; how well, the planted truth tells. The margins leave room
    /// for three deviations of an AUC at these numbers.
    void badOnesStandAboveGoodOnes_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("truth");
        QTest::addColumn<double>("least");
        QTest::newRow("application")
            << "application"
            << "SELECT application_id FROM application_truth WHERE fraud IS NOT NULL" << 0.80;
        QTest::newRow("listing") << "listing"
                                 << "SELECT listing_id FROM listing_truth WHERE clause IS NOT NULL"
                                 << 0.60;
        QTest::newRow("listing-change")
            << "listing-change"
            << "SELECT change_id FROM change_truth WHERE clause IS NOT NULL" << 0.78;
        QTest::newRow("after-sale")
            << "after-sale"
            << "SELECT after_sale_id FROM after_sale_truth WHERE genuine = 0" << 0.68;
    }
    void badOnesStandAboveGoodOnes() {
        QFETCH(QString, kind);
        QFETCH(QString, truth);
        QFETCH(double, least);
        for (SimulatedMart* world : {m_zh.get(), m_en.get()}) {
            const Ranking ranking = rank(*world, qPrintable(kind), qPrintable(truth));
            qInfo("%s: AUC %.3f, %zu candidates, %zu bad", qPrintable(kind), ranking.auc,
                  ranking.candidates, ranking.bad);
            QVERIFY(ranking.candidates >= 100 && ranking.bad >= 10);
            QVERIFY(ranking.auc >= least);
            QVERIFY(ranking.auc < 0.995); // planted problems are not trivially told
        }
    }

    void everyReasonAndFactHasAName_data() { addKinds(); }
    void everyReasonAndFactHasAName() {
        QFETCH(QString, kind);
        const CaseKind* found = findCaseKind(qPrintable(kind));
        NoTaskContext context;
        auto candidates = found->find(m_zh->mart.writer(), context);
        QVERIFY(candidates);
        for (const Candidate& candidate : *candidates)
            for (const CaseReason& reason : candidate.why)
                QVERIFY2(findMeasure(reason.feature) != nullptr, reason.feature.c_str());
        for (std::size_t i = 0; i < std::min<std::size_t>(50, candidates->size()); ++i) {
            const auto facts = factsOf(*found, (*candidates)[i]);
            QVERIFY(facts && !facts->empty());
            for (const CaseFact& fact : *facts)
                QVERIFY2(findMeasure(fact.name) != nullptr, fact.name.c_str());
        }
    }

    void reasonsComeLargestFirstAndAddUp_data() { addKinds(); }
    void reasonsComeLargestFirstAndAddUp() {
        QFETCH(QString, kind);
        NoTaskContext context;
        auto candidates = findCaseKind(qPrintable(kind))->find(m_zh->mart.writer(), context);
        QVERIFY(candidates);
        for (const Candidate& candidate : *candidates) {
            QVERIFY(candidate.score > 0 && candidate.score < 1);
            QVERIFY(candidate.arrivedAt > 0 && candidate.stakeMinor >= 0);
            for (std::size_t i = 1; i < candidate.why.size(); ++i)
                QVERIFY(std::abs(candidate.why[i - 1].contribution) >=
                        std::abs(candidate.why[i].contribution));
        }
    }

    void openedCasesKnowTheirMerchant_data() { addKinds(); }
    void openedCasesKnowTheirMerchant() {
        QFETCH(QString, kind);
        NoTaskContext context;
        const CaseKind* found = findCaseKind(qPrintable(kind));
        auto candidates = found->find(m_zh->mart.writer(), context);
        QVERIFY(candidates && !candidates->empty());
        if (found->describe != nullptr)
            QVERIFY(found->describe(m_zh->mart.writer(), *candidates));
        const bool hasMerchant = kind != u"application";
        for (const Candidate& candidate : *candidates)
            QCOMPARE(!candidate.merchantId.empty(), hasMerchant);
    }

    void aGoneSubjectHasNoFacts_data() { addKinds(); }
    void aGoneSubjectHasNoFacts() {
        QFETCH(QString, kind);
        Candidate nobody;
        nobody.subjectId = "nobody";
        const auto facts = factsOf(*findCaseKind(qPrintable(kind)), nobody);
        QVERIFY(facts && facts->empty());
    }

    void aMartWithoutTheRoomSaysSo_data() { addKinds(); }
    void aMartWithoutTheRoomSaysSo() {
        QFETCH(QString, kind);
        test::TempMart empty;
        NoTaskContext context;
        const auto candidates = findCaseKind(qPrintable(kind))->find(empty.writer(), context);
        QVERIFY(!candidates);
        QCOMPARE(candidates.error().code, ErrorCode::NotEnoughData);
    }

    void changesShowTheValueBefore() {
        NoTaskContext context;
        const CaseKind* kind = findCaseKind("listing-change");
        auto candidates = kind->find(m_zh->mart.writer(), context);
        QVERIFY(candidates);
        for (const Candidate& candidate : *candidates) {
            const auto facts = factsOf(*kind, candidate);
            QVERIFY(facts && std::any_of(facts->begin(), facts->end(), [](const CaseFact& fact) {
                        return !fact.before.empty() || fact.name == "brand";
                    }));
        }
    }

    void wordsAreFoundInOnePassAndInEitherCase() {
        WordFinder finder;
        finder.add("he");
        finder.add("She");
        finder.add("\xE6\x9C\x80"); // 最
        finder.prepare();
        std::vector<int> found;
        finder.find("uSHErs\xE6\x9C\x80", [&](int word, std::size_t) { found.push_back(word); });
        QCOMPARE(found, (std::vector<int>{1, 0, 2}));
    }

    void digitsAreCountedInEveryScript() {
        QCOMPARE(longestDigitRun("call 13912345678"), 11);
        QCOMPARE(longestDigitRun("同号一三九一二三四五六七八"), 11);
        QCOMPARE(longestDigitRun("１３９"), 3);
        QCOMPARE(longestDigitRun("没有"), 0);
    }

    void titlesAreComparedByPairsOfCharacters() {
        QCOMPARE(similarity("复古连衣裙", "复古连衣裙"), 1.0);
        QVERIFY(similarity("复古连衣裙 A12", "复古连衣裙 A12 新款") > 0.5);
        QVERIFY(similarity("复古连衣裙", "机械键盘") < 0.05);
    }

private:
    static void addKinds() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"application", "listing", "listing-change", "after-sale"})
            QTest::newRow(kind) << kind;
    }
    Result<std::vector<CaseFact>> factsOf(const CaseKind& kind, const Candidate& candidate) {
        Case item;
        item.subjectId = candidate.subjectId;
        item.merchantKey = candidate.merchantKey;
        return kind.facts(m_zh->mart.writer(), item);
    }
    std::unique_ptr<SimulatedMart> m_zh;
    std::unique_ptr<SimulatedMart> m_en;
};

QTEST_APPLESS_MAIN(TstReviewKinds)
#include "tst_review_kinds.moc"
