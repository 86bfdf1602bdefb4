#include "core/sources/value_repair.h"

#include "core/base/text.h"

#include <array>
#include <cstdio>

namespace mops::sources {
namespace {

constexpr std::array<std::string_view, 6> kWideBlanks{
    "\xE3\x80\x80", // ideographic space
    "\xC2\xA0",     // no-break space
    "\xE2\x80\xAF", // narrow no-break space
    "\xE2\x80\x8B", // zero-width space
    "\xEF\xBB\xBF", // byte-order mark inside a file
    "\xE2\x80\x87", // figure space
};
constexpr std::array<std::string_view, 4> kMoneyBefore{"\xC2\xA5", "\xEF\xBF\xA5", "RMB", "CNY"};
constexpr std::array<std::string_view, 3> kMoneyAfter{"\xE5\x85\x83", "RMB", "CNY"};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool stripMoneySign(std::string_view& text) {
    const auto before = text;
    for (const std::string_view sign : kMoneyBefore)
        if (text.starts_with(sign))
            text = trimAllBlanks(text.substr(sign.size()));
    for (const std::string_view sign : kMoneyAfter)
        if (text.ends_with(sign))
            text = trimAllBlanks(text.substr(0, text.size() - sign.size()));
    return text.size() != before.size();
}

/// Groups of three behind a first group of one to three, nothing else.
bool joinThousands(std::string_view text, char decimalMark, std::string& joined) {
    const char separator = decimalMark == ',' ? '.' : ',';
    const std::size_t mark = text.find(decimalMark);
    std::string_view whole = text.substr(0, mark);
    joined.clear();
    if (whole.starts_with('-')) {
        joined = "-";
        whole.remove_prefix(1);
    }
    std::size_t inGroup = 0;
    bool isFirst = true;
    for (const char c : whole) {
        if (c == separator) {
            if (inGroup == 0 || inGroup > 3 || (!isFirst && inGroup != 3))
                return false;
            isFirst = false;
            inGroup = 0;
            continue;
        }
        if (!isDigit(c))
            return false;
        joined += c;
        ++inGroup;
    }
    if (isFirst || inGroup != 3)
        return false;
    if (mark != std::string_view::npos)
        joined += text.substr(mark);
    return true;
}

/// Reads a number of `least` to `most` digits from the front.
std::optional<int> takeDigits(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t size = 0;
    int value = 0;
    while (size < text.size() && size < most && isDigit(text[size]))
        value = value * 10 + (text[size++] - '0');
    if (size < least)
        return std::nullopt;
    text.remove_prefix(size);
    return value;
}

bool take(std::string_view& text, std::string_view wanted) {
    if (!text.starts_with(wanted))
        return false;
    text.remove_prefix(wanted.size());
    return true;
}

/// "1/5", "01.05", "1月5日", "0105" behind the year.
bool takeMonthAndDay(std::string_view& text, int& month, int& day) {
    std::string_view after;
    std::size_t least = 1;
    std::string_view between;
    if (take(text, "\xE5\xB9\xB4")) { // 年
        between = "\xE6\x9C\x88";     // 月
        after = "\xE6\x97\xA5";       // 日
    } else if (take(text, "/")) {
        between = "/";
    } else if (take(text, ".")) {
        between = ".";
    } else if (take(text, "-")) {
        between = "-";
    } else {
        least = 2;
    }
    const auto readMonth = takeDigits(text, least, 2);
    if (!readMonth || (!between.empty() && !take(text, between)))
        return false;
    const auto readDay = takeDigits(text, least, 2);
    if (!readDay || (!after.empty() && !take(text, after)))
        return false;
    month = *readMonth;
    day = *readDay;
    return true;
}

bool takeTime(std::string_view& text, int& hour, int& minute, int& second) {
    const auto readHour = takeDigits(text, 1, 2);
    if (!readHour || !take(text, ":"))
        return false;
    const auto readMinute = takeDigits(text, 2, 2);
    if (!readMinute)
        return false;
    hour = *readHour;
    minute = *readMinute;
    if (take(text, ":")) {
        const auto readSecond = takeDigits(text, 2, 2);
        if (!readSecond)
            return false;
        second = *readSecond;
    }
    return true;
}

} // namespace

std::string_view trimAllBlanks(std::string_view text) {
    for (bool again = true; again;) {
        text = trim(text);
        again = false;
        for (const std::string_view blank : kWideBlanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
    return text;
}

bool foldFullWidth(std::string_view text, std::string& folded) {
    folded.clear();
    bool found = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        // U+FF01 … U+FF5E are EF BC 81 … EF BC BF, EF BD 80 … EF BD 9E.
        if (at + 2 < text.size() && text[at] == '\xEF' &&
            (text[at + 1] == '\xBC' || text[at + 1] == '\xBD')) {
            const int low = static_cast<unsigned char>(text[at + 2]) & 0x3F;
            const int code = (text[at + 1] == '\xBC' ? 0 : 0x40) + low;
            if (code >= 0x01 && code <= 0x5E) {
                folded += static_cast<char>(code + 0x20);
                at += 2;
                found = true;
                continue;
            }
        }
        folded += text[at];
    }
    return found;
}

std::string_view repairNumber(std::string_view text, char decimalMark, std::string& repaired) {
    std::string folded;
    const bool wide = foldFullWidth(trimAllBlanks(text), folded);
    std::string_view rest = trim(folded);
    const bool money = stripMoneySign(rest);
    std::string joined;
    const bool thousands = joinThousands(rest, decimalMark, joined);
    if (!wide && !money && !thousands)
        return {};
    repaired = thousands ? joined : std::string(rest);
    return thousands ? "thousands_separator" : money ? "currency_sign" : "full_width";
}

std::string_view repairInstant(std::string_view text, std::string& repaired) {
    std::string folded;
    const bool wide = foldFullWidth(trimAllBlanks(text), folded);
    std::string_view rest = trim(folded);
    const auto year = takeDigits(rest, 4, 4);
    int month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (!year || !takeMonthAndDay(rest, month, day))
        return {};
    bool withTime = false;
    if (!rest.empty()) {
        if (!take(rest, "T"))
            rest = trim(rest);
        if (!takeTime(rest, hour, minute, second) || !(rest.empty() || rest == "Z"))
            return {};
        withTime = true;
    }
    std::array<char, 64> buffer{};
    const int size =
        withTime ? std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d",
                                 *year, month, day, hour, minute, second)
                 : std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", *year, month, day);
    repaired.assign(buffer.data(), static_cast<std::size_t>(size));
    return wide ? "full_width" : "date_format";
}

} // namespace mops::sources
