// Dates of sources are missing, or lie in the year 1, or after all the others: a case that rests on
// them is opened, shown and decided all the same.
#include "core/desk/case_kind.h"
#include "core/desk/timeline.h"
#include "core/world/simulate.h"
#include "tests/support/temp_mart.h"

#include <memory>
#include <QtTest>

using namespace mops;
using namespace mops::desk;

namespace {

const FixedClock kClock(Instant{Day{std::chrono::year{2026} / 7 / 1}});

/// Dates that a source may lack.
constexpr const char* kOptional[] = {
    "UPDATE fact_order SET approved_at = $, shipped_at = $, delivered_at = $, promised_at = $",
    "UPDATE fact_review SET created_at = $, answered_at = $",
    "UPDATE dim_merchant SET registered_at = $",
    "UPDATE fact_application_detail SET founded_at = $",
    "UPDATE fact_document SET issued_at = $, expires_at = $",
};
/// Dates that every row has.
constexpr const char* kRequired[] = {
    "UPDATE fact_application SET applied_at = $",
    "UPDATE dim_listing SET listed_at = $",
    "UPDATE fact_listing_change SET changed_at = $",
    "UPDATE fact_after_sale SET opened_at = $",
};

} // namespace

class TstBadDates : public QObject {
    Q_OBJECT

private slots:
    void init() {
        world::WorldParams params;
        params.merchants = 200;
        params.days = 90;
        params.seed = 5;
        NoTaskContext context;
        m_mart = std::make_unique<test::TempMart>();
        QVERIFY(world::simulate(mart(), params, kClock, context));
    }

    void aCaseWithDatesThatMakeNoSenseIsDecided_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("date");
        for (const char* kind : {"application", "listing", "listing-change", "after-sale"}) {
            for (const auto& [name, date] :
                 {std::pair("missing", "NULL"), std::pair("1970", "0"),
                  std::pair("year 1", "-62135596800"), std::pair("year 9999", "253402300799")})
                QTest::addRow("%s, %s", kind, name) << kind << date;
        }
    }
    void aCaseWithDatesThatMakeNoSenseIsDecided() {
        QFETCH(QString, kind);
        QFETCH(QString, date);
        for (const char* update : kOptional)
            setDates(update, date);
        if (date != QStringLiteral("NULL"))
            for (const char* update : kRequired)
                setDates(update, date);
        NoTaskContext context;
        OpenKindParams params;
        params.most = 20;
        const Actor wang{"wang", kClock};
        const auto opened = openCases(mart(), kind.toStdString(), params, wang, context);
        QVERIFY2(opened, opened ? "" : opened.error().detail.c_str());
        QVERIFY(opened->opened > 0);
        const auto queue = readQueue(mart(), {}, kClock);
        QVERIFY(queue);
        for (const Case& item : *queue) {
            QVERIFY(findCaseKind(item.kind)->facts(mart(), item));
            QVERIFY(readTimeline(mart(), item.caseId, 100));
            Decision decision;
            decision.caseId = item.caseId;
            decision.verb = Verb::Refuse;
            decision.reasonCode = reasonCodes(item.kind).front().code;
            const auto receipt = decide(mart(), decision, wang);
            QVERIFY2(receipt, receipt ? "" : receipt.error().detail.c_str());
        }
        QVERIFY(verifyState(mart(), context)->ok);
    }

private:
    void setDates(const char* update, const QString& date) {
        mart().execute(QString::fromLatin1(update).replace(u'$', date).toStdString());
    }
    db::Database& mart() { return m_mart->writer(); }

    std::unique_ptr<test::TempMart> m_mart;
};

QTEST_APPLESS_MAIN(TstBadDates)
#include "tst_bad_dates.moc"
