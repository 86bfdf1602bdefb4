#include "core/learn/classify/binning.h"

#include "core/learn/classify/bin_merge.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace mops::learn {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Result<ClassCounts> countAll(std::size_t values, std::span<const std::uint8_t> y) {
    if (values != y.size())
        return fail(ErrorCode::Usage,
                    std::to_string(values) + " values, " + std::to_string(y.size()) + " labels");
    ClassCounts all;
    for (std::size_t r = 0; r < y.size(); ++r) {
        if (y[r] > 1)
            return fail(ErrorCode::InvalidNumber, "label of row " + std::to_string(r + 1),
                        "0 or 1");
        ++(y[r] != 0 ? all.events : all.others);
    }
    if (all.rows() == 0)
        return fail(ErrorCode::NotEnoughData, "0 rows");
    if (all.events == 0 || all.others == 0)
        return fail(ErrorCode::NotEnoughData,
                    all.events > 0 ? "all labels are 1" : "all labels are 0",
                    "both labels must occur");
    return all;
}

void finish(Bin& bin, const ClassCounts& counts, const ClassCounts& all) {
    bin.rows = counts.rows();
    bin.events = counts.events;
    bin.eventRate = counts.eventRate();
    const Evidence evidence = evidenceOf(counts, all);
    bin.woe = evidence.woe;
    bin.iv = evidence.iv;
}

void addMissing(const ClassCounts& missing, const ClassCounts& all, Binning& binning) {
    if (missing.rows() == 0)
        return;
    Bin bin;
    bin.missing = true;
    finish(bin, missing, all);
    binning.bins.push_back(std::move(bin));
}

void addUp(Binning& binning) {
    binning.iv = 0;
    for (const Bin& bin : binning.bins)
        binning.iv += bin.iv;
}

std::int64_t leastRows(const ClassCounts& all, const BinningParams& params) {
    return static_cast<std::int64_t>(
        std::ceil(params.leastShare * static_cast<double>(all.rows())));
}

MergeLimits limitsOf(const ClassCounts& all, const BinningParams& params, Trend trend) {
    return {params.bins, leastRows(all, params), trend, costOfBin(all, params.significance)};
}

struct Labelled {
    double value;
    std::uint8_t event;
};

struct FineBins {
    std::vector<double> high; ///< upper edges, the last +∞
    std::vector<ClassCounts> counts;
};

/// Parts of about equal size; equal numbers stay together. An edge lies half way between numbers.
FineBins fineBins(std::vector<Labelled>& rows, int wanted) {
    std::ranges::sort(rows, {}, &Labelled::value);
    FineBins fine;
    ClassCounts now;
    std::size_t done = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        ++(rows[r].event != 0 ? now.events : now.others);
        const bool last = r + 1 == rows.size();
        if (!last && rows[r + 1].value == rows[r].value)
            continue;
        const auto parts = static_cast<std::size_t>(wanted);
        const std::size_t next = rows.size() * (done + 1) / parts;
        if (!last && r + 1 < next)
            continue;
        double edge = kInfinity;
        if (!last) {
            const double middle = rows[r].value / 2 + rows[r + 1].value / 2;
            edge = middle >= rows[r].value && middle < rows[r + 1].value ? middle : rows[r].value;
        }
        fine.high.push_back(edge);
        fine.counts.push_back(now);
        now = {};
        done = std::max(done + 1, (r + 1) * parts / rows.size());
    }
    return fine;
}

/// A text with its counts.
struct Category {
    std::string text;
    ClassCounts counts;
};

/// Neighbours by event rate taken together until at most `most` are left.
std::vector<std::vector<Category>> groupsOf(std::vector<Category> categories, std::size_t most) {
    std::ranges::sort(categories, [](const Category& a, const Category& b) {
        const double left = a.counts.eventRate();
        const double right = b.counts.eventRate();
        return left != right ? left > right : a.text < b.text;
    });
    const std::size_t count = std::min(most, categories.size());
    std::vector<std::vector<Category>> groups(count);
    for (std::size_t c = 0; c < categories.size(); ++c)
        groups[c * count / categories.size()].push_back(std::move(categories[c]));
    return groups;
}

void addTextBins(std::vector<Category> frequent, const ClassCounts& all,
                 const BinningParams& params, Binning& binning) {
    if (frequent.empty())
        return;
    const auto groups = groupsOf(std::move(frequent), static_cast<std::size_t>(params.fineBins));
    std::vector<ClassCounts> fine;
    for (const auto& group : groups) {
        fine.emplace_back();
        for (const Category& category : group)
            fine.back() += category.counts;
    }
    std::size_t begin = 0;
    for (const std::size_t end : bestMerge(fine, all, limitsOf(all, params, Trend::Free))) {
        Bin bin;
        ClassCounts counts;
        for (; begin < end; ++begin) {
            counts += fine[begin];
            for (const Category& category : groups[begin])
                bin.categories.push_back(category.text);
        }
        std::ranges::sort(bin.categories);
        finish(bin, counts, all);
        binning.bins.push_back(std::move(bin));
    }
}

} // namespace

Result<> BinningParams::validate() const {
    if (bins < 2 || bins > 50)
        return fail(ErrorCode::Usage, "bins=" + std::to_string(bins), "2 to 50");
    if (fineBins < bins || fineBins > 200)
        return fail(ErrorCode::Usage, "fine_bins=" + std::to_string(fineBins), "bins to 200");
    if (!(leastShare >= 0 && leastShare <= 0.5))
        return fail(ErrorCode::Usage, "least_share", "0 to 0.5");
    if (!(significance > 0 && significance <= 1))
        return fail(ErrorCode::Usage, "significance", "above 0, at most 1");
    return {};
}

int Binning::binOf(double value) const {
    for (std::size_t b = 0; b < bins.size(); ++b) {
        const Bin& bin = bins[b];
        if (bin.missing ? std::isnan(value) : !text && value > bin.low && value <= bin.high)
            return static_cast<int>(b);
        if (!bin.missing && !text && b == 0 && value == -kInfinity)
            return 0;
    }
    return -1;
}

int Binning::binOf(const std::string& value) const {
    int other = -1;
    for (std::size_t b = 0; b < bins.size(); ++b) {
        const Bin& bin = bins[b];
        if (bin.missing ? value.empty() : std::ranges::binary_search(bin.categories, value))
            return static_cast<int>(b);
        if (bin.other && !value.empty())
            other = static_cast<int>(b);
    }
    return other;
}

Result<Binning> binNumbers(std::span<const double> values, std::span<const std::uint8_t> y,
                           const BinningParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const auto all = countAll(values.size(), y);
    if (!all)
        return failAs(all);
    std::vector<Labelled> rows;
    rows.reserve(values.size());
    ClassCounts missing;
    for (std::size_t r = 0; r < values.size(); ++r) {
        if (std::isnan(values[r]))
            ++(y[r] != 0 ? missing.events : missing.others);
        else
            rows.push_back({values[r], y[r]});
    }
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    Binning binning;
    if (!rows.empty()) {
        const FineBins fine = fineBins(rows, params.fineBins);
        std::size_t begin = 0;
        double low = -kInfinity;
        for (const std::size_t end :
             bestMerge(fine.counts, *all, limitsOf(*all, params, params.trend))) {
            Bin bin;
            bin.low = low;
            bin.high = low = fine.high[end - 1];
            ClassCounts counts;
            for (; begin < end; ++begin)
                counts += fine.counts[begin];
            finish(bin, counts, *all);
            binning.bins.push_back(std::move(bin));
        }
    }
    addMissing(missing, *all, binning);
    addUp(binning);
    return binning;
}

Result<Binning> binTexts(std::span<const std::string> values, std::span<const std::uint8_t> y,
                         const BinningParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const auto all = countAll(values.size(), y);
    if (!all)
        return failAs(all);
    std::map<std::string, ClassCounts> counts;
    ClassCounts missing;
    for (std::size_t r = 0; r < values.size(); ++r) {
        ClassCounts& of = values[r].empty() ? missing : counts[values[r]];
        ++(y[r] != 0 ? of.events : of.others);
    }
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    std::vector<Category> frequent;
    Bin other;
    other.other = true;
    ClassCounts rare;
    for (const auto& [text, of] : counts) {
        if (of.rows() >= std::max<std::int64_t>(leastRows(*all, params), 1)) {
            frequent.push_back({text, of});
            continue;
        }
        rare += of;
        other.categories.push_back(text);
    }
    Binning binning;
    binning.text = true;
    addTextBins(std::move(frequent), *all, params, binning);
    if (rare.rows() > 0) {
        finish(other, rare, *all);
        binning.bins.push_back(std::move(other));
    }
    addMissing(missing, *all, binning);
    addUp(binning);
    return binning;
}

} // namespace mops::learn
