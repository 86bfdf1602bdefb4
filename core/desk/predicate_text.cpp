#include "core/desk/predicate_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace mops::desk {
namespace {

constexpr std::size_t kLongest = 8'000;

/// Words that open a query inside the condition, end it, or reach for something outside.
constexpr std::array<std::string_view, 20> kRefusedWords{
    "select", "values", "with",   "from",   "union",  "except",   "intersect",
    "order",  "group",  "having", "limit",  "window", "over",     "filter",
    "pragma", "attach", "match",  "regexp", "raise",  "returning"};

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

Failure refused(std::string what, std::size_t at) {
    return fail(ErrorCode::SqlRefused, std::move(what) + " @" + std::to_string(at + 1),
                kExampleCondition);
}

class Reader {
public:
    explicit Reader(std::string_view text)
        : m_text(text) {}

    Result<std::vector<Token>> read() {
        while (m_at < m_text.size()) {
            if (const auto done = readOne(); !done)
                return failAs(done);
        }
        if (!m_open.empty())
            return refused("(", m_open.back());
        return std::move(m_tokens);
    }

private:
    char here(std::size_t ahead = 0) const {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    void add(Token::Type type, std::string text, std::size_t begin) {
        m_tokens.push_back({type, std::move(text), begin});
    }

    Result<> readOne() {
        const std::size_t begin = m_at;
        const char c = here();
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            ++m_at;
            return {};
        }
        if (c == '-' && here(1) == '-') {
            const auto end = m_text.find('\n', m_at);
            m_at = end == std::string_view::npos ? m_text.size() : end;
            return {};
        }
        if (c == '/' && here(1) == '*') {
            const auto end = m_text.find("*/", m_at + 2);
            if (end == std::string_view::npos)
                return refused("/*", begin);
            m_at = end + 2;
            return {};
        }
        if (c == '\'' || c == '"' || c == '`' || c == '[')
            return readQuoted(c);
        if (isDigit(c) || (c == '.' && isDigit(here(1))))
            return readNumber();
        if (isLetter(c)) {
            while (isLetter(here()) || isDigit(here()) || here() == '$')
                ++m_at;
            add(Token::Type::Word, std::string(m_text.substr(begin, m_at - begin)), begin);
            return {};
        }
        return readSign();
    }

    Result<> readQuoted(char opening) {
        const std::size_t begin = m_at++;
        const char closing = opening == '[' ? ']' : opening;
        std::string value;
        for (;; ++m_at) {
            if (m_at >= m_text.size())
                return refused(std::string(1, opening), begin);
            if (here() != closing) {
                value += here();
                continue;
            }
            if (closing == ']' || here(1) != closing)
                break;
            value += closing; // doubled = one of them
            ++m_at;
        }
        ++m_at;
        add(opening == '\'' ? Token::Type::Text : Token::Type::Quoted, std::move(value), begin);
        return {};
    }

    Result<> readNumber() {
        const std::size_t begin = m_at;
        while (isDigit(here()) || here() == '.')
            ++m_at;
        if ((here() == 'e' || here() == 'E') &&
            (isDigit(here(1)) || ((here(1) == '+' || here(1) == '-') && isDigit(here(2))))) {
            m_at += 2;
            while (isDigit(here()))
                ++m_at;
        }
        if (isLetter(here()))
            return refused(std::string(m_text.substr(begin, m_at - begin + 1)), begin);
        add(Token::Type::Number, std::string(m_text.substr(begin, m_at - begin)), begin);
        return {};
    }

    Result<> readSign() {
        static constexpr std::array<std::string_view, 6> kTwo{"<=", ">=", "<>", "!=", "==", "||"};
        const std::size_t begin = m_at;
        const std::string_view two = m_text.substr(m_at, 2);
        if (std::find(kTwo.begin(), kTwo.end(), two) != kTwo.end()) {
            m_at += 2;
            add(Token::Type::Operator, std::string(two), begin);
            return {};
        }
        const char c = here();
        ++m_at;
        if (c == '(') {
            m_open.push_back(begin);
            add(Token::Type::Open, "(", begin);
        } else if (c == ')') {
            if (m_open.empty())
                return refused(")", begin);
            m_open.pop_back();
            add(Token::Type::Close, ")", begin);
        } else if (c == ',') {
            add(Token::Type::Comma, ",", begin);
        } else if (std::string_view("<>=+-*/%.").find(c) != std::string_view::npos) {
            add(Token::Type::Operator, std::string(1, c), begin);
        } else {
            return refused(c == '\0' ? "\\0" : std::string(1, c), begin);
        }
        return {};
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<std::size_t> m_open; ///< brackets that are not closed yet
    std::vector<Token> m_tokens;
};

} // namespace

bool sameWord(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

Result<std::vector<Token>> tokensOf(std::string_view predicate) {
    return Reader(predicate).read();
}

Result<std::vector<Token>> checkedTokens(std::string_view predicate) {
    if (predicate.size() > kLongest)
        return fail(ErrorCode::SqlRefused, std::to_string(predicate.size()) + " bytes",
                    "≤ " + std::to_string(kLongest));
    if (!isValidUtf8(predicate))
        return fail(ErrorCode::SqlRefused, "UTF-8", kExampleCondition);
    auto tokens = tokensOf(predicate);
    if (!tokens)
        return tokens;
    if (tokens->empty())
        return fail(ErrorCode::SqlRefused, "\"\"", kExampleCondition);
    for (const Token& token : *tokens) {
        const bool isRefused =
            token.type == Token::Type::Word &&
            std::any_of(kRefusedWords.begin(), kRefusedWords.end(),
                        [&](std::string_view word) { return sameWord(word, token.text); });
        if (isRefused)
            return refused(token.text, token.at);
    }
    return tokens;
}

} // namespace mops::desk
