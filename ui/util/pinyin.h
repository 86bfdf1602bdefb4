#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mops::ui {

/// Chinese text in Latin letters, for finding by typing. Belongs to one thread; remembers
/// characters, so that a million names cost a few thousand transliterations.
class Pinyin {
public:
    Pinyin();
    ~Pinyin();
    Pinyin(const Pinyin&) = delete;
    Pinyin& operator=(const Pinyin&) = delete;

    struct Reading {
        std::string full;     ///< "xingchenqijiandian"
        std::string initials; ///< "xcqjd"
    };
    /// Other scripts pass through in lower case; blanks are dropped.
    Reading read(std::string_view utf8);

private:
    struct Impl;
    const std::string& syllable(char32_t character);

    std::unique_ptr<Impl> m_impl;
    std::unordered_map<char32_t, std::string> m_known;
};

} // namespace mops::ui
