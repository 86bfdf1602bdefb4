#include "ui/text/quarantine_text.h"

#include <array>
#include <QCoreApplication>
#include <string_view>
#include <utility>

namespace mops::text {
namespace {

constexpr std::array<std::pair<std::string_view, const char*>, 15> kReasons{{
    {"missing_value", QT_TRANSLATE_NOOP("Quarantine", "A value that is needed is missing")},
    {"bad_number", QT_TRANSLATE_NOOP("Quarantine", "This is not a number")},
    {"bad_boolean", QT_TRANSLATE_NOOP("Quarantine", "This is neither yes nor no")},
    {"bad_instant", QT_TRANSLATE_NOOP("Quarantine", "This is not a date or time")},
    {"out_of_range", QT_TRANSLATE_NOOP("Quarantine", "The value is outside the allowed range")},
    {"not_allowed_value",
     QT_TRANSLATE_NOOP("Quarantine", "The value is not one of the allowed ones")},
    {"broken_reference",
     QT_TRANSLATE_NOOP("Quarantine", "It points to a row that is not in the mart")},
    {"duplicate_key",
     QT_TRANSLATE_NOOP("Quarantine",
                       "Another row of the file has the same key and says something else")},
    {"too_few_fields", QT_TRANSLATE_NOOP("Quarantine", "The row has fewer fields than the header")},
    {"too_many_fields", QT_TRANSLATE_NOOP("Quarantine", "The row has more fields than the header")},
    {"field_too_large", QT_TRANSLATE_NOOP("Quarantine", "A field is too long")},
    {"nul_byte", QT_TRANSLATE_NOOP("Quarantine", "The row holds a NUL byte")},
    {"bad_encoding",
     QT_TRANSLATE_NOOP("Quarantine",
                       "The row holds bytes that do not fit the encoding of the file")},
    {"unterminated_quote", QT_TRANSLATE_NOOP("Quarantine", "A quote is opened and never closed")},
    {"stray_quote", QT_TRANSLATE_NOOP("Quarantine", "There is text after a closing quote")},
}};

constexpr std::array<std::pair<std::string_view, const char*>, 5> kRepairs{{
    {"spaces", QT_TRANSLATE_NOOP("Repair", "Blanks around it")},
    {"full_width", QT_TRANSLATE_NOOP("Repair", "Full-width characters")},
    {"thousands_separator", QT_TRANSLATE_NOOP("Repair", "Separators between thousands")},
    {"currency_sign", QT_TRANSLATE_NOOP("Repair", "Currency sign")},
    {"date_format", QT_TRANSLATE_NOOP("Repair", "Another way to write a date")},
}};

} // namespace

QString quarantineReason(const std::string& reason) {
    for (const auto& [code, text] : kReasons)
        if (code == reason)
            return QCoreApplication::translate("Quarantine", text);
    return QString::fromStdString(reason);
}

QString repairName(const std::string& code) {
    for (const auto& [known, text] : kRepairs)
        if (code == known)
            return QCoreApplication::translate("Repair", text);
    return QString::fromStdString(code);
}

} // namespace mops::text
