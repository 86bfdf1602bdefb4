#include "core/desk/views.h"

#include "tests/support/desk_dump.h"
#include "tests/support/temp_mart.h"

#include <QtTest>

using namespace mops;

class TstViews : public QObject {
    Q_OBJECT

private slots:
    void aSavedViewIsReadBack() {
        test::TempMart mart;
        const auto receipt = desk::saveView(mart.writer(), view("今日到期"), wang());
        QVERIFY(receipt);
        QCOMPARE(receipt->kind, std::string("view.save"));
        const auto views = *desk::readViews(mart.writer(), "risk", "wang");
        QCOMPARE(views.size(), 1U);
        QCOMPARE(views[0].viewId, receipt->subject);
        QCOMPARE(views[0].name, std::string("今日到期"));
        QCOMPARE(views[0].owner, std::string("wang"));
        QCOMPARE(views[0].definition, std::string(R"({"kind":"merchant-risk"})"));
        QVERIFY(!views[0].dueAt);
    }
    void othersSeeOnlySharedViews() {
        test::TempMart mart;
        auto mine = saved(mart, "mine");
        QCOMPARE(desk::readViews(mart.writer(), "risk", "li")->size(), 0U);
        mine.shared = true;
        QVERIFY(desk::saveView(mart.writer(), mine, wang()));
        QCOMPARE(desk::readViews(mart.writer(), "risk", "li")->size(), 1U);
        QCOMPARE(desk::readViews(mart.writer(), "review", "li")->size(), 0U);
    }
    void renamingSharingDeadlineAndRemovingAreUndoneOneByOne() {
        test::TempMart mart;
        std::vector<std::string> dumps{test::deskDump(mart.writer())};
        auto one = saved(mart, "a");
        dumps.push_back(test::deskDump(mart.writer()));
        one.name = "b";
        change(mart, one, dumps);
        one.shared = true;
        change(mart, one, dumps);
        one.dueAt = 1'600'000'000;
        change(mart, one, dumps);
        QVERIFY(desk::removeView(mart.writer(), one.viewId, wang()));
        dumps.push_back(test::deskDump(mart.writer()));
        for (std::size_t k = dumps.size() - 1; k-- > 0;) {
            const auto undone = desk::undo(mart.writer(), wang());
            QVERIFY(undone);
            QCOMPARE(undone->subject, one.viewId);
            QCOMPARE(test::deskDump(mart.writer()), dumps[k]);
        }
        for (std::size_t k = 1; k < dumps.size(); ++k) {
            QVERIFY(desk::redo(mart.writer(), wang()));
            QCOMPARE(test::deskDump(mart.writer()), dumps[k]);
        }
        NoTaskContext context;
        QVERIFY(desk::verifyState(mart.writer(), context)->ok);
    }
    void savingWithoutAChangeIsNoOperation() {
        test::TempMart mart;
        const auto one = saved(mart, "a");
        const auto again = desk::saveView(mart.writer(), one, wang());
        QVERIFY(again);
        QCOMPARE(again->operationId, 0);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM operation"), 1);
    }
    void whatCannotBeSavedIsRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("definition");
        QTest::addColumn<int>("code");
        const int usage = static_cast<int>(ErrorCode::Usage);
        QTest::newRow("no name") << " "
                                 << "{}" << usage;
        QTest::newRow("long name") << QString(101, QLatin1Char('x')) << "{}" << usage;
        QTest::newRow("no JSON") << "b"
                                 << "{" << usage;
        QTest::newRow("no object") << "b"
                                   << "[1]" << usage;
        QTest::newRow("the name of another") << "a"
                                             << "{}" << static_cast<int>(ErrorCode::Conflict);
    }
    void whatCannotBeSavedIsRefused() {
        QFETCH(QString, name);
        QFETCH(QString, definition);
        QFETCH(int, code);
        test::TempMart mart;
        saved(mart, "a");
        auto bad = view(name.toStdString());
        bad.definition = definition.toStdString();
        const auto refused = desk::saveView(mart.writer(), bad, wang());
        QVERIFY(!refused);
        QCOMPARE(static_cast<int>(refused.error().code), code);
    }
    void viewsOfOthersAreNotTouched() {
        test::TempMart mart;
        auto one = saved(mart, "a");
        const desk::Actor li{"li", m_clock};
        one.name = "mine now";
        QCOMPARE(desk::saveView(mart.writer(), one, li).error().code, ErrorCode::Conflict);
        one.owner = "li";
        QCOMPARE(desk::saveView(mart.writer(), one, li).error().code, ErrorCode::Conflict);
        QCOMPARE(desk::removeView(mart.writer(), one.viewId, li).error().code, ErrorCode::Conflict);
        QCOMPARE(desk::removeView(mart.writer(), "view-99", li).error().code, ErrorCode::NotFound);
    }

private:
    desk::Actor wang() const { return {"wang", m_clock}; }
    static desk::SavedView view(const std::string& name) {
        desk::SavedView one;
        one.place = "risk";
        one.name = name;
        one.definition = R"({"kind":"merchant-risk"})";
        return one;
    }
    desk::SavedView saved(test::TempMart& mart, const std::string& name) {
        auto one = view(name);
        one.viewId = desk::saveView(mart.writer(), one, wang())->subject;
        one.owner = "wang";
        return one;
    }
    void change(test::TempMart& mart, const desk::SavedView& one, std::vector<std::string>& dumps) {
        const auto receipt = desk::saveView(mart.writer(), one, wang());
        QVERIFY(receipt);
        QCOMPARE(receipt->subject, one.viewId);
        dumps.push_back(test::deskDump(mart.writer()));
    }

    FixedClock m_clock{fromSeconds(1'536'000'000)};
};

QTEST_APPLESS_MAIN(TstViews)
#include "tst_views.moc"
