#include "core/learn/retrieval/tokens.h"

#include <array>
#include <utility>

namespace mops::learn {
namespace {

/// U+00C0 … U+017F without accent; blank = no letter. Æ, ß, Œ, ĳ, þ are handled apart.
constexpr std::string_view kLatin = "aaaaaa-ceeeeiiiidnooooo ouuuuy--"  // C0 … DF
                                    "aaaaaa-ceeeeiiiidnooooo ouuuuy-y"  // E0 … FF
                                    "aaaaaaccccccccddddeeeeeeeeeegggg"  // 100 … 11F
                                    "gggghhhhiiiiiiiiii--jjkkklllllll"  // 120 … 13F
                                    "lllnnnnnnnnnoooooo--rrrrrrssssss"  // 140 … 15F
                                    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs"; // 160 … 17F
static_assert(kLatin.size() == 0x180 - 0xC0);

std::string_view ligature(char32_t c) {
    switch (c) {
    case 0xC6:
    case 0xE6: return "ae";
    case 0xDE:
    case 0xFE: return "th";
    case 0xDF: return "ss";
    case 0x132:
    case 0x133: return "ij";
    case 0x152:
    case 0x153: return "oe";
    default: return {};
    }
}

bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

/// Written without blanks between words.
bool isUnspaced(char32_t c) {
    return within(c, 0x3400, 0x4DBF) || within(c, 0x4E00, 0x9FFF) || within(c, 0xF900, 0xFAFF) ||
           within(c, 0x20000, 0x3FFFF) || c == 0x3005 || c == 0x3007 || within(c, 0x3041, 0x3096) ||
           within(c, 0x30A1, 0x30FA) || c == 0x30FC || within(c, 0xAC00, 0xD7A3);
}

/// As if it were not there.
bool isIgnored(char32_t c) {
    return c == 0xAD || c == 0xFEFF || within(c, 0x200C, 0x200F) || c == 0x2060 ||
           within(c, 0x300, 0x36F) || within(c, 0xFE00, 0xFE0F);
}

/// Letters beyond Latin that are kept as they are once in lower case.
bool isOtherLetter(char32_t c) {
    return within(c, 0x180, 0x2AF) || within(c, 0x370, 0x373) || within(c, 0x376, 0x37D) ||
           within(c, 0x386, 0x3FF) || within(c, 0x400, 0x52F) || within(c, 0x531, 0x587) ||
           within(c, 0x5D0, 0x5EA) || within(c, 0x620, 0x64A) || within(c, 0x660, 0x669) ||
           within(c, 0x900, 0xDFF) || within(c, 0xE01, 0xE4E) || within(c, 0xE50, 0xE59) ||
           within(c, 0x1E00, 0x1FFF);
}

char32_t lowered(char32_t c) {
    if (within(c, 0x391, 0x3A9) || within(c, 0x410, 0x42F))
        return c + 0x20;
    if (within(c, 0x400, 0x40F))
        return c + 0x50;
    return c;
}

/// One character from UTF-8 and its length in bytes; an invalid byte is U+FFFD.
std::pair<char32_t, std::size_t> decode(std::string_view text, std::size_t at) {
    constexpr std::pair<char32_t, std::size_t> kInvalid{0xFFFD, 1};
    const auto byte = [&](std::size_t k) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[at + k]));
    };
    const char32_t lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length)
        return kInvalid;
    char32_t c = lead & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) {
        if ((byte(k) & 0xC0) != 0x80)
            return kInvalid;
        c = (c << 6) | (byte(k) & 0x3F);
    }
    constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
    if (c < kLeast[length] || c > 0x10FFFF || within(c, 0xD800, 0xDFFF))
        return kInvalid;
    return {c, length};
}

void append(std::string& to, char32_t c) {
    const auto tail = [&](int shift) { to += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        to += static_cast<char>(c);
    } else if (c < 0x800) {
        to += static_cast<char>(0xC0 | (c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        to += static_cast<char>(0xE0 | (c >> 12));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0 | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// The normal form of a letter or digit; empty for anything else.
std::string wordPart(char32_t c) {
    std::string part;
    if (within(c, 'A', 'Z'))
        part += static_cast<char>(c - 'A' + 'a');
    else if (within(c, 'a', 'z') || within(c, '0', '9'))
        part += static_cast<char>(c);
    else if (c == 0xAA || c == 0xBA)
        part += c == 0xAA ? 'a' : 'o'; // ordinal signs: 1ª, 2º
    else if (within(c, 0xC0, 0x17F) && !ligature(c).empty())
        part += ligature(c);
    else if (within(c, 0xC0, 0x17F) && kLatin[c - 0xC0] != ' ')
        part += kLatin[c - 0xC0];
    else if (isOtherLetter(c))
        append(part, lowered(c));
    return part;
}

/// Collects tokens while characters come in.
class Tokenizer {
public:
    explicit Tokenizer(const TokenParams& params)
        : m_params(params) {}

    void take(char32_t c) {
        if (within(c, 0xFF01, 0xFF5E))
            c -= 0xFEE0; // full width
        if (isIgnored(c))
            return;
        if (isUnspaced(c)) {
            endWord();
            takeUnspaced(c);
            return;
        }
        endRun();
        const std::string part = wordPart(c);
        if (part.empty())
            endWord();
        else if (m_word.size() + part.size() <= kLongestToken)
            m_word += part;
    }

    std::vector<std::string> finish() {
        endWord();
        endRun();
        return std::move(m_tokens);
    }

private:
    void takeUnspaced(char32_t c) {
        std::string character;
        append(character, c);
        if (m_run > 0)
            m_tokens.push_back(m_previous + character);
        if (m_params.singleCharacters)
            m_tokens.push_back(character);
        m_previous = std::move(character);
        ++m_run;
    }
    void endWord() {
        if (!m_word.empty())
            m_tokens.push_back(std::exchange(m_word, {}));
    }
    void endRun() {
        if (m_run == 1 && !m_params.singleCharacters)
            m_tokens.push_back(m_previous);
        m_run = 0;
    }

    TokenParams m_params;
    std::vector<std::string> m_tokens;
    std::string m_word;
    std::string m_previous; ///< last character of the run
    std::size_t m_run = 0;
};

} // namespace

std::vector<std::string> tokens(std::string_view text, const TokenParams& params) {
    Tokenizer tokenizer(params);
    for (std::size_t at = 0; at < text.size();) {
        const auto [c, length] = decode(text, at);
        tokenizer.take(c);
        at += length;
    }
    return tokenizer.finish();
}

std::uint32_t Vocabulary::add(std::string_view token) {
    if (const auto known = m_numbers.find(token); known != m_numbers.end())
        return known->second;
    const auto number = static_cast<std::uint32_t>(m_numbers.size());
    m_numbers.emplace(token, number);
    return number;
}

std::optional<std::uint32_t> Vocabulary::find(std::string_view token) const {
    const auto known = m_numbers.find(token);
    if (known == m_numbers.end())
        return std::nullopt;
    return known->second;
}

} // namespace mops::learn
