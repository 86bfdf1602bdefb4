#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/learn/classify/boosted_trees.h"
#include "core/learn/classify/xgboost_library.h"
#include "core/learn/parallel.h"
#include "core/learn/sampling.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mops::learn {
namespace {

constexpr std::size_t kMostHistogramBytes = std::size_t{4} << 30;
constexpr std::size_t kMostColumns = 65'536;
constexpr std::size_t kHoldOutSlice = 16'384;
constexpr int kSetupRounds = 8; // binning takes about as long as this many rounds

Failure outside(const char* name, double value, const char* allowed) {
    return fail(ErrorCode::Usage, std::string(name) + "=" + formatDouble(value), allowed);
}

Result<> checkInput(MatrixView x, std::span<const std::uint8_t> y, std::span<const double> weights,
                    const BoostedTreesParams& params) {
    if (x.rows != y.size() || (!weights.empty() && weights.size() != y.size()))
        return fail(ErrorCode::Usage, std::to_string(x.rows) + " rows, " +
                                          std::to_string(y.size()) + " labels, " +
                                          std::to_string(weights.size()) + " weights");
    if (x.rows < 2 || x.columns == 0)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, " + std::to_string(x.columns) + " columns");
    if (x.columns > kMostColumns)
        return outside("columns", static_cast<double>(x.columns), "at most 65536");
    if (!params.monotone.empty() && params.monotone.size() != x.columns)
        return outside("monotone", static_cast<double>(params.monotone.size()),
                       "one number per column");
    for (std::size_t r = 0; r < y.size(); ++r)
        if (y[r] > 1)
            return fail(ErrorCode::InvalidNumber, "label, row " + std::to_string(r + 1), "0 or 1");
    for (std::size_t r = 0; r < weights.size(); ++r)
        if (!(weights[r] >= 0 && weights[r] <= 1e30))
            return fail(ErrorCode::InvalidNumber, "weight, row " + std::to_string(r + 1),
                        "0 to 1e30");
    return {};
}

/// The nodes of a tree keep a histogram each.
Result<> checkMemory(MatrixView x, const BoostedTreesParams& params) {
    const double nodes = std::min(std::exp2(params.depth + 1), 2.0 * static_cast<double>(x.rows));
    const double bins = std::min(static_cast<double>(params.maxBins), static_cast<double>(x.rows));
    const double bytes = nodes * bins * static_cast<double>(x.columns) * 16;
    if (bytes > static_cast<double>(kMostHistogramBytes))
        return fail(ErrorCode::MemoryLimit,
                    formatFixed(bytes / (1 << 30), 1) + " GiB: depth=" +
                        std::to_string(params.depth) + ", columns=" + std::to_string(x.columns),
                    "less depth, fewer columns or bins");
    return {};
}

struct Split {
    std::vector<std::size_t> training; ///< empty = all rows
    std::vector<std::size_t> holdOut;
};

/// Drawn rows keep the share of positives: each class is drawn for itself.
Split splitRows(std::span<const std::uint8_t> y, const BoostedTreesParams& params) {
    Split split;
    if (params.holdOut <= 0)
        return split;
    std::vector<bool> apart(y.size(), false);
    if (params.holdOutLast) {
        const auto count = static_cast<std::size_t>(params.holdOut * static_cast<double>(y.size()));
        std::fill(apart.end() - static_cast<std::ptrdiff_t>(count), apart.end(), true);
    } else {
        Rng rng = Rng(params.seed).fork(1);
        for (const int kind : {0, 1}) {
            std::vector<std::size_t> rows;
            for (std::size_t r = 0; r < y.size(); ++r)
                if (y[r] == kind)
                    rows.push_back(r);
            const auto count =
                static_cast<std::size_t>(params.holdOut * static_cast<double>(rows.size()));
            for (const std::size_t i : drawWithoutReplacement(rows.size(), count, rng))
                apart[rows[i]] = true;
        }
    }
    for (std::size_t r = 0; r < y.size(); ++r)
        (apart[r] ? split.holdOut : split.training).push_back(r);
    return split;
}

bool hasBothClasses(std::span<const std::uint8_t> y, std::span<const double> weights,
                    std::span<const std::size_t> rows) {
    bool found[2] = {false, false};
    const std::size_t count = rows.empty() ? y.size() : rows.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t r = rows.empty() ? i : rows[i];
        if (weights.empty() || weights[r] > 0)
            found[y[r]] = true;
    }
    return found[0] && found[1];
}

Booster::Parameters parametersOf(const BoostedTreesParams& params) {
    // The library's seed has 31 bits; with seed_per_iteration a round depends on no other model.
    const std::uint64_t seed = Rng(params.seed).fork(2).below(0x7fffffff);
    Booster::Parameters parameters{
        {"verbosity", "0"},
        {"objective", "binary:logistic"},
        {"disable_default_eval_metric", "1"},
        {"tree_method", "hist"},
        {"base_score", "0.5"},
        {"nthread", std::to_string(params.threads)},
        {"seed", std::to_string(seed)},
        {"seed_per_iteration", "1"},
        {"max_depth", std::to_string(params.depth)},
        {"max_bin", std::to_string(params.maxBins)},
        {"eta", formatDouble(params.eta)},
        {"min_child_weight", formatDouble(params.minChildWeight)},
        {"lambda", formatDouble(params.l2)},
        {"alpha", formatDouble(params.l1)},
        {"gamma", formatDouble(params.minGain)},
        {"subsample", formatDouble(params.rowShare)},
        {"colsample_bytree", formatDouble(params.columnShare)},
        {"scale_pos_weight", formatDouble(params.positiveWeight)},
    };
    if (!params.monotone.empty()) {
        std::string text = "(";
        for (const int direction : params.monotone)
            text += (text.size() > 1 ? "," : "") + std::to_string(direction);
        parameters.emplace_back("monotone_constraints", text + ")");
    }
    return parameters;
}

/// Σ weight · log(1 + exp(∓margin)) over rows, and the weights' sum.
struct Loss {
    double total = 0;
    double weight = 0;

    void add(double margin, std::uint8_t y, double w) {
        const double z = y != 0 ? -margin : margin; // log(1 + e^z)
        total += w * (std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z))));
        weight += w;
    }
    double mean() const { return weight > 0 ? total / weight : 0.0; }
};

class Training {
public:
    Training(MatrixView x, std::span<const std::uint8_t> y, std::span<const double> weights,
             const BoostedTreesParams& params, TaskContext& context)
        : m_x(x)
        , m_y(y)
        , m_weights(weights)
        , m_params(params)
        , m_context(context)
        , m_split(splitRows(y, params)) {}

    Result<BoostedTreesResult> run() {
        if (m_params.holdOut > 0 && m_split.holdOut.empty())
            return fail(ErrorCode::NotEnoughData, "no row is held out", "a larger hold-out share");
        if (!hasBothClasses(m_y, m_weights, m_split.training))
            return fail(ErrorCode::NotEnoughData, "one class only");
        auto rows = TreeRows::binned(m_x, m_y, m_weights, m_split.training, m_params.maxBins,
                                     m_params.threads, m_context);
        if (!rows)
            return failAs(rows);
        if (const auto done = copyHoldOut(); !done)
            return failAs(done);
        auto booster = Booster::forTraining(*rows, parametersOf(m_params));
        if (!booster)
            return failAs(booster);
        int best = 0;
        int round = 0;
        for (; round < m_params.rounds; ++round) {
            if (const auto done = oneRound(*booster, *rows, round); !done)
                return failAs(done);
            if (m_holdOut.empty() || m_holdOutLoss[at(round)] < m_holdOutLoss[at(best)])
                best = round;
            else if (round - best >= m_params.patience)
                break;
        }
        return finish(std::move(*booster), *rows, best + 1, std::min(round + 1, m_params.rounds));
    }

private:
    static std::size_t at(int round) { return static_cast<std::size_t>(round); }

    Result<> copyHoldOut() {
        for (std::size_t begin = 0; begin < m_split.holdOut.size(); begin += kHoldOutSlice) {
            if (m_context.cancelled())
                return fail(ErrorCode::Cancelled);
            const std::size_t end = std::min(begin + kHoldOutSlice, m_split.holdOut.size());
            auto slice = TreeRows::copied(m_x, m_split.holdOut, begin, end);
            if (!slice)
                return failAs(slice);
            m_holdOut.push_back(std::move(*slice));
        }
        return {};
    }

    Result<> oneRound(Booster& booster, const TreeRows& rows, int round) {
        if (m_context.cancelled())
            return fail(ErrorCode::Cancelled);
        m_context.report({"train",
                          static_cast<double>(round + kSetupRounds) /
                              static_cast<double>(m_params.rounds + kSetupRounds),
                          round,
                          m_params.rounds,
                          {}});
        if (const auto done = booster.update(round, rows); !done)
            return done;
        if (m_params.recordTrainingLoss) {
            const auto loss = trainingLoss(booster, rows);
            if (!loss)
                return failAs(loss);
            m_trainingLoss.push_back(*loss);
        }
        if (m_holdOut.empty())
            return {};
        Loss loss;
        for (std::size_t s = 0; s < m_holdOut.size(); ++s)
            if (const auto done =
                    addLoss(booster, m_holdOut[s], m_split.holdOut, s * kHoldOutSlice, loss);
                !done)
                return done;
        m_holdOutLoss.push_back(loss.mean());
        return {};
    }

    Result<> addLoss(const Booster& booster, const TreeRows& rows,
                     std::span<const std::size_t> source, std::size_t begin, Loss& loss) const {
        const auto margins = booster.predict(rows, TreeOutput::Margin);
        if (!margins)
            return failAs(margins);
        for (std::size_t i = 0; i < margins->size(); ++i) {
            const std::size_t r = source.empty() ? i : source[begin + i];
            loss.add(static_cast<double>((*margins)[i]), m_y[r],
                     m_weights.empty() ? 1.0 : m_weights[r]);
        }
        return {};
    }

    Result<double> trainingLoss(const Booster& booster, const TreeRows& rows) const {
        Loss loss;
        if (const auto done = addLoss(booster, rows, m_split.training, 0, loss); !done)
            return failAs(done);
        return loss.mean();
    }

    Result<BoostedTreesResult> finish(Booster booster, const TreeRows& rows, int kept, int run) {
        if (kept < run) {
            auto shorter = booster.firstRounds(kept);
            if (!shorter)
                return failAs(shorter);
            booster = std::move(*shorter);
        }
        const auto loss = trainingLoss(booster, rows);
        if (!loss)
            return failAs(loss);
        return BoostedTreesResult{BoostedTrees(std::move(booster), m_x.columns, kept),
                                  run,
                                  run < m_params.rounds,
                                  *loss,
                                  std::move(m_trainingLoss),
                                  std::move(m_holdOutLoss)};
    }

    MatrixView m_x;
    std::span<const std::uint8_t> m_y;
    std::span<const double> m_weights;
    const BoostedTreesParams& m_params;
    TaskContext& m_context;
    Split m_split;
    std::vector<TreeRows> m_holdOut; ///< slices of kHoldOutSlice rows
    std::vector<double> m_trainingLoss;
    std::vector<double> m_holdOutLoss;
};

} // namespace

Result<> BoostedTreesParams::validate() const {
    const auto share = [](double value) { return value > 0 && value <= 1; };
    const auto penalty = [](double value) { return value >= 0 && value <= 1e30; };
    if (rounds < 1 || rounds > 10'000)
        return outside("rounds", rounds, "1 to 10000");
    if (depth < 1 || depth > 16)
        return outside("depth", depth, "1 to 16");
    if (!share(eta))
        return outside("eta", eta, "above 0, at most 1");
    if (!penalty(minChildWeight))
        return outside("min_child_weight", minChildWeight, "at least 0");
    if (!penalty(l2) || !penalty(l1))
        return outside("l2, l1", penalty(l2) ? l1 : l2, "at least 0");
    if (!penalty(minGain))
        return outside("min_gain", minGain, "at least 0");
    if (!share(rowShare) || !share(columnShare))
        return outside("row_share, column_share", share(rowShare) ? columnShare : rowShare,
                       "above 0, at most 1");
    if (maxBins < 2 || maxBins > 4096)
        return outside("max_bins", maxBins, "2 to 4096");
    if (!(positiveWeight > 0 && positiveWeight <= 1e30))
        return outside("positive_weight", positiveWeight, "above 0");
    for (const int direction : monotone)
        if (direction < -1 || direction > 1)
            return outside("monotone", direction, "-1, 0 or 1");
    if (!(holdOut >= 0 && holdOut <= 0.9))
        return outside("hold_out", holdOut, "0 to 0.9");
    if (patience < 1)
        return outside("patience", patience, "at least 1");
    return checkThreads(threads);
}

Result<BoostedTreesResult> fitBoostedTrees(MatrixView x, std::span<const std::uint8_t> y,
                                           std::span<const double> weights,
                                           const BoostedTreesParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInput(x, y, weights, params); !valid)
        return failAs(valid);
    if (const auto fits = checkMemory(x, params); !fits)
        return failAs(fits);
    return Training(x, y, weights, params, context).run();
}

} // namespace mops::learn
