#include "core/learn/kernels/bitsets.h"

#include "core/base/rng.h"

#include <bit>
#include <QtTest>
#include <vector>

using namespace mops;
using namespace mops::learn;
using kernels::Word;

namespace {

std::vector<Word> randomWords(Rng& rng, std::size_t count) {
    std::vector<Word> words(count);
    for (Word& word : words)
        word = rng.next() & rng.next();
    return words;
}

bool bitOf(const std::vector<Word>& words, std::size_t bit) {
    return (words[bit / 64] >> (bit % 64) & 1) != 0;
}

} // namespace

class TstBitsets : public QObject {
    Q_OBJECT

private slots:
    void intersectionsKeepTheColumnsThatAreFrequent_data() { widths(); }
    void intersectionsKeepTheColumnsThatAreFrequent() {
        QFETCH(std::size_t, words);
        Rng rng(words);
        constexpr std::size_t kColumns = 9;
        const auto prefix = randomWords(rng, words);
        const auto columns = randomWords(rng, words * kColumns);
        const auto least = static_cast<std::uint32_t>(words * 64 / 16);
        std::vector<Word> expected;
        std::vector<std::uint32_t> expectedPositions;
        for (std::uint32_t c = 0; c < kColumns; ++c) {
            std::vector<Word> both;
            int bits = 0;
            for (std::size_t w = 0; w < words; ++w) {
                both.push_back(prefix[w] & columns[c * words + w]);
                bits += std::popcount(both.back());
            }
            if (static_cast<std::uint32_t>(bits) < least)
                continue;
            expected.insert(expected.end(), both.begin(), both.end());
            expectedPositions.push_back(c);
        }
        std::vector<Word> out(columns.size());
        std::vector<std::uint32_t> positions(kColumns);
        std::vector<std::uint32_t> counts(kColumns);
        const auto kept =
            kernels::intersectFrequent(prefix.data(), columns.data(), kColumns, words, least,
                                       out.data(), positions.data(), counts.data());
        out.resize(kept * words);
        positions.resize(kept);
        QCOMPARE(positions, expectedPositions);
        QVERIFY(out == expected);
        std::vector<std::uint32_t> onlyCounts(kColumns);
        QCOMPARE(kernels::countFrequent(prefix.data(), columns.data(), kColumns, words, least,
                                        positions.data(), onlyCounts.data()),
                 kept);
        for (std::size_t k = 0; k < kept; ++k)
            QCOMPARE(onlyCounts[k], counts[k]);
    }
    void compressedBitsAreThoseOfTheMaskInTheirOrder_data() { widths(); }
    void compressedBitsAreThoseOfTheMaskInTheirOrder() {
        QFETCH(std::size_t, words);
        Rng rng(words + 100);
        for (int kind = 0; kind < 4; ++kind) {
            auto mask = randomWords(rng, words);
            if (kind == 1) // whole words, none, and the word border in between
                for (std::size_t w = 0; w < words; ++w)
                    mask[w] = w % 3 == 0 ? ~Word{0} : 0;
            if (kind == 2)
                mask.assign(words, ~Word{0});
            if (kind == 3)
                mask.assign(words, 0);
            const auto column = randomWords(rng, words);
            std::vector<bool> expected;
            for (std::size_t bit = 0; bit < words * 64; ++bit)
                if (bitOf(mask, bit))
                    expected.push_back(bitOf(column, bit));
            std::vector<Word> out((expected.size() + 63) / 64, 0);
            kernels::compressBits(mask.data(), column.data(), words, out.data());
            for (std::size_t bit = 0; bit < out.size() * 64; ++bit)
                QCOMPARE(bitOf(out, bit), bit < expected.size() && expected[bit]);
        }
    }

private:
    static void widths() {
        QTest::addColumn<std::size_t>("words");
        for (const std::size_t words : {1U, 2U, 3U, 4U, 5U, 17U, 64U})
            QTest::addRow("%zu", words) << words;
    }
};

QTEST_APPLESS_MAIN(TstBitsets)
#include "tst_bitsets.moc"
