#include "core/desk/replay_groups.h"

#include "core/db/statement.h"
#include "core/learn/measure/binomial.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace mops::desk {
namespace {

constexpr double kFewer = 0.8;
constexpr double kMore = 1.25;
constexpr double kHardlyByChance = 0.01;
constexpr std::array kOrderNames{"1-9", "10-99", "100-999", "1000+"};
constexpr std::array kDayNames{"0-89", "90-364", "365+"};

std::size_t sizeGroup(double orders) {
    // Nobody known by an order yet counts as few: NaN compares as false.
    return orders >= 1'000 ? 3U : orders >= 100 ? 2U : orders >= 10 ? 1U : 0U;
}
std::size_t ageGroup(double days) {
    return days >= 365 ? 2U : days >= 90 ? 1U : 0U;
}

/// Groups by a number of their own while rows are counted; afterwards by place in a list.
class Grouping {
public:
    /// `names` by number; the group of those without one is the last.
    template <typename Names>
    explicit Grouping(const Names& names) {
        for (const auto& name : names)
            m_groups.emplace_back().name = name;
        m_groups.emplace_back();
    }
    std::size_t none() const { return m_groups.size() - 1; }
    void add(std::size_t number, bool hit) {
        ++m_groups[number].subjects;
        m_groups[number].hits += hit ? 1 : 0;
    }
    /// The list of those with anybody in them; numbers become places by placeOf().
    std::vector<ReplayCount> list(bool byName) {
        std::vector<std::size_t> order(none());
        std::iota(order.begin(), order.end(), 0U);
        if (byName)
            std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
                return m_groups[a].name < m_groups[b].name;
            });
        order.insert(order.begin(), none());
        std::vector<ReplayCount> counts;
        m_place.assign(m_groups.size(), -1);
        for (const std::size_t number : order)
            if (m_groups[number].subjects > 0) {
                m_place[number] = static_cast<std::int32_t>(counts.size());
                counts.push_back(std::move(m_groups[number]));
            }
        compareWithLargest(counts);
        return counts;
    }
    std::int32_t placeOf(std::int32_t number) const {
        return m_place[static_cast<std::size_t>(number)];
    }

private:
    static void compareWithLargest(std::vector<ReplayCount>& counts) {
        const auto largest = std::max_element(
            counts.begin(), counts.end(),
            [](const ReplayCount& a, const ReplayCount& b) { return a.subjects < b.subjects; });
        if (largest == counts.end())
            return;
        const double usual = rateOf(*largest);
        for (ReplayCount& group : counts) {
            group.ratio =
                usual > 0 ? rateOf(group) / usual : std::numeric_limits<double>::quiet_NaN();
            // Exact, because groups of one merchant are common.
            const bool hardlyByChance =
                learn::binomialLower(group.hits, group.subjects, kHardlyByChance / 2) > usual ||
                learn::binomialUpper(group.hits, group.subjects, kHardlyByChance / 2) < usual;
            group.uneven = (group.ratio < kFewer || group.ratio > kMore) && hardlyByChance;
        }
    }
    static double rateOf(const ReplayCount& group) {
        return static_cast<double>(group.hits) / static_cast<double>(group.subjects);
    }

    std::vector<ReplayCount> m_groups;
    std::vector<std::int32_t> m_place;
};

} // namespace

KnownSegments readKnownSegments(db::Database& mart, const mart::TradeColumns& trade,
                                std::int64_t windowEnd) {
    KnownSegments known;
    db::Statement newest(mart, "SELECT run_id, as_of FROM segment_run "
                               "ORDER BY as_of > ?1, abs(as_of - ?1), run_id DESC LIMIT 1");
    newest.bind(1, windowEnd);
    if (!newest.step())
        return known;
    const std::int64_t runId = newest.integer(0);
    known.asOf = newest.integer(1);
    db::Statement name(mart, "SELECT segment_id, name_code FROM segment WHERE run_id = ? "
                             "AND segment_id >= 0 ORDER BY segment_id");
    name.bind(1, runId);
    while (name.step()) {
        known.names.resize(static_cast<std::size_t>(name.integer(0)) + 1);
        known.names.back() = name.text(1);
    }
    known.ofMerchant.assign(trade.merchants(), -1);
    db::Statement member(mart, "SELECT m.merchant_key, m.segment_id FROM segment_member m "
                               "JOIN segment s USING (run_id, segment_id) "
                               "WHERE m.run_id = ? ORDER BY m.merchant_key");
    member.bind(1, runId);
    std::size_t merchant = 0;
    while (member.step()) {
        const std::int64_t key = member.integer(0);
        while (merchant < trade.merchants() && trade.merchantKey[merchant] < key)
            ++merchant;
        if (merchant < trade.merchants() && trade.merchantKey[merchant] == key)
            known.ofMerchant[merchant] = static_cast<std::int32_t>(member.integer(1));
    }
    return known;
}

ReplayGroups groupRows(const SubjectFrame& frame, const GroupSource& source) {
    const SubjectColumn& region = frame.columns[source.region];
    const SubjectColumn& size = frame.columns[source.size];
    const SubjectColumn& age = frame.columns[source.age];
    // In the order of kReplayGroupings.
    std::array<Grouping, kReplayGroupings.size()> groupings{
        Grouping(source.segments.names), Grouping(region.texts), Grouping(kOrderNames),
        Grouping(kDayNames)};
    ReplayGroups result;
    result.ofRow.resize(frame.rows());
    for (std::size_t row = 0; row < frame.rows(); ++row) {
        const std::uint32_t merchant = source.merchantOfRow[row];
        const std::int32_t segment = merchant == mart::kNone || !source.segments.asOf
                                         ? -1
                                         : source.segments.ofMerchant[merchant];
        const std::uint32_t regionCode = region.codes[row];
        const std::array numbers{
            segment < 0 ? groupings[0].none() : static_cast<std::size_t>(segment),
            regionCode == db::ColumnData::kNull ? groupings[1].none() : regionCode,
            sizeGroup(size.numbers[row]), ageGroup(age.numbers[row])};
        const bool hit = source.hitOfSubject[frame.subject[row]] != 0;
        for (std::size_t g = 0; g < numbers.size(); ++g) {
            groupings[g].add(numbers[g], hit);
            result.ofRow[row][g] = static_cast<std::int32_t>(numbers[g]);
        }
    }
    for (std::size_t g = 0; g < groupings.size(); ++g) {
        const std::string_view name = kReplayGroupings[g];
        auto list = groupings[g].list(name == "region");
        if (name != "segment" || source.segments.asOf)
            result.counts[std::string(name)] = std::move(list);
        for (ReplayGroupOf& groups : result.ofRow)
            groups[g] = groupings[g].placeOf(groups[g]);
    }
    return result;
}

} // namespace mops::desk
