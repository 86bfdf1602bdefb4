#include "core/base/csv_record.h"
#include "core/sources/csv_reader.h"

#include <QtTest>

using namespace mops;
using sources::CsvOptions;
using sources::CsvReader;

namespace {

/// Gives a text away in pieces of a few bytes, so that every state meets the end of a piece.
class PieceInput final : public sources::TextInput {
public:
    PieceInput(std::string text, std::size_t piece)
        : m_text(std::move(text))
        , m_piece(piece) {}
    Result<std::string_view> nextChunk() override {
        m_current = m_text.substr(std::min(m_at, m_text.size()), m_piece);
        m_at += m_piece;
        return std::string_view(m_current);
    }
    std::int64_t bytesRead() const override { return 0; }
    std::string hash() override { return {}; }

private:
    std::string m_text;
    std::string m_current;
    std::size_t m_piece;
    std::size_t m_at = 0;
};

/// "line:field|field;…", a problem as "line!code".
std::string readAll(const std::string& text, std::size_t piece, const CsvOptions& options = {}) {
    PieceInput input(text, piece);
    CsvReader reader(input, options);
    std::string seen;
    while (reader.next().value()) {
        const auto& row = reader.row();
        seen += (seen.empty() ? "" : ";") + std::to_string(row.line);
        if (!row.problem.empty()) {
            seen += "!" + std::string(row.problem);
            continue;
        }
        seen += ":";
        for (std::size_t k = 0; k < row.fields.size(); ++k)
            seen += (k == 0 ? "" : "|") + std::string(row.fields[k]);
    }
    return seen;
}

} // namespace

class TstCsvReader : public QObject {
    Q_OBJECT

private slots:
    void hostileTextIsReadTheSameInPiecesOfAnySize_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char* name, const QByteArray& text, const char* rows) {
            QTest::newRow(name) << text << QByteArray(rows);
        };
        row("nothing", "", "");
        row("only line breaks", "\n\r\n\r", "");
        row("line feed", "a,b\nc,d\n", "1:a|b;2:c|d");
        row("carriage return and line feed", "a,b\r\nc,d\r\n", "1:a|b;2:c|d");
        row("carriage return", "a,b\rc,d\r", "1:a|b;2:c|d");
        row("no line break at the end", "a,b\nc,d", "1:a|b;2:c|d");
        row("empty lines count as lines", "a\n\n\nb\r\n\r\nc", "1:a;4:b;6:c");
        row("empty fields", ",\n,,\n", "1:|;2:||");
        row("delimiter at the end of the file", "a,", "1:a|");
        row("quoted delimiter", "\"a,b\",c", "1:a,b|c");
        row("quoted line breaks", "\"a\nb\r\nc\rd\",e\nf,g\n", "1:a\nb\r\nc\rd|e;5:f|g");
        row("doubled quotes", "\"a\"\"b\",\"\"\"\",\"\"\n", "1:a\"b|\"|");
        row("quote inside a plain field", "a\"b,c\n", "1:a\"b|c");
        row("text after a closing quote", "\"a\"b,c\nd,e\n", "1!stray_quote;2:d|e");
        row("quote without end", "a,b\n\"c,d\ne,f\n", "1:a|b;2!unterminated_quote");
        row("only a quote", "\"", "1!unterminated_quote");
        row("NUL", QByteArray("a\0b,c\nd,e\n", 10), "1!nul_byte;2:d|e");
        row("NUL in quotes", QByteArray("\"a\0b\",c\nd,e\n", 12), "1!nul_byte;2:d|e");
        row("broken UTF-8", "a\xFF,b\nc,d\n", "1!bad_encoding;2:c|d");
        row("ragged", "a\nb,c\nd,e,f\n", "1:a;2:b|c;3:d|e|f");
    }
    void hostileTextIsReadTheSameInPiecesOfAnySize() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, rows);
        for (const std::size_t piece : {1U, 2U, 3U, 7U, 1000U})
            QCOMPARE(QByteArray::fromStdString(readAll(text.toStdString(), piece)), rows);
    }
    void aFieldBeyondTheLimitIsAProblemOfItsRowOnly() {
        const std::string text = "a,b\n" + std::string(5000, 'x') + ",b\nc,d\n";
        QCOMPARE(readAll(text, 64, {',', 100}), std::string("1:a|b;2!field_too_large;3:c|d"));
    }
    void theRecordIsKeptAsItStands() {
        PieceInput input("a\n\"x\r\n\"\"y\", z \r\n", 4);
        CsvReader reader(input, {});
        QVERIFY(reader.next().value());
        QVERIFY(reader.next().value());
        QCOMPARE(std::string(reader.row().record), std::string("\"x\r\n\"\"y\", z "));
    }
    void memoryDoesNotGrowWithAQuoteThatNeverEnds() {
        PieceInput input("\"" + std::string(100'000, 'x'), 1000);
        CsvReader reader(input, {',', 1000});
        QVERIFY(reader.next().value());
        QVERIFY(reader.row().record.size() <= 2000);
        QVERIFY(!reader.row().problem.empty());
    }
    void theDelimiterIsTheOneThatCutsTheHeader_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<char>("delimiter");
        QTest::newRow("comma") << QByteArray("a,b,c\n1;2;3;4;5") << ',';
        QTest::newRow("semicolon") << QByteArray("a;b;c\n") << ';';
        QTest::newRow("tab") << QByteArray("a\tb,c\td\n") << '\t';
        QTest::newRow("bar") << QByteArray("a|b\n") << '|';
        QTest::newRow("in quotes does not count") << QByteArray("\"a,b,c\";d\n") << ';';
        QTest::newRow("one column") << QByteArray("a\n") << ',';
    }
    void theDelimiterIsTheOneThatCutsTheHeader() {
        QFETCH(QByteArray, header);
        QFETCH(char, delimiter);
        QCOMPARE(sources::detectDelimiter(header.toStdString()), delimiter);
    }
    void whatIsWrittenReadsBackTheSame() {
        const std::string record = writeCsvRecord({"a", "b,c", "d\"e", "f\ng", ""}, ',');
        QCOMPARE(readAll(record, 3), std::string("1:a|b,c|d\"e|f\ng|"));
    }
};

QTEST_APPLESS_MAIN(TstCsvReader)
#include "tst_csv_reader.moc"
