#include "core/learn/classify/xgboost_library.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <xgboost/c_api.h>

namespace mops::learn {
namespace {

constexpr std::size_t kSliceNumbers = std::size_t{1} << 18;

void freeRows(void* handle) {
    XGDMatrixFree(handle);
}
void freeBooster(void* handle) {
    XGBoosterFree(handle);
}

/// The library's message without its stack trace and source line.
std::string lastMessage() {
    const std::string_view all = XGBGetLastError();
    std::string_view text = all.substr(0, std::min(all.find("Stack trace"), std::size_t{400}));
    if (const auto place = text.find(": "); text.starts_with('[') && place != text.npos)
        text.remove_prefix(place + 2);
    return std::string(trim(text.substr(0, text.find('\n'))));
}

Result<> check(int code, ErrorCode meaning = ErrorCode::Internal) {
    if (code != 0)
        return fail(meaning, "xgboost: " + lastMessage());
    return {};
}

/// Nothing on stderr from this thread's calls: messages come back as errors.
Result<> silence() {
    return check(XGBSetGlobalConfig(R"({"verbosity":0})"));
}

std::size_t sliceRows(std::size_t columns) {
    return std::max<std::size_t>(kSliceNumbers / std::max<std::size_t>(columns, 1), 64);
}

std::string arrayInterface(const float* data, std::size_t rows, std::size_t columns) {
    return R"({"data":[)" + std::to_string(reinterpret_cast<std::uintptr_t>(data)) +
           R"(,true],"shape":[)" + std::to_string(rows) + "," + std::to_string(columns) +
           R"(],"typestr":"<f4","version":3})";
}

/// Rows of a table as 4-byte numbers, slice by slice.
class FloatRows {
public:
    FloatRows(MatrixView x, std::span<const std::size_t> rows)
        : m_x(x)
        , m_rows(rows)
        , m_count(rows.empty() ? x.rows : rows.size()) {}

    std::size_t count() const { return m_count; }
    std::size_t columns() const { return m_x.columns; }
    std::size_t source(std::size_t row) const { return m_rows.empty() ? row : m_rows[row]; }
    /// Errors: InvalidNumber.
    Result<> fill(std::size_t begin, std::size_t end, std::vector<float>& out) const {
        out.resize((end - begin) * m_x.columns);
        float* to = out.data();
        for (std::size_t row = begin; row < end; ++row) {
            bool usable = true;
            const double* from = m_x.data + source(row) * m_x.columns;
            for (std::size_t c = 0; c < m_x.columns; ++c) {
                // true for NaN too: a missing value is welcome
                usable = usable && !(std::abs(from[c]) > std::numeric_limits<float>::max());
                *to++ = static_cast<float>(from[c]);
            }
            if (!usable)
                return refuse(source(row));
        }
        return {};
    }

private:
    Failure refuse(std::size_t row) const {
        std::size_t c = 0;
        while (!(std::abs(m_x.at(row, c)) > std::numeric_limits<float>::max()))
            ++c;
        return fail(ErrorCode::InvalidNumber,
                    "row " + std::to_string(row + 1) + ", column " + std::to_string(c + 1) + ": " +
                        formatDouble(m_x.at(row, c)),
                    "magnitudes up to 3.4e38, or a missing value");
    }

    MatrixView m_x;
    std::span<const std::size_t> m_rows;
    std::size_t m_count;
};

/// Hands rows to the library in slices, as often as it wants to see them.
struct SliceFeed {
    FloatRows rows;
    std::span<const std::uint8_t> y;
    std::span<const double> weights;
    TaskContext& context;
    void* proxy = nullptr;
    std::size_t next = 0;
    std::vector<float> values;
    std::vector<float> labels;
    std::vector<float> sliceWeights;
    Result<> state; ///< why it ended before the last row

    bool step() {
        if (!state || next >= rows.count())
            return false;
        if (context.cancelled()) {
            state = fail(ErrorCode::Cancelled);
            return false;
        }
        const std::size_t begin = next;
        next = std::min(next + sliceRows(rows.columns()), rows.count());
        state = rows.fill(begin, next, values);
        if (state)
            state = hand(begin);
        return state.has_value();
    }

private:
    Result<> hand(std::size_t begin) {
        const std::size_t count = next - begin;
        labels.resize(count);
        for (std::size_t r = 0; r < count; ++r)
            labels[r] = static_cast<float>(y[rows.source(begin + r)]);
        const std::string values8 = arrayInterface(values.data(), count, rows.columns());
        if (const auto done = check(XGProxyDMatrixSetDataDense(proxy, values8.c_str())); !done)
            return done;
        if (const auto done = check(XGDMatrixSetFloatInfo(proxy, "label", labels.data(), count));
            !done)
            return done;
        if (weights.empty())
            return {};
        sliceWeights.resize(count);
        for (std::size_t r = 0; r < count; ++r)
            sliceWeights[r] = static_cast<float>(weights[rows.source(begin + r)]);
        return check(XGDMatrixSetFloatInfo(proxy, "weight", sliceWeights.data(), count));
    }
};

extern "C" {
static void mopsRewindSlices(DataIterHandle feed) {
    static_cast<SliceFeed*>(feed)->next = 0;
}
static int mopsNextSlice(DataIterHandle feed) {
    SliceFeed* slices = static_cast<SliceFeed*>(feed);
    try {
        return slices->step() ? 1 : 0;
    } catch (...) { // no exception may cross the C border
        slices->state = fail(ErrorCode::MemoryLimit, "boosted trees");
        return 0;
    }
}
}

} // namespace

Result<TreeRows> TreeRows::binned(MatrixView x, std::span<const std::uint8_t> y,
                                  std::span<const double> weights,
                                  std::span<const std::size_t> rows, int maxBins, int threads,
                                  TaskContext& context) {
    if (const auto done = silence(); !done)
        return failAs(done);
    void* proxy = nullptr;
    if (const auto done = check(XGProxyDMatrixCreate(&proxy)); !done)
        return failAs(done);
    const Handle proxyOwner(proxy, freeRows);
    SliceFeed feed{FloatRows(x, rows), y, weights, context, proxy, 0, {}, {}, {}, {}};
    const std::string config = R"({"missing":NaN,"nthread":)" + std::to_string(threads) +
                               R"(,"max_bin":)" + std::to_string(maxBins) + "}";
    void* handle = nullptr;
    const int code = XGQuantileDMatrixCreateFromCallback(&feed, proxy, nullptr, mopsRewindSlices,
                                                         mopsNextSlice, config.c_str(), &handle);
    Handle owner(code == 0 ? handle : nullptr, freeRows);
    if (!feed.state)
        return failAs(feed.state);
    if (const auto done = check(code); !done)
        return failAs(done);
    return TreeRows(std::move(owner));
}

Result<TreeRows> TreeRows::copied(MatrixView x, std::span<const std::size_t> rows,
                                  std::size_t begin, std::size_t end) {
    if (const auto done = silence(); !done)
        return failAs(done);
    std::vector<float> values;
    if (const auto done = FloatRows(x, rows).fill(begin, end, values); !done)
        return failAs(done);
    void* handle = nullptr;
    const auto done = check(XGDMatrixCreateFromMat(
        values.data(), end - begin, x.columns, std::numeric_limits<float>::quiet_NaN(), &handle));
    if (!done)
        return failAs(done);
    return TreeRows(Handle(handle, freeRows));
}

Result<Booster> Booster::forTraining(const TreeRows& rows, const Parameters& parameters) {
    if (const auto done = silence(); !done)
        return failAs(done);
    void* handle = nullptr;
    void* const data[] = {rows.handle()};
    if (const auto done = check(XGBoosterCreate(data, 1, &handle)); !done)
        return failAs(done);
    Booster booster(Handle(handle, freeBooster));
    for (const auto& [name, value] : parameters)
        if (const auto done = booster.set(name, value); !done)
            return failAs(done);
    return booster;
}

Result<Booster> Booster::load(std::string_view bytes) {
    if (const auto done = silence(); !done)
        return failAs(done);
    void* handle = nullptr;
    if (const auto done = check(XGBoosterCreate(nullptr, 0, &handle)); !done)
        return failAs(done);
    Booster booster(Handle(handle, freeBooster));
    if (const auto done = check(XGBoosterLoadModelFromBuffer(handle, bytes.data(), bytes.size()),
                                ErrorCode::IntegrityFault);
        !done)
        return failAs(done);
    if (const auto done = booster.set("verbosity", "0"); !done)
        return failAs(done);
    return booster;
}

Result<> Booster::set(const char* parameter, const std::string& value) {
    return check(XGBoosterSetParam(m_handle.get(), parameter, value.c_str()), ErrorCode::Usage);
}

Result<> Booster::update(int round, const TreeRows& rows) {
    return check(XGBoosterUpdateOneIter(m_handle.get(), round, rows.handle()));
}

Result<std::vector<float>> Booster::predict(const TreeRows& rows, TreeOutput output) const {
    const std::string config =
        R"({"type":)" + std::to_string(static_cast<int>(output)) +
        R"(,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false})";
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* values = nullptr;
    const auto done = check(XGBoosterPredictFromDMatrix(
        m_handle.get(), rows.handle(), config.c_str(), &shape, &dimensions, &values));
    if (!done)
        return failAs(done);
    std::size_t count = 1;
    for (bst_ulong d = 0; d < dimensions; ++d)
        count *= shape[d];
    return std::vector<float>(values, values + count);
}

Result<Booster> Booster::firstRounds(int rounds) const {
    void* handle = nullptr;
    if (const auto done = check(XGBoosterSlice(m_handle.get(), 0, rounds, 1, &handle)); !done)
        return failAs(done);
    return Booster(Handle(handle, freeBooster));
}

Result<std::vector<double>> Booster::scorePerColumn(const char* kind, std::size_t columns) const {
    const std::string config = R"({"importance_type":")" + std::string(kind) + R"("})";
    bst_ulong count = 0;
    const char** names = nullptr;
    bst_ulong dimensions = 0;
    const bst_ulong* shape = nullptr;
    const float* scores = nullptr;
    const auto done = check(XGBoosterFeatureScore(m_handle.get(), config.c_str(), &count, &names,
                                                  &dimensions, &shape, &scores));
    if (!done)
        return failAs(done);
    std::vector<double> result(columns, 0.0);
    for (bst_ulong i = 0; i < count; ++i) {
        const auto column = parseInteger(std::string_view(names[i]).substr(1)); // "f12"
        if (column && static_cast<std::size_t>(*column) < columns)
            result[static_cast<std::size_t>(*column)] = static_cast<double>(scores[i]);
    }
    return result;
}

Result<std::string> Booster::save() const {
    bst_ulong size = 0;
    const char* bytes = nullptr;
    const auto done =
        check(XGBoosterSaveModelToBuffer(m_handle.get(), R"({"format":"ubj"})", &size, &bytes));
    if (!done)
        return failAs(done);
    return std::string(bytes, size);
}

} // namespace mops::learn
