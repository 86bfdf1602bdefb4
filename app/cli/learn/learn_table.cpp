#include "app/cli/learn/learn_table.h"

#include <array>

namespace mops::cli {

Action defineLearnAls(CLI::App&);
Action defineLearnAutoencoder(CLI::App&);
Action defineLearnBlocks(CLI::App&);
Action defineLearnFactors(CLI::App&);
Action defineLearnForecast(CLI::App&);
Action defineLearnForest(CLI::App&);
Action defineLearnGap(CLI::App&);
Action defineLearnGmm(CLI::App&);
Action defineLearnItemsets(CLI::App&);
Action defineLearnKMeans(CLI::App&);
Action defineLearnKnn(CLI::App&);
Action defineLearnLogistic(CLI::App&);
Action defineLearnMetrics(CLI::App&);
Action defineLearnPrincipal(CLI::App&);
Action defineLearnRobust(CLI::App&);
Action defineLearnRules(CLI::App&);
Action defineLearnScorecard(CLI::App&);
Action defineLearnSearch(CLI::App&);
Action defineLearnSilhouette(CLI::App&);
Action defineLearnTrees(CLI::App&);
Action defineLearnTwoTower(CLI::App&);
Action defineLearnUplift(CLI::App&);

namespace {

constexpr std::array kAlgorithms{
    Command{"kmeans", "Groups of similar rows: k-means", defineLearnKMeans},
    Command{"gmm", "Groups as a mixture of normal distributions", defineLearnGmm},
    Command{"silhouette", "How good a grouping is", defineLearnSilhouette},
    Command{"gap", "How many groups: the gap statistic", defineLearnGap},
    Command{"principal", "Principal axes: a map of many columns", defineLearnPrincipal},
    Command{"itemsets", "Frequent itemsets of baskets", defineLearnItemsets},
    Command{"rules", "Association rules of baskets", defineLearnRules},
    Command{"blocks", "Dense blocks of a two-sided graph: rings", defineLearnBlocks},
    Command{"knn", "Predict ratings from similar users or items", defineLearnKnn},
    Command{"factors", "Predict ratings from learned tastes (matrix factorisation)",
            defineLearnFactors},
    Command{"als", "Recommend from what was taken (implicit alternating least squares)",
            defineLearnAls},
    Command{"two-tower", "What a user may take next: two networks", defineLearnTwoTower},
    Command{"logistic", "Logistic regression: a probability with reasons", defineLearnLogistic},
    Command{"trees", "Boosted trees: a probability from columns that interact", defineLearnTrees},
    Command{"scorecard", "Scorecard: bins, weights of evidence, points", defineLearnScorecard},
    Command{"forest", "Isolation forest: unusual rows", defineLearnForest},
    Command{"robust", "Robust distance: rows far from the bulk, as if it were normal",
            defineLearnRobust},
    Command{"autoencoder", "A network that finds rows unlike the rest", defineLearnAutoencoder},
    Command{"metrics", "How good scores or forecasts are, per group too", defineLearnMetrics},
    Command{"uplift", "What a treatment changed against a hold-out", defineLearnUplift},
    Command{"forecast", "Forecasts of one or many series, beside the seasonal naive one",
            defineLearnForecast},
    Command{"search", "The texts that answer a query best (BM25)", defineLearnSearch},
};

} // namespace

std::span<const Command> learnTable() {
    return kAlgorithms;
}

} // namespace mops::cli
