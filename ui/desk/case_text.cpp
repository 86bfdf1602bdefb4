#include "ui/desk/case_text.h"

#include "core/base/date.h"
#include "ui/text/decision_text.h"
#include "ui/text/feature_text.h"
#include "ui/text/merchant_message.h"
#include "ui/text/reason_text.h"
#include "ui/util/feature_words.h"
#include "ui/util/format.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>
#include <QLocale>

namespace mops::ui {
namespace {

double logOdds(double probability) {
    const double clipped = std::clamp(probability, 1e-12, 1 - 1e-12);
    return std::log(clipped / (1 - clipped));
}

constexpr std::size_t kLongestText = 400;

} // namespace

QString shortText(std::string_view text) {
    if (text.size() <= kLongestText)
        return format::text(text);
    std::size_t end = kLongestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // not in the middle of a character
    return format::text(text.substr(0, end)) + u'…';
}

QString reasonLine(const desk::CaseReason& reason, const std::string& currency) {
    const auto shown = [&](double value) {
        return std::isfinite(value) ? featureValue(reason.feature, value, currency) : QString();
    };
    return text::reasonText(reason.feature, shown(reason.value), shown(reason.peerMedian));
}

QString whyLine(const desk::Case& item, const std::string& currency) {
    return item.why.empty() ? format::missing() : reasonLine(item.why.front(), currency);
}

QString verdictLine(const desk::Case& item, const RiskBackground& background) {
    if (item.kind != "merchant-risk")
        return QCoreApplication::translate("Case", "Refusing is right: %1")
            .arg(format::percent(item.score, 0));
    if (background.outcome.empty())
        return QCoreApplication::translate("Case", "Risk: %1").arg(format::percent(item.score, 0));
    return QCoreApplication::translate("Case", "%1 within %2 days: %3")
        .arg(text::outcomeName(background.outcome), QLocale().toString(background.horizonDays),
             format::percent(item.score, 0));
}

QString comparisonLine(const desk::Case& item, const RiskBackground& background) {
    if (item.kind != "merchant-risk")
        return item.stakeMinor == 0 ? QString()
                                    : QCoreApplication::translate("Case", "At stake: %1")
                                          .arg(format::money(item.stakeMinor, background.currency));
    if (!(background.usualShare > 0))
        return {};
    const double times = item.score / background.usualShare;
    if (times < 1)
        return QCoreApplication::translate("Case", "Below the usual share of %1")
            .arg(format::percent(background.usualShare, 0));
    return QCoreApplication::translate("Case", "%1 times the usual share of %2")
        .arg(format::decimal(times, 1), format::percent(background.usualShare, 0));
}

std::vector<std::string> flippingFeatures(const desk::Case& item) {
    double left = logOdds(item.score);
    if (left < 0)
        return {};
    std::vector<std::string> features;
    for (const desk::CaseReason& reason : item.why) {
        if (reason.contribution <= 0)
            continue;
        left -= reason.contribution;
        features.push_back(reason.feature);
        if (left < 0)
            return features;
    }
    return {};
}

QString flipLine(const desk::Case& item) {
    if (item.kind != "merchant-risk")
        return {};
    const auto features = flippingFeatures(item);
    if (features.empty())
        return {};
    QStringList names;
    for (const std::string& feature : features)
        names.append(text::featureName(feature));
    return QCoreApplication::translate("Case", "Would be below 50 % if average in: %1")
        .arg(names.join(QCoreApplication::translate("Case", "; ")));
}

QString dueLine(std::int64_t dueAt, std::int64_t now) {
    const auto days = static_cast<int>(dueAt / kSecondsPerDay - now / kSecondsPerDay);
    if (dueAt < now)
        return days == 0 ? QCoreApplication::translate("Case", "overdue today")
                         : QCoreApplication::translate("Case", "%1 d overdue")
                               .arg(QLocale().toString(-days));
    if (days == 0)
        return QCoreApplication::translate("Case", "today");
    return QCoreApplication::translate("Case", "in %1 d").arg(QLocale().toString(days));
}

theme::Tone dueTone(const desk::Case& item, std::int64_t now) {
    if (desk::isClosed(item.status))
        return theme::Tone::Neutral;
    if (item.dueAt < now)
        return theme::Tone::Bad;
    return item.dueAt / kSecondsPerDay == now / kSecondsPerDay ? theme::Tone::Watch
                                                               : theme::Tone::Neutral;
}

theme::Tone scoreTone(double probability) {
    if (probability >= 0.75)
        return theme::Tone::Bad;
    return probability >= 0.5 ? theme::Tone::Watch : theme::Tone::Good;
}

QString holderLine(const desk::Case& item, std::int64_t now) {
    QStringList parts;
    const bool held = !item.claimedBy.empty() && item.claimedUntil.value_or(now + 1) > now;
    if (held && item.claimedUntil)
        parts << QCoreApplication::translate("Case", "Held by %1 until %2")
                     .arg(format::text(item.claimedBy), format::dateTime(*item.claimedUntil));
    else if (held)
        parts
            << QCoreApplication::translate("Case", "Held by %1").arg(format::text(item.claimedBy));
    if (!item.assignee.empty())
        parts << QCoreApplication::translate("Case", "Assigned to %1")
                     .arg(format::text(item.assignee));
    if (item.clockStoppedAt)
        parts << QCoreApplication::translate("Case", "Clock stopped since %1")
                     .arg(format::dateTime(*item.clockStoppedAt));
    return parts.join(QStringLiteral(" · "));
}

QString blindLine(const desk::BlindState& blind) {
    if (!blind.ownMarkGiven)
        return QCoreApplication::translate(
            "Case", "Reviewed by two people: you see the other's mark after you gave yours");
    if (!blind.complete || !blind.otherMark)
        return QCoreApplication::translate("Case", "Your mark is given; the second one is missing");
    return QCoreApplication::translate("Case", "Second mark, by %1: %2")
        .arg(format::text(blind.otherOperator), text::verbText(*blind.otherMark));
}

QString rulesLine(const std::vector<desk::RuleHit>& rules) {
    constexpr std::size_t kShown = 3;
    QStringList lines;
    for (std::size_t at = 0; at < std::min(rules.size(), kShown); ++at) {
        const desk::RuleHit& rule = rules[at];
        const QString line = QCoreApplication::translate("Case", "Rule \"%1\", version %2: %3")
                                 .arg(format::text(rule.name), QLocale().toString(rule.version),
                                      format::text(rule.predicate));
        lines << (rule.shadow ? QCoreApplication::translate("Case", "%1 (only watched)").arg(line)
                              : line);
    }
    return lines.join(u'\n');
}

QString messagesLine(const std::vector<desk::OutboxMessage>& messages) {
    constexpr std::size_t kShown = 3;
    constexpr qsizetype kLongest = 90;
    QStringList lines;
    for (std::size_t at = 0; at < std::min(messages.size(), kShown); ++at) {
        const desk::OutboxMessage& message = messages[at];
        QString state = text::messageStatusText(desk::statusName(message.status));
        if (message.status == desk::MessageStatus::Waiting)
            state = QCoreApplication::translate("Case", "waits, may leave from %1 on")
                        .arg(format::dateTime(message.dueAt));
        else if (message.sentAt)
            state = QCoreApplication::translate("Case", "%1, %2")
                        .arg(state, format::dateTime(*message.sentAt));
        QString words = format::text(message.text).simplified();
        if (words.size() > kLongest)
            words = words.left(kLongest) + u'…';
        lines << QCoreApplication::translate("Case", "%1 to the merchant (%2): %3")
                     .arg(text::messageKindText(message.kind), state, words);
    }
    return lines.join(u'\n');
}

theme::Tone statusTone(desk::CaseStatus status) {
    switch (status) {
    case desk::CaseStatus::Open: return theme::Tone::Neutral;
    case desk::CaseStatus::Asked:
    case desk::CaseStatus::Snoozed: return theme::Tone::Info;
    case desk::CaseStatus::Escalated: return theme::Tone::Watch;
    case desk::CaseStatus::Approved: return theme::Tone::Good;
    case desk::CaseStatus::Refused: return theme::Tone::Bad;
    }
    return theme::Tone::Neutral;
}

mart::LineFilter rowsBehind(const std::string& feature) {
    const auto has = [&](const char* word) { return feature.find(word) != std::string::npos; };
    if (has("late") || has("delay") || has("deliver") || has("ship"))
        return mart::LineFilter::Late;
    if (has("review") || has("rating"))
        return mart::LineFilter::LowReview;
    if (has("cancel"))
        return mart::LineFilter::Cancelled;
    return mart::LineFilter::All;
}

} // namespace mops::ui
