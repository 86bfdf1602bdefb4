#include "core/learn/classify/boosted_trees.h"

#include "core/base/text.h"
#include "core/learn/classify/xgboost_library.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace mops::learn {
namespace {

constexpr std::string_view kMagic = "MOPSTREES1";
constexpr std::size_t kHeaderBytes = kMagic.size() + 4 + 4 + 8;
// Work in a slice of rows, in steps of about 5 ns: some ten milliseconds.
constexpr double kSliceSteps = 4e6;

std::uint64_t checksum(std::string_view bytes) { // FNV-1a
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    return hash;
}

void putNumber(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        out.push_back(static_cast<char>(value >> (8 * i) & 0xff));
}

std::uint64_t takeNumber(std::string_view& from, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(from[i])) << (8 * i);
    from.remove_prefix(bytes);
    return value;
}

/// Calls use(begin, numbers of these rows) slice by slice. Errors: as BoostedTrees' predictions.
template <class Use>
Result<> predictSlices(Booster& booster, MatrixView x, std::size_t columns, double stepsPerRow,
                       TreeOutput output, int threads, TaskContext& context, const Use& use) {
    if (const auto valid = checkThreads(threads); !valid)
        return valid;
    if (x.columns != columns)
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    std::to_string(columns) + " as in training");
    if (const auto done = booster.set("nthread", std::to_string(threads)); !done)
        return done;
    const auto slice = static_cast<std::size_t>(
        std::clamp(kSliceSteps / (stepsPerRow + static_cast<double>(columns)), 1.0, 65'536.0));
    for (std::size_t begin = 0; begin < x.rows; begin += slice) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        const std::size_t end = std::min(begin + slice, x.rows);
        const auto rows = TreeRows::copied(x, {}, begin, end);
        if (!rows)
            return failAs(rows);
        const auto numbers = booster.predict(*rows, output);
        if (!numbers)
            return failAs(numbers);
        use(begin, *numbers);
        context.report({"score",
                        static_cast<double>(end) / static_cast<double>(x.rows),
                        static_cast<std::int64_t>(end),
                        static_cast<std::int64_t>(x.rows),
                        {}});
    }
    return {};
}

double stepsOfTrees(int rounds) {
    return 8.0 * rounds;
}

Result<std::vector<double>> predictNumbers(Booster& booster, MatrixView x, std::size_t columns,
                                           int rounds, TreeOutput output, int threads,
                                           TaskContext& context) {
    std::vector<double> result(x.rows);
    const auto done =
        predictSlices(booster, x, columns, stepsOfTrees(rounds), output, threads, context,
                      [&](std::size_t begin, const auto& numbers) {
                          std::copy(numbers.begin(), numbers.end(),
                                    result.begin() + static_cast<std::ptrdiff_t>(begin));
                      });
    if (!done)
        return failAs(done);
    return result;
}

void toShares(std::vector<double>& values) {
    const double total = std::accumulate(values.begin(), values.end(), 0.0);
    for (double& value : values)
        value = total > 0 ? value / total : 0.0;
}

} // namespace

BoostedTrees::BoostedTrees(Booster booster, std::size_t columns, int rounds)
    : m_booster(std::make_unique<Booster>(std::move(booster)))
    , m_columns(columns)
    , m_rounds(rounds) {}
BoostedTrees::BoostedTrees(BoostedTrees&&) noexcept = default;
BoostedTrees& BoostedTrees::operator=(BoostedTrees&&) noexcept = default;
BoostedTrees::~BoostedTrees() = default;

Result<std::vector<double>> BoostedTrees::probabilities(MatrixView x, int threads,
                                                        TaskContext& context) const {
    return predictNumbers(*m_booster, x, m_columns, m_rounds, TreeOutput::Probability, threads,
                          context);
}

Result<std::vector<double>> BoostedTrees::margins(MatrixView x, int threads,
                                                  TaskContext& context) const {
    return predictNumbers(*m_booster, x, m_columns, m_rounds, TreeOutput::Margin, threads, context);
}

Result<Matrix> BoostedTrees::contributions(MatrixView x, int threads, TaskContext& context) const {
    Matrix result(x.rows, m_columns + 1);
    const double steps = 2500.0 * m_rounds; // leaves · depth² of trees of depth 6
    const auto done = predictSlices(
        *m_booster, x, m_columns, steps, TreeOutput::Contributions, threads, context,
        [&](std::size_t begin, const auto& numbers) {
            std::copy(numbers.begin(), numbers.end(),
                      result.values.begin() + static_cast<std::ptrdiff_t>(begin * result.columns));
        });
    if (!done)
        return failAs(done);
    return result;
}

Result<std::vector<ColumnImportance>> BoostedTrees::importances() const {
    auto gain = m_booster->scorePerColumn("gain", m_columns);
    auto totalGain = m_booster->scorePerColumn("total_gain", m_columns);
    const auto splits = m_booster->scorePerColumn("weight", m_columns);
    for (const auto* part : {&std::as_const(gain), &std::as_const(totalGain), &splits})
        if (!*part)
            return failAs(*part);
    toShares(*gain);
    toShares(*totalGain);
    std::vector<ColumnImportance> result(m_columns);
    for (std::size_t c = 0; c < m_columns; ++c)
        result[c] = {(*gain)[c], (*totalGain)[c], std::llround((*splits)[c])};
    return result;
}

Result<std::string> BoostedTrees::save() const {
    const auto body = m_booster->save();
    if (!body)
        return failAs(body);
    std::string bytes(kMagic);
    putNumber(bytes, m_columns, 4);
    putNumber(bytes, static_cast<std::uint64_t>(m_rounds), 4);
    putNumber(bytes, checksum(*body), 8);
    return bytes + *body;
}

Result<BoostedTrees> BoostedTrees::load(std::string_view bytes) {
    if (bytes.size() <= kHeaderBytes || !bytes.starts_with(kMagic))
        return fail(ErrorCode::IntegrityFault, "boosted trees: not a saved model");
    bytes.remove_prefix(kMagic.size());
    const std::uint64_t columns = takeNumber(bytes, 4);
    const std::uint64_t rounds = takeNumber(bytes, 4);
    if (takeNumber(bytes, 8) != checksum(bytes))
        return fail(ErrorCode::IntegrityFault, "boosted trees: the checksum does not fit");
    auto booster = Booster::load(bytes);
    if (!booster)
        return failAs(booster);
    return BoostedTrees(std::move(*booster), columns, static_cast<int>(rounds));
}

} // namespace mops::learn
