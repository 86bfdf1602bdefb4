#include "core/learn/retrieval/tokens.h"

#include <QtTest>

using namespace mops::learn;

namespace {

QString joined(std::string_view text, const TokenParams& params = {}) {
    std::string all;
    for (const std::string& token : tokens(text, params))
        all += (all.empty() ? "" : "|") + token;
    return QString::fromStdString(all);
}

} // namespace

class TstTokens : public QObject {
    Q_OBJECT

private slots:
    void textBecomesTokens_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* text, const char* expected) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("words in lower case", "Free Entry, in 2 a WKLY comp!", "free|entry|in|2|a|wkly|comp");
        row("letters with digits stay together", "SKU-A12 v2.0", "sku|a12|v2|0");
        row("accents fall", "São Paulo ÀÉÎÕÜ Čeština żółw", "sao|paulo|aeiou|cestina|zolw");
        row("ligatures are spelled out", "Æther straße Œuvre", "aether|strasse|oeuvre");
        row("combining accents are dropped", "cafe\xCC\x81", "cafe");
        row("Greek and Cyrillic in lower case", "ΑΒΓ ЖУК Ёлка", "αβγ|жук|ёлка");
        row("Chinese as pairs", "星辰数码店", "星辰|辰数|数码|码店");
        row("one character stays", "A 店 B", "a|店|b");
        row("Chinese beside words", "苹果iPhone15手机", "苹果|iphone15|手机");
        row("a pair does not reach over a mark", "发货，快", "发货|快");
        row("full width is folded", "ＡＢｃ１２！", "abc12");
        row("kana and Hangul as pairs", "カメラ 한국어", "カメ|メラ|한국|국어");
        row("characters beyond the first plane", "𠮷野家", "𠮷野|野家");
        row("a soft hyphen is not there",
            "mer\xC2\xAD"
            "chant",
            "merchant");
        row("the byte order mark is not there", "\xEF\xBB\xBFid", "id");
        row("invalid bytes end a token", "ab\xFF\x63\xC3", "ab|c");
        row("an overlong form is invalid", "a\xC0\xAF\x62", "a|b");
        row("emoji end a token", "good😀bad", "good|bad");
        row("nothing", " \t…—", "");
    }
    void textBecomesTokens() {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(joined({text.data(), static_cast<std::size_t>(text.size())}), expected);
    }
    void singleCharactersComeOnRequest() {
        QCOMPARE(joined("星辰 店", {.singleCharacters = true}), QStringLiteral("星|星辰|辰|店"));
    }
    void anEndlessWordIsCut() {
        const auto found = tokens(std::string(100'000, 'x'));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].size(), kLongestToken);
    }
    void zeroBytesEndATokenAndAreNoEnd() {
        QCOMPARE(joined(std::string_view("a\0b", 3)), QStringLiteral("a|b"));
    }
    void aVocabularyNumbersInOrderOfAppearance() {
        Vocabulary words;
        QCOMPARE(words.add("b"), 0U);
        QCOMPARE(words.add("a"), 1U);
        QCOMPARE(words.add("b"), 0U);
        QCOMPARE(words.size(), std::size_t{2});
        QVERIFY(words.find("a") == 1U);
        QVERIFY(!words.find("c"));
    }
};

QTEST_APPLESS_MAIN(TstTokens)
#include "tst_tokens.moc"
