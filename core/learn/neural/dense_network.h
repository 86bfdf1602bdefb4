#pragma once

#include "core/base/result.h"
#include "core/base/rng.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {
namespace kernels {
struct AdamStep;
struct RowSlopes;
} // namespace kernels

enum class Activation : std::uint8_t { Linear, Relu, Tanh };

/// One layer: out = activation(in · weights + bias).
struct LayerShape {
    std::size_t inputs = 0;
    std::size_t outputs = 0;
    Activation activation = Activation::Linear;
};

/// What one slice of rows leaves behind on its way through a network; reused from step to step.
struct NetworkPass {
    const float* input = nullptr;
    std::size_t rows = 0;
    std::vector<std::vector<float>> outputs; ///< per layer: rows × padded outputs
    std::vector<float> slopes[2];            ///< of the loss, layer by layer downwards
};

/// A small network of dense layers of float weights. Rows are handed over padded with zeros to a
/// multiple of 8 floats (`padded`); weights of the padding are zero and stay zero.
/// All parameters lie in one array (per layer the inputs × outputs weights, row-major, then the
/// biases), so an optimiser runs over one array and gradients of slices add up as one.
/// Cost of a row: 2 flops a weight forward, 4 backward. Const functions may run on several threads,
/// each with its own pass. Source: Rumelhart, Hinton & Williams 1986 (back-propagation).
class DenseNetwork {
public:
    /// More weights than this are refused: 32 MiB with gradient and moments.
    static constexpr std::size_t kMostParameters = std::size_t{1} << 21;

    DenseNetwork() = default;
    /// Weights uniform in ±√(6/inputs) before a ReLU (He 2015), else ±√(6/(inputs + outputs))
    /// (Glorot 2010); biases 0. Errors: Usage (no layers, a width of 0, layers that do not fit
    /// together), MemoryLimit (more than kMostParameters).
    static Result<DenseNetwork> create(std::vector<LayerShape> layers, Rng& rng);

    static std::size_t padded(std::size_t width);

    const std::vector<LayerShape>& layers() const { return m_layers; }
    bool empty() const { return m_layers.empty(); }
    std::size_t inputWidth() const { return padded(m_layers.front().inputs); }
    std::size_t outputWidth() const { return padded(m_layers.back().outputs); }
    std::span<const float> parameters() const { return m_parameters; }
    /// To change them; `parametersChanged` must follow before the next backward pass.
    std::span<float> changeParameters() { return m_parameters; }
    void parametersChanged();

    /// Where one weight or bias lies in `parameters`.
    std::size_t weightIndex(std::size_t layer, std::size_t input, std::size_t output) const;
    std::size_t biasIndex(std::size_t layer, std::size_t output) const;

    /// Makes room in `pass` for up to `rows` rows.
    void prepare(NetworkPass& pass, std::size_t rows) const;
    /// in: rows × inputWidth(); must live until `backward`. Returns the last layer's outputs, rows
    /// × outputWidth(). `upTo` layers only, when given.
    const float* forward(const float* in, std::size_t rows, NetworkPass& pass) const;
    const float* forward(const float* in, std::size_t rows, NetworkPass& pass,
                         std::size_t upTo) const;
    /// After `forward`: adds ∂loss/∂parameters to `gradient`, given `outSlope` = ∂loss/∂outputs
    /// (rows × outputWidth(), overwritten). Writes ∂loss/∂inputs to `inSlope` unless null.
    void backward(NetworkPass& pass, float* outSlope, float* gradient, float* inSlope) const;

private:
    std::vector<LayerShape> m_layers;
    std::vector<std::size_t> m_begin; ///< of each layer's weights in m_parameters
    std::vector<float> m_parameters;
    std::vector<float> m_transposed; ///< the weights again, outputs × inputs, at m_begin
};

struct AdamParams {
    double rate = 1e-3;         ///< step size η, (0, 1]
    double firstDecay = 0.9;    ///< β₁, [0, 1)
    double secondDecay = 0.999; ///< β₂, [0, 1)
    double epsilon = 1e-8;      ///< > 0

    Result<> validate() const;
};

/// Adam (Kingma & Ba 2015): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g²,
/// p ← p − η (m / (1−β₁ᵗ)) / (√(v / (1−β₂ᵗ)) + ε). Memory: two floats a parameter.
class Adam {
public:
    Adam(const AdamParams& params, std::size_t parameters);

    /// Starts step t + 1.
    void advance();
    /// One step of parameters[first … first + gradient.size()); others keep theirs (lazy Adam for
    /// embedding rows: a row's moments rest while the row is not used). `parameters` is the whole
    /// array. Different ranges may be updated by several threads.
    void update(std::span<const float> gradient, std::span<float> parameters,
                std::size_t first = 0);
    /// The same for rows of an embedding table of `width` columns.
    void updateRows(const kernels::RowSlopes& slopes, std::size_t width, std::span<float> table);

private:
    kernels::AdamStep step() const;

    AdamParams m_params;
    double m_firstPower = 1;  ///< β₁ᵗ
    double m_secondPower = 1; ///< β₂ᵗ
    std::vector<float> m_first;
    std::vector<float> m_second;
};

} // namespace mops::learn
