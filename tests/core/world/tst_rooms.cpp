#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/world/simulate.h"
#include "tests/support/fake_context.h"
#include "tests/support/temp_mart.h"

#include <memory>
#include <QtTest>

using namespace mops;

namespace {

const FixedClock kClock(Instant{Day{std::chrono::year{2026} / 7 / 1}});

struct Rooms {
    explicit Rooms(const char* locale)
        : truthFile(mart.folder() / "truth.db") {
        world::WorldParams params;
        params.merchants = 500;
        params.days = 360;
        params.seed = 11;
        params.threads = 2;
        params.locale = locale;
        params.truthFile = truthFile;
        NoTaskContext context;
        const auto report = world::simulate(mart.writer(), params, kClock, context);
        made = report.has_value();
        db::Statement attach(mart.writer(), "ATTACH ? AS truth");
        attach.run(truthFile.string());
    }
    std::int64_t count(const std::string& from) {
        return mart.writer().integer("SELECT count(*) FROM " + from);
    }
    test::TempMart mart;
    std::filesystem::path truthFile;
    bool made = false;
};

} // namespace

class TstRooms : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_zh = std::make_unique<Rooms>("zh");
        m_en = std::make_unique<Rooms>("en");
        QVERIFY(m_zh->made && m_en->made);
    }

    void everyRoomHasItsRows_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("least");
        const auto row = [](const char* name, const char* from, int least) {
            QTest::newRow(name) << QString::fromLatin1(from) << least;
        };
        row("listings", "dim_listing", 2'000);
        row("waiting listings", "dim_listing WHERE status = 'pending'", 30);
        row("changes", "fact_listing_change", 300);
        row("waiting changes", "fact_listing_change WHERE status = 'pending'", 20);
        row("applications with facts", "fact_application_detail", 500);
        row("waiting applications", "fact_application WHERE outcome = 'open'", 20);
        row("documents", "fact_document", 1'500);
        row("tickets", "fact_ticket", 300);
        row("open tickets", "fact_ticket WHERE status = 'open'", 5);
        row("messages", "fact_message", 600);
        row("tickets about an order", "fact_ticket WHERE order_key IS NOT NULL", 150);
        row("articles in Chinese", "dim_article WHERE language = 'zh'", 30);
        row("articles in English", "dim_article WHERE language = 'en'", 30);
        row("campaigns", "dim_campaign", 10);
        row("treated buyers", "fact_exposure WHERE arm = 'treated'", 3'000);
        row("buyers held out", "fact_exposure WHERE arm = 'held_out'", 300);
        row("days of advertising", "fact_ad_spend", 100);
        row("violating listings", "truth.listing_truth WHERE clause IS NOT NULL", 60);
        row("look-alikes among listings", "truth.listing_truth WHERE clause IS NULL", 100);
        row("violating changes", "truth.change_truth WHERE clause IS NOT NULL", 40);
        row("fraud", "truth.application_truth WHERE fraud IS NOT NULL", 30);
        row("look-alikes among applicants", "truth.application_truth WHERE fraud IS NULL", 60);
    }
    void everyRoomHasItsRows() {
        QFETCH(QString, from);
        QFETCH(int, least);
        const std::int64_t rows = m_zh->count(from.toStdString());
        QVERIFY2(rows >= least, std::to_string(rows).c_str());
    }

    void whatMustNotHappenDoesNotHappen_data() {
        QTest::addColumn<QString>("from");
        const auto row = [](const char* name, const char* from) {
            QTest::newRow(name) << QString::fromLatin1(from);
        };
        row("a broken reference", "pragma_foreign_key_check");
        row("a change that changes nothing",
            "fact_listing_change WHERE value_before = value_after");
        row("a change before its listing was decided",
            "fact_listing_change c JOIN dim_listing l USING (listing_key) "
            "WHERE c.changed_at <= l.decided_at OR l.decided_at IS NULL");
        row("a change decided before it was made",
            "fact_listing_change WHERE decided_at < changed_at");
        row("a waiting listing that was decided",
            "dim_listing WHERE (status = 'pending') <> (decided_at IS NULL)");
        row("a listing decided before it was written", "dim_listing WHERE decided_at < listed_at");
        row("a listing before its merchant joined",
            "dim_listing l JOIN dim_merchant m USING (merchant_key) "
            "WHERE l.listed_at < m.registered_at");
        row("anything after the last second",
            "(SELECT listed_at AS at FROM dim_listing UNION ALL SELECT decided_at FROM dim_listing "
            "UNION ALL SELECT changed_at FROM fact_listing_change UNION ALL SELECT decided_at FROM "
            "fact_listing_change UNION ALL SELECT applied_at FROM fact_application UNION ALL "
            "SELECT decided_at FROM fact_application) WHERE at >= unixepoch('2026-07-01')");
        row("an application without facts",
            "fact_application LEFT JOIN fact_application_detail d USING (application_key) "
            "WHERE d.application_key IS NULL");
        row("an application without a licence",
            "fact_application a WHERE NOT EXISTS (SELECT 1 FROM fact_document d WHERE "
            "d.application_key = a.application_key AND kind = 'business_licence')");
        row("a paper that ends before it begins", "fact_document WHERE expires_at <= issued_at");
        row("a violation without a clause",
            "truth.listing_truth WHERE manner <> 'lookalike' AND clause IS NULL");
        row("a truth about an unknown listing",
            "truth.listing_truth WHERE listing_id NOT IN (SELECT listing_id FROM dim_listing)");
        row("a truth about an unknown change", "truth.change_truth WHERE change_id NOT IN "
                                               "(SELECT change_id FROM fact_listing_change)");
        row("a truth about an unknown application",
            "truth.application_truth WHERE application_id NOT IN "
            "(SELECT application_id FROM fact_application)");
        row("a buyer held out and yet shown the campaign",
            "fact_exposure WHERE (arm = 'held_out') <> (shown_at IS NULL)");
        row("a campaign that overspends",
            "(SELECT sum(spend_minor) AS spent, budget_minor FROM fact_ad_spend JOIN dim_campaign "
            "USING (campaign_key) GROUP BY campaign_key) WHERE spent > budget_minor");
        row("a ticket about somebody else's order",
            "fact_ticket t WHERE order_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fact_item i "
            "WHERE i.order_key = t.order_key AND i.merchant_key = t.merchant_key)");
        row("a ticket before its order",
            "fact_ticket t JOIN fact_order o USING (order_key) WHERE t.opened_at < o.ordered_at");
        row("a ticket without a message",
            "fact_ticket WHERE ticket_key NOT IN (SELECT ticket_key FROM fact_message)");
        row("messages in the wrong order",
            "fact_message a JOIN fact_message b ON b.ticket_key = a.ticket_key AND b.message_no = "
            "a.message_no + 1 WHERE b.at < a.at");
        row("an answered ticket without an answer",
            "fact_ticket t WHERE status <> 'open' AND NOT EXISTS (SELECT 1 FROM fact_message x "
            "WHERE x.ticket_key = t.ticket_key AND author = 'agent')");
        row("a slot left open",
            "fact_message WHERE instr(text, '{') > 0 OR instr(text, char(1)) > 0");
        row("a ticket without a topic that articles know",
            "fact_ticket WHERE ticket_id NOT IN (SELECT ticket_id FROM truth.ticket_truth WHERE "
            "topic IN (SELECT topic FROM dim_article))");
        row("an article in one language only",
            "(SELECT count(*) AS languages FROM dim_article GROUP BY article_id) WHERE languages "
            "<> 2");
        row("a campaign without its uplift",
            "dim_campaign WHERE campaign_id NOT IN (SELECT campaign_id FROM truth.campaign_truth)");
        row("a table of the truth in the mart", "main.sqlite_schema WHERE name LIKE '%truth%'");
    }
    void whatMustNotHappenDoesNotHappen() {
        QFETCH(QString, from);
        QCOMPARE(m_zh->count(from.toStdString()), 0);
    }

    void everyClauseIsBrokenInEveryManner() {
        QCOMPARE(m_zh->count("(SELECT DISTINCT clause, manner FROM truth.listing_truth "
                             "WHERE clause IS NOT NULL)"),
                 8 * 3);
    }

    void changesSwapWhatIsSold() {
        QVERIFY(m_zh->count("truth.change_truth JOIN fact_listing_change USING (change_id) "
                            "WHERE clause = 'swapped' AND field = 'title'") > 0);
    }

    void pendingChangesStartFromWhatTheListingIs() {
        QCOMPARE(m_zh->count("fact_listing_change c JOIN dim_listing l USING (listing_key) WHERE "
                             "c.status = 'pending' AND c.field = 'title' AND c.value_before <> "
                             "l.title"),
                 0);
        QCOMPARE(m_zh->count("fact_listing_change c JOIN dim_listing l USING (listing_key) WHERE "
                             "c.status = 'pending' AND c.field = 'price' AND "
                             "CAST(c.value_before AS INTEGER) <> l.price_minor"),
                 0);
    }

    void gangsShareMoreThanOthers() {
        const auto sharing = [&](const char* condition) {
            db::Statement row(m_zh->mart.writer(),
                              std::string("SELECT avg(EXISTS (SELECT 1 FROM "
                                          "fact_application_detail o WHERE o.device_hash = "
                                          "d.device_hash AND o.application_key <> "
                                          "d.application_key)) FROM fact_application_detail d "
                                          "JOIN fact_application a USING (application_key) LEFT "
                                          "JOIN truth.application_truth t USING (application_id) "
                                          "WHERE ") +
                                  condition);
            row.step();
            return row.real(0);
        };
        QVERIFY(sharing("t.fraud = 'gang'") > 0.3);
        QVERIFY(sharing("t.lookalike = 'agency'") > 0.3); // and yet honest
        QVERIFY(sharing("t.fraud IS NULL AND t.lookalike IS NULL") < 0.01);
    }

    /// The plainest rule that a person would write: the topic whose subject word is in the text.
    void oneWordDoesNotTellATicketsTopic() {
        db::Statement row(
            m_zh->mart.writer(),
            "SELECT avg(t.topic = CASE WHEN x LIKE '%保证金%' OR x LIKE '%押金%' THEN 'deposit' "
            "WHEN x LIKE '%退%' THEN 'refund' WHEN x LIKE '%发货%' THEN 'delivery' WHEN x LIKE "
            "'%快递%' OR x LIKE '%运费%' THEN 'logistics' WHEN x LIKE '%票%' THEN 'invoice' WHEN x "
            "LIKE '%活动%' OR x LIKE '%券%' THEN 'campaign' WHEN x LIKE '%审核%' THEN 'listing' "
            "WHEN x LIKE '%提现%' OR x LIKE '%货款%' THEN 'payout' WHEN x LIKE '%评%' THEN "
            "'rating' WHEN x LIKE '%登录%' OR x LIKE '%法人%' THEN 'account' WHEN x LIKE '%入驻%' "
            "THEN 'onboarding' ELSE 'brushing' END) FROM (SELECT ticket_id, subject || ' ' || text "
            "AS x FROM fact_ticket JOIN fact_message USING (ticket_key) WHERE message_no = 1) JOIN "
            "truth.ticket_truth t USING (ticket_id)");
        QVERIFY(row.step());
        qInfo("share of topics that key words tell: %.2f", row.real(0));
        QVERIFY(row.real(0) > 0.3 && row.real(0) < 0.8);
    }

    void textsAreValidUtf8() {
        for (Rooms* rooms : {m_zh.get(), m_en.get()}) {
            db::Statement row(rooms->mart.writer(), kTexts);
            while (row.step())
                QVERIFY2(isValidUtf8(row.text(0)), std::string(row.text(0)).c_str());
        }
    }

    void theEnglishWorldHasNoChineseCharacters() {
        db::Statement row(m_en->mart.writer(), kTexts);
        while (row.step()) {
            const std::string text(row.text(0));
            const bool ascii = std::all_of(text.begin(), text.end(),
                                           [](char c) { return static_cast<signed char>(c) > 0; });
            QVERIFY2(ascii, text.c_str());
        }
    }

private:
    static constexpr const char* kTexts =
        "SELECT title FROM dim_listing UNION ALL SELECT description FROM dim_listing UNION ALL "
        "SELECT coalesce(brand, '') FROM dim_listing UNION ALL SELECT value_after FROM "
        "fact_listing_change UNION ALL SELECT company_name || legal_person || address FROM "
        "fact_application_detail UNION ALL SELECT number || holder FROM fact_document UNION ALL "
        "SELECT subject FROM fact_ticket UNION ALL SELECT text FROM fact_message UNION ALL SELECT "
        "name FROM dim_campaign UNION ALL SELECT title || body FROM dim_article WHERE language = "
        "'en'";
    std::unique_ptr<Rooms> m_zh;
    std::unique_ptr<Rooms> m_en;
};

QTEST_APPLESS_MAIN(TstRooms)
#include "tst_rooms.moc"
