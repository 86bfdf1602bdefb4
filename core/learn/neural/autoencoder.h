#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/columns.h"
#include "core/learn/matrix.h"
#include "core/learn/neural/dense_network.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

struct AutoencoderParams {
    int dimension = 8; ///< width of the code, 1 … columns
    /// Widths between the columns and the code, outermost first; mirrored behind the code. Empty =
    /// one layer of max(2 · dimension, columns / 2, 16), rounded up to a multiple of 8.
    std::vector<int> hidden = {};
    Activation activation = Activation::Relu; ///< of the hidden layers; code and output are linear
    int epochs = 0;       ///< at most; 0 = what makes 20,000 steps, within 50 … 2,000
    int minibatch = 0;    ///< rows a step; 0 = a hundredth of the rows, within 32 … 256
    AdamParams adam = {}; ///< step size, decays
    double holdOut = 0.1; ///< share of rows not trained on, [0, 0.5]; 0 with fewer than 20 rows
    int patience = 20;    ///< epochs without a better hold-out loss before it stops
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
    /// Columns, hidden, code, hidden, columns, as described above.
    std::vector<LayerShape> layers(std::size_t columns) const;
};

/// What a fitted network says about rows.
struct AutoencoderRows {
    /// Per row the mean over columns of (standardised value − its reconstruction)². The larger, the
    /// less the row is like those the network was trained on.
    std::vector<double> error;
    Matrix embedding; ///< rows × dimension: the code
    std::vector<std::int32_t>
        worstColumn;                ///< per row the column with the largest part in its error
    std::vector<double> worstShare; ///< and that part, 0 … 1
    /// rows × columns: each column's part of the row's error; a row sums to 1, or is 0 where the
    /// reconstruction is exact. Empty unless asked for.
    Matrix share;
};

/// A network that squeezes rows through a narrow code and rebuilds them.
class Autoencoder {
public:
    Autoencoder(ColumnMoments moments, DenseNetwork network);

    std::size_t columns() const { return m_moments.means.size(); }
    std::size_t dimension() const;
    const DenseNetwork& network() const { return m_network; }
    const ColumnMoments& moments() const { return m_moments; }

    /// Standardised as in training, as floats, padded: rows × padded(columns).
    Result<std::vector<float>> standardised(MatrixView x, int threads, TaskContext& context) const;
    /// O(rows · weights). Errors: Usage (other number of columns, threads), InvalidNumber,
    /// Cancelled.
    Result<AutoencoderRows> score(MatrixView x, bool withShares, int threads,
                                  TaskContext& context) const;

private:
    ColumnMoments m_moments;
    DenseNetwork m_network;
};

struct AutoencoderFit {
    Autoencoder model;               ///< the weights of the best epoch
    std::vector<double> trainLoss;   ///< per epoch, mean squared error as met while training
    std::vector<double> holdOutLoss; ///< per epoch, at its end; empty without a hold-out
    int bestEpoch = 0;               ///< counted from 1
    bool stoppedEarly = false;
};

/// Fits by minimising the mean squared error of standardised columns
///     L = 1 / (rows · columns) Σ (x̂ − x)²,   x̂ = decoder(encoder(x)),
/// with Adam on minibatches in seeded order; the weights with the lowest hold-out loss are kept.
/// x: rows × columns, on any scale; constant columns are reconstructed exactly and change nothing.
/// Missing values: none allowed (fill or drop them before). O(epochs · rows · weights), memory 4
/// bytes · rows · columns for the standardised copy. Each minibatch is cut into slices of 64 rows
/// whose gradients are added in order: the same bytes for any number of threads.
/// Source: Hinton & Salakhutdinov 2006; Kingma & Ba 2015.
/// Errors: InvalidNumber, NotEnoughData (fewer than 2 rows, all columns constant), Usage,
/// MemoryLimit (too many weights), NoConvergence (the loss overflowed), Cancelled.
Result<AutoencoderFit> fitAutoencoder(MatrixView x, const AutoencoderParams& params,
                                      TaskContext& context);

} // namespace mops::learn
