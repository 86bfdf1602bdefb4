#include "app/cli/radius_answer.h"

#include "app/cli/case_json.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/mart/mart.h"

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;
using Counts = std::map<std::string, std::int64_t>;

Json jsonOf(const Counts& counts) {
    Json json = Json::object();
    for (const auto& [name, count] : counts)
        json[name] = count;
    return json;
}

Json jsonOf(const std::vector<desk::Case>& cases, const std::string& currency) {
    Json json = Json::array();
    for (const desk::Case& found : cases)
        json.push_back(caseJson(found, currency));
    return json;
}

std::string textOf(const Counts& counts) {
    std::string text;
    for (const auto& [name, count] : counts)
        text += (text.empty() ? "" : ", ") + (name.empty() ? std::string("–") : name) + " " +
                std::to_string(count);
    return text;
}

void addCases(TextTable& table, const char* set, const std::vector<desk::Case>& cases) {
    for (const desk::Case& found : cases)
        table.add({set, found.caseId, found.merchantName, std::to_string(found.stakeMinor),
                   formatFixed(found.score, 3), desk::statusName(found.status)});
}

} // namespace

Result<Answer> radiusAnswer(db::Database& mart, const desk::BlastRadius& radius) {
    const auto facts = mart::readFacts(mart);
    if (!facts)
        return failAs(facts);
    Answer answer;
    answer.json = {{"cases", radius.cases},
                   {"skipped", radius.skipped},
                   {"skipped_because", jsonOf(radius.skippedBecause)},
                   {"merchants", radius.merchants},
                   {"stake_minor", radius.stakeMinor},
                   {"currency", facts->currency},
                   {"by_kind", jsonOf(radius.byKind)},
                   {"by_region", jsonOf(radius.byRegion)},
                   {"by_category", jsonOf(radius.byCategory)},
                   {"random", jsonOf(radius.random, facts->currency)},
                   {"extreme", jsonOf(radius.extreme, facts->currency)},
                   {"fingerprint", radius.fingerprint}};
    TextTable numbers({"cases", "merchants", "at stake (minor)", "skipped"});
    numbers.add({std::to_string(radius.cases), std::to_string(radius.merchants),
                 std::to_string(radius.stakeMinor) + " " + facts->currency,
                 std::to_string(radius.skipped) +
                     (radius.skipped == 0 ? "" : ": " + textOf(radius.skippedBecause))});
    TextTable examples({"", "case", "merchant", "at stake", "score", "status"});
    addCases(examples, "random", radius.random);
    addCases(examples, "extreme", radius.extreme);
    answer.text = numbers.render() + "kind: " + textOf(radius.byKind) +
                  "\nregion: " + textOf(radius.byRegion) +
                  "\ncategory: " + textOf(radius.byCategory) + "\n" + examples.render() +
                  "--confirm " + radius.fingerprint + "\n";
    return answer;
}

} // namespace mops::cli
