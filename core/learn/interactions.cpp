#include "core/learn/interactions.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

namespace mops::learn {
namespace {

/// A part below this many entries costs more to hand over than to do.
constexpr std::int64_t kLeastPartCost = 2048;

constexpr std::size_t kRowsBetweenQuestions = 4096;

bool isWeight(float weight) {
    return weight > 0 && std::isfinite(weight);
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
                                      std::vector<Taking> takings) {
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
    std::ranges::stable_sort(takings, {},
                             [](const Taking& t) { return std::pair(t.user, t.item); });
    Interactions result;
    result.items = items;
    result.rowBegin.assign(static_cast<std::size_t>(users) + 1, 0);
    result.item.reserve(takings.size());
    result.weight.reserve(takings.size());
    for (std::size_t t = 0; t < takings.size(); ++t) {
        const Taking& taking = takings[t];
        if (t > 0 && takings[t - 1].user == taking.user && takings[t - 1].item == taking.item) {
            result.weight.back() += taking.weight;
            if (!isWeight(result.weight.back()))
                return fail(ErrorCode::InvalidNumber, "sum of weights of user " +
                                                          std::to_string(taking.user) + ", item " +
                                                          std::to_string(taking.item));
            continue;
        }
        result.item.push_back(taking.item);
        result.weight.push_back(taking.weight);
        ++result.rowBegin[static_cast<std::size_t>(taking.user) + 1];
    }
    for (std::size_t u = 0; u < static_cast<std::size_t>(users); ++u)
        result.rowBegin[u + 1] += result.rowBegin[u];
    return result;
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
