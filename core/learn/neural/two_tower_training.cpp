// The fit of core/learn/two_tower.h: minibatches that are their own negatives.
#include "core/learn/columns.h"
#include "core/learn/kernels/dense_layers.h"
#include "core/learn/kernels/sampled_softmax.h"
#include "core/learn/parallel.h"

#include "core/learn/neural/two_tower.h"
#include "core/learn/neural/two_tower_examples.h"
#include "core/learn/thread_team.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kSliceRows = 64;
constexpr std::size_t kStepsWanted = 8'000; ///< where the number of epochs is left to us
constexpr std::size_t kFewestEpochs = 4;
constexpr std::size_t kMostEpochs = 200;
constexpr std::size_t kScatterParts = 8; ///< item numbers are dealt out to that many
constexpr double kFirstEmbedding = 0.1;  ///< bound of the embeddings at the start

std::vector<float> paddedRows(MatrixView x, std::size_t rows) {
    const std::size_t width = kernels::paddedFloats(x.columns);
    std::vector<float> result(rows * width, 0.0F);
    for (std::size_t r = 0; x.columns > 0 && r < rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c)
            result[r * width + c] = static_cast<float>(x.at(r, c));
    return result;
}

} // namespace

class TwoTowerTraining {
public:
    TwoTowerTraining(const Interactions& in, const TowerFeatures& features,
                     const TwoTowerParams& params, TaskContext& context)
        : m_in(in)
        , m_params(params)
        , m_context(context)
        , m_stop(context)
        , m_team(params.threads)
        , m_userFeatures(paddedRows(features.users, static_cast<std::size_t>(in.users())))
        , m_examples(in, params) {
        m_model.m_items = in.items;
        m_model.m_width = DenseNetwork::padded(static_cast<std::size_t>(params.dimension));
        m_model.m_userColumns = features.users.columns;
        m_model.m_itemColumns = features.items.columns;
        m_model.m_cosine = params.score == TowerScore::Cosine;
        m_model.m_itemFeatures = paddedRows(features.items, static_cast<std::size_t>(in.items));
    }

    Result<TwoTowerFit> run() {
        if (const auto made = prepare(); !made)
            return failAs(made);
        TwoTowerFit fit;
        TwoTower best;
        double lowest = std::numeric_limits<double>::infinity();
        const bool judging = !m_examples.heldOut.empty();
        for (int epoch = 0; epoch < m_epochs && !fit.stoppedEarly; ++epoch) {
            const auto loss = runEpoch(epoch);
            if (!loss)
                return failAs(loss);
            fit.loss.push_back(*loss);
            const double judged = judging ? holdOutLoss() : *loss;
            if (m_stop.raised())
                return fail(ErrorCode::Cancelled);
            if (!std::isfinite(judged))
                return fail(ErrorCode::NoConvergence, "epoch " + std::to_string(epoch + 1),
                            "a smaller rate, a larger temperature");
            if (judging)
                fit.holdOutLoss.push_back(judged);
            if (!judging || judged < lowest) {
                lowest = judged;
                fit.bestEpoch = epoch + 1;
                best = judging ? m_model : TwoTower();
            }
            fit.stoppedEarly =
                epoch + 1 - fit.bestEpoch >= m_params.patience && epoch + 1 < m_epochs;
        }
        if (judging)
            m_model = std::move(best);
        if (const auto done = m_model.computeItemVectors(m_params.threads, m_context); !done)
            return failAs(done);
        fit.model = std::move(m_model);
        return fit;
    }

private:
    /// Where an embedding stands in a minibatch: the slope that it gets there.
    struct Place {
        std::int32_t item = 0;
        const float* slope = nullptr;
    };

    /// Of 64 interactions: the way through both towers and the gradient of their weights.
    struct Slice {
        NetworkPass userPass;
        NetworkPass itemPass;
        std::vector<float> userGradient;
        std::vector<float> itemGradient;
        std::vector<float> scores;
        std::vector<Place> places[kScatterParts]; ///< of the items of each part
        double loss = 0;
    };

    Result<> prepare() {
        Rng rng = Rng(m_params.seed).fork(0);
        const std::size_t width = m_model.m_width;
        const std::size_t itemInputs = width + kernels::paddedFloats(m_model.m_itemColumns);
        const std::size_t userInputs = itemInputs + kernels::paddedFloats(m_model.m_userColumns);
        const auto tower = [&](std::size_t inputs) {
            const auto hidden = static_cast<std::size_t>(m_params.hidden);
            const auto last = static_cast<std::size_t>(m_params.dimension);
            if (hidden == 0)
                return DenseNetwork::create({{inputs, last, Activation::Linear}}, rng);
            return DenseNetwork::create(
                {{inputs, hidden, Activation::Relu}, {hidden, last, Activation::Linear}}, rng);
        };
        auto userTower = tower(userInputs);
        auto itemTower = tower(itemInputs);
        if (!userTower)
            return failAs(userTower);
        if (!itemTower)
            return failAs(itemTower);
        m_model.m_userTower = std::move(*userTower);
        m_model.m_itemTower = std::move(*itemTower);
        const auto items = static_cast<std::size_t>(m_in.items);
        // Items that nobody took are never trained: nothing but their features speaks for them.
        m_model.m_embeddings.assign(items * width, 0.0F);
        for (std::size_t i = 0; i < items; ++i)
            for (int d = 0; d < m_params.dimension; ++d) {
                const auto value = rng.uniform(-kFirstEmbedding, kFirstEmbedding);
                if (m_examples.taken[i])
                    m_model.m_embeddings[i * width + static_cast<std::size_t>(d)] =
                        static_cast<float>(value);
            }
        m_places.assign(items, 0);
        makeRoom();
        return {};
    }

    void makeRoom() {
        m_batch = std::min(static_cast<std::size_t>(m_params.minibatch), m_examples.train.size());
        m_batch -= m_batch % kernels::kFloatLanes;
        m_epochs = m_params.epochs;
        if (m_epochs == 0)
            m_epochs = static_cast<int>(std::clamp<std::size_t>(
                kStepsWanted / (m_examples.train.size() / m_batch), kFewestEpochs, kMostEpochs));
        const std::size_t width = m_model.m_width;
        m_slices.resize((m_batch + kSliceRows - 1) / kSliceRows);
        for (Slice& slice : m_slices) {
            m_model.m_userTower.prepare(slice.userPass, kSliceRows);
            m_model.m_itemTower.prepare(slice.itemPass, kSliceRows);
            slice.userGradient.resize(m_model.m_userTower.parameters().size());
            slice.itemGradient.resize(m_model.m_itemTower.parameters().size());
            slice.scores.resize(kSliceRows * m_batch);
        }
        for (auto* side : {&m_userSide, &m_itemSide}) {
            const DenseNetwork& tower =
                side == &m_userSide ? m_model.m_userTower : m_model.m_itemTower;
            side->described.resize(m_batch * tower.inputWidth());
            side->inSlope.resize(m_batch * tower.inputWidth());
            side->vectors.resize(m_batch * width);
            side->inverse.resize(m_batch);
            side->slope.resize(m_batch * width);
        }
        m_itemsAcross.resize(m_batch * width);
        m_competition.resize(m_batch * m_batch);
        m_user.resize(m_batch);
        m_item.resize(m_batch);
        m_used.resize(m_batch);
        m_correction.resize(m_batch);
        m_parts.resize(kScatterParts);
        m_userAdam.emplace(m_params.adam, m_model.m_userTower.parameters().size());
        m_itemAdam.emplace(m_params.adam, m_model.m_itemTower.parameters().size());
        m_rowAdam.emplace(m_params.adam, m_model.m_embeddings.size());
    }

    Result<double> runEpoch(int epoch) {
        Rng rng = Rng(m_params.seed).fork(2).fork(static_cast<std::uint64_t>(epoch));
        std::vector<std::uint32_t>& order = m_examples.train;
        for (std::size_t i = order.size(); i > 1; --i) {
            std::swap(order[i - 1], order[rng.below(i)]);
            if (i % 65'536 == 0 && m_stop.raised())
                return fail(ErrorCode::Cancelled);
        }
        double loss = 0;
        std::size_t used = 0;
        for (std::size_t first = 0; first < order.size(); first += m_batch) {
            std::size_t count = std::min(m_batch, order.size() - first);
            count -= count % kernels::kFloatLanes; // up to 7 wait for the next epoch's order
            if (count == 0)
                break;
            loss += step({order.data() + first, count});
            used += count;
            if (m_stop.raised())
                return fail(ErrorCode::Cancelled);
            if (first / m_batch % 64 == 0)
                m_context.report({.stage = "train",
                                  .fraction = (epoch + static_cast<double>(first) /
                                                           static_cast<double>(order.size())) /
                                              m_epochs,
                                  .done = epoch,
                                  .total = m_epochs,
                                  .object = {}});
        }
        return loss / static_cast<double>(used);
    }

    /// One step on these interactions; the sum of their losses.
    double step(std::span<const std::uint32_t> entries) {
        const double loss = measure(entries);
        everySlice(&TwoTowerTraining::descend);
        if (!m_stop.raised())
            update(sliceCount());
        return loss;
    }

    /// Both towers upwards, and the sum of the losses; `entries` is a multiple of 8 long.
    double measure(std::span<const std::uint32_t> entries) {
        m_count = entries.size();
        for (std::size_t k = 0; k < m_count; ++k) {
            m_user[k] = m_examples.userOf[entries[k]];
            m_item[k] = m_in.item[entries[k]];
            m_correction[k] = m_examples.logShare[static_cast<std::size_t>(m_item[k])];
        }
        everySlice(&TwoTowerTraining::climb);
        everySlice(&TwoTowerTraining::compete);
        double loss = 0;
        for (std::size_t s = 0; s < sliceCount(); ++s)
            loss += m_slices[s].loss;
        return loss;
    }

    std::size_t sliceCount() const { return (m_count + kSliceRows - 1) / kSliceRows; }

    void everySlice(void (TwoTowerTraining::*work)(Slice&, std::size_t, std::size_t)) {
        m_team.run(sliceCount(), [&](std::size_t s) {
            if (!m_stop.raised())
                (this->*work)(m_slices[s], s * kSliceRows,
                              std::min(kSliceRows, m_count - s * kSliceRows));
        });
    }

    /// Mean loss of the held-out interactions, in minibatches of their own.
    double holdOutLoss() {
        const std::vector<std::uint32_t>& heldOut = m_examples.heldOut;
        double loss = 0;
        for (std::size_t first = 0; first < heldOut.size() && !m_stop.raised(); first += m_batch)
            loss += measure({heldOut.data() + first, std::min(m_batch, heldOut.size() - first)});
        return loss / static_cast<double>(heldOut.size());
    }

    /// Both towers upwards.
    void climb(Slice& slice, std::size_t first, std::size_t rows) {
        const std::size_t width = m_model.m_width;
        const std::size_t userInputs = m_model.m_userTower.inputWidth();
        const std::size_t itemInputs = m_model.m_itemTower.inputWidth();
        const std::size_t userColumns = kernels::paddedFloats(m_model.m_userColumns);
        for (std::size_t k = first; k < first + rows; ++k) {
            m_used[k] = m_model.describeUser(m_examples.historyOf(m_user[k]), m_item[k],
                                             m_userFeatures.data() +
                                                 static_cast<std::size_t>(m_user[k]) * userColumns,
                                             m_userSide.described.data() + k * userInputs);
            m_model.describeItem(m_item[k], m_itemSide.described.data() + k * itemInputs);
        }
        m_model.vectorsOf(m_model.m_userTower, m_userSide.described.data() + first * userInputs,
                          rows, slice.userPass, m_userSide.vectors.data() + first * width,
                          m_userSide.inverse.data() + first);
        m_model.vectorsOf(m_model.m_itemTower, m_itemSide.described.data() + first * itemInputs,
                          rows, slice.itemPass, m_itemSide.vectors.data() + first * width,
                          m_itemSide.inverse.data() + first);
        for (std::size_t k = first; k < first + rows; ++k)
            for (std::size_t d = 0; d < width; ++d)
                m_itemsAcross[d * m_count + k] = m_itemSide.vectors[k * width + d];
    }

    /// Scores of the slice's users with all items of the batch, and what the users' vectors get.
    void compete(Slice& slice, std::size_t first, std::size_t rows) {
        const std::size_t width = m_model.m_width;
        kernels::productOf(m_userSide.vectors.data() + first * width, rows, width,
                           m_itemsAcross.data(), m_count, slice.scores.data());
        float* competition = m_competition.data() + first * m_count;
        slice.loss =
            kernels::sampledSoftmax({.scores = slice.scores.data(),
                                     .item = m_item.data(),
                                     .correction = m_correction.data(),
                                     .columns = m_count,
                                     .scale = static_cast<float>(1.0 / m_params.temperature),
                                     .factor = 1.0F / static_cast<float>(m_count)},
                                    first, rows, competition);
        kernels::productOf(competition, rows, m_count, m_itemSide.vectors.data(), width,
                           m_userSide.slope.data() + first * width);
    }

    /// What the slice's items get, and both towers downwards.
    void descend(Slice& slice, std::size_t first, std::size_t rows) {
        const std::size_t width = m_model.m_width;
        kernels::transposedProductOf(m_competition.data() + first, m_count, rows, m_count,
                                     m_userSide.vectors.data(), width,
                                     m_itemSide.slope.data() + first * width);
        std::ranges::fill(slice.userGradient, 0.0F);
        std::ranges::fill(slice.itemGradient, 0.0F);
        descend(m_model.m_userTower, m_userSide, slice.userPass, slice.userGradient, first, rows);
        descend(m_model.m_itemTower, m_itemSide, slice.itemPass, slice.itemGradient, first, rows);
        notePlaces(slice, first, rows);
    }

    void notePlaces(Slice& slice, std::size_t first, std::size_t rows) {
        for (auto& places : slice.places)
            places.clear();
        const auto note = [&](std::int32_t item, const float* slope) {
            slice.places[static_cast<std::size_t>(item) % kScatterParts].push_back({item, slope});
        };
        const std::size_t itemInputs = m_model.m_itemTower.inputWidth();
        const std::size_t userInputs = m_model.m_userTower.inputWidth();
        for (std::size_t k = first; k < first + rows; ++k) {
            note(m_item[k], m_itemSide.inSlope.data() + k * itemInputs);
            if (m_used[k] == 0)
                continue;
            float* slope = m_userSide.inSlope.data() + k * userInputs;
            kernels::scaleFloats(slope, m_model.m_width, 1.0F / static_cast<float>(m_used[k]));
            for (const std::int32_t item : m_examples.historyOf(m_user[k]))
                if (item != m_item[k])
                    note(item, slope);
        }
    }

    /// The vectors, slopes and so on of one tower, for the whole minibatch.
    struct Side {
        std::vector<float> described;
        std::vector<float> inSlope;
        std::vector<float> vectors;
        std::vector<float> inverse;
        std::vector<float> slope;
    };

    void descend(const DenseNetwork& tower, Side& side, NetworkPass& pass,
                 std::vector<float>& gradient, std::size_t first, std::size_t rows) {
        const std::size_t width = m_model.m_width;
        const std::size_t inputs = tower.inputWidth();
        float* slope = side.slope.data() + first * width;
        if (m_model.m_cosine)
            kernels::unitSlopes(side.vectors.data() + first * width, side.inverse.data() + first,
                                rows, width, slope);
        float* inSlope = side.inSlope.data() + first * inputs;
        tower.backward(pass, slope, gradient.data(), inSlope);
        for (std::size_t r = 0; r < rows; ++r) // the way round the tower
            kernels::addFloats(slope + r * width, width, inSlope + r * inputs);
    }

    void update(std::size_t slices) {
        m_userAdam->advance();
        m_itemAdam->advance();
        m_rowAdam->advance();
        m_team.run(kScatterParts + 2, [&](std::size_t p) {
            if (p == 0)
                updateTower(m_model.m_userTower, *m_userAdam, &Slice::userGradient, slices);
            else if (p == 1)
                updateTower(m_model.m_itemTower, *m_itemAdam, &Slice::itemGradient, slices);
            else
                updateEmbeddings(p - 2, slices);
        });
    }

    void updateTower(DenseNetwork& tower, Adam& adam, std::vector<float> Slice::*gradient,
                     std::size_t slices) {
        std::vector<float>& total = m_slices.front().*gradient;
        for (std::size_t s = 1; s < slices; ++s)
            kernels::addFloats((m_slices[s].*gradient).data(), total.size(), total.data());
        adam.update(total, tower.changeParameters());
        tower.parametersChanged();
    }

    /// What one step does to the embeddings of one part's items.
    struct Part {
        std::vector<std::int32_t> touched; ///< items, in the order met
        std::vector<std::uint32_t> begin;  ///< of each one's sources
        std::vector<const float*> source;
    };

    /// Moves the embeddings of one part's items by the slopes of all places where they stand, added
    /// in the order of the minibatch.
    void updateEmbeddings(std::size_t p, std::size_t slices) {
        Part& part = m_parts[p];
        part.touched.clear();
        for (std::size_t s = 0; s < slices; ++s)
            for (const Place& place : m_slices[s].places[p])
                if (m_places[static_cast<std::size_t>(place.item)]++ == 0)
                    part.touched.push_back(place.item);
        part.begin.assign(1, 0);
        for (const std::int32_t item : part.touched) {
            std::uint32_t& places = m_places[static_cast<std::size_t>(item)];
            const std::uint32_t first = part.begin.back();
            part.begin.push_back(first + places);
            places = first; // from now on: where its next source goes
        }
        part.source.resize(part.begin.back());
        for (std::size_t s = 0; s < slices; ++s)
            for (const Place& place : m_slices[s].places[p])
                part.source[m_places[static_cast<std::size_t>(place.item)]++] = place.slope;
        for (const std::int32_t item : part.touched)
            m_places[static_cast<std::size_t>(item)] = 0;
        m_rowAdam->updateRows({.item = part.touched.data(),
                               .begin = part.begin.data(),
                               .source = part.source.data(),
                               .items = part.touched.size()},
                              m_model.m_width, m_model.m_embeddings);
    }

    const Interactions& m_in;
    const TwoTowerParams& m_params;
    TaskContext& m_context;
    StopSign m_stop;
    ThreadTeam m_team;
    TwoTower m_model;
    std::vector<float> m_userFeatures;
    TowerExamples m_examples;
    int m_epochs = 0;
    std::optional<Adam> m_userAdam;
    std::optional<Adam> m_itemAdam;
    std::optional<Adam> m_rowAdam;
    std::vector<std::uint32_t>
        m_places; ///< per item: where it stands in this step, 0 between steps
    std::size_t m_batch = 0;
    std::size_t m_count = 0; ///< interactions of the current step
    std::vector<Slice> m_slices;
    Side m_userSide;
    Side m_itemSide;
    std::vector<float> m_itemsAcross; ///< width × count
    std::vector<float> m_competition; ///< count × count: slope of the scores
    std::vector<std::int32_t> m_user;
    std::vector<std::int32_t> m_item;
    std::vector<std::size_t> m_used; ///< items that described the user
    std::vector<float> m_correction;
    std::vector<Part> m_parts;
};

namespace {

Result<> checkMatrix(const char* name, MatrixView x, std::int32_t rows, TaskContext& context) {
    if (x.columns == 0)
        return {};
    if (x.rows != static_cast<std::size_t>(rows))
        return fail(ErrorCode::Usage,
                    std::string(name) + " features: " + std::to_string(x.rows) + " rows",
                    std::to_string(rows));
    if (const auto finite = columnMoments(x, 1, context); !finite)
        return failAs(finite);
    for (std::size_t r = 0; r < x.rows; ++r)
        for (const double value : x.row(r))
            if (std::abs(value) > TwoTower::kLargestFeature)
                return fail(ErrorCode::InvalidNumber,
                            std::string(name) + " features, row " + std::to_string(r + 1),
                            "0/1 or standardised columns");
    return {};
}

Result<> checkInput(const Interactions& in, const TowerFeatures& features, TaskContext& context) {
    if (in.rowBegin.empty() || in.items < 2 || in.item.size() < kernels::kFloatLanes)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(in.item.size()) + " interactions, " + std::to_string(in.items) +
                        " items",
                    "at least 8 interactions of 2 items");
    if (in.item.size() > std::numeric_limits<std::uint32_t>::max())
        return fail(ErrorCode::MemoryLimit, std::to_string(in.item.size()) + " interactions");
    for (const std::int32_t item : in.item)
        if (item < 0 || item >= in.items)
            return fail(ErrorCode::Usage, "item " + std::to_string(item),
                        "0 … " + std::to_string(in.items - 1));
    if (const auto valid = checkMatrix("user", features.users, in.users(), context); !valid)
        return valid;
    return checkMatrix("item", features.items, in.items, context);
}

} // namespace

Result<TwoTowerFit> fitTwoTower(const Interactions& interactions, const TowerFeatures& features,
                                const TwoTowerParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInput(interactions, features, context); !valid)
        return failAs(valid);
    return TwoTowerTraining(interactions, features, params, context).run();
}

} // namespace mops::learn
