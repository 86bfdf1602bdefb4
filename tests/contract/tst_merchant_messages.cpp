#include "core/desk/case_kind.h"
#include "ui/text/merchant_message.h"

#include <QtTest>

using namespace mops;
using desk::Verb;

namespace {

constexpr std::int64_t kNow = 1'535'846'400; ///< 2018-09-02

desk::Case caseOf(const std::string& kind) {
    desk::Case item;
    item.caseId = "case-1";
    item.kind = kind;
    item.subjectId = "S1";
    item.merchantId = kind == "ring" || kind == "application" ? "" : "m1";
    item.merchantName = item.merchantId.empty() ? "" : "SHOPNAME";
    item.title = "TITLE";
    return item;
}

QString draft(const desk::Case& item, Verb verb, const std::string& reason, const char* language,
              bool many = false) {
    return text::merchantMessage(item, verb, reason, {language, kNow, many});
}

} // namespace

/// Walks all kinds of case and all their reasons: what a merchant is told is there, in both
/// languages, and says what the merchant needs.
class TstMerchantMessages : public QObject {
    Q_OBJECT

private slots:
    void everyReasonHasADraftInBothLanguages_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("reason");
        for (const desk::CaseKind& kind : desk::caseKinds())
            for (const desk::ReasonCode& reason : kind.reasons)
                if (std::string_view(reason.code) != "other")
                    QTest::addRow("%s %s", kind.name, reason.code)
                        << QString::fromUtf8(kind.name) << QString::fromUtf8(reason.code);
    }
    void everyReasonHasADraftInBothLanguages() {
        QFETCH(QString, kind);
        QFETCH(QString, reason);
        const desk::Case item = caseOf(kind.toStdString());
        const QString english = draft(item, Verb::Refuse, reason.toStdString(), "en");
        const QString chinese = draft(item, Verb::Refuse, reason.toStdString(), "zh");
        for (const QString& words : {english, chinese}) {
            QVERIFY2(words.contains(QStringLiteral("2018-09-09")), "until when to object");
            QVERIFY2(words.contains(QStringLiteral("case-1")), "which case");
            QVERIFY2(!words.contains(QLatin1Char('%') + QString::number(1)), qPrintable(words));
            QVERIFY(words.count(QStringLiteral("\n\n")) >= 3);
        }
        QVERIFY(english.startsWith(QStringLiteral("Hello")));
        QVERIFY(chinese.startsWith(QStringLiteral("您好")));
        static const QRegularExpression latin(QStringLiteral("[a-z]{4,} [a-z]{3,}"));
        QVERIFY2(!chinese.contains(latin), qPrintable(chinese));
    }
    void everyKindAsksInBothLanguages_data() {
        QTest::addColumn<QString>("kind");
        for (const desk::CaseKind& kind : desk::caseKinds())
            QTest::newRow(kind.name) << QString::fromUtf8(kind.name);
    }
    void everyKindAsksInBothLanguages() {
        QFETCH(QString, kind);
        QVERIFY(*desk::findCaseKind(kind.toStdString())->askMerchant != '\0');
        const desk::Case item = caseOf(kind.toStdString());
        for (const char* language : {"en", "zh"})
            QVERIFY(draft(item, Verb::Ask, "", language).contains(QStringLiteral("2018-09-09")));
        QVERIFY(draft(item, Verb::Ask, "", "zh").startsWith(QStringLiteral("您好")));
    }
    void oneTextForManyNamesNobody_data() { everyKindAsksInBothLanguages_data(); }
    void oneTextForManyNamesNobody() {
        QFETCH(QString, kind);
        const desk::Case item = caseOf(kind.toStdString());
        const char* code = desk::reasonCodes(item.kind)[0].code;
        for (const QString& words : {draft(item, Verb::Refuse, code, "en", true),
                                     draft(item, Verb::Ask, "", "zh", true)}) {
            QVERIFY(!words.isEmpty());
            for (const char* name : {"SHOPNAME", "TITLE", "S1", "case-1"})
                QVERIFY2(!words.contains(QLatin1String(name)), qPrintable(words));
        }
    }
    void nothingIsDraftedWhereOnlyTheReviewerKnows() {
        const desk::Case item = caseOf("merchant-risk");
        QVERIFY(draft(item, Verb::Refuse, "other", "en").isEmpty());
        QVERIFY(draft(item, Verb::Refuse, "", "en").isEmpty());
        QVERIFY(draft(item, Verb::Approve, "", "en").isEmpty());
    }
    void membersOfARingAreNotToldOfEachOther() {
        desk::Case item = caseOf("ring");
        item.title = "Shop A +4";
        QVERIFY(!draft(item, Verb::Refuse, "brushing", "en").contains(QStringLiteral("Shop A")));
    }
    void theAutomationSaysThatItDecidedWhateverTheReason() {
        for (const desk::CaseKind& kind : desk::caseKinds())
            for (const desk::ReasonCode& reason : kind.reasons) {
                const std::string english =
                    text::bandMessages("en", kNow).text(kind.name, reason.code);
                QVERIFY(english.find("An automatic check decided this.") != std::string::npos);
                QVERIFY(english.find("2018-09-") != std::string::npos); // until when to object
                QVERIFY2(english.find("%1") == std::string::npos, english.c_str());
                const std::string chinese =
                    text::bandMessages("zh", kNow).text(kind.name, reason.code);
                QVERIFY(chinese.find("由系统自动") != std::string::npos);
                QVERIFY(chinese.find("automatic") == std::string::npos);
            }
    }
    void aCorrectionNamesTheDayOfTheMessage() {
        for (const char* language : {"en", "zh"})
            QVERIFY(text::correctionText()(language, kNow).find("2018-09-02") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TstMerchantMessages)
#include "tst_merchant_messages.moc"
