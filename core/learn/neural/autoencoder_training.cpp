// The fit of core/learn/autoencoder.h: minibatches, slices, early stop.
#include "core/learn/kernels/dense_layers.h"
#include "core/learn/neural/autoencoder.h"
#include "core/learn/parallel.h"
#include "core/learn/sampling.h"
#include "core/learn/thread_team.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kSliceRows = 64;
constexpr std::size_t kLossRows = 1024; ///< at least, a part of the hold-out
constexpr std::size_t kFewestForHoldOut = 20;
constexpr std::size_t kParametersAPart = 32'768;
constexpr double kLeastGain = 1e-4; ///< relative, that counts as a better hold-out loss

std::size_t minibatchOf(const AutoencoderParams& params, std::size_t rows) {
    if (params.minibatch > 0)
        return std::min(static_cast<std::size_t>(params.minibatch), rows);
    return std::min(std::clamp<std::size_t>(rows / 100, 32, 256), rows);
}

int epochsOf(const AutoencoderParams& params, std::size_t steps) {
    constexpr std::size_t kSteps = 20'000;
    if (params.epochs > 0)
        return params.epochs;
    return static_cast<int>(std::clamp<std::size_t>(kSteps / steps, 50, 2'000));
}

/// One slice of a minibatch: its rows, its way through the network, its gradient.
struct Slice {
    std::vector<float> in;
    std::vector<float> slope;
    std::vector<float> gradient;
    NetworkPass pass;
    double squares = 0;
};

class Training {
public:
    Training(const std::vector<float>& rows, std::size_t rowCount, std::size_t columns,
             const AutoencoderParams& params, DenseNetwork& network, TaskContext& context)
        : m_rows(rows)
        , m_width(network.inputWidth())
        , m_columns(columns)
        , m_params(params)
        , m_network(network)
        , m_adam(params.adam, network.parameters().size())
        , m_team(params.threads)
        , m_context(context)
        , m_stop(context) {
        split(rowCount);
        m_minibatch = minibatchOf(params, m_train.size());
        m_steps = (m_train.size() + m_minibatch - 1) / m_minibatch;
        m_epochs = epochsOf(params, m_steps);
        m_slices.resize((m_minibatch + kSliceRows - 1) / kSliceRows);
        for (Slice& slice : m_slices) {
            slice.in.resize(kSliceRows * m_width);
            slice.slope.resize(kSliceRows * m_width);
            slice.gradient.resize(network.parameters().size());
            network.prepare(slice.pass, kSliceRows);
        }
    }

    /// Fills the statistics of `fit`; its weights are then those of the best epoch.
    Result<> run(AutoencoderFit& fit) {
        std::vector<float> best;
        double bestLoss = std::numeric_limits<double>::infinity();
        double mark = bestLoss; // what the next loss has to beat clearly
        int sinceGain = 0;
        for (int epoch = 0; epoch < m_epochs; ++epoch) {
            const auto trained = trainEpoch(epoch);
            if (!trained)
                return failAs(trained);
            fit.trainLoss.push_back(*trained);
            double loss = *trained;
            if (!m_holdOut.empty()) {
                loss = holdOutLoss();
                if (m_stop.raised())
                    return fail(ErrorCode::Cancelled);
                fit.holdOutLoss.push_back(loss);
            }
            if (!std::isfinite(loss))
                return fail(ErrorCode::NoConvergence, "epoch " + std::to_string(epoch + 1),
                            "a smaller rate, columns without extreme values");
            if (m_holdOut.empty() || loss < bestLoss) {
                bestLoss = loss;
                fit.bestEpoch = epoch + 1;
                best.assign(m_network.parameters().begin(), m_network.parameters().end());
            }
            sinceGain = loss < mark * (1 - kLeastGain) ? 0 : sinceGain + 1;
            mark = std::min(mark, loss);
            if (!m_holdOut.empty() && sinceGain >= m_params.patience) {
                fit.stoppedEarly = epoch + 1 < m_epochs;
                break;
            }
        }
        std::ranges::copy(best, m_network.changeParameters().begin());
        m_network.parametersChanged();
        return {};
    }

private:
    void split(std::size_t rowCount) {
        Rng rng = Rng(m_params.seed).fork(1);
        const auto wanted =
            static_cast<std::size_t>(m_params.holdOut * static_cast<double>(rowCount));
        const std::size_t held = rowCount < kFewestForHoldOut ? 0 : wanted;
        std::vector<bool> out(rowCount, false);
        for (const std::size_t row : drawWithoutReplacement(rowCount, held, rng)) {
            out[row] = true;
            m_holdOut.push_back(static_cast<std::uint32_t>(row));
        }
        m_train.reserve(rowCount - held);
        for (std::size_t row = 0; row < rowCount; ++row)
            if (!out[row])
                m_train.push_back(static_cast<std::uint32_t>(row));
    }

    void gather(std::span<const std::uint32_t> which, float* to) const {
        kernels::gatherRows(m_rows.data(), m_width, which.data(), which.size(), to);
    }

    Result<double> trainEpoch(int epoch) {
        Rng rng = Rng(m_params.seed).fork(2).fork(static_cast<std::uint64_t>(epoch));
        for (std::size_t i = m_train.size(); i > 1; --i)
            std::swap(m_train[i - 1], m_train[rng.below(i)]);
        double squares = 0;
        for (std::size_t s = 0; s < m_steps; ++s) {
            const std::size_t first = s * m_minibatch;
            squares +=
                step({m_train.data() + first, std::min(m_minibatch, m_train.size() - first)});
            if (m_stop.raised())
                return fail(ErrorCode::Cancelled);
            if (s % 64 == 0)
                report(epoch, static_cast<double>(s) / static_cast<double>(m_steps));
        }
        return squares / (static_cast<double>(m_train.size()) * static_cast<double>(m_columns));
    }

    void report(int epoch, double within) {
        m_context.report({.stage = "train",
                          .fraction = (epoch + within) / m_epochs,
                          .done = epoch,
                          .total = m_epochs,
                          .object = {}});
    }

    /// One step of Adam on a minibatch; its squared errors.
    double step(std::span<const std::uint32_t> rows) {
        const std::size_t slices = (rows.size() + kSliceRows - 1) / kSliceRows;
        const auto factor = static_cast<float>(
            2.0 / (static_cast<double>(rows.size()) * static_cast<double>(m_columns)));
        m_team.run(slices, [&](std::size_t s) {
            if (m_stop.raised())
                return;
            const std::size_t first = s * kSliceRows;
            const std::size_t count = std::min(kSliceRows, rows.size() - first);
            Slice& slice = m_slices[s];
            gather(rows.subspan(first, count), slice.in.data());
            const float* out = m_network.forward(slice.in.data(), count, slice.pass);
            slice.squares = kernels::squaredErrorSlope(out, slice.in.data(), count * m_width,
                                                       factor, slice.slope.data());
            std::ranges::fill(slice.gradient, 0.0F);
            m_network.backward(slice.pass, slice.slope.data(), slice.gradient.data(), nullptr);
        });
        update(slices);
        double squares = 0;
        for (std::size_t s = 0; s < slices; ++s)
            squares += m_slices[s].squares;
        return squares;
    }

    void update(std::size_t slices) {
        m_adam.advance();
        std::vector<float>& total = m_slices.front().gradient;
        const std::size_t parts = (total.size() + kParametersAPart - 1) / kParametersAPart;
        m_team.run(parts, [&](std::size_t p) {
            const std::size_t begin = p * kParametersAPart;
            const std::size_t count = std::min(kParametersAPart, total.size() - begin);
            for (std::size_t s = 1; s < slices; ++s)
                kernels::addFloats(m_slices[s].gradient.data() + begin, count,
                                   total.data() + begin);
            m_adam.update({total.data() + begin, count}, m_network.changeParameters(), begin);
        });
        m_network.parametersChanged();
    }

    double holdOutLoss() {
        const std::size_t rows = m_holdOut.size();
        const std::size_t parts = std::clamp<std::size_t>(rows / kLossRows, 1, 1024);
        std::vector<double> squares(parts, 0.0);
        std::vector<Slice> slices(parts);
        m_team.run(parts, [&](std::size_t p) {
            Slice& slice = slices[p];
            slice.in.resize(kSliceRows * m_width);
            m_network.prepare(slice.pass, kSliceRows);
            const std::size_t end = rows * (p + 1) / parts;
            for (std::size_t r = rows * p / parts; r < end && !m_stop.raised(); r += kSliceRows) {
                const std::size_t count = std::min(kSliceRows, end - r);
                gather({m_holdOut.data() + r, count}, slice.in.data());
                const float* out = m_network.forward(slice.in.data(), count, slice.pass);
                squares[p] += kernels::squaredErrorSlope(out, slice.in.data(), count * m_width, 0,
                                                         slice.pass.slopes[0].data());
            }
            slice = {};
        });
        return std::accumulate(squares.begin(), squares.end(), 0.0) /
               (static_cast<double>(rows) * static_cast<double>(m_columns));
    }

    const std::vector<float>& m_rows;
    std::size_t m_width;
    std::size_t m_columns;
    const AutoencoderParams& m_params;
    DenseNetwork& m_network;
    Adam m_adam;
    ThreadTeam m_team;
    TaskContext& m_context;
    StopSign m_stop;
    std::vector<std::uint32_t> m_train;
    std::vector<std::uint32_t> m_holdOut;
    std::size_t m_minibatch = 0;
    std::size_t m_steps = 0; ///< in an epoch
    int m_epochs = 0;
    std::vector<Slice> m_slices;
};

Result<> checkInput(MatrixView x, const AutoencoderParams& params) {
    if (x.rows < 2 || x.columns == 0)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, " + std::to_string(x.columns) + " columns",
                    "at least 2 rows and 1 column");
    if (x.rows > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        return fail(ErrorCode::MemoryLimit, std::to_string(x.rows) + " rows");
    if (static_cast<std::size_t>(params.dimension) > x.columns)
        return fail(ErrorCode::Usage, "dim=" + std::to_string(params.dimension),
                    "1 … " + std::to_string(x.columns) + " columns");
    return {};
}

} // namespace

Result<AutoencoderFit> fitAutoencoder(MatrixView x, const AutoencoderParams& params,
                                      TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInput(x, params); !valid)
        return failAs(valid);
    auto moments = columnMoments(x, params.threads, context);
    if (!moments)
        return failAs(moments);
    if (std::ranges::none_of(moments->deviations, [](double d) { return d > 0; }))
        return fail(ErrorCode::NotEnoughData, "all columns are constant");
    Rng rng = Rng(params.seed).fork(0);
    auto network = DenseNetwork::create(params.layers(x.columns), rng);
    if (!network)
        return failAs(network);
    AutoencoderFit fit{.model = Autoencoder(*moments, {}), .trainLoss = {}, .holdOutLoss = {}};
    const auto rows = fit.model.standardised(x, params.threads, context);
    if (!rows)
        return failAs(rows);
    Training training(*rows, x.rows, x.columns, params, *network, context);
    if (const auto done = training.run(fit); !done)
        return failAs(done);
    fit.model = Autoencoder(std::move(*moments), std::move(*network));
    return fit;
}

} // namespace mops::learn
