#pragma once

#include "core/desk/cases.h"
#include "core/desk/outbox.h"
#include "core/desk/second_eyes.h"
#include "core/desk/timeline.h"
#include "core/mart/merchant_page.h"
#include "core/risk/risk_model.h"
#include "ui/theme/theme.h"

#include <memory>
#include <QString>
#include <QStringList>
#include <string>

/// Sentences and tones of a case, made from its codes and numbers.
namespace mops::ui {

/// What the latest model says of all merchants: what a case's probability is compared with.
struct RiskBackground {
    std::string outcome;
    int horizonDays = 0;
    double usualShare = 0; ///< share of bad outcomes in the tested time; NaN = unknown
    std::string currency;
    std::shared_ptr<const risk::RiskModel> model; ///< null = none
    std::int64_t scoredAsOf = 0;
};

/// A text as a cell or a heading shows it: one of a megabyte must not reach the text layout.
QString shortText(std::string_view text);
/// "Late share, 90 days 38.2 % (peers 7.9 %)".
QString reasonLine(const desk::CaseReason& reason, const std::string& currency);
/// The strongest reason, for the list; an en dash without any.
QString whyLine(const desk::Case& item, const std::string& currency);
/// "Bad service within 60 days: 78 %".
QString verdictLine(const desk::Case& item, const RiskBackground& background);
/// "6.5 times the usual share of 12 %".
QString comparisonLine(const desk::Case& item, const RiskBackground& background);
/// The fewest reasons, largest first, without which the probability falls below one half; what is
/// left out counts as average. Empty when the reasons at hand do not get it there.
std::vector<std::string> flippingFeatures(const desk::Case& item);
QString flipLine(const desk::Case& item);
/// "2 d overdue", "today", "in 3 d".
QString dueLine(std::int64_t dueAt, std::int64_t now);
theme::Tone dueTone(const desk::Case& item, std::int64_t now);
theme::Tone scoreTone(double probability);
/// Who holds the case, and whether its clock stands; empty when nobody does and it runs.
QString holderLine(const desk::Case& item, std::int64_t now);
/// What a blind double review shows: never the other's mark before one's own.
QString blindLine(const desk::BlindState& blind);
/// The rules that fired, each with its condition as it stood then; a line a rule.
QString rulesLine(const std::vector<desk::RuleHit>& rules);
/// What the merchant was told, or will be, and how far it got; a line a message.
QString messagesLine(const std::vector<desk::OutboxMessage>& messages);
theme::Tone statusTone(desk::CaseStatus status);
/// Which rows stand behind a reason.
mart::LineFilter rowsBehind(const std::string& feature);

} // namespace mops::ui
