// Wall-clock times of the learning algorithms on generated data; see README.md here.
#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/learn/cluster/kmeans.h"
#include "core/learn/recommend/item_item.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr int kRepeats = 3;

Matrix normals(std::size_t rows, std::size_t columns) {
    Rng rng(1);
    Matrix x(rows, columns);
    for (double& value : x.values)
        value = rng.normal();
    return x;
}

/// Best of a few runs; `work` says what it did.
void line(const char* name, const std::function<std::string()>& work) {
    double best = 1e300;
    std::string note;
    for (int i = 0; i < kRepeats; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        note = work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        best = std::min(best, took.count());
    }
    std::cout << name << '\t' << formatFixed(best, 4) << '\t' << note << std::endl;
}

std::string clusters(const Matrix& x, int threads) {
    NoTaskContext context;
    Matrix start(8, x.columns);
    std::copy_n(x.values.begin(), start.values.size(), start.values.begin());
    const auto found = kMeansFrom(
        x, start, {.k = 8, .maxIterations = 20, .tolerance = 0, .threads = threads}, context);
    return found ? "inertia " + formatFixed(found->inertia, 3) : "failed";
}

std::string pairs(const Interactions& in, int threads) {
    NoTaskContext context;
    const auto found = itemItem(in, {.threads = threads}, context);
    return found ? std::to_string(found->entries.size()) + " neighbours" : "failed";
}

/// 100,000 users, ten of 20,000 items each; low numbers are taken more often.
Interactions baskets() {
    Rng rng(3);
    Interactions in;
    in.items = 20'000;
    in.rowBegin.push_back(0);
    for (int user = 0; user < 100'000; ++user) {
        std::vector<std::int32_t> row;
        for (int i = 0; i < 10; ++i) {
            const double u = rng.uniform();
            row.push_back(static_cast<std::int32_t>(u * u * in.items));
        }
        std::ranges::sort(row);
        row.erase(std::unique(row.begin(), row.end()), row.end());
        in.item.insert(in.item.end(), row.begin(), row.end());
        in.rowBegin.push_back(static_cast<std::int64_t>(in.item.size()));
    }
    in.weight.assign(in.item.size(), 1.0F);
    return in;
}

} // namespace

int main() {
    std::cout << "what\tseconds\tresult\n";
    const Matrix points = normals(100'000, 32);
    const Interactions taken = baskets();
    for (const int threads : {1, 2}) {
        std::cout << threads << " thread(s)\n";
        line("kmeans 100k x 32, k 8, 20 iterations", [&] { return clusters(points, threads); });
        line("item-item 100k x 20k", [&] { return pairs(taken, threads); });
    }
}
