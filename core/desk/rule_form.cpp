#include "core/desk/predicate_text.h"
#include "core/desk/rule_sentence.h"

#include <algorithm>
#include <array>

namespace mops::desk {
namespace {

struct Sign {
    Comparison comparison;
    std::string_view sign;
};
// The first of each comparison is the one that is written.
constexpr std::array<Sign, 8> kSigns{{{Comparison::Less, "<"},
                                      {Comparison::LessOrEqual, "<="},
                                      {Comparison::Greater, ">"},
                                      {Comparison::GreaterOrEqual, ">="},
                                      {Comparison::Equal, "="},
                                      {Comparison::Equal, "=="},
                                      {Comparison::NotEqual, "<>"},
                                      {Comparison::NotEqual, "!="}}};

/// Words that stand where a column could stand but mean something else.
constexpr std::array<std::string_view, 16> kKeywords{
    "and",  "or",   "not",  "is",  "null", "in",   "between", "case",
    "when", "then", "else", "end", "like", "glob", "cast",    "exists"};

bool isKeyword(std::string_view word) {
    return std::any_of(kKeywords.begin(), kKeywords.end(),
                       [&](std::string_view keyword) { return sameWord(keyword, word); });
}

/// A condition, or several parts joined by one word.
struct Node {
    bool isCondition = false;
    Condition condition;
    bool all = true;
    std::vector<Node> parts;
};

/// Reads brackets, AND and OR as SQL does: AND binds closer.
class Parser {
public:
    explicit Parser(const std::vector<Token>& tokens)
        : m_tokens(tokens) {}

    /// Meaningless when fits() says no.
    Node parse() {
        Node root = parseJoined(false);
        m_fits = m_fits && m_at == m_tokens.size();
        return root;
    }
    bool fits() const { return m_fits; }

private:
    static constexpr int kDeepest = 8;

    const Token* here() const { return m_at < m_tokens.size() ? &m_tokens[m_at] : nullptr; }

    bool takeWord(std::string_view word) {
        const Token* token = here();
        if (token == nullptr || token->type != Token::Type::Word || !sameWord(token->text, word))
            return false;
        ++m_at;
        return true;
    }

    Node giveUp() {
        m_fits = false;
        return {};
    }

    Node parseJoined(bool all) {
        Node joined;
        joined.all = all;
        do
            joined.parts.push_back(all ? parseOne() : parseJoined(true));
        while (m_fits && takeWord(all ? "AND" : "OR"));
        if (joined.parts.size() > 1)
            return joined;
        Node only = std::move(joined.parts.front());
        return only;
    }

    Node parseOne() {
        const Token* token = here();
        if (token == nullptr)
            return giveUp();
        if (token->type != Token::Type::Open)
            return parseCondition();
        if (++m_depth > kDeepest)
            return giveUp();
        ++m_at;
        Node inner = parseJoined(false);
        const Token* closing = here();
        if (!m_fits || closing == nullptr || closing->type != Token::Type::Close)
            return giveUp();
        ++m_at;
        --m_depth;
        return inner;
    }

    Node parseCondition() {
        const Token& name = m_tokens[m_at];
        if (name.type != Token::Type::Quoted &&
            (name.type != Token::Type::Word || isKeyword(name.text)))
            return giveUp();
        ++m_at;
        Node node;
        node.isCondition = true;
        node.condition.column = name.text;
        if (takeWord("IS")) {
            node.condition.comparison = takeWord("NOT") ? Comparison::Present : Comparison::Missing;
            return takeWord("NULL") ? node : giveUp();
        }
        const Token* sign = here();
        if (sign == nullptr || sign->type != Token::Type::Operator)
            return giveUp();
        const auto known = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& candidate) {
            return candidate.sign == sign->text;
        });
        if (known == kSigns.end())
            return giveUp();
        node.condition.comparison = known->comparison;
        ++m_at;
        return takeValue(node.condition) ? node : giveUp();
    }

    bool takeValue(Condition& condition) {
        const Token* token = here();
        if (token != nullptr && token->type == Token::Type::Operator &&
            (token->text == "-" || token->text == "+")) {
            condition.value = token->text == "-" ? "-" : "";
            ++m_at;
            token = here();
            if (token == nullptr || token->type != Token::Type::Number)
                return false;
        }
        if (token == nullptr ||
            (token->type != Token::Type::Number && token->type != Token::Type::Text))
            return false;
        condition.isText = token->type == Token::Type::Text;
        condition.value += token->text;
        ++m_at;
        return true;
    }

    const std::vector<Token>& m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
    bool m_fits = true;
};

bool isFlat(const Node& node) {
    return node.isCondition || std::all_of(node.parts.begin(), node.parts.end(),
                                           [](const Node& part) { return part.isCondition; });
}

/// Of a flat node.
ConditionGroup groupOf(const Node& node) {
    ConditionGroup group{node.all, {}};
    if (node.isCondition)
        group.conditions.push_back(node.condition);
    for (const Node& part : node.parts)
        group.conditions.push_back(part.condition);
    return group;
}

bool isNumber(std::string_view value) {
    if (value.starts_with('-'))
        value.remove_prefix(1);
    const auto tokens = tokensOf(value);
    return tokens && tokens->size() == 1 && tokens->front().type == Token::Type::Number &&
           tokens->front().text == value;
}

std::string inQuotes(std::string_view text, char quote) {
    std::string result(1, quote);
    for (const char c : text) {
        result += c;
        if (c == quote)
            result += c;
    }
    return result + quote;
}

std::string nameOf(const std::string& column) {
    const auto tokens = tokensOf(column);
    const bool plain = tokens && tokens->size() == 1 && tokens->front().type == Token::Type::Word &&
                       tokens->front().text == column && !isKeyword(column);
    return plain ? column : inQuotes(column, '"');
}

std::string predicateOfCondition(const Condition& condition) {
    const std::string name = nameOf(condition.column);
    if (condition.comparison == Comparison::Missing)
        return name + " IS NULL";
    if (condition.comparison == Comparison::Present)
        return name + " IS NOT NULL";
    const auto sign = std::find_if(kSigns.begin(), kSigns.end(), [&](const Sign& candidate) {
        return candidate.comparison == condition.comparison;
    });
    const bool asText = condition.isText || !isNumber(condition.value);
    return name + " " + std::string(sign->sign) + " " +
           (asText ? inQuotes(condition.value, '\'') : condition.value);
}

std::string joined(const std::vector<std::string>& parts, bool all) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : all ? " AND " : " OR ") + part;
    return text;
}

} // namespace

RuleForm normalised(RuleForm form) {
    std::erase_if(form.groups,
                  [](const ConditionGroup& group) { return group.conditions.empty(); });
    for (ConditionGroup& group : form.groups)
        group.all = group.all || group.conditions.size() == 1;
    const bool single =
        std::all_of(form.groups.begin(), form.groups.end(),
                    [](const ConditionGroup& group) { return group.conditions.size() == 1; });
    if (single && form.groups.size() > 1) {
        ConditionGroup together{form.all, {}};
        for (ConditionGroup& group : form.groups)
            together.conditions.push_back(std::move(group.conditions.front()));
        form.groups = {std::move(together)};
    }
    if (form.groups.size() <= 1)
        form.all = true;
    return form;
}

std::optional<RuleForm> parseForm(const std::string& predicate) {
    const auto tokens = checkedTokens(predicate);
    if (!tokens)
        return std::nullopt;
    Parser parser(*tokens);
    const Node root = parser.parse();
    if (!parser.fits())
        return std::nullopt;
    RuleForm form;
    if (isFlat(root)) {
        form.groups.push_back(groupOf(root));
        return normalised(std::move(form));
    }
    form.all = root.all;
    for (const Node& part : root.parts) {
        if (!isFlat(part))
            return std::nullopt;
        form.groups.push_back(groupOf(part));
    }
    return normalised(std::move(form));
}

std::string predicateOf(const RuleForm& form) {
    const RuleForm plain = normalised(form);
    std::vector<std::string> groups;
    for (const ConditionGroup& group : plain.groups) {
        std::vector<std::string> conditions;
        for (const Condition& condition : group.conditions)
            conditions.push_back(predicateOfCondition(condition));
        const std::string text = joined(conditions, group.all);
        const bool bare = plain.groups.size() == 1 || conditions.size() == 1;
        groups.push_back(bare ? text : "(" + text + ")");
    }
    return joined(groups, plain.all);
}

} // namespace mops::desk
