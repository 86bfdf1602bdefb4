#include "core/base/text.h"
#include "core/desk/band.h"
#include "core/desk/bulk.h"
#include "core/desk/cases.h"
#include "core/desk/verbs.h"
#include "core/report/report.h"
#include "core/risk/risk_model.h"
#include "tests/support/fake_context.h"
#include "tests/support/scored_mart.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>
#include <zip.h>

using namespace mops;
using test::ScoredMart;

namespace {

/// Enough Chinese to see that texts go through the translator.
std::string inChinese(const char* context, const char* text) {
    const std::string key = std::string(context) + "/" + text;
    if (key == "Report/Merchant risk, monthly")
        return "商家风险月报";
    if (key == "Report/About this file")
        return "关于本文件";
    return text;
}

std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A part of a ZIP file; empty when it is not there.
std::string entryOf(const std::filesystem::path& file, const std::string& name) {
    zip_t* archive = zip_open(file.c_str(), ZIP_RDONLY, nullptr);
    if (archive == nullptr)
        return {};
    std::string text;
    if (zip_file_t* entry = zip_fopen(archive, name.c_str(), 0)) {
        std::vector<char> buffer(1 << 14);
        for (zip_int64_t got = 1; (got = zip_fread(entry, buffer.data(), buffer.size())) > 0;)
            text.append(buffer.data(), static_cast<std::size_t>(got));
        zip_fclose(entry);
    }
    zip_discard(archive);
    return text;
}

/// A scored mart whose model card is whole, as training would have stored it.
class ReportMart : public ScoredMart {
public:
    explicit ReportMart(int merchants = 3)
        : ScoredMart(merchants) {
        risk::Evaluation evaluation;
        evaluation.outcome = "bad-service";
        evaluation.algorithm = "logistic";
        evaluation.model.rocAuc = 0.75;
        evaluation.ownPast.rocAuc = 0.625;
        evaluation.baseline.rocAuc = 0.5;
        db::Statement update(writer(), "UPDATE model SET card = ?, parameters = ?");
        update.run(risk::evaluationJson(evaluation),
                   R"({"features":[],"evidence":[],"fill":[],"low":[],"high":[],"means":[],)"
                   R"("deviations":[],"coefficients":[],"intercept":0})");
    }

    report::ReportRequest request(const std::string& file) const {
        return {.recipe = "merchant-risk",
                .parameters = {},
                .out = folder() / file,
                .language = "zh",
                .translate = inChinese};
    }
    Result<report::ReportFile> write(const report::ReportRequest& asked) {
        NoTaskContext context;
        return report::writeReport(writer(), asked, FixedClock(fromSeconds(m_now += 86'400)),
                                   context);
    }
    Result<report::ReportFile> write(const std::string& file) { return write(request(file)); }

private:
    std::int64_t m_now = 1'800'000'000; ///< another day at each report: it must not show
};

ErrorCode codeOf(const Result<report::ReportFile>& file) {
    return file ? ErrorCode::Internal : file.error().code;
}

} // namespace

class TstReport : public QObject {
    Q_OBJECT

private slots:
    void theSameMartGivesTheSameBytesOnAnotherDay_data() { endings(); }
    void theSameMartGivesTheSameBytesOnAnotherDay() {
        QFETCH(QString, ending);
        ReportMart mart;
        const auto first = mart.write("first." + ending.toStdString());
        const auto second = mart.write("second." + ending.toStdString());
        QVERIFY2(first && second, first ? "" : first.error().detail.c_str());
        QCOMPARE(first->sha256.size(), std::size_t(64));
        QCOMPARE(second->sha256, first->sha256);
        QVERIFY(bytesOf(first->file) == bytesOf(second->file));
        QVERIFY(first->rows > 0);
    }

    /// Two files of one second would be equal even with the present time in them.
    void theDateInAFileIsWhenTheMartLastChanged() {
        ReportMart mart; // 1535760000, the scores' made_at
        const auto pdf = mart.write("risk.pdf");
        QVERIFY(pdf);
        QVERIFY(bytesOf(pdf->file).find("20180901000000Z") != std::string::npos);
        const auto xlsx = mart.write("risk.xlsx");
        QVERIFY(xlsx);
        const std::string core = entryOf(xlsx->file, "docProps/core.xml");
        QVERIFY2(core.find(">2018-09-01T00:00:00Z</dcterms:created>") != std::string::npos,
                 core.c_str());
        QVERIFY2(core.find(">2018-09-01T00:00:00Z</dcterms:modified>") != std::string::npos,
                 core.c_str());
    }

    void aSpreadsheetHoldsNumbersThatCanBeCounted() {
        ReportMart mart;
        const auto file = mart.write("risk.xlsx");
        QVERIFY(file);
        pugi::xml_document book;
        QVERIFY(book.load_string(entryOf(file->file, "xl/workbook.xml").c_str()));
        std::vector<std::string> sheets;
        for (const auto& sheet : book.child("workbook").child("sheets").children())
            sheets.emplace_back(sheet.attribute("name").value());
        const auto all = std::find(sheets.begin(), sheets.end(), "All scored merchants");
        QVERIFY(all != sheets.end());
        QCOMPARE(sheets.back(), std::string("关于本文件"));
        const std::string number = std::to_string(all - sheets.begin() + 1);
        const std::string xml = entryOf(file->file, "xl/worksheets/sheet" + number + ".xml");
        pugi::xml_document sheet;
        QVERIFY(sheet.load_string(xml.c_str()));
        const auto cell = [&](const char* place) {
            return sheet.find_node([&](const pugi::xml_node& node) {
                return std::string_view(node.name()) == "c" &&
                       std::string_view(node.attribute("r").value()) == place;
            });
        };
        QCOMPARE(cell("J2").child("v").text().as_double(), 10.0); // turnover, in units
        QVERIFY(cell("J2").attribute("t").empty());               // a number, not a text
        QCOMPARE(cell("H2").child("v").text().as_double(), 0.25); // probability
        QVERIFY(xml.find("state=\"frozen\"") != std::string::npos);
        QVERIFY(xml.find("<autoFilter ref=\"A1:N4\"") != std::string::npos);
        QVERIFY(entryOf(file->file, "xl/styles.xml").find("&quot;R$&quot;#,##0.00") !=
                std::string::npos);
    }

    void theTableOfScoredMerchantsIsExact() {
        ReportMart mart(2);
        const auto file = mart.write("risk.csv");
        QVERIFY(file);
        QCOMPARE(file->rows, 2);
        const std::string reason = "\"Late share, 90 days 25.0% (peers 5.0%)\",,";
        const std::string head =
            "\xEF\xBB\xBFperiod,data_as_of,simulated,rank,merchant_id,merchant,region,"
            "probability,orders,turnover,currency,reason_1,reason_2,reason_3\r\n";
        const std::string expected =
            head + "2018-08,2018-08-01T00:00:00Z,no,1,m1,商家 1,SP,0.333333,1,10.00,BRL," + reason +
            "\r\n" + "2018-08,2018-08-01T00:00:00Z,no,2,m2,商家 2,SP,0.666667,1,20.00,BRL," +
            reason + "\r\n";
        QCOMPARE(QString::fromStdString(bytesOf(file->file)), QString::fromStdString(expected));
    }

    void aHostileNameIsNoMarkupAndNoFormula() {
        ReportMart mart(2);
        mart.writer().execute("UPDATE dim_merchant SET name = '<script>alert(1)</script>' "
                              "WHERE merchant_id = 'm1';"
                              "UPDATE dim_merchant SET name = '=cmd|'' /C calc''!A0' "
                              "WHERE merchant_id = 'm2'");
        const auto html = mart.write("risk.html");
        QVERIFY(html);
        const std::string page = bytesOf(html->file);
        QVERIFY(page.find("<script") == std::string::npos);
        QVERIFY(page.find("&lt;script&gt;alert(1)") != std::string::npos);
        const auto csv = mart.write("risk.csv");
        QVERIFY(csv);
        const std::string table = bytesOf(csv->file);
        QVERIFY(table.find(",=cmd") == std::string::npos);
        QVERIFY(table.find(",'=cmd") != std::string::npos);
        for (const char* file : {"risk.pdf", "risk.xlsx"})
            QVERIFY(mart.write(file));
    }

    void aFullDiskIsCalledSoInEveryFormat_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"risk.pdf", "risk.xlsx", "risk.html", "risk.csv"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void aFullDiskIsCalledSoInEveryFormat() {
        QFETCH(QString, file);
        ReportMart mart(2);
        std::filesystem::create_symlink("/dev/full",
                                        mart.folder() / (file.toStdString() + ".partial"));
        const auto refused = mart.write(file.toStdString());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::DiskFull);
        QVERIFY(!std::filesystem::exists(mart.folder() / file.toStdString()));
    }

    void aNameOfAnyLengthAndBytesMakesAWholeFile() {
        ReportMart mart(2);
        db::Statement update(mart.writer(),
                             "UPDATE dim_merchant SET name = ? WHERE merchant_id = ?");
        std::string tall;
        for (int line = 0; line < 2'000; ++line)
            tall += "\u2028\u8d85";
        update.run(tall, "m1");
        update.run(std::string("\x01\x1b[2J \xEF\xBF\xBF\xFF\xC3 ") + std::string(40'000, 'x'),
                   "m2");
        for (const char* file : {"risk.pdf", "risk.xlsx", "risk.html", "risk.csv"})
            QVERIFY2(mart.write(file), file);
        for (const char* sheet : {"2", "3", "4"}) {
            pugi::xml_document xml;
            QVERIFY(xml.load_string(entryOf(mart.folder() / "risk.xlsx",
                                            std::string("xl/worksheets/sheet") + sheet + ".xml")
                                        .c_str()));
        }
        pugi::xml_document strings;
        const std::string shared = entryOf(mart.folder() / "risk.xlsx", "xl/sharedStrings.xml");
        QVERIFY(strings.load_string(shared.c_str()));
        QVERIFY(isValidUtf8(shared));
    }

    void decisionsOfTheMonthAreCountedAndThoseTakenBackSaidSo() {
        ReportMart mart(7);
        const FixedClock inAugust(fromSeconds(1'534'000'000));
        const desk::Actor actor{"lin", inAugust};
        QVERIFY(desk::openRiskCases(mart.writer(), {.minimumProbability = 0}, actor));
        const auto queue = desk::readQueue(mart.writer(), {}, inAugust);
        QVERIFY(queue);
        QCOMPARE(queue->size(), std::size_t(7));
        const auto decide = [&](std::size_t place, desk::Verb verb, const char* reason) {
            desk::Decision decision;
            decision.caseId = (*queue)[place].caseId;
            decision.verb = verb;
            decision.reasonCode = reason;
            return desk::decide(mart.writer(), decision, actor);
        };
        QVERIFY(decide(0, desk::Verb::Refuse, "late_delivery"));
        QVERIFY(decide(1, desk::Verb::Refuse, "low_reviews"));
        QVERIFY(decide(2, desk::Verb::Approve, ""));
        QVERIFY(desk::undo(mart.writer(), actor)); // the approval …
        QVERIFY(desk::undo(mart.writer(), actor)); // … and a refusal
        QVERIFY(desk::redo(mart.writer(), actor)); // which is done again
        NoTaskContext context;
        desk::Decision many;
        many.verb = desk::Verb::Refuse;
        many.reasonCode = "late_delivery";
        const std::vector<std::string> three{(*queue)[3].caseId, (*queue)[4].caseId,
                                             (*queue)[5].caseId};
        const auto seen = desk::previewBulk(mart.writer(), three, many, 1, actor);
        QVERIFY(seen);
        QVERIFY(desk::decideBulk(mart.writer(), three, many, seen->fingerprint, actor, context));
        desk::Band band;
        band.kind = desk::kRiskKind;
        band.approveBelow = 1;
        band.auditShare = 0;
        band.learned = "{}";
        QVERIFY(desk::saveBand(mart.writer(), band, actor));
        QVERIFY(desk::switchBand(mart.writer(), desk::kRiskKind, "on", actor));
        QVERIFY(desk::runBands(mart.writer(), actor, context)); // approves the two that are open
        const auto file = mart.write("risk.html");
        QVERIFY(file);
        const std::string page = bytesOf(file->file);
        const auto row = [](const char* name, std::initializer_list<const char*> numbers) {
            std::string html = std::string("<td class=\"t\">") + name + "</td>";
            for (const char* number : numbers)
                html += std::string("<td class=\"n\">") + number + "</td>";
            return html + "</tr>";
        };
        const auto holds = [&](const std::string& text) {
            return page.find(text) != std::string::npos;
        };
        QVERIFY(holds(row("Refused", {"5", "0", "0"})));
        QVERIFY(holds(row("Approved", {"3", "2", "1"})));
        QVERIFY(holds(row("Late deliveries", {"4"})));
        QVERIFY(holds(row("Low reviews", {"1"})));
    }

    void aPageIsWholeInItself() {
        ReportMart mart;
        const auto file = mart.write("risk.html");
        QVERIFY(file);
        const std::string page = bytesOf(file->file);
        for (const char* elsewhere : {"http:", "https:", "src=", "@import", "url("})
            QVERIFY2(page.find(elsewhere) == std::string::npos, elsewhere);
        QVERIFY(page.find("<h1>商家风险月报</h1>") != std::string::npos);
        QVERIFY(page.find("关于本文件") != std::string::npos);
        QVERIFY(page.find("prefers-color-scheme:dark") != std::string::npos);
    }

    void thePdfGivesItsWordsBack() {
        const QString tool = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
        if (tool.isEmpty())
            QSKIP("pdftotext is not installed");
        ReportMart mart;
        const auto file = mart.write("risk.pdf");
        QVERIFY(file);
        QProcess process;
        process.start(tool, {QString::fromStdString(file->file.string()), QStringLiteral("-")});
        QVERIFY(process.waitForFinished());
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY2(text.contains(QStringLiteral("商家风险月报")), qPrintable(text.left(300)));
        QVERIFY(text.contains(QStringLiteral("关于本文件")));
        QVERIFY(text.contains(QStringLiteral("2018年8月")));
        QVERIFY(text.contains(QStringLiteral("R$60.00"))); // 10 + 20 + 30
    }

    void aFileThatCannotBeMadeLeavesTheOldOneAlone() {
        ReportMart mart;
        std::ofstream(mart.folder() / "kept.pdf") << "old";
        auto wrong = mart.request("kept.pdf");
        wrong.parameters["top"] = "none";
        QCOMPARE(codeOf(mart.write(wrong)), ErrorCode::Usage);
        NoTaskContext context;
        test::CancelAfter stopped(0);
        const auto cancelled = report::writeReport(mart.writer(), mart.request("kept.pdf"),
                                                   FixedClock(Instant{}), stopped);
        QCOMPARE(codeOf(cancelled), ErrorCode::Cancelled);
        QCOMPARE(bytesOf(mart.folder() / "kept.pdf"), std::string("old"));
        QVERIFY(!std::filesystem::exists(mart.folder() / "kept.pdf.partial"));
        QVERIFY(mart.write("kept.pdf"));
        QVERIFY(bytesOf(mart.folder() / "kept.pdf").starts_with("%PDF-"));
    }

    void whatIsNotKnownIsRefused() {
        ReportMart mart;
        const auto with = [&](const char* name, const char* value) {
            auto request = mart.request("x.csv");
            request.parameters[name] = value;
            return codeOf(mart.write(request));
        };
        QCOMPARE(with("colour", "red"), ErrorCode::Usage);
        QCOMPARE(with("month", "2018-13"), ErrorCode::Usage);
        QCOMPARE(with("month", "August"), ErrorCode::Usage);
        QCOMPARE(with("month", "1999-01"), ErrorCode::NotEnoughData);
        QCOMPARE(with("top", "0"), ErrorCode::Usage);
        QCOMPARE(with("outcome", "boredom"), ErrorCode::Usage);
        const auto odd = mart.write("x.docx");
        QCOMPARE(codeOf(odd), ErrorCode::Usage);
        QCOMPARE(odd.error().hint, std::string(".pdf .xlsx .csv .html"));
        QCOMPARE(codeOf(mart.write("nowhere/x.pdf")), ErrorCode::FileNotWritable);
        auto unknown = mart.request("x.pdf");
        unknown.recipe = "horoscope";
        QCOMPARE(codeOf(mart.write(unknown)), ErrorCode::NotFound);
    }

    void aMartWithoutOrdersHasNothingToReport() {
        test::TempMart empty;
        NoTaskContext context;
        report::ReportRequest request;
        request.recipe = "merchant-risk";
        request.out = empty.folder() / "x.pdf";
        const auto file =
            report::writeReport(empty.writer(), request, FixedClock(Instant{}), context);
        QCOMPARE(codeOf(file), ErrorCode::NotEnoughData);
    }

    void whatWasNotMadeYetIsSaid() {
        ReportMart mart;
        mart.writer().execute("DELETE FROM score; DELETE FROM score_run; DELETE FROM model");
        const auto file = mart.write("risk.html");
        QVERIFY(file);
        const std::string page = bytesOf(file->file);
        QVERIFY(page.find("No model was trained for this outcome yet.") != std::string::npos);
        QVERIFY(page.find("No merchants were scored yet.") != std::string::npos);
        QVERIFY(page.find("Merchants were not divided into kinds yet.") != std::string::npos);
        for (const char* other : {"risk.pdf", "risk.xlsx", "risk.csv"})
            QVERIFY2(mart.write(other), other);
    }

    void simulatedDataAreCalledSo() {
        ReportMart mart;
        QVERIFY(mart.write("real.html"));
        QVERIFY(bytesOf(mart.folder() / "real.html").find("class=\"notice\"") == std::string::npos);
        mart.writer().execute("UPDATE import_batch SET kind = 'simulate'");
        QVERIFY(mart.write("made.html"));
        QVERIFY(bytesOf(mart.folder() / "made.html").find("<p class=\"notice\">Simulated data") !=
                std::string::npos);
    }

private:
    static void endings() {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"pdf", "xlsx", "csv", "html"})
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }
};

QTEST_GUILESS_MAIN(TstReport)
#include "tst_report.moc"
