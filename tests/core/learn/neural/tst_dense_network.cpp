#include "core/learn/neural/dense_network.h"

#include "core/learn/kernels/dense_layers.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

/// The same network in doubles, written down plainly: loss = ½ Σ (output − goal)².
class PlainNetwork {
public:
    explicit PlainNetwork(const DenseNetwork& network)
        : m_network(network)
        , parameters(network.parameters().begin(), network.parameters().end()) {}

    std::vector<double> output(std::vector<double> values) const {
        for (std::size_t l = 0; l < m_network.layers().size(); ++l) {
            const LayerShape& layer = m_network.layers()[l];
            std::vector<double> next(layer.outputs);
            for (std::size_t o = 0; o < layer.outputs; ++o) {
                next[o] = parameters[m_network.biasIndex(l, o)];
                for (std::size_t i = 0; i < layer.inputs; ++i)
                    next[o] += values[i] * parameters[m_network.weightIndex(l, i, o)];
                if (layer.activation == Activation::Relu)
                    next[o] = std::max(0.0, next[o]);
                if (layer.activation == Activation::Tanh)
                    next[o] = std::tanh(next[o]);
            }
            values = std::move(next);
        }
        return values;
    }

    double loss(const std::vector<std::vector<double>>& in,
                const std::vector<std::vector<double>>& goal) const {
        double total = 0;
        for (std::size_t r = 0; r < in.size(); ++r) {
            const auto out = output(in[r]);
            for (std::size_t o = 0; o < out.size(); ++o)
                total += 0.5 * std::pow(out[o] - goal[r][o], 2);
        }
        return total;
    }

private:
    const DenseNetwork& m_network;

public:
    std::vector<double> parameters;
};

struct Example {
    std::vector<std::vector<double>> in;
    std::vector<std::vector<double>> goal;
    std::vector<float> paddedIn;
};

Example example(const DenseNetwork& network, std::size_t rows) {
    Rng rng(5);
    Example result;
    result.paddedIn.assign(rows * network.inputWidth(), 0.0F);
    for (std::size_t r = 0; r < rows; ++r) {
        result.in.emplace_back();
        for (std::size_t i = 0; i < network.layers().front().inputs; ++i) {
            const auto value = static_cast<float>(rng.normal());
            result.paddedIn[r * network.inputWidth() + i] = value;
            result.in.back().push_back(static_cast<double>(value));
        }
        result.goal.emplace_back();
        for (std::size_t o = 0; o < network.layers().back().outputs; ++o)
            result.goal.back().push_back(rng.normal());
    }
    return result;
}

DenseNetwork network(const std::vector<LayerShape>& layers, std::uint64_t seed = 3) {
    Rng rng(seed);
    DenseNetwork result = DenseNetwork::create(layers, rng).value();
    for (float& value : result.changeParameters()) // biases away from 0, padding left alone
        value *= 1.5F;
    for (std::size_t l = 0; l < layers.size(); ++l)
        for (std::size_t o = 0; o < layers[l].outputs; ++o)
            result.changeParameters()[result.biasIndex(l, o)] =
                static_cast<float>(rng.uniform(-0.3, 0.3));
    result.parametersChanged();
    return result;
}

const std::vector<LayerShape> kThreeLayers{
    {5, 11, Activation::Relu}, {11, 9, Activation::Tanh}, {9, 3, Activation::Linear}};

struct Slopes {
    std::vector<float> parameters;
    std::vector<float> in;
};

Slopes slopesOf(const DenseNetwork& net, const Example& data) {
    const std::size_t rows = data.in.size();
    NetworkPass pass;
    net.prepare(pass, rows);
    const float* out = net.forward(data.paddedIn.data(), rows, pass);
    std::vector<float> slope(rows * net.outputWidth(), 0.0F);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t o = 0; o < data.goal[r].size(); ++o)
            slope[r * net.outputWidth() + o] =
                out[r * net.outputWidth() + o] - static_cast<float>(data.goal[r][o]);
    Slopes result{std::vector<float>(net.parameters().size(), 0.0F),
                  std::vector<float>(rows * net.inputWidth(), 0.0F)};
    net.backward(pass, slope.data(), result.parameters.data(), result.in.data());
    return result;
}

} // namespace

class TstDenseNetwork : public QObject {
    Q_OBJECT

private slots:
    void oneLayerIsWeightsTimesInputPlusBias() {
        // (1, 2) · ((1, −1), (0.5, 3)) + (0.25, −6) = (2.25, −1); ReLU cuts the second off.
        Rng rng(1);
        auto net = DenseNetwork::create({{2, 2, Activation::Relu}}, rng).value();
        const auto set = [&](std::size_t index, float value) {
            net.changeParameters()[index] = value;
        };
        set(net.weightIndex(0, 0, 0), 1);
        set(net.weightIndex(0, 0, 1), -1);
        set(net.weightIndex(0, 1, 0), 0.5F);
        set(net.weightIndex(0, 1, 1), 3);
        set(net.biasIndex(0, 0), 0.25F);
        set(net.biasIndex(0, 1), -6);
        net.parametersChanged();
        std::vector<float> in(net.inputWidth(), 0.0F);
        in[0] = 1;
        in[1] = 2;
        NetworkPass pass;
        net.prepare(pass, 1);
        const float* out = net.forward(in.data(), 1, pass);
        QCOMPARE(out[0], 2.25F);
        QCOMPARE(out[1], 0.0F);
    }
    void outputsAreThoseOfAPlainNetworkInDoubles_data() {
        QTest::addColumn<int>("rows");
        for (const int rows : {1, 2, 5, 6, 7, 12, 64})
            QTest::addRow("%d rows", rows) << rows;
    }
    void outputsAreThoseOfAPlainNetworkInDoubles() {
        QFETCH(int, rows);
        const auto net = network(kThreeLayers);
        const auto data = example(net, static_cast<std::size_t>(rows));
        NetworkPass pass;
        net.prepare(pass, data.in.size());
        const float* out = net.forward(data.paddedIn.data(), data.in.size(), pass);
        const PlainNetwork plain(net);
        for (std::size_t r = 0; r < data.in.size(); ++r) {
            const auto expected = plain.output(data.in[r]);
            for (std::size_t o = 0; o < expected.size(); ++o) // float arithmetic: 1e-5
                QVERIFY(std::abs(static_cast<double>(out[r * net.outputWidth() + o]) -
                                 expected[o]) < 1e-5);
        }
    }
    void theGradientIsTheFiniteDifferenceOfTheLoss_data() {
        QTest::addColumn<int>("hidden");
        QTest::addColumn<int>("last");
        QTest::newRow("relu, linear") << 1 << 0;
        QTest::newRow("tanh, linear") << 2 << 0;
        QTest::newRow("tanh, tanh") << 2 << 2;
        QTest::newRow("linear, relu") << 0 << 1;
    }
    void theGradientIsTheFiniteDifferenceOfTheLoss() {
        QFETCH(int, hidden);
        QFETCH(int, last);
        const auto curve = static_cast<Activation>(hidden);
        const auto net =
            network({{6, 17, curve}, {17, 4, curve}, {4, 10, static_cast<Activation>(last)}});
        const auto data = example(net, 13);
        const auto slopes = slopesOf(net, data);
        PlainNetwork plain(net);
        // In doubles the central difference of step 1e-6 is good to about 1e-9; the floats of the
        // gradient are good to 1e-6 of its largest terms.
        constexpr double kStep = 1e-6;
        for (std::size_t l = 0; l < net.layers().size(); ++l)
            for (std::size_t i = 0; i <= net.layers()[l].inputs; ++i)
                for (std::size_t o = 0; o < net.layers()[l].outputs; ++o) {
                    const std::size_t at =
                        i < net.layers()[l].inputs ? net.weightIndex(l, i, o) : net.biasIndex(l, o);
                    const double value = plain.parameters[at];
                    plain.parameters[at] = value + kStep;
                    const double above = plain.loss(data.in, data.goal);
                    plain.parameters[at] = value - kStep;
                    const double below = plain.loss(data.in, data.goal);
                    plain.parameters[at] = value;
                    const double expected = (above - below) / (2 * kStep);
                    const auto actual = static_cast<double>(slopes.parameters[at]);
                    QVERIFY2(
                        std::abs(actual - expected) < 2e-5 * (1 + std::abs(expected)),
                        qPrintable(QStringLiteral("layer %1 input %2 output %3: %4, expected %5")
                                       .arg(l)
                                       .arg(i)
                                       .arg(o)
                                       .arg(actual)
                                       .arg(expected)));
                }
    }
    void theSlopeOfTheInputsIsTheFiniteDifferenceOfTheLoss() {
        const auto net = network(kThreeLayers);
        auto data = example(net, 4);
        const auto slopes = slopesOf(net, data);
        const PlainNetwork plain(net);
        for (std::size_t r = 0; r < 4; ++r)
            for (std::size_t i = 0; i < 5; ++i) {
                const double value = data.in[r][i];
                data.in[r][i] = value + 1e-6;
                const double above = plain.loss(data.in, data.goal);
                data.in[r][i] = value - 1e-6;
                const double below = plain.loss(data.in, data.goal);
                data.in[r][i] = value;
                const double expected = (above - below) / 2e-6;
                const auto actual = static_cast<double>(slopes.in[r * net.inputWidth() + i]);
                QVERIFY(std::abs(actual - expected) < 2e-5 * (1 + std::abs(expected)));
            }
    }
    void paddingNeverGetsAGradient() {
        const auto net = network(kThreeLayers);
        const auto slopes = slopesOf(net, example(net, 9));
        double total = 0;
        double inside = 0;
        for (const float slope : slopes.parameters)
            total += std::abs(static_cast<double>(slope));
        for (std::size_t l = 0; l < 3; ++l)
            for (std::size_t i = 0; i <= kThreeLayers[l].inputs; ++i)
                for (std::size_t o = 0; o < kThreeLayers[l].outputs; ++o)
                    inside += std::abs(static_cast<double>(
                        slopes.parameters[i < kThreeLayers[l].inputs ? net.weightIndex(l, i, o)
                                                                     : net.biasIndex(l, o)]));
        QVERIFY(std::abs(total - inside) < 1e-9 * total);
    }
    void adamsFirstTwoStepsAreThoseComputedByHand() {
        // g = 2 then −1, η = 0.1, β₁ = 0.9, β₂ = 0.99. Step 1: m̂ = 2, v̂ = 4, p = 1 − 0.1 · 2/2 =
        // 0.9. Step 2: m = 0.9·0.2 − 0.1 = 0.08, m̂ = 0.08/0.19 = 0.421053; v = 0.99·0.04 + 0.01 =
        // 0.0496, v̂ = 0.0496/0.0199 = 2.492462; p = 0.9 − 0.1 · 0.421053/1.578754 = 0.873330.
        Adam adam({.rate = 0.1, .firstDecay = 0.9, .secondDecay = 0.99, .epsilon = 1e-8}, 8);
        std::vector<float> parameters(8, 1.0F);
        std::vector<float> gradient(8, 2.0F);
        adam.advance();
        adam.update(gradient, parameters);
        QVERIFY(std::abs(parameters[3] - 0.9F) < 1e-6F);
        std::ranges::fill(gradient, -1.0F);
        adam.advance();
        adam.update(gradient, parameters);
        QVERIFY(std::abs(parameters[3] - 0.873330F) < 1e-5F);
    }
    void adamFindsTheLowestPointOfABowl() {
        Adam adam({.rate = 0.05}, 8);
        std::vector<float> parameters(8, 0.0F);
        for (int step = 0; step < 2000; ++step) {
            std::vector<float> gradient;
            for (std::size_t i = 0; i < 8; ++i)
                gradient.push_back(2 * (parameters[i] - static_cast<float>(i)));
            adam.advance();
            adam.update(gradient, parameters);
        }
        for (std::size_t i = 0; i < 8; ++i)
            QVERIFY(std::abs(parameters[i] - static_cast<float>(i)) < 1e-3F);
    }
    void fortyStepsOfAdamEndWhereScikitLearnEnds() {
        // Its loss is ½ Σ over outputs, mean over rows; doubles there, floats here: 1e-4.
        std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                           "/tests/reference/dense_network.json");
        const auto data = nlohmann::json::parse(file);
        const auto sizes = data.at("sizes").get<std::vector<std::size_t>>();
        Rng rng(1);
        auto net = DenseNetwork::create({{sizes[0], sizes[1], Activation::Tanh},
                                         {sizes[1], sizes[2], Activation::Tanh},
                                         {sizes[2], sizes[3], Activation::Linear}},
                                        rng)
                       .value();
        const auto eachWeight = [&](const auto& use) {
            for (std::size_t l = 0; l + 1 < sizes.size(); ++l)
                for (std::size_t i = 0; i < sizes[l]; ++i)
                    for (std::size_t o = 0; o < sizes[l + 1]; ++o)
                        use(l, i * sizes[l + 1] + o, net.weightIndex(l, i, o));
        };
        const auto eachBias = [&](const auto& use) {
            for (std::size_t l = 0; l + 1 < sizes.size(); ++l)
                for (std::size_t o = 0; o < sizes[l + 1]; ++o)
                    use(l, o, net.biasIndex(l, o));
        };
        eachWeight([&](std::size_t l, std::size_t k, std::size_t at) {
            net.changeParameters()[at] = data.at("start")[l][k];
        });
        eachBias([&](std::size_t, std::size_t, std::size_t at) {
            net.changeParameters()[at] = data.at("bias");
        });
        net.parametersChanged();

        const auto x = data.at("x").get<std::vector<float>>();
        const auto y = data.at("y").get<std::vector<float>>();
        const std::size_t rows = x.size() / sizes.front();
        std::vector<float> in(rows * net.inputWidth(), 0.0F);
        for (std::size_t k = 0; k < x.size(); ++k)
            in[k / sizes.front() * net.inputWidth() + k % sizes.front()] = x[k];
        NetworkPass pass;
        net.prepare(pass, rows);
        const std::size_t width = net.outputWidth();
        Adam adam({.rate = data.at("rate")}, net.parameters().size());
        for (int step = 0; step < data.at("steps").get<int>(); ++step) {
            const float* out = net.forward(in.data(), rows, pass);
            std::vector<float> slope(rows * width, 0.0F);
            for (std::size_t k = 0; k < y.size(); ++k) {
                const std::size_t at = k / sizes.back() * width + k % sizes.back();
                slope[at] = (out[at] - y[k]) / static_cast<float>(rows);
            }
            std::vector<float> gradient(net.parameters().size(), 0.0F);
            net.backward(pass, slope.data(), gradient.data(), nullptr);
            adam.advance();
            adam.update(gradient, net.changeParameters());
            net.parametersChanged();
        }
        const float* out = net.forward(in.data(), rows, pass);
        for (std::size_t k = 0; k < y.size(); ++k)
            QVERIFY(std::abs(out[k / sizes.back() * width + k % sizes.back()] -
                             data.at("predicted")[k].get<float>()) < 1e-4F);
        eachWeight([&](std::size_t l, std::size_t k, std::size_t at) {
            QVERIFY(std::abs(net.parameters()[at] - data.at("weights")[l][k].get<float>()) < 1e-4F);
        });
        eachBias([&](std::size_t l, std::size_t k, std::size_t at) {
            QVERIFY(std::abs(net.parameters()[at] - data.at("biases")[l][k].get<float>()) < 1e-4F);
        });
    }
    void layersThatMakeNoSenseAreRefused() {
        Rng rng(1);
        QCOMPARE(DenseNetwork::create({}, rng).error().code, ErrorCode::Usage);
        QCOMPARE(DenseNetwork::create({{4, 0}}, rng).error().code, ErrorCode::Usage);
        QCOMPARE(DenseNetwork::create({{4, 3}, {5, 2}}, rng).error().code, ErrorCode::Usage);
        QCOMPARE(DenseNetwork::create({{1'000'000, 1'000}}, rng).error().code,
                 ErrorCode::MemoryLimit);
        QCOMPARE(DenseNetwork::create({{SIZE_MAX / 2, SIZE_MAX / 2}}, rng).error().code,
                 ErrorCode::MemoryLimit);
    }
};

QTEST_APPLESS_MAIN(TstDenseNetwork)
#include "tst_dense_network.moc"
