#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mops::learn {

/// Rows as the XGBoost library holds them. Moves, does not copy.
class TreeRows {
public:
    /// What training takes: values become numbers of histogram bins. `rows` picks and orders rows
    /// of x, y and weights (empty = all); `weights` may be empty. Reads in slices of a few
    /// milliseconds and asks `context` between them. Missing = NaN. About 2 bytes a value.
    /// Errors: InvalidNumber (infinite, or too large for a 4-byte number), Cancelled, Internal.
    static Result<TreeRows> binned(MatrixView x, std::span<const std::uint8_t> y,
                                   std::span<const double> weights,
                                   std::span<const std::size_t> rows, int maxBins, int threads,
                                   TaskContext& context);
    /// What prediction takes: a copy of rows begin … end−1 of x, or of those that `rows` picks.
    /// 12 bytes a value. Errors: InvalidNumber, Internal.
    static Result<TreeRows> copied(MatrixView x, std::span<const std::size_t> rows,
                                   std::size_t begin, std::size_t end);

    void* handle() const { return m_handle.get(); }

private:
    using Handle = std::unique_ptr<void, void (*)(void*)>;
    explicit TreeRows(Handle handle)
        : m_handle(std::move(handle)) {}

    Handle m_handle;
};

/// What a prediction gives per row.
enum class TreeOutput { Probability = 0, Margin = 1, Contributions = 2 };

/// A model of the XGBoost library, the only place that calls it (with trees' rows above): the part
/// of its C interface that is the same from 1.7 to 3.0. Used by one thread at a time; every failure
/// of the library is an Error with its message.
class Booster {
public:
    using Parameters = std::vector<std::pair<const char*, std::string>>;

    /// Errors: Usage (a parameter the library refuses).
    static Result<Booster> forTraining(const TreeRows& rows, const Parameters& parameters);
    /// From what save() gave. Errors: IntegrityFault.
    static Result<Booster> load(std::string_view bytes);

    Result<> set(const char* parameter, const std::string& value);
    /// One more round of boosting.
    Result<> update(int round, const TreeRows& rows);
    /// Row-major, one number a row, or columns + 1 with Contributions. Rows that came with training
    /// are looked up, not computed again.
    Result<std::vector<float>> predict(const TreeRows& rows, TreeOutput output) const;
    /// Only the first `rounds` rounds.
    Result<Booster> firstRounds(int rounds) const;
    /// Of "gain", "total_gain" or "weight": one number per column, 0 where it never splits.
    Result<std::vector<double>> scorePerColumn(const char* kind, std::size_t columns) const;
    Result<std::string> save() const;

private:
    using Handle = std::unique_ptr<void, void (*)(void*)>;
    explicit Booster(Handle handle)
        : m_handle(std::move(handle)) {}

    Handle m_handle;
};

} // namespace mops::learn
