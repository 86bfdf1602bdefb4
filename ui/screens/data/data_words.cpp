#include "ui/screens/data/data_words.h"

#include "ui/text/quarantine_text.h"
#include "ui/util/format.h"

#include <algorithm>
#include <array>
#include <QCoreApplication>
#include <QStringList>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace mops::ui::data_words {
namespace {

using Word = std::pair<std::string_view, const char*>;

constexpr std::array<Word, 11> kTargets{{
    {"category", QT_TRANSLATE_NOOP("Data", "Categories")},
    {"merchant", QT_TRANSLATE_NOOP("Data", "Merchants")},
    {"buyer", QT_TRANSLATE_NOOP("Data", "Buyers")},
    {"buyer_alias", QT_TRANSLATE_NOOP("Data", "Buyers' other ids")},
    {"product", QT_TRANSLATE_NOOP("Data", "Products")},
    {"order", QT_TRANSLATE_NOOP("Data", "Orders")},
    {"item", QT_TRANSLATE_NOOP("Data", "Order items")},
    {"payment", QT_TRANSLATE_NOOP("Data", "Payments")},
    {"review", QT_TRANSLATE_NOOP("Data", "Reviews")},
    {"zip_point", QT_TRANSLATE_NOOP("Data", "Places")},
    {"application", QT_TRANSLATE_NOOP("Data", "Applications")},
}};
constexpr std::array<Word, 3> kKinds{{
    {"import", QT_TRANSLATE_NOOP("Data", "Import")},
    {"retake", QT_TRANSLATE_NOOP("Data", "Taken again")},
    {"simulate", QT_TRANSLATE_NOOP("Data", "Simulated")},
}};

template <std::size_t N>
QString wordOf(const std::array<Word, N>& words, const std::string& code) {
    for (const auto& [known, text] : words)
        if (known == code)
            return say(text);
    return format::text(code);
}

} // namespace

QString say(const char* text) {
    return QCoreApplication::translate("Data", text);
}

QString target(const std::string& code) {
    return wordOf(kTargets, code);
}

QString batchKind(const std::string& code) {
    return wordOf(kKinds, code);
}

QString reason(const std::string& code) {
    return code == "refused_before" ? QCoreApplication::translate(
                                          "Data", "It waits in quarantine since an earlier import")
                                    : text::quarantineReason(code);
}

QString reasons(const sources::FileReport& file) {
    std::vector<std::pair<std::string, std::int64_t>> counts(file.quarantined.begin(),
                                                             file.quarantined.end());
    std::stable_sort(counts.begin(), counts.end(), [](const auto& left, const auto& right) {
        return left.second > right.second;
    });
    QStringList parts;
    for (const auto& [code, rows] : counts)
        parts << u"%1 × %2"_s.arg(format::integer(rows), reason(code));
    return parts.join(u"; "_s);
}

QString repairs(const sources::FileReport& file) {
    QStringList parts;
    for (const auto& [code, values] : file.repaired)
        parts << u"%1 × %2"_s.arg(format::integer(values), text::repairName(code));
    return parts.join(u"; "_s);
}

QString summary(const std::vector<sources::FileReport>& files) {
    std::int64_t read = 0;
    std::int64_t taken = 0;
    std::int64_t duplicate = 0;
    std::int64_t quarantined = 0;
    for (const sources::FileReport& file : files) {
        read += file.read;
        taken += file.taken;
        duplicate += file.duplicate;
        quarantined += file.quarantinedRows();
    }
    return QCoreApplication::translate("Data",
                                       "%1 rows read = %2 taken + %3 duplicate + %4 quarantined")
        .arg(format::integer(read), format::integer(taken), format::integer(duplicate),
             format::integer(quarantined));
}

} // namespace mops::ui::data_words
