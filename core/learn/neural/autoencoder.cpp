#include "core/learn/neural/autoencoder.h"

#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 256;
constexpr std::size_t kSliceRows = 64;
constexpr int kWidest = 65'536;

} // namespace

Result<> AutoencoderParams::validate() const {
    if (dimension < 1)
        return fail(ErrorCode::Usage, "dim=" + std::to_string(dimension), "at least 1");
    for (const int width : hidden)
        if (width < 1 || width > kWidest)
            return fail(ErrorCode::Usage, "hidden=" + std::to_string(width),
                        "1 … " + std::to_string(kWidest));
    if (epochs < 0)
        return fail(ErrorCode::Usage, "epochs=" + std::to_string(epochs), "0 or more");
    if (minibatch < 0 || minibatch > kWidest)
        return fail(ErrorCode::Usage, "minibatch=" + std::to_string(minibatch),
                    "0 … " + std::to_string(kWidest));
    if (!(holdOut >= 0 && holdOut <= 0.5))
        return fail(ErrorCode::Usage, "hold_out", "0 … 0.5");
    if (patience < 1)
        return fail(ErrorCode::Usage, "patience=" + std::to_string(patience), "at least 1");
    if (const auto valid = adam.validate(); !valid)
        return valid;
    return checkThreads(threads);
}

std::vector<LayerShape> AutoencoderParams::layers(std::size_t columns) const {
    std::vector<std::size_t> widths{columns};
    const auto code = static_cast<std::size_t>(dimension);
    if (hidden.empty())
        widths.push_back(DenseNetwork::padded(std::max({2 * code, columns / 2, std::size_t{16}})));
    for (const int width : hidden)
        widths.push_back(static_cast<std::size_t>(width));
    widths.push_back(code);
    for (std::size_t i = widths.size() - 1; i-- > 0;)
        widths.push_back(widths[i]);
    std::vector<LayerShape> result;
    const std::size_t codeLayer = (widths.size() - 1) / 2 - 1;
    for (std::size_t l = 0; l + 1 < widths.size(); ++l) {
        const bool linear = l == codeLayer || l + 2 == widths.size();
        result.push_back({widths[l], widths[l + 1], linear ? Activation::Linear : activation});
    }
    return result;
}

Autoencoder::Autoencoder(ColumnMoments moments, DenseNetwork network)
    : m_moments(std::move(moments))
    , m_network(std::move(network)) {}

std::size_t Autoencoder::dimension() const {
    return m_network.layers()[m_network.layers().size() / 2 - 1].outputs;
}

Result<std::vector<float>> Autoencoder::standardised(MatrixView x, int threads,
                                                     TaskContext& context) const {
    if (x.columns != columns())
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    std::to_string(columns()));
    const std::size_t width = DenseNetwork::padded(x.columns);
    std::vector<double> scale(x.columns, 0.0);
    for (std::size_t c = 0; c < x.columns; ++c)
        if (m_moments.deviations[c] > 0)
            scale[c] = 1.0 / m_moments.deviations[c];
    // Rows unlike those of the fit may lie far out: kept where their squares do not overflow.
    constexpr double kFarthest = 1e15;
    std::vector<float> result(x.rows * width, 0.0F);
    const RowParts parts(x.rows, kMostParts);
    const auto done =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            for (std::size_t r = parts.begin(p); r < parts.end(p); ++r) {
                if (r % 1024 == 0 && stop.raised())
                    return;
                for (std::size_t c = 0; c < x.columns; ++c) {
                    const double z = (x.at(r, c) - m_moments.means[c]) * scale[c];
                    result[r * width + c] =
                        static_cast<float>(std::clamp(z, -kFarthest, kFarthest));
                }
            }
        });
    if (!done)
        return failAs(done);
    return result;
}

Result<AutoencoderRows> Autoencoder::score(MatrixView x, bool withShares, int threads,
                                           TaskContext& context) const {
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    if (const auto finite = columnMoments(x, threads, context); !finite)
        return failAs(finite);
    const auto rows = standardised(x, threads, context);
    if (!rows)
        return failAs(rows);
    const std::size_t width = m_network.inputWidth();
    const std::size_t codeLayer = m_network.layers().size() / 2 - 1;
    const std::size_t codeWidth = DenseNetwork::padded(dimension());
    AutoencoderRows result;
    result.error.resize(x.rows);
    result.worstColumn.resize(x.rows);
    result.worstShare.resize(x.rows);
    result.embedding = Matrix(x.rows, dimension());
    if (withShares)
        result.share = Matrix(x.rows, x.columns);
    const auto scoreSlice = [&](std::size_t first, std::size_t count, NetworkPass& pass) {
        const float* in = rows->data() + first * width;
        const float* out = m_network.forward(in, count, pass);
        for (std::size_t r = 0; r < count; ++r) {
            for (std::size_t d = 0; d < dimension(); ++d)
                result.embedding.at(first + r, d) =
                    static_cast<double>(pass.outputs[codeLayer][r * codeWidth + d]);
            double total = 0;
            const auto squareAt = [&](std::size_t c) {
                const double difference = static_cast<double>(out[r * width + c]) -
                                          static_cast<double>(in[r * width + c]);
                // A constant column has nothing to rebuild.
                return m_moments.deviations[c] > 0 ? difference * difference : 0.0;
            };
            double worst = 0;
            for (std::size_t c = 0; c < x.columns; ++c) {
                const double square = squareAt(c);
                total += square;
                if (square > worst) {
                    worst = square;
                    result.worstColumn[first + r] = static_cast<std::int32_t>(c);
                }
            }
            result.error[first + r] = total / static_cast<double>(x.columns);
            result.worstShare[first + r] = total > 0 ? worst / total : 0.0;
            for (std::size_t c = 0; withShares && total > 0 && c < x.columns; ++c)
                result.share.at(first + r, c) = squareAt(c) / total;
        }
    };
    const RowParts parts(x.rows, kMostParts);
    const auto done =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            NetworkPass pass;
            m_network.prepare(pass, kSliceRows);
            for (std::size_t r = parts.begin(p); r < parts.end(p) && !stop.raised();
                 r += kSliceRows)
                scoreSlice(r, std::min(kSliceRows, parts.end(p) - r), pass);
        });
    if (!done)
        return failAs(done);
    return result;
}

} // namespace mops::learn
