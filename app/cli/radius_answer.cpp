#include "app/cli/radius_answer.h"

#include "app/cli/case_json.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/mart/mart.h"
#include "ui/text/feature_text.h"

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

std::string money(std::int64_t minor, const std::string& currency) {
    return text::moneyText(static_cast<double>(minor), currency).toStdString();
}

void addCases(TextTable& table, const char* set, const std::vector<desk::Case>& cases,
              const std::string& currency) {
    for (const desk::Case& found : cases)
        table.add({set, found.caseId, found.merchantName, money(found.stakeMinor, currency),
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
    TextTable numbers({"cases", "merchants", "at stake", "skipped"});
    numbers.add({std::to_string(radius.cases), std::to_string(radius.merchants),
                 money(radius.stakeMinor, facts->currency),
                 std::to_string(radius.skipped) +
                     (radius.skipped == 0 ? "" : ": " + textOf(radius.skippedBecause))});
    TextTable examples({"", "case", "merchant", "at stake", "score", "status"});
    addCases(examples, "random", radius.random, facts->currency);
    addCases(examples, "extreme", radius.extreme, facts->currency);
    answer.text = numbers.render() + "kind: " + textOf(radius.byKind) +
                  "\nregion: " + textOf(radius.byRegion) +
                  "\ncategory: " + textOf(radius.byCategory) + "\n" + examples.render() +
                  "--confirm " + radius.fingerprint + "\n";
    return answer;
}

} // namespace mops::cli
