#include "core/learn/neural/dense_network.h"

#include "core/learn/kernels/dense_layers.h"
#include "core/learn/kernels/sampled_softmax.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mops::learn {
namespace {

kernels::Curve curveOf(Activation activation) {
    switch (activation) {
    case Activation::Linear: return kernels::Curve::Linear;
    case Activation::Relu: return kernels::Curve::Relu;
    case Activation::Tanh: return kernels::Curve::Tanh;
    }
    return kernels::Curve::Linear;
}

Result<> checkLayers(const std::vector<LayerShape>& layers) {
    if (layers.empty())
        return fail(ErrorCode::Usage, "0 layers");
    std::size_t total = 0;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const LayerShape& layer = layers[l];
        const std::string name = "layer " + std::to_string(l + 1);
        if (layer.inputs == 0 || layer.outputs == 0)
            return fail(ErrorCode::Usage, name + ": width 0");
        if (l > 0 && layer.inputs != layers[l - 1].outputs)
            return fail(ErrorCode::Usage, name + ": " + std::to_string(layer.inputs) +
                                              " inputs after " +
                                              std::to_string(layers[l - 1].outputs) + " outputs");
        // The single width first, so that the product below cannot overflow.
        const bool wide = std::max(layer.inputs, layer.outputs) > DenseNetwork::kMostParameters;
        if (!wide)
            total += (DenseNetwork::padded(layer.inputs) + 1) * DenseNetwork::padded(layer.outputs);
        if (wide || total > DenseNetwork::kMostParameters)
            return fail(ErrorCode::MemoryLimit, name,
                        "at most " + std::to_string(DenseNetwork::kMostParameters) + " weights");
    }
    return {};
}

} // namespace

std::size_t DenseNetwork::padded(std::size_t width) {
    return kernels::paddedFloats(width);
}

Result<DenseNetwork> DenseNetwork::create(std::vector<LayerShape> layers, Rng& rng) {
    if (const auto valid = checkLayers(layers); !valid)
        return failAs(valid);
    DenseNetwork network;
    network.m_layers = std::move(layers);
    std::size_t count = 0;
    for (const LayerShape& layer : network.m_layers) {
        network.m_begin.push_back(count);
        count += (padded(layer.inputs) + 1) * padded(layer.outputs);
    }
    network.m_parameters.assign(count, 0.0F);
    network.m_transposed.assign(count, 0.0F);
    for (std::size_t l = 0; l < network.m_layers.size(); ++l) {
        const LayerShape& layer = network.m_layers[l];
        const std::size_t fan =
            layer.activation == Activation::Relu ? layer.inputs : layer.inputs + layer.outputs;
        const double bound = std::sqrt(6.0 / static_cast<double>(fan));
        for (std::size_t i = 0; i < layer.inputs; ++i)
            for (std::size_t o = 0; o < layer.outputs; ++o)
                network.m_parameters[network.weightIndex(l, i, o)] =
                    static_cast<float>(rng.uniform(-bound, bound));
    }
    network.parametersChanged();
    return network;
}

void DenseNetwork::parametersChanged() {
    for (std::size_t l = 0; l < m_layers.size(); ++l)
        kernels::transposeFloats(m_parameters.data() + m_begin[l], padded(m_layers[l].inputs),
                                 padded(m_layers[l].outputs), m_transposed.data() + m_begin[l]);
}

std::size_t DenseNetwork::weightIndex(std::size_t layer, std::size_t input,
                                      std::size_t output) const {
    return m_begin[layer] + input * padded(m_layers[layer].outputs) + output;
}

std::size_t DenseNetwork::biasIndex(std::size_t layer, std::size_t output) const {
    return weightIndex(layer, padded(m_layers[layer].inputs), output);
}

void DenseNetwork::prepare(NetworkPass& pass, std::size_t rows) const {
    pass.outputs.resize(m_layers.size());
    std::size_t widest = 0;
    for (std::size_t l = 0; l < m_layers.size(); ++l) {
        const std::size_t width = padded(m_layers[l].outputs);
        widest = std::max(widest, width);
        if (pass.outputs[l].size() < rows * width)
            pass.outputs[l].resize(rows * width);
    }
    for (std::vector<float>& slopes : pass.slopes)
        if (slopes.size() < rows * widest)
            slopes.resize(rows * widest);
}

const float* DenseNetwork::forward(const float* in, std::size_t rows, NetworkPass& pass) const {
    return forward(in, rows, pass, m_layers.size());
}

const float* DenseNetwork::forward(const float* in, std::size_t rows, NetworkPass& pass,
                                   std::size_t upTo) const {
    pass.input = in;
    pass.rows = rows;
    const float* from = in;
    for (std::size_t l = 0; l < upTo; ++l) {
        const LayerShape& layer = m_layers[l];
        const float* weights = m_parameters.data() + m_begin[l];
        kernels::layerForward(from, rows, padded(layer.inputs), weights,
                              m_parameters.data() + biasIndex(l, 0), padded(layer.outputs),
                              curveOf(layer.activation), pass.outputs[l].data());
        from = pass.outputs[l].data();
    }
    return from;
}

// outSlope arrives as ∂loss/∂output of the last layer; its own curve is unbent here, those of the
// layers below by layerBackward.
void DenseNetwork::backward(NetworkPass& pass, float* outSlope, float* gradient,
                            float* inSlope) const {
    const float* slope = outSlope;
    kernels::bendSlope(pass.outputs.back().data(), pass.rows * outputWidth(),
                       curveOf(m_layers.back().activation), outSlope);
    for (std::size_t l = m_layers.size(); l-- > 0;) {
        const LayerShape& layer = m_layers[l];
        const std::size_t inputs = padded(layer.inputs);
        const std::size_t outputs = padded(layer.outputs);
        const float* in = l == 0 ? pass.input : pass.outputs[l - 1].data();
        kernels::layerSlopes(in, pass.rows, inputs, slope, outputs, gradient + m_begin[l],
                             gradient + biasIndex(l, 0));
        float* below = l == 0 ? inSlope : pass.slopes[l % 2].data();
        if (below == nullptr)
            return;
        kernels::layerBackward(
            slope, pass.rows, outputs, m_transposed.data() + m_begin[l], in, inputs,
            l == 0 ? kernels::Curve::Linear : curveOf(m_layers[l - 1].activation), below);
        slope = below;
    }
}

Result<> AdamParams::validate() const {
    if (!(rate > 0 && rate <= 1))
        return fail(ErrorCode::Usage, "rate", "above 0, at most 1");
    if (!(firstDecay >= 0 && firstDecay < 1) || !(secondDecay >= 0 && secondDecay < 1))
        return fail(ErrorCode::Usage, "decay", "0 or more, below 1");
    if (!(epsilon > 0) || !std::isfinite(epsilon))
        return fail(ErrorCode::Usage, "epsilon", "above 0");
    return {};
}

Adam::Adam(const AdamParams& params, std::size_t parameters)
    : m_params(params)
    , m_first(parameters, 0.0F)
    , m_second(parameters, 0.0F) {}

void Adam::advance() {
    m_firstPower *= m_params.firstDecay;
    m_secondPower *= m_params.secondDecay;
}

kernels::AdamStep Adam::step() const {
    return {
        .rate = static_cast<float>(m_params.rate),
        .firstDecay = static_cast<float>(m_params.firstDecay),
        .secondDecay = static_cast<float>(m_params.secondDecay),
        .firstCorrection = static_cast<float>(1.0 / (1.0 - m_firstPower)),
        .secondCorrection = static_cast<float>(1.0 / (1.0 - m_secondPower)),
        .epsilon = static_cast<float>(m_params.epsilon),
    };
}

void Adam::update(std::span<const float> gradient, std::span<float> parameters, std::size_t first) {
    kernels::adamUpdate(step(), gradient.data(), gradient.size(), m_first.data() + first,
                        m_second.data() + first, parameters.data() + first);
}

void Adam::updateRows(const kernels::RowSlopes& slopes, std::size_t width, std::span<float> table) {
    std::vector<float> sum(width);
    kernels::adamRows(step(), slopes, width, sum.data(), m_first.data(), m_second.data(),
                      table.data());
}

} // namespace mops::learn
