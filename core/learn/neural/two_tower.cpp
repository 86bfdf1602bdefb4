#include "core/learn/neural/two_tower.h"

#include "core/learn/kernels/dense_layers.h"
#include "core/learn/kernels/sampled_softmax.h"
#include "core/learn/parallel.h"
#include "core/learn/recommend/top_list.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kSliceRows = 64;
constexpr std::size_t kUsersAPart = 16;
constexpr std::int32_t kNobody = -1;

Result<> checkFeatures(MatrixView x) {
    for (std::size_t r = 0; r < x.rows; ++r)
        for (const double value : x.row(r))
            if (!(std::abs(value) <= TwoTower::kLargestFeature))
                return fail(ErrorCode::InvalidNumber, "row " + std::to_string(r + 1));
    return {};
}

} // namespace

Result<> TwoTowerParams::validate() const {
    const auto within = [](const char* name, int value, int least, int most) -> Result<> {
        if (value < least || value > most)
            return fail(ErrorCode::Usage, name + ("=" + std::to_string(value)),
                        std::to_string(least) + " … " + std::to_string(most));
        return {};
    };
    if (const auto valid = within("dim", dimension, 1, 512); !valid)
        return valid;
    if (const auto valid = within("hidden", hidden, 0, 4096); !valid)
        return valid;
    if (!(temperature > 0 && temperature <= 10))
        return fail(ErrorCode::Usage, "temperature", "above 0, at most 10");
    if (const auto valid = within("epochs", epochs, 0, 100'000); !valid)
        return valid;
    if (const auto valid = within("minibatch", minibatch, 8, 4096); !valid)
        return valid;
    if (!(holdOut >= 0 && holdOut <= 0.5))
        return fail(ErrorCode::Usage, "hold_out", "0 … 0.5");
    if (const auto valid = within("patience", patience, 1, 100'000); !valid)
        return valid;
    if (const auto valid = within("history", history, 1, 100'000); !valid)
        return valid;
    if (const auto valid = adam.validate(); !valid)
        return valid;
    return checkThreads(threads);
}

std::span<const float> TwoTower::itemVector(std::int32_t item) const {
    return {m_vectors.data() + static_cast<std::size_t>(item) * m_width, m_width};
}

// [mean of the items' embeddings | mean of their features | the user's features], each padded.
std::size_t TwoTower::describeUser(std::span<const std::int32_t> history, std::int32_t except,
                                   const float* features, float* to) const {
    const std::size_t itemWidth = kernels::paddedFloats(m_itemColumns);
    const std::size_t used = kernels::meanOfRows(m_embeddings.data(), m_width, history.data(),
                                                 history.size(), except, to);
    kernels::meanOfRows(m_itemFeatures.data(), itemWidth, history.data(), history.size(), except,
                        to + m_width);
    std::copy_n(features, kernels::paddedFloats(m_userColumns), to + m_width + itemWidth);
    return used;
}

void TwoTower::describeItem(std::int32_t item, float* to) const {
    const auto i = static_cast<std::size_t>(item);
    const std::size_t itemWidth = kernels::paddedFloats(m_itemColumns);
    std::copy_n(m_embeddings.data() + i * m_width, m_width, to);
    std::copy_n(m_itemFeatures.data() + i * itemWidth, itemWidth, to + m_width);
}

// raw = embedding + tower(described): the towers learn what to add to the plain embeddings.
void TwoTower::vectorsOf(const DenseNetwork& tower, const float* described, std::size_t rows,
                         NetworkPass& pass, float* unit, float* inverse) const {
    const float* added = tower.forward(described, rows, pass);
    for (std::size_t r = 0; r < rows; ++r) {
        float* raw = unit + r * m_width;
        std::copy_n(described + r * tower.inputWidth(), m_width, raw);
        kernels::addFloats(added + r * m_width, m_width, raw);
    }
    if (m_cosine)
        kernels::unitRows(unit, rows, m_width, unit, inverse);
}

Result<> TwoTower::computeItemVectors(int threads, TaskContext& context) {
    const auto items = static_cast<std::size_t>(m_items);
    m_vectors.assign(items * m_width, 0.0F);
    const RowParts parts(items, 256);
    return forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
        NetworkPass pass;
        m_itemTower.prepare(pass, kSliceRows);
        std::vector<float> described(kSliceRows * m_itemTower.inputWidth());
        std::vector<float> inverse(kSliceRows);
        for (std::size_t i = parts.begin(p); i < parts.end(p) && !stop.raised(); i += kSliceRows) {
            const std::size_t count = std::min(kSliceRows, parts.end(p) - i);
            for (std::size_t k = 0; k < count; ++k)
                describeItem(static_cast<std::int32_t>(i + k),
                             described.data() + k * m_itemTower.inputWidth());
            vectorsOf(m_itemTower, described.data(), count, pass, m_vectors.data() + i * m_width,
                      inverse.data());
        }
    });
}

Result<std::vector<float>> TwoTower::userVector(std::span<const std::int32_t> history,
                                                std::span<const double> features) const {
    if (features.size() != m_userColumns)
        return fail(ErrorCode::Usage, std::to_string(features.size()) + " features",
                    std::to_string(m_userColumns));
    if (const auto finite = checkFeatures({features.data(), 1, features.size()}); !finite)
        return failAs(finite);
    for (const std::int32_t item : history)
        if (item < 0 || item >= m_items)
            return fail(ErrorCode::Usage, "item " + std::to_string(item),
                        "0 … " + std::to_string(m_items - 1));
    std::vector<float> own(kernels::paddedFloats(m_userColumns), 0.0F);
    std::ranges::transform(features, own.begin(), [](double v) { return static_cast<float>(v); });
    std::vector<float> described(m_userTower.inputWidth());
    describeUser(history, kNobody, own.data(), described.data());
    NetworkPass pass;
    m_userTower.prepare(pass, 1);
    std::vector<float> result(m_width);
    float inverse = 0;
    vectorsOf(m_userTower, described.data(), 1, pass, result.data(), &inverse);
    return result;
}

Result<TopItems> TwoTower::top(const Interactions& seen, MatrixView userFeatures,
                               std::span<const std::int32_t> users, int count, int threads,
                               TaskContext& context) const {
    if (count < 1)
        return fail(ErrorCode::Usage, "top=" + std::to_string(count), "at least 1");
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    if (userFeatures.columns != m_userColumns ||
        (m_userColumns > 0 && userFeatures.rows != static_cast<std::size_t>(seen.users())))
        return fail(ErrorCode::Usage, "user features " + std::to_string(userFeatures.rows) + "×" +
                                          std::to_string(userFeatures.columns));
    for (const std::int32_t user : users)
        if (user < 0 || user >= seen.users())
            return fail(ErrorCode::Usage, "user " + std::to_string(user));

    // Items across, so that scores of a block of users are one product.
    const auto items = static_cast<std::size_t>(m_items);
    const std::size_t across = kernels::paddedFloats(items);
    std::vector<float> vectors(across * m_width, 0.0F);
    std::ranges::copy(m_vectors, vectors.begin());
    std::vector<float> itemsAcross(vectors.size());
    kernels::transposeFloats(vectors.data(), across, m_width, itemsAcross.data());

    std::vector<std::vector<ScoredItem>> lists(users.size());
    const std::size_t parts = (users.size() + kUsersAPart - 1) / kUsersAPart;
    std::vector<Result<>> failures(parts);
    const auto done = forEachPart(parts, threads, context, [&](std::size_t p, StopSign&) {
        const std::size_t first = p * kUsersAPart;
        const std::size_t block = std::min(kUsersAPart, users.size() - first);
        std::vector<float> own(block * m_width);
        for (std::size_t k = 0; k < block; ++k) {
            const std::int32_t user = users[first + k];
            const auto vector =
                userVector(seen.itemsOf(user),
                           m_userColumns == 0 ? std::span<const double>()
                                              : userFeatures.row(static_cast<std::size_t>(user)));
            if (!vector) {
                failures[p] = failAs(vector);
                return;
            }
            std::ranges::copy(*vector, own.begin() + static_cast<std::ptrdiff_t>(k * m_width));
        }
        std::vector<float> scores(block * across);
        kernels::productOf(own.data(), block, m_width, itemsAcross.data(), across, scores.data());
        TopList best(std::min(static_cast<std::size_t>(count), items));
        for (std::size_t k = 0; k < block; ++k) {
            float* row = scores.data() + k * across;
            for (const std::int32_t item : seen.itemsOf(users[first + k]))
                row[item] = std::numeric_limits<float>::quiet_NaN(); // is never listed
            best.clear();
            best.offerAll(row, items, 0);
            const auto sorted = best.sorted();
            lists[first + k].assign(sorted.begin(), sorted.end());
        }
    });
    if (!done)
        return failAs(done);
    TopItems result;
    result.begin.push_back(0);
    for (const Result<>& failure : failures)
        if (!failure)
            return failAs(failure);
    for (const std::vector<ScoredItem>& list : lists) {
        result.entries.insert(result.entries.end(), list.begin(), list.end());
        result.begin.push_back(static_cast<std::int64_t>(result.entries.size()));
    }
    return result;
}

} // namespace mops::learn
