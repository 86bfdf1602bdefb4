#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace mops::world {

/// "M000123": a letter and a number with leading zeros, longer when the number is. No allocation.
class IdText {
public:
    IdText(char letter, int digits, std::int64_t number) {
        m_begin = m_bytes.size();
        for (int digit = 0; number > 0 || digit < digits; ++digit, number /= 10)
            m_bytes[--m_begin] = static_cast<char>('0' + number % 10);
        m_bytes[--m_begin] = letter;
    }
    operator std::string_view() const { // NOLINT(google-explicit-constructor): it is a text
        return {m_bytes.data() + m_begin, m_bytes.size() - m_begin};
    }

private:
    std::array<char, 24> m_bytes{};
    std::size_t m_begin = 0;
};

inline IdText merchantId(std::int64_t key) {
    return {'M', 6, key};
}
inline IdText productId(std::int64_t key) {
    return {'P', 7, key};
}
inline IdText buyerId(std::int64_t key) {
    return {'B', 8, key};
}
inline IdText orderId(std::int64_t key) {
    return {'O', 9, key};
}

} // namespace mops::world
