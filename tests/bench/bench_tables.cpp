// Wall-clock times of filtering and sorting a million merchants; see README.md here.
#include "core/base/text.h"
#include "tests/support/merchant_rows.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <numeric>

using namespace mops;
using mart::MerchantColumn;

namespace {

constexpr int kRepeats = 5;
constexpr std::size_t kRows = 1'000'000;

/// Best of a few runs in milliseconds; `work` says how many rows came out.
void line(const std::string& name, const std::function<std::size_t()>& work) {
    double best = 1e300;
    std::size_t rows = 0;
    for (int i = 0; i < kRepeats; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        rows = work();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        best = std::min(best, took.count());
    }
    std::cout << name << '\t' << formatFixed(best, 1) << '\t' << rows << " rows" << std::endl;
}

} // namespace

int main() {
    std::cout << "what\tmilliseconds\tresult\n";
    const mart::MerchantTable table = test::MerchantRows::random(kRows, 1);
    const auto filter = [&](const char* name, const mart::MerchantFilter& wanted) {
        line(name, [&] { return filterMerchants(table, wanted).size(); });
    };
    filter("filter: all", {});
    filter("filter: text 'sunny'", {.text = "sunny"});
    filter("filter: text '安居 shop 42'", {.text = "安居 shop 42"});
    filter("filter: text 'no such text'", {.text = "no such text"});
    filter("filter: region", {.region = table.region.texts[5]});
    filter("filter: region, risk ≥ 0.5, 10 orders",
           {.region = table.region.texts[5], .minRisk = 0.5, .minOrders = 10});
    std::vector<std::uint32_t> all(kRows);
    std::iota(all.begin(), all.end(), 0U);
    const auto sort = [&](const char* name, MerchantColumn column) {
        for (const bool descending : {false, true})
            line(std::string("sort: ") + name + (descending ? " down" : " up"), [&] {
                std::vector<std::uint32_t> rows = all;
                sortMerchants(table, column, descending, rows);
                return rows.size();
            });
    };
    sort("name", MerchantColumn::Name);
    sort("id", MerchantColumn::Id);
    sort("region", MerchantColumn::Region);
    sort("turnover", MerchantColumn::Turnover);
    sort("risk", MerchantColumn::Risk);
    sort("last order", MerchantColumn::LastOrderAt);
    line("facet: city", [&] { return facet(table.city, all).size(); });
}
