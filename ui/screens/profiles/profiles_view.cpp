// What the page shows of a segmentation: map, evidence, cards and members.
#include "ui/charts/chart_panel.h"
#include "ui/screens/profiles/profiles_screen.h"
#include "ui/screens/profiles/segment_card.h"
#include "ui/screens/profiles/segment_words.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

} // namespace

void ProfilesScreen::showMap() {
    if (!m_segmentation)
        return;
    MapSpec spec;
    spec.xTitle = tr("First principal axis (%1 of the differences)")
                      .arg(format::percent(m_segmentation->explainedX, 0));
    spec.yTitle = tr("Second (%1)").arg(format::percent(m_segmentation->explainedY, 0));
    for (const profile::Segment& each : m_segmentation->segments)
        spec.groups.push_back(segmentTitle(each));
    spec.points.reserve(m_segmentation->members.size());
    for (const profile::SegmentMember& member : m_segmentation->members) {
        const QString id = format::text(member.merchantId);
        const profile::Segment* home = segment(member.segmentId);
        spec.points.push_back({member.x, member.y, member.segmentId, id,
                               home == nullptr ? id : tr("%1 · %2").arg(id, segmentTitle(*home))});
    }
    m_map->setMap(std::move(spec));
    m_mapNote->setText(tr("Each point is a merchant; close points have like figures. Press a point "
                          "to open the merchant."));
}

void ProfilesScreen::showEvidence() {
    if (!m_segmentation)
        return;
    BarSpec spec;
    spec.xTitle = tr("Number of segments");
    spec.yTitle = tr("Higher is better, at most 1");
    BarSpec::Series silhouette;
    silhouette.name = tr("Silhouette");
    BarSpec::Series stability;
    stability.name = tr("Stability");
    stability.colour = 1;
    double best = kUnknown;
    for (const profile::KCriterion& each : m_segmentation->criteria) {
        spec.labels.push_back(each.k == m_segmentation->k ? tr("%1 ✓").arg(format::integer(each.k))
                                                          : format::integer(each.k));
        silhouette.values.push_back(each.silhouette);
        stability.values.push_back(each.stability);
        if (each.k == m_segmentation->k)
            best = each.silhouette;
    }
    spec.series = {silhouette, stability};
    spec.yFormat = [](double value) { return format::decimal(value, 2); };
    m_silhouette->setBars(std::move(spec));
    m_evidenceNote->setText(
        m_segmentation->criteria.size() < 2
            ? tr("%1 segments were asked for; with \"automatic\" all numbers from 2 to 8 are "
                 "compared.")
                  .arg(format::integer(m_segmentation->k))
            : tr("%1 segments were taken: silhouette %2 (how much closer merchants are to their "
                 "own "
                 "segment than to the next), stability %3 (how alike the segments are when part of "
                 "the merchants is left out).")
                  .arg(format::integer(m_segmentation->k), format::decimal(best, 2),
                       format::decimal(m_segmentation->stability, 2)));
}

void ProfilesScreen::showCards() {
    if (!m_segmentation)
        return;
    const auto merchants = static_cast<std::int64_t>(m_segmentation->members.size());
    while (m_cards.size() > m_segmentation->segments.size()) {
        delete m_cards.back();
        m_cards.pop_back();
    }
    while (m_cards.size() < m_segmentation->segments.size()) {
        auto* card = new SegmentCard;
        card->setObjectName(u"segmentCard%1"_s.arg(m_cards.size()));
        m_cardColumn->insertWidget(static_cast<int>(m_cards.size()), card);
        connect(card, &SegmentCard::chosen, this, [this](int id) {
            choose(id == m_chosen ? -1 : id);
            if (m_chosen >= 0)
                m_tabs->setCurrentIndex(1);
        });
        m_cards.push_back(card);
    }
    for (std::size_t at = 0; at < m_cards.size(); ++at) {
        m_cards[at]->setSegment(ofUsedFeatures(m_segmentation->segments[at]), merchants,
                                session().facts().currency,
                                weightLine(m_segmentation->segments[at]));
        m_cards[at]->setChosen(m_cards[at]->segmentId() == m_chosen);
    }
    // Wide enough for the longest name beside its figures, as far as the map can spare the room.
    int width = theme::unit(36);
    for (const SegmentCard* card : m_cards)
        width = std::max(width, card->sizeHint().width());
    m_cardScroll->setFixedWidth(std::min(width, theme::unit(54)) + theme::unit(4));
}

profile::Segment ProfilesScreen::ofUsedFeatures(profile::Segment segment) const {
    // the others say the same things over other windows
    const auto& used = m_segmentation->features;
    std::erase_if(segment.traits, [&](const profile::SegmentTrait& trait) {
        return std::find(used.begin(), used.end(), trait.feature) == used.end();
    });
    return segment;
}

QString ProfilesScreen::weightLine(const profile::Segment& segment) const {
    double all = 0;
    for (const profile::Segment& each : m_segmentation->segments)
        all += static_cast<double>(each.turnoverMinor);
    const QString share =
        format::percent(all > 0 ? static_cast<double>(segment.turnoverMinor) / all : kUnknown, 0);
    double risk = 0;
    int scored = 0;
    for (std::size_t row = 0; m_merchants && row < m_merchants->rows(); ++row) {
        const auto probability = static_cast<double>(m_merchants->riskProbability[row]);
        if (m_merchants->segment[row] != segment.segmentId || !std::isfinite(probability))
            continue;
        risk += probability;
        ++scored;
    }
    return scored == 0 ? tr("%1 of all turnover").arg(share)
                       : tr("%1 of all turnover · mean risk %2")
                             .arg(share, format::percent(risk / scored, 0));
}

void ProfilesScreen::showMembers() {
    const profile::Segment* only = segment(m_chosen);
    m_memberTitle->setText(only == nullptr ? tr("All merchants") : segmentTitle(*only));
    m_showAll->setVisible(only != nullptr);
    if (!m_segmentation)
        return;
    std::unordered_map<std::int64_t, std::size_t> rowOfKey;
    if (m_merchants) {
        rowOfKey.reserve(m_merchants->rows());
        for (std::size_t row = 0; row < m_merchants->rows(); ++row)
            rowOfKey.emplace(m_merchants->merchantKey[row], row);
    }
    std::vector<Member> rows;
    constexpr std::size_t kMost = 20'000;
    for (const profile::SegmentMember& member : m_segmentation->members) {
        if ((m_chosen >= 0 && member.segmentId != m_chosen) || rows.size() == kMost)
            continue;
        Member row{&member, {}, kUnknown, kUnknown};
        if (const auto found = rowOfKey.find(member.merchantKey); found != rowOfKey.end()) {
            row.name = format::text(m_merchants->name(found->second));
            row.turnover = static_cast<double>(m_merchants->turnover[found->second]);
            row.risk = static_cast<double>(m_merchants->riskProbability[found->second]);
        }
        rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Member& left, const Member& right) {
        return left.turnover > right.turnover;
    });
    m_members.setRows(std::move(rows));
}

} // namespace mops::ui
