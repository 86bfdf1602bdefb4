#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mops {

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool isValidUtf8(std::string_view text) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const auto isTail = [&](std::size_t k) { return k < text.size() && (byte(k) & 0xC0) == 0x80; };
    for (std::size_t k = 0; k < text.size();) {
        const unsigned char lead = byte(k);
        if (lead < 0x80) {
            k += 1;
        } else if (lead >= 0xC2 && lead <= 0xDF) {
            if (!isTail(k + 1))
                return false;
            k += 2;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            if (!isTail(k + 1) || !isTail(k + 2))
                return false;
            if ((lead == 0xE0 && byte(k + 1) < 0xA0) || (lead == 0xED && byte(k + 1) > 0x9F))
                return false;
            k += 3;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            if (!isTail(k + 1) || !isTail(k + 2) || !isTail(k + 3))
                return false;
            if ((lead == 0xF0 && byte(k + 1) < 0x90) || (lead == 0xF4 && byte(k + 1) > 0x8F))
                return false;
            k += 4;
        } else {
            return false;
        }
    }
    return true;
}

std::string asciiLower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::optional<std::int64_t> parseInteger(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || status != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<double> parseDouble(std::string_view text) {
    double value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || status != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string formatDouble(double value) {
    std::array<char, 64> buffer{};
    const auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return std::string(buffer.data(), end);
}

std::string formatFixed(double value, int decimals) {
    if (!std::isfinite(value))
        return formatDouble(value);
    std::array<char, 512> buffer{};
    const auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                             std::chars_format::fixed, decimals);
    return std::string(buffer.data(), end);
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto value = static_cast<unsigned char>(c);
        text.push_back(digits[value >> 4]);
        text.push_back(digits[value & 15]);
    }
    return text;
}

} // namespace mops
