#include "core/desk/kinds/word_finder.h"

#include <deque>

namespace mops::desk {

int WordFinder::add(std::string_view word) {
    const int number = m_words++;
    if (word.empty())
        return number;
    std::size_t node = 0;
    for (const char c : word) {
        std::int32_t next = m_nodes[node].next[lower(c)];
        if (next == 0) {
            next = static_cast<std::int32_t>(m_nodes.size());
            m_nodes[node].next[lower(c)] = next;
            m_nodes.emplace_back();
        }
        node = static_cast<std::size_t>(next);
    }
    if (m_nodes[node].word < 0)
        m_nodes[node].word = number;
    return number;
}

void WordFinder::prepare() {
    std::deque<std::size_t> waiting;
    for (const std::int32_t child : m_nodes[0].next)
        if (child != 0)
            waiting.push_back(static_cast<std::size_t>(child));
    while (!waiting.empty()) {
        const std::size_t at = waiting.front();
        waiting.pop_front();
        Node& node = m_nodes[at];
        const Node& fail = m_nodes[static_cast<std::size_t>(node.fail)];
        node.nextWord = fail.word >= 0 ? node.fail : fail.nextWord;
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::int32_t other = fail.next[byte];
            if (node.next[byte] == 0) {
                node.next[byte] = other;
            } else {
                m_nodes[static_cast<std::size_t>(node.next[byte])].fail = other;
                waiting.push_back(static_cast<std::size_t>(node.next[byte]));
            }
        }
    }
}

} // namespace mops::desk
