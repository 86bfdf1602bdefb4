#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mops::desk {

/// Finds many words in a text in one pass, however many they are (Aho & Corasick 1975, over
/// bytes; ASCII letters match in either case).
class WordFinder {
public:
    /// Returns the word's number: 0, 1, 2, … The empty word is never found.
    int add(std::string_view word);
    /// After the last add().
    void prepare();
    /// Calls `found(number, end)` for each word that ends before byte `end`, overlapping ones too.
    template <class Found>
    void find(std::string_view text, Found found) const {
        std::int32_t node = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            node = m_nodes[static_cast<std::size_t>(node)].next[lower(text[at])];
            for (std::int32_t hit = node; hit > 0;
                 hit = m_nodes[static_cast<std::size_t>(hit)].nextWord) {
                if (const int word = m_nodes[static_cast<std::size_t>(hit)].word; word >= 0)
                    found(word, at + 1);
            }
        }
    }

private:
    struct Node {
        std::array<std::int32_t, 256> next{}; ///< 0 = the root
        std::int32_t fail = 0;
        std::int32_t nextWord = 0; ///< the longest proper suffix that ends a word; 0 = none
        int word = -1;
    };
    static std::uint8_t lower(char c) {
        return static_cast<std::uint8_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    std::vector<Node> m_nodes = std::vector<Node>(1);
    int m_words = 0;
};

} // namespace mops::desk
