#include "core/base/task_context.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/merchant_index.h"

#include <QtTest>

using namespace mops;
using namespace mops::ui;

namespace {

std::shared_ptr<const mart::MerchantTable> merchants() {
    auto table = std::make_shared<mart::MerchantTable>();
    const auto add = [&](const char* id, const char* name) {
        table->merchantKey.push_back(static_cast<std::int64_t>(table->merchantKey.size()));
        table->idBegin.push_back(static_cast<std::uint32_t>(table->ids.size()));
        table->nameBegin.push_back(static_cast<std::uint32_t>(table->names.size()));
        for (const char* c = id; *c != '\0'; ++c)
            table->ids.push_back(*c);
        for (const char* c = name; *c != '\0'; ++c)
            table->names.push_back(*c);
    };
    add("M1", "星辰旗舰店");
    add("M22", "Blue Shop");
    add("M3", "东莞星辰箱包");
    table->idBegin.push_back(static_cast<std::uint32_t>(table->ids.size()));
    table->nameBegin.push_back(static_cast<std::uint32_t>(table->names.size()));
    return table;
}

QStringList found(const char* words) {
    NoTaskContext task;
    QStringList ids;
    for (const auto& match : MerchantIndex::build(merchants(), task)->find(words, 10))
        ids << QString::fromStdString(match.id);
    return ids;
}

} // namespace

class TestMerchantIndex : public QObject {
    Q_OBJECT

private slots:
    void findsByIdNamePinyinAndInitials_data() {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QStringList>("ids");
        QTest::newRow("id") << QByteArray("m22") << QStringList{QStringLiteral("M22")};
        QTest::newRow("name, case ignored")
            << QByteArray("BLUE") << QStringList{QStringLiteral("M22")};
        QTest::newRow("Chinese: beginning first")
            << QByteArray("星辰") << QStringList{QStringLiteral("M1"), QStringLiteral("M3")};
        QTest::newRow("full pinyin")
            << QByteArray("xingchenqi") << QStringList{QStringLiteral("M1")};
        QTest::newRow("initials") << QByteArray("xcqjd") << QStringList{QStringLiteral("M1")};
        QTest::newRow("nobody") << QByteArray("zzz") << QStringList{};
        QTest::newRow("nothing asked") << QByteArray(" ") << QStringList{};
    }
    void findsByIdNamePinyinAndInitials() {
        QFETCH(QByteArray, words);
        QFETCH(QStringList, ids);
        QCOMPARE(found(words.constData()), ids);
    }

    void entriesThatBeginWithTheWordsComeFirst() {
        const QVector<PaletteEntry> entries{{QStringLiteral("Open risk"), {}, {}, {}},
                                            {QStringLiteral("Risk"), {}, {}, {}},
                                            {QStringLiteral("Data"), {}, {}, {}}};
        const auto matches = matchEntries(entries, QStringLiteral("ris"));
        QCOMPARE(matches.size(), 2);
        QCOMPARE(matches[0].title, QStringLiteral("Risk"));
    }
};

QTEST_APPLESS_MAIN(TestMerchantIndex)
#include "tst_merchant_index.moc"
