#include "core/learn/retrieval/bm25.h"

#include "core/base/rng.h"
#include "core/learn/retrieval/tokens.h"
#include "tests/support/real_data.h"
#include "tests/support/timed_cancel.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <memory>
#include <QtTest>
#include <sqlite3.h>
#include <string>

using namespace mops;
using namespace mops::learn;

namespace {

using Terms = std::vector<std::uint32_t>;

Bm25Index indexOf(const std::vector<Terms>& documents, const Bm25Params& params = {}) {
    auto index = Bm25Index::make(params).value();
    for (const Terms& document : documents)
        index.add(document).value();
    return index;
}

/// Words of Zipf's law: number r of `words` with a chance about 1 / (r + 3).
std::uint32_t zipf(Rng& rng, std::uint32_t words) {
    const double u = rng.uniform();
    return static_cast<std::uint32_t>(3 * (std::pow(1.0 + words / 3.0, u) - 1)) % words;
}

Terms randomTerms(Rng& rng, std::uint32_t words, std::uint64_t most) {
    Terms terms(rng.below(most + 1));
    for (std::uint32_t& term : terms)
        term = zipf(rng, words);
    return terms;
}

std::vector<Terms> randomDocuments(std::size_t count, std::uint32_t words, std::uint64_t seed) {
    Rng rng(seed);
    std::vector<Terms> documents(count);
    for (Terms& document : documents)
        document = randomTerms(rng, words, 80);
    return documents;
}

/// A table of SQLite's full-text search in memory.
class FullTextTable {
public:
    explicit FullTextTable(const std::vector<std::string>& documents) {
        sqlite3* handle = nullptr;
        m_ok = sqlite3_open(":memory:", &handle) == SQLITE_OK;
        m_database.reset(handle);
        run("CREATE VIRTUAL TABLE texts USING fts5(text)");
        sqlite3_stmt* insert = prepare("INSERT INTO texts (rowid, text) VALUES (?, ?)");
        for (std::size_t d = 0; d < documents.size(); ++d) {
            sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(d));
            sqlite3_bind_text(insert, 2, documents[d].c_str(), -1, SQLITE_TRANSIENT);
            m_ok = m_ok && sqlite3_step(insert) == SQLITE_DONE;
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
    }
    void run(const char* sql) {
        m_ok = m_ok && sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    /// All documents with any of the words, best first; bm25() with the sign turned.
    std::vector<Bm25Hit> search(const std::vector<std::string>& words) {
        std::string match;
        for (const std::string& word : words)
            match += (match.empty() ? "\"" : " OR \"") + word + "\"";
        sqlite3_stmt* query = prepare("SELECT rowid, -bm25(texts) FROM texts WHERE texts MATCH ? "
                                      "ORDER BY bm25(texts), rowid");
        sqlite3_bind_text(query, 1, match.c_str(), -1, SQLITE_TRANSIENT);
        std::vector<Bm25Hit> hits;
        while (sqlite3_step(query) == SQLITE_ROW)
            hits.push_back({static_cast<std::uint32_t>(sqlite3_column_int64(query, 0)),
                            sqlite3_column_double(query, 1)});
        sqlite3_finalize(query);
        return hits;
    }
    bool ok() const { return m_ok; }

private:
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        m_ok =
            m_ok && sqlite3_prepare_v2(m_database.get(), sql, -1, &statement, nullptr) == SQLITE_OK;
        return statement;
    }
    std::unique_ptr<sqlite3, decltype(&sqlite3_close)> m_database{nullptr, sqlite3_close};
    bool m_ok = false;
};

std::string spelled(const Terms& terms) {
    std::string text;
    for (const std::uint32_t term : terms)
        text += "w" + std::to_string(term) + " ";
    return text;
}

std::vector<std::string> spelledWords(const Terms& terms) {
    std::vector<std::string> words;
    for (const std::uint32_t term : terms)
        words.push_back("w" + std::to_string(term));
    return words;
}

/// The same documents in order but for those whose scores are equal but for rounding.
bool sameRanking(const std::vector<Bm25Hit>& ours, const std::vector<Bm25Hit>& theirs) {
    if (ours.size() != theirs.size())
        return false;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const auto found = std::ranges::find(theirs, ours[i].document, &Bm25Hit::document);
        if (found == theirs.end() || std::abs(found->score - ours[i].score) > 1e-8 ||
            std::abs(theirs[i].score - ours[i].score) > 1e-8) {
            qWarning("rank %zu: document %u %.12g, theirs %u %.12g", i, ours[i].document,
                     ours[i].score, theirs[i].document, theirs[i].score);
            return false;
        }
    }
    return true;
}

} // namespace

class TstBm25 : public QObject {
    Q_OBJECT

private slots:
    void theScoreIsThatOfTheFormula() {
        // Three documents of lengths 2, 4, 3, mean 3. Query: term 0, in documents 0 (once) and 1
        // (three times): rarity ln(1 + (3 − 2 + ½) / (2 + ½)) = ln 1.6.
        // Document 0: f = 1, 2.2 / (1 + 1.2 · (0.25 + 0.75 · 2/3)) = 2.2 / 1.9.
        // Document 1: f = 3, 3 · 2.2 / (3 + 1.2 · (0.25 + 0.75 · 4/3)) = 6.6 / 4.5.
        const auto index = indexOf({{0, 1}, {0, 0, 0, 2}, {1, 2, 2}});
        const auto hits = index.search(Terms{0}, 10).value();
        QCOMPARE(hits.size(), std::size_t{2});
        QCOMPARE(hits[0].document, 1U);
        QVERIFY(std::abs(hits[0].score - std::log(1.6) * 6.6 / 4.5) < 1e-10);
        QVERIFY(std::abs(hits[1].score - std::log(1.6) * 2.2 / 1.9) < 1e-10);
    }
    void aRepeatedQueryTermCountsAgain() {
        const auto index = indexOf({{0, 1}, {2, 1}, {3}});
        const double once = index.search(Terms{0}, 1).value()[0].score;
        const double twice = index.search(Terms{0, 0}, 1).value()[0].score;
        QVERIFY(std::abs(twice - 2 * once) < 1e-10);
    }
    void aCommonTermCountsAlmostNothingAsInFts5() {
        const auto index = indexOf({{0}, {0}, {0}, {1}}, {.rarity = TermRarity::Robertson});
        const double score = index.search(Terms{0}, 1).value()[0].score;
        QVERIFY(score > 0 && score < 1e-5);
    }
    void rankingAndScoresAreThoseOfSqlitesFts5() {
        const auto documents = randomDocuments(800, 400, 21);
        std::vector<std::string> texts;
        for (const Terms& document : documents)
            texts.push_back(spelled(document));
        FullTextTable table(texts);
        QVERIFY(table.ok());
        const auto index = indexOf(documents, {.rarity = TermRarity::Robertson});
        Rng rng(22);
        for (int q = 0; q < 60; ++q) {
            Terms query = randomTerms(rng, 400, 12);
            if (query.empty())
                continue;
            const auto theirs = table.search(spelledWords(query));
            QVERIFY(table.ok());
            QVERIFY(sameRanking(index.search(query, 1000).value(), theirs));
        }
    }
    void afterRemovalsRankingAndScoresAreStillThoseOfFts5() {
        const auto documents = randomDocuments(300, 200, 23);
        std::vector<std::string> texts;
        for (const Terms& document : documents)
            texts.push_back(spelled(document));
        FullTextTable table(texts);
        auto index = indexOf(documents, {.rarity = TermRarity::Robertson});
        table.run("DELETE FROM texts WHERE rowid % 3 = 0");
        for (std::uint32_t d = 0; d < 300; d += 3)
            QVERIFY(index.remove(d));
        Rng rng(24);
        for (int q = 0; q < 30; ++q) {
            const Terms query = randomTerms(rng, 200, 8);
            if (!query.empty())
                QVERIFY(sameRanking(index.search(query, 1000).value(),
                                    table.search(spelledWords(query))));
        }
    }
    void prunedAnswersAreTheExhaustiveOnes_data() {
        QTest::addColumn<double>("k1");
        QTest::addColumn<double>("b");
        QTest::addColumn<bool>("robertson");
        QTest::newRow("as usual") << 1.2 << 0.75 << false;
        QTest::newRow("as FTS5") << 1.2 << 0.75 << true;
        QTest::newRow("presence only") << 0.0 << 0.75 << false;
        QTest::newRow("no length") << 2.0 << 0.0 << false;
        QTest::newRow("all length") << 100.0 << 1.0 << false;
    }
    void prunedAnswersAreTheExhaustiveOnes() {
        QFETCH(double, k1);
        QFETCH(double, b);
        QFETCH(bool, robertson);
        const auto index =
            indexOf(randomDocuments(20'000, 3'000, 31),
                    {.k1 = k1,
                     .b = b,
                     .rarity = robertson ? TermRarity::Robertson : TermRarity::NonNegative});
        Rng rng(32);
        Bm25Work work;
        std::size_t scored = 0;
        std::size_t postings = 0;
        for (int q = 0; q < 200; ++q) {
            const Terms query = randomTerms(rng, 3'000, 40);
            for (const int top : {1, 10, 100})
                QCOMPARE(index.search(query, top, &work).value(),
                         index.searchAll(query, top).value());
            scored += work.scored;
            postings += work.postings;
        }
        QVERIFY(scored < postings);
    }
    void anIndexChangedManyTimesAnswersAsOneBuiltAtOnce() {
        // Numbers differ, so documents are told apart by a term of their own.
        Rng rng(41);
        auto index = indexOf({});
        std::vector<std::pair<std::uint32_t, Terms>> live;
        for (std::uint32_t step = 0; step < 6'000; ++step) {
            if (!live.empty() && rng.chance(0.4)) {
                const auto at = static_cast<std::size_t>(rng.below(live.size()));
                QVERIFY(index.remove(live[at].first));
                live.erase(live.begin() + static_cast<std::ptrdiff_t>(at));
            }
            Terms terms = randomTerms(rng, 500, step < 3'000 ? 20 : 200);
            live.emplace_back(index.add(terms).value(), terms);
        }
        std::ranges::sort(live);
        std::vector<Terms> rest;
        for (const auto& entry : live)
            rest.push_back(entry.second);
        const auto fresh = indexOf(rest);
        QCOMPARE(index.statistics().documents, fresh.statistics().documents);
        QCOMPARE(index.statistics().meanLength, fresh.statistics().meanLength);
        for (int q = 0; q < 50; ++q) {
            const Terms query = randomTerms(rng, 500, 15);
            auto expected = fresh.search(query, 20).value();
            for (Bm25Hit& hit : expected)
                hit.document = live[hit.document].first;
            QCOMPARE(index.search(query, 20).value(), expected);
            QCOMPARE(index.searchAll(query, 20).value(), expected);
        }
    }
    void deadPostingsAreSwept() {
        auto index = indexOf(randomDocuments(6'000, 2'000, 51));
        const auto full = index.statistics().postings;
        QVERIFY(full > 150'000);
        for (std::uint32_t d = 0; d < 5'000; ++d)
            QVERIFY(index.remove(d));
        QVERIFY(index.statistics().postings < full / 2);
    }
    void equalScoresComeInTheOrderOfDocuments() {
        const auto index = indexOf({{1}, {0}, {0}, {2}, {0}});
        const auto hits = index.search(Terms{0}, 2).value();
        QCOMPARE(hits[0].document, 1U);
        QCOMPARE(hits[1].document, 2U);
    }
    void sharesOfAnExplanationAddUpToTheScore() {
        const auto index = indexOf(randomDocuments(500, 100, 61));
        const Terms query = {0, 1, 2, 2, 3, 50, 99};
        const auto hits = index.search(query, 20).value();
        for (const Bm25Hit& hit : hits) {
            double sum = 0;
            const auto shares = index.explain(hit.document, query).value();
            for (const Bm25Share& share : shares)
                sum += share.score;
            QVERIFY(std::abs(sum - hit.score) < 1e-9);
        }
    }
    void unknownTermsAndEmptyQueriesFindNothing() {
        const auto index = indexOf({{0}, {}});
        QVERIFY(index.search(Terms{7, 4'000'000'000U}, 5).value().empty());
        QVERIFY(index.search(Terms{}, 5).value().empty());
        QVERIFY(indexOf({}).search(Terms{0}, 5).value().empty());
    }
    void impossibleRequestsAreRefused() {
        auto index = indexOf({{0}});
        QCOMPARE(Bm25Index::make({.k1 = -1}).error().code, ErrorCode::Usage);
        QCOMPARE(Bm25Index::make({.b = 2}).error().code, ErrorCode::Usage);
        QCOMPARE(index.search(Terms{0}, 0).error().code, ErrorCode::Usage);
        QCOMPARE(index.search(Terms(5'000, 0), 1).error().code, ErrorCode::Usage);
        QCOMPARE(index.add(Terms{4'000'000'000U}).error().code, ErrorCode::MemoryLimit);
        QCOMPARE(index.remove(1).error().code, ErrorCode::NotFound);
        QVERIFY(index.remove(0));
        QCOMPARE(index.remove(0).error().code, ErrorCode::NotFound);
        QCOMPARE(index.explain(0, Terms{0}).error().code, ErrorCode::NotFound);
        QVERIFY(index.search(Terms{0}, 1).value().empty());
    }
    void aRefusedDocumentLeavesTheIndexAsItWas() {
        auto index = indexOf({{0}, {1}});
        QVERIFY(!index.add(Terms{0, 4'000'000'000U}));
        QCOMPARE(index.statistics().documents, std::size_t{2});
        QCOMPARE(index.search(Terms{0}, 5).value().size(), std::size_t{1});
    }
    void manyQueriesAnswerTheSameForAnyNumberOfThreads() {
        const auto index = indexOf(randomDocuments(3'000, 1'000, 71));
        Rng rng(72);
        std::vector<Terms> queries(100);
        for (Terms& query : queries)
            query = randomTerms(rng, 1'000, 10);
        NoTaskContext context;
        const auto one = searchMany(index, queries, 10, 1, context).value();
        for (const int threads : {2, 3, 8})
            QCOMPARE(searchMany(index, queries, 10, threads, context).value(), one);
    }
    void manyQueriesAreCancelledAtOnce() {
        const auto index = indexOf(randomDocuments(3'000, 1'000, 71));
        const std::vector<Terms> queries(50'000, Terms{0, 1, 2, 3, 4, 5, 6});
        test::TimedCancel context(5);
        const auto result = searchMany(index, queries, 10, 2, context);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
    void messagesAreFoundByTheirOwnWords() {
        MOPS_NEEDS_DATA("sms_spam");
        // Each tenth long message is asked for by five of its words, common ones among them.
        std::vector<std::string> texts;
        std::ifstream file(test::realData("sms_spam") / "sms_spam.csv");
        for (std::string line; std::getline(file, line);)
            texts.push_back(line);
        QVERIFY(texts.size() > 5'000);
        Vocabulary words;
        std::vector<Terms> documents;
        for (const std::string& text : texts) {
            Terms terms;
            for (const std::string& token : tokens(text))
                terms.push_back(words.add(token));
            documents.push_back(std::move(terms));
        }
        const auto index = indexOf(documents);
        Rng rng(81);
        double reciprocal = 0;
        int asked = 0;
        for (std::uint32_t d = 0; d < documents.size(); d += 10) {
            if (documents[d].size() < 10)
                continue;
            Terms query;
            for (int w = 0; w < 5; ++w)
                query.push_back(documents[d][rng.below(documents[d].size())]);
            const auto hits = index.search(query, 10).value();
            const auto found = std::ranges::find(hits, d, &Bm25Hit::document);
            if (found != hits.end())
                reciprocal += 1.0 / static_cast<double>(found - hits.begin() + 1);
            ++asked;
        }
        qInfo("mean reciprocal rank %.3f over %d messages", reciprocal / asked, asked);
        QVERIFY(reciprocal / asked > 0.7);
    }
};

QTEST_APPLESS_MAIN(TstBm25)
#include "tst_bm25.moc"
