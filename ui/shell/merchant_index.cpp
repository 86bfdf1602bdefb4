#include "ui/shell/merchant_index.h"

#include "core/base/text.h"
#include "ui/util/pinyin.h"

#include <algorithm>

namespace mops::ui {
namespace {

constexpr char kField = '\x1f';
constexpr std::size_t kRowsBetweenQuestions = 4096;

std::string folded(std::string_view words) {
    std::string text;
    for (const char c : asciiLower(trim(words)))
        if (c != ' ')
            text += c;
    return text;
}

} // namespace

std::shared_ptr<const MerchantIndex> MerchantIndex::build(
    std::shared_ptr<const mart::MerchantTable> table, TaskContext& task) {
    auto index = std::make_shared<MerchantIndex>();
    Pinyin pinyin;
    index->m_begin.reserve(table->rows() + 1);
    for (std::size_t row = 0; row < table->rows(); ++row) {
        if (row % kRowsBetweenQuestions == 0 && task.cancelled())
            return nullptr;
        index->m_begin.push_back(index->m_keys.size());
        const Pinyin::Reading reading = pinyin.read(table->name(row));
        std::string& keys = index->m_keys;
        keys += kField;
        keys += asciiLower(table->id(row));
        keys += kField;
        keys += folded(table->name(row));
        keys += kField;
        keys += reading.full;
        keys += kField;
        keys += reading.initials;
    }
    index->m_begin.push_back(index->m_keys.size());
    index->m_table = std::move(table);
    return index;
}

std::vector<MerchantIndex::Match> MerchantIndex::find(std::string_view words,
                                                      std::size_t most) const {
    const std::string wanted = folded(words);
    if (wanted.empty())
        return {};
    std::vector<std::uint32_t> beginning;
    std::vector<std::uint32_t> holding;
    // One scan over one text: the row of a hit is found by its place.
    for (std::size_t at = m_keys.find(wanted); at != std::string::npos && beginning.size() < most;) {
        const auto next = std::upper_bound(m_begin.begin(), m_begin.end(), at);
        const auto row = static_cast<std::uint32_t>(next - m_begin.begin() - 1);
        const std::string_view keys(m_keys.data() + m_begin[row], *next - m_begin[row]);
        if (keys.find(kField + wanted) != std::string_view::npos)
            beginning.push_back(row);
        else if (holding.size() < most)
            holding.push_back(row);
        at = m_keys.find(wanted, *next);
    }
    beginning.insert(beginning.end(), holding.begin(), holding.end());
    std::vector<Match> matches;
    for (const std::uint32_t row : beginning) {
        if (matches.size() == most)
            break;
        matches.push_back({std::string(m_table->id(row)), std::string(m_table->name(row)), row});
    }
    return matches;
}

} // namespace mops::ui
