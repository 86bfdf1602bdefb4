// A scorecard of ten columns; nothing packaged does the same.
#include "core/base/rng.h"
#include "core/learn/classify/logistic.h"
#include "core/learn/classify/scorecard.h"
#include "core/learn/measure/metrics.h"
#include "tests/bench/bench.h"

using namespace mops;
using namespace mops::learn;

int main() {
    constexpr std::size_t kRows = 200'000;
    constexpr std::size_t kColumns = 10;
    Rng rng(6);
    std::vector<std::vector<double>> values(kColumns, std::vector<double>(kRows));
    std::vector<std::uint8_t> y(kRows);
    for (std::size_t r = 0; r < kRows; ++r) {
        double logit = -2;
        for (std::size_t c = 0; c < kColumns; ++c) {
            values[c][r] = rng.normal();
            logit += values[c][r] * (c % 2 == 0 ? 0.4 : -0.2);
        }
        y[r] = rng.chance(sigmoid(logit)) ? 1 : 0;
    }
    std::vector<ScorecardColumn> columns;
    for (std::size_t c = 0; c < kColumns; ++c)
        columns.push_back({"column " + std::to_string(c + 1), values[c], {}});
    for (const int threads : {1, 2})
        bench::run("scorecard 200k x 10, fit and score", threads, [&] {
            NoTaskContext context;
            const auto card = fitScorecard(columns, y, {.threads = threads}, context);
            auto scores = scoreRows(*card, columns).value();
            for (double& score : scores)
                score = -score;
            return "auc " + formatFixed(rocAuc(y, scores), 5);
        });
}
