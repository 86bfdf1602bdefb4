#include "core/sources/name_index.h"

#include <map>
#include <QtTest>
#include <string>

using namespace mops::sources;

class TstNameIndex : public QObject {
    Q_OBJECT

private slots:
    void aNameKeepsTheNumberItGotFirst() {
        NameIndex index;
        QCOMPARE(index.add("b"), 0);
        QCOMPARE(index.add("a"), 1);
        QCOMPARE(index.add("b"), 0);
        QCOMPARE(index.size(), 2);
        QCOMPARE(index.name(1), std::string_view("a"));
        QCOMPARE(index.find("a"), 1);
        QVERIFY(!index.find("c"));
        QVERIFY(!NameIndex().find("a"));
    }
    void manyNamesStayApart() {
        NameIndex index;
        std::map<std::string, std::int32_t> expected;
        for (int k = 0; k < 20'000; ++k) {
            const std::string name = std::to_string(k * 7919 % 30'011);
            const auto number = index.add(name);
            QCOMPARE(expected.emplace(name, *number).first->second, *number);
        }
        QCOMPARE(static_cast<std::size_t>(index.size()), expected.size());
        for (const auto& [name, number] : expected)
            QCOMPARE(index.name(number), std::string_view(name));
    }
    void anEmptyNameAndNulBytesAreNames() {
        NameIndex index;
        index.add("");
        index.add(std::string_view("a\0b", 3));
        QCOMPARE(index.find(""), 0);
        QCOMPARE(index.find(std::string_view("a\0b", 3)), 1);
        QVERIFY(!index.find("a"));
    }
    void sortingRenumbersByBytes() {
        NameIndex index;
        for (const char* name : {"pear", "apple", "Äpfel", "10", "9"})
            index.add(name);
        QCOMPARE(index.sort(), (std::vector<std::int32_t>{3, 2, 4, 0, 1}));
        QCOMPARE(index.name(0), std::string_view("10"));
        QCOMPARE(index.find("pear"), 3);
        QCOMPARE(index.add("pear"), 3);
        QCOMPARE(index.add("new"), 5);
    }
};

QTEST_APPLESS_MAIN(TstNameIndex)
#include "tst_name_index.moc"
