#include "core/desk/replay.h"

#include "core/base/date.h"
#include "core/db/statement.h"
#include "core/desk/case_kind.h"
#include "core/desk/past_facts.h"
#include "core/desk/predicate.h"
#include "core/desk/replay_frames.h"
#include "core/desk/replay_groups.h"
#include "core/desk/replay_margin.h"
#include "core/desk/rule_hits.h"
#include "core/desk/subject_columns.h"
#include "core/desk/subject_ids.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace mops::desk {
namespace {

constexpr std::size_t kNearest = 20;
constexpr int kReplaySeconds = 120;

struct Watched {
    RuleVersion rule;
    Predicate predicate;
    std::vector<char> hit; ///< by subject
};

/// Where the columns are that the figures of a replay need beside the condition's own.
struct FigureColumns {
    std::size_t region, size, age, money;
};
FigureColumns figureColumns(RuleSubject subject) {
    if (subject == RuleSubject::Merchant)
        return {static_cast<std::size_t>(MerchantColumn::Region),
                static_cast<std::size_t>(features::Column::OrdersAll),
                static_cast<std::size_t>(features::Column::TenureDays),
                static_cast<std::size_t>(features::Column::Turnover90)};
    return {static_cast<std::size_t>(OrderColumn::MerchantRegion),
            static_cast<std::size_t>(OrderColumn::MerchantOrdersAll),
            static_cast<std::size_t>(OrderColumn::MerchantTenureDays),
            static_cast<std::size_t>(OrderColumn::Amount)};
}

/// Names of merchants as lists show them, each looked up once.
class MerchantNames {
public:
    explicit MerchantNames(db::Database& mart)
        : m_select(mart, "SELECT coalesce(name, substr(merchant_id, 1, 8)) FROM dim_merchant "
                         "WHERE merchant_key = ?") {}
    const std::string& nameOf(std::int64_t merchantKey) {
        const auto [name, isNew] = m_names.try_emplace(merchantKey);
        if (isNew) {
            m_select.bind(1, merchantKey);
            if (m_select.step())
                name->second = m_select.text(0);
            m_select.reset();
        }
        return name->second;
    }

private:
    db::Statement m_select;
    std::unordered_map<std::int64_t, std::string> m_names;
};

/// Runs one replay.
class Replay {
public:
    Replay(db::Database& mart, const ReplayParams& params, TaskContext& context)
        : m_mart(mart)
        , m_params(params)
        , m_context(context)
        , m_figures(figureColumns(params.subject)) {}

    Result<ReplayReport> run() {
        const auto begin = std::chrono::steady_clock::now();
        auto predicate = Predicate::compile(m_params.subject, m_params.predicate);
        if (!predicate)
            return failAs(predicate);
        m_columns = unionOf({m_figures.region, m_figures.size, m_figures.age, m_figures.money},
                            predicate->columns());
        if (const auto others = compileOthers(); !others)
            return failAs(others);
        auto facts = readPastFacts(m_mart, m_params.subject, m_columns, m_context);
        if (!facts)
            return failAs(facts);
        m_facts = &*facts;
        const ReplayFrames frames(*facts, m_params, m_columns);
        m_frames = &frames;
        const std::size_t subjects = m_params.subject == RuleSubject::Merchant
                                         ? facts->trade.merchants()
                                         : facts->trade.orders();
        m_seen.assign(subjects, 0);
        m_hit.assign(subjects, 0);
        for (Watched& other : m_others)
            other.hit.assign(subjects, 0);
        for (std::size_t number = 0; number < frames.looks(); ++number) {
            auto look = frames.look(number, m_context);
            if (!look)
                return failAs(look);
            if (const auto done = take(*look, *predicate, number + 1 == frames.looks()); !done)
                return failAs(done);
            m_context.report({"evaluate",
                              static_cast<double>(number + 1) / static_cast<double>(frames.looks()),
                              0,
                              0,
                              {}});
        }
        if (m_report.subjects == 0)
            return fail(ErrorCode::NotEnoughData, formatInstant(fromSeconds(m_params.from)) +
                                                      " … " +
                                                      formatInstant(fromSeconds(m_params.to)));
        finish();
        m_report.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return std::move(m_report);
    }

private:
    /// Rules that watch or act on the same kind of subject, and say something else.
    Result<> compileOthers() {
        const auto rules = readRules(m_mart, true);
        if (!rules)
            return failAs(rules);
        for (const RuleVersion& rule : *rules) {
            const bool runs = rule.state == RuleState::Enabled || rule.state == RuleState::Shadow;
            if (!runs || rule.subject != m_params.subject || rule.predicate == m_params.predicate)
                continue;
            auto predicate = Predicate::compile(rule.subject, rule.predicate);
            if (!predicate)
                return failAs(predicate);
            m_columns = unionOf(std::move(m_columns), predicate->columns());
            m_others.push_back({rule, std::move(*predicate), {}});
        }
        return {};
    }

    Result<> take(ReplayLook& look, Predicate& predicate, bool last) {
        const SubjectFrame& frame = look.frame;
        const auto rows = predicate.rowsWhere(frame, m_deadline, m_context);
        if (!rows)
            return failAs(rows);
        for (const std::uint32_t subject : frame.subject)
            if (m_seen[subject] == 0) {
                m_seen[subject] = 1;
                ++m_report.subjects;
            }
        countSteps(look, *rows);
        for (const std::uint32_t row : *rows) {
            const std::uint32_t subject = frame.subject[row];
            if (m_hit[subject] != 0)
                continue;
            m_hit[subject] = 1;
            ++m_report.hits;
            const double money = frame.columns[m_figures.money].numbers[row];
            ReplayHit& hit = m_fired[subject];
            hit.firstAt = m_params.subject == RuleSubject::Merchant
                              ? look.at
                              : m_facts->trade.orderedAt[subject];
            hit.moneyMinor = std::isnan(money) ? 0 : std::llround(money);
            m_report.moneyMinor += hit.moneyMinor;
        }
        for (Watched& other : m_others) {
            const auto others = other.predicate.rowsWhere(frame, m_deadline, m_context);
            if (!others)
                return failAs(others);
            for (const std::uint32_t row : *others)
                other.hit[frame.subject[row]] = 1;
        }
        if (!last)
            return {};
        countGroups(frame);
        return findNearest(look.frame, predicate, *rows);
    }

    void countSteps(const ReplayLook& look, const std::vector<std::uint32_t>& rows) {
        if (m_params.subject == RuleSubject::Merchant) {
            m_report.hitsPerStep.emplace_back(look.step, static_cast<std::int64_t>(rows.size()));
            return;
        }
        const std::int64_t step = m_params.stepDays * kSecondsPerDay;
        std::vector<std::int64_t> hits(
            static_cast<std::size_t>((m_params.to - m_params.from) / step) + 1, 0);
        for (const std::uint32_t row : rows)
            ++hits[static_cast<std::size_t>(
                (m_facts->trade.orderedAt[look.frame.subject[row]] - m_params.from) / step)];
        for (std::size_t i = 0; i < hits.size(); ++i)
            m_report.hitsPerStep.emplace_back(m_params.from + static_cast<std::int64_t>(i) * step,
                                              hits[i]);
    }

    void countGroups(const SubjectFrame& frame) {
        const KnownSegments segments = readKnownSegments(m_mart, m_facts->trade, m_params.to);
        std::vector<std::uint32_t> merchants(frame.rows());
        for (std::size_t row = 0; row < merchants.size(); ++row)
            merchants[row] = m_frames->merchantOf(frame.subject[row]);
        ReplayGroups groups = groupRows(
            frame, {m_figures.region, m_figures.size, m_figures.age, segments, merchants, m_hit});
        m_report.groups = std::move(groups.counts);
        m_report.segmentsAsOf = segments.asOf;
        for (std::size_t row = 0; row < merchants.size(); ++row)
            if (const auto hit = m_fired.find(frame.subject[row]); hit != m_fired.end())
                hit->second.group = groups.ofRow[row];
    }

    Result<> findNearest(SubjectFrame& frame, Predicate& predicate,
                         const std::vector<std::uint32_t>& rows) {
        std::vector<double> margins;
        if (const auto form = parseForm(m_params.predicate)) {
            margins = marginsOf(*form, m_params.subject, frame);
        } else {
            auto moved = marginsByMoving(predicate, m_params.subject, frame, rows, kNearest,
                                         m_deadline, m_context);
            if (!moved)
                return failAs(moved);
            margins = std::move(*moved);
        }
        std::vector<std::uint32_t> order;
        for (std::uint32_t row = 0; row < margins.size(); ++row)
            if (std::isfinite(margins[row]))
                order.push_back(row);
        const auto nearer = [&](std::uint32_t a, std::uint32_t b) {
            const double left = std::abs(margins[a]);
            const double right = std::abs(margins[b]);
            return left != right ? left < right : a < b;
        };
        const auto end =
            order.begin() + static_cast<std::ptrdiff_t>(std::min(kNearest, order.size()));
        std::partial_sort(order.begin(), end, order.end(), nearer);
        for (auto row = order.begin(); row != end; ++row)
            m_nearest.push_back({frame.subject[*row], margins[*row]});
        return {};
    }

    void finish() {
        SubjectIds ids(m_mart, *m_facts, m_params.subject);
        std::unordered_set<std::uint32_t> merchants;
        MerchantNames names(m_mart);
        m_report.fired.reserve(m_fired.size());
        for (auto& [subject, hit] : m_fired) {
            const std::uint32_t merchant = m_frames->merchantOf(subject);
            merchants.insert(merchant);
            hit.subjectId = ids.idOf(subject);
            if (merchant != mart::kNone) {
                hit.merchantId = m_facts->trade.merchantId[merchant];
                hit.merchantName = names.nameOf(m_facts->trade.merchantKey[merchant]);
            }
            m_report.fired.push_back(std::move(hit));
        }
        std::sort(m_report.fired.begin(), m_report.fired.end(),
                  [](const ReplayHit& a, const ReplayHit& b) { return a.subjectId < b.subjectId; });
        // A case is a merchant's, however many of its orders fired.
        m_report.reviewMinutes =
            static_cast<double>(merchants.size()) * findCaseKind(kRiskKind)->reviewMinutes;
        for (const Watched& other : m_others) {
            ReplayOverlap overlap{other.rule.name, other.rule.version, 0, 0, 0};
            for (std::size_t subject = 0; subject < m_hit.size(); ++subject) {
                overlap.both += m_hit[subject] & other.hit[subject];
                overlap.onlyThis += m_hit[subject] & (other.hit[subject] ^ 1);
                overlap.onlyThat += other.hit[subject] & (m_hit[subject] ^ 1);
            }
            m_report.overlap.push_back(std::move(overlap));
        }
        nameNearest(ids);
        countDecided();
    }

    void nameNearest(SubjectIds& ids) {
        MerchantNames names(m_mart);
        for (const auto& [subject, margin] : m_nearest) {
            ReplayReport::Near near{ids.idOf(subject), {}, margin, margin > 0};
            const std::uint32_t merchant = m_frames->merchantOf(subject);
            if (merchant != mart::kNone)
                near.merchantName = names.nameOf(m_facts->trade.merchantKey[merchant]);
            m_report.nearest.push_back(std::move(near));
        }
    }

    /// The newest decision on each hit's own case: a merchant's risk case, an order's after-sale.
    void countDecided() {
        const bool merchants = m_params.subject == RuleSubject::Merchant;
        db::Statement decided(
            m_mart, merchants ? "SELECT subject_id, status FROM case_state WHERE kind = "
                                "'merchant-risk' AND status IN ('approved', 'refused') AND "
                                "decided_by <> 'automation' ORDER BY decided_at, case_id"
                              : "SELECT o.order_id, c.status FROM case_state c "
                                "JOIN fact_after_sale s ON s.after_sale_id = c.subject_id "
                                "JOIN fact_order o USING (order_key) WHERE c.kind = 'after-sale' "
                                "AND c.status IN ('approved', 'refused') AND "
                                "c.decided_by <> 'automation' ORDER BY c.decided_at, c.case_id");
        std::unordered_map<std::string, bool> refused;
        while (decided.step())
            refused[std::string(decided.text(0))] = decided.text(1) == "refused";
        if (refused.empty())
            return;
        for (const ReplayHit& hit : m_report.fired)
            if (const auto found = refused.find(hit.subjectId); found != refused.end()) {
                ++m_report.decided;
                m_report.agreed += found->second ? 1 : 0;
            }
    }

    db::Database& m_mart;
    const ReplayParams& m_params;
    TaskContext& m_context;
    FigureColumns m_figures;
    Deadline m_deadline = deadlineIn(kReplaySeconds);
    std::vector<std::size_t> m_columns;
    std::vector<Watched> m_others;
    const PastFacts* m_facts = nullptr;
    const ReplayFrames* m_frames = nullptr;
    std::vector<char> m_seen; ///< by subject
    std::vector<char> m_hit;
    std::unordered_map<std::uint32_t, ReplayHit> m_fired; ///< by subject
    std::vector<std::pair<std::uint32_t, double>> m_nearest;
    ReplayReport m_report;
};

} // namespace

std::vector<std::string> hitIds(const ReplayReport& report) {
    std::vector<std::string> ids;
    ids.reserve(report.fired.size());
    for (const ReplayHit& hit : report.fired)
        ids.push_back(hit.subjectId);
    return ids;
}

Result<ReplayReport> replayRule(db::Database& mart, const ReplayParams& params,
                                TaskContext& context) {
    if (params.stepDays < 1 || params.from > params.to)
        return fail(ErrorCode::Usage,
                    params.stepDays < 1 ? "step" : formatInstant(fromSeconds(params.from)),
                    "--from DATE --to DATE --step DAYS");
    return db::guarded([&]() -> Result<ReplayReport> {
        db::ReadSnapshot snapshot(mart);
        return Replay(mart, params, context).run();
    });
}

} // namespace mops::desk
