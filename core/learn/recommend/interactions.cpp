#include "core/learn/recommend/interactions.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace mops::learn {
namespace {

/// A part below this many entries costs more to hand over than to do.
constexpr std::int64_t kLeastPartCost = 2048;

constexpr std::size_t kRowsBetweenQuestions = 4096;

bool isWeight(float weight) {
    return weight > 0 && std::isfinite(weight);
}

struct Entry {
    std::int32_t item = 0;
    float weight = 0;
};

Result<> checkTakings(std::int32_t users, std::int32_t items, std::span<const Taking> takings) {
    if (users < 0 || items < 0)
        return fail(ErrorCode::Usage, "users, items", "0 or more");
    for (const Taking& taking : takings) {
        if (taking.user < 0 || taking.user >= users || taking.item < 0 || taking.item >= items)
            return fail(ErrorCode::Usage,
                        "user " + std::to_string(taking.user) + ", item " +
                            std::to_string(taking.item),
                        std::to_string(users) + " users, " + std::to_string(items) + " items");
        if (!isWeight(taking.weight))
            return fail(ErrorCode::InvalidNumber, "weight of user " + std::to_string(taking.user) +
                                                      ", item " + std::to_string(taking.item));
    }
    return {};
}

/// Where each user's entries begin, and the entries in the order given.
std::pair<std::vector<std::size_t>, std::vector<Entry>> byUser(std::int32_t users,
                                                               std::span<const Taking> takings) {
    std::vector<std::size_t> begin(static_cast<std::size_t>(users) + 1, 0);
    for (const Taking& taking : takings)
        ++begin[static_cast<std::size_t>(taking.user) + 1];
    for (std::size_t u = 1; u < begin.size(); ++u)
        begin[u] += begin[u - 1];
    std::vector<Entry> entries(takings.size());
    std::vector<std::size_t> next = begin;
    for (const Taking& taking : takings)
        entries[next[static_cast<std::size_t>(taking.user)]++] = {taking.item, taking.weight};
    return {std::move(begin), std::move(entries)};
}

} // namespace

Result<> checkInteractions(const Interactions& in) {
    const auto entries = static_cast<std::int64_t>(in.item.size());
    if (in.items < 0 || in.rowBegin.empty() || in.rowBegin.front() != 0 ||
        in.rowBegin.back() != entries || in.weight.size() != in.item.size() ||
        !std::ranges::is_sorted(in.rowBegin))
        return fail(ErrorCode::Usage, "interactions");
    for (std::size_t u = 0; u + 1 < in.rowBegin.size(); ++u)
        for (std::int64_t e = in.rowBegin[u]; e < in.rowBegin[u + 1]; ++e) {
            const auto i = static_cast<std::size_t>(e);
            if (in.item[i] < 0 || in.item[i] >= in.items ||
                (e > in.rowBegin[u] && in.item[i] <= in.item[i - 1]))
                return fail(ErrorCode::Usage, "items of row " + std::to_string(u + 1),
                            "ascending, below " + std::to_string(in.items));
            if (!isWeight(in.weight[i]))
                return fail(ErrorCode::InvalidNumber, "weight in row " + std::to_string(u + 1));
        }
    return {};
}

Result<Interactions> makeInteractions(std::int32_t users, std::int32_t items,
                                      std::span<const Taking> takings, TaskContext& context) {
    if (const auto valid = checkTakings(users, items, takings); !valid)
        return failAs(valid);
    auto [begin, entries] = byUser(users, takings);
    Interactions result;
    result.items = items;
    result.rowBegin.assign(begin.size(), 0);
    result.item.reserve(entries.size());
    result.weight.reserve(entries.size());
    for (std::size_t u = 0; u + 1 < begin.size(); ++u) {
        if (u % kRowsBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        const std::span<Entry> row(entries.data() + begin[u], entries.data() + begin[u + 1]);
        std::ranges::stable_sort(row, {}, &Entry::item); // sums in the order given
        for (std::size_t k = 0; k < row.size(); ++k) {
            if (k == 0 || row[k].item != row[k - 1].item) {
                result.item.push_back(row[k].item);
                result.weight.push_back(row[k].weight);
                continue;
            }
            result.weight.back() += row[k].weight;
            if (!isWeight(result.weight.back()))
                return fail(ErrorCode::InvalidNumber, "sum of weights of user " +
                                                          std::to_string(u) + ", item " +
                                                          std::to_string(row[k].item));
        }
        result.rowBegin[u + 1] = static_cast<std::int64_t>(result.item.size());
    }
    return result;
}

Result<Interactions> makeInteractions(std::int32_t users, std::int32_t items,
                                      std::span<const Taking> takings) {
    NoTaskContext context;
    return makeInteractions(users, items, takings, context);
}

Result<Interactions> transposed(const Interactions& in, TaskContext& context) {
    Interactions result;
    result.items = in.users();
    result.rowBegin.assign(static_cast<std::size_t>(in.items) + 1, 0);
    for (const std::int32_t item : in.item)
        ++result.rowBegin[static_cast<std::size_t>(item) + 1];
    for (std::size_t i = 1; i < result.rowBegin.size(); ++i)
        result.rowBegin[i] += result.rowBegin[i - 1];
    result.item.resize(in.item.size());
    result.weight.resize(in.item.size());
    std::vector<std::int64_t> next = result.rowBegin;
    for (std::size_t u = 0; u + 1 < in.rowBegin.size(); ++u) {
        if (u % kRowsBetweenQuestions == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        for (std::int64_t at = in.rowBegin[u]; at < in.rowBegin[u + 1]; ++at) {
            const auto e = static_cast<std::size_t>(at);
            const auto slot =
                static_cast<std::size_t>(next[static_cast<std::size_t>(in.item[e])]++);
            result.item[slot] = static_cast<std::int32_t>(u);
            result.weight[slot] = in.weight[e];
        }
    }
    return result;
}

std::vector<std::size_t> cutRows(std::span<const std::int64_t> rowBegin, std::int64_t rowCost,
                                 std::size_t mostParts) {
    const std::size_t rows = rowBegin.size() - 1;
    const std::int64_t total = rowBegin.back() + rowCost * static_cast<std::int64_t>(rows);
    const std::int64_t parts =
        std::clamp<std::int64_t>(total / kLeastPartCost, 1, static_cast<std::int64_t>(mostParts));
    std::vector<std::size_t> begin{0};
    for (std::size_t row = 1; row < rows; ++row) {
        const std::int64_t before = rowBegin[row] + rowCost * static_cast<std::int64_t>(row);
        // Compared as whole numbers of parts: total · parts fits for 10^16 entries.
        if (before * parts >= total * static_cast<std::int64_t>(begin.size()))
            begin.push_back(row);
    }
    begin.push_back(rows);
    return begin;
}

} // namespace mops::learn
