#include "app/cli/csv_file.h"
#include "app/cli/learn/basket_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/patterns/rules.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cmath>
#include <numeric>

namespace mops::cli {
namespace {

constexpr std::size_t kRulesForPeople = 30;

/// Rule numbers by falling lift, then confidence, then count; at most `most`.
std::vector<std::size_t> strongest(const learn::RuleSet& rules, std::size_t most) {
    std::vector<std::size_t> order(rules.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto before = [&](std::size_t a, std::size_t b) {
        const learn::Rule left = rules[a];
        const learn::Rule right = rules[b];
        const auto key = [](const learn::Rule& rule) {
            return std::tuple(rule.lift(), rule.confidence(), rule.count);
        };
        return key(left) != key(right) ? key(left) > key(right) : a < b;
    };
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
    std::partial_sort(order.begin(), middle, order.end(), before);
    order.erase(middle, order.end());
    return order;
}

nlohmann::ordered_json toJson(const learn::Rule& rule, const MinedBaskets& mined) {
    nlohmann::ordered_json json{{"antecedent", mined.names(rule.antecedent)},
                                {"consequent", mined.items.name(rule.consequent)},
                                {"support", rule.support()},
                                {"confidence", rule.confidence()},
                                {"lift", rule.lift()},
                                {"conviction", nullptr},
                                {"count", rule.count},
                                {"antecedent_count", rule.antecedentCount},
                                {"consequent_count", rule.consequentCount}};
    if (std::isfinite(rule.conviction()))
        json["conviction"] = rule.conviction();
    return json;
}

/// One row per rule, in the order of the search.
Result<> writeRules(const std::string& path, const learn::RuleSet& rules,
                    const MinedBaskets& mined) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    for (const char* name : {"antecedent", "consequent", "support", "confidence", "lift",
                             "conviction", "count", "antecedent_count", "consequent_count"})
        file->add(std::string_view(name));
    file->endRow();
    for (std::size_t r = 0; r < rules.size(); ++r) {
        const learn::Rule rule = rules[r];
        file->add(joinNames(mined.names(rule.antecedent)))
            .add(mined.items.name(rule.consequent))
            .add(rule.support())
            .add(rule.confidence())
            .add(rule.lift())
            .add(rule.conviction())
            .add(static_cast<std::int64_t>(rule.count))
            .add(static_cast<std::int64_t>(rule.antecedentCount))
            .add(static_cast<std::int64_t>(rule.consequentCount))
            .endRow();
    }
    return file->commit();
}

struct Options {
    learn::RuleParams rules;
    std::string consequent;
    std::size_t top = 100'000;
    std::string out;
};

Result<learn::RuleParams> ruleParams(const Options& options, const BasketOptions& baskets,
                                     const MinedBaskets& mined, const Session& session) {
    learn::RuleParams params = options.rules;
    params.threads = session.threads;
    params.memoryMb = baskets.itemsets.memoryMb;
    if (!options.consequent.empty()) {
        params.consequent = mined.items.find(options.consequent);
        if (!params.consequent)
            return fail(ErrorCode::NotFound, "item " + options.consequent,
                        "merchantops-cli learn itemsets --max-length 1");
    }
    return params;
}

std::string forPeople(const learn::RuleSet& rules, const std::vector<std::size_t>& order,
                      const MinedBaskets& mined) {
    TextTable text({"if", "then", "support", "confidence", "lift", "conviction"});
    for (std::size_t k = 0; k < std::min(order.size(), kRulesForPeople); ++k) {
        const learn::Rule rule = rules[order[k]];
        text.add({joinNames(mined.names(rule.antecedent)),
                  std::string(mined.items.name(rule.consequent)), formatFixed(rule.support(), 5),
                  formatFixed(rule.confidence(), 4), formatFixed(rule.lift(), 3),
                  std::isfinite(rule.conviction()) ? formatFixed(rule.conviction(), 3) : "∞"});
    }
    return std::to_string(rules.size()) + " rules from " + std::to_string(mined.found.sets) +
           " sets\n" + text.render();
}

} // namespace

Action defineLearnRules(CLI::App& call) {
    const auto baskets = addBaskets(call);
    const auto options = std::make_shared<Options>();
    call.add_option("--min-confidence", options->rules.minConfidence,
                    "Least share of the baskets with the antecedent that have the consequent")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    call.add_option("--min-lift", options->rules.minLift,
                    "Least confidence as a multiple of the consequent's share of all baskets")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    call.add_option("--consequent", options->consequent, "Only rules that conclude this item");
    call.add_option("--top", options->top, "Most rules to answer, by lift; --out has them all")
        ->check(CLI::Range(std::size_t{0}, std::size_t{10'000'000}))
        ->capture_default_str();
    call.add_option("--out", options->out, "CSV file for every rule");
    call.footer("Rules conclude one item from one or more others, each of the sets found being "
                "read as a rule to each of its items. The conviction of a rule without exception "
                "is infinite: null in JSON, inf in CSV.");
    return [=](Session& session) -> Result<Answer> {
        const auto mined = mineBaskets(*baskets, session);
        if (!mined)
            return failAs(mined);
        const auto params = ruleParams(*options, *baskets, *mined, session);
        if (!params)
            return failAs(params);
        const Stopwatch watch;
        const auto rules = learn::findRules(mined->found, *params, *session.context);
        if (!rules)
            return failAs(rules);
        const double ruleSeconds = watch.seconds();
        if (!options->out.empty())
            if (const auto written = writeRules(options->out, *rules, *mined); !written)
                return failAs(written);
        const auto order = strongest(*rules, options->top);
        Answer answer;
        describeMined(*mined, *baskets, answer.json);
        answer.json["rule_count"] = rules->size();
        answer.json["truncated"] = order.size() < rules->size();
        answer.json["seconds"] = mined->mineSeconds + ruleSeconds;
        answer.json["itemset_seconds"] = mined->mineSeconds;
        answer.json["rule_seconds"] = ruleSeconds;
        answer.json["read_seconds"] = mined->readSeconds;
        answer.json["rules"] = nlohmann::ordered_json::array();
        if (session.json)
            for (const std::size_t r : order)
                answer.json["rules"].push_back(toJson((*rules)[r], *mined));
        answer.text = forPeople(*rules, order, *mined);
        return answer;
    };
}

} // namespace mops::cli
