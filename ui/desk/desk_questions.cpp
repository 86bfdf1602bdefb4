#include "ui/desk/desk_questions.h"

#include "core/base/date.h"
#include "core/desk/cases.h"
#include "ui/text/decision_text.h"
#include "ui/text/language.h"
#include "ui/text/merchant_message.h"
#include "ui/util/format.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

QString words(const char* text) {
    return QCoreApplication::translate("DeskQuestion", text);
}

std::string dateValue(const QDate& date) {
    return std::to_string(date.startOfDay().toSecsSinceEpoch());
}

/// The message begins in the language of the screen.
void addMessage(Question& question, const desk::Case& item, const Drafting& drafting) {
    question.hasMessage = true;
    question.language = text::languageOfScreen();
    if (drafting.many && !drafting.ofOneKind)
        return;
    question.draftOf = [item, drafting, verb = question.verb](const std::string& reason,
                                                              const std::string& language) {
        return text::merchantMessage(item, verb, reason, {language, drafting.now, drafting.many});
    };
}

} // namespace

Question refuseQuestion(const desk::Case& item, const Drafting& drafting,
                        const std::vector<desk::Addressee>& members) {
    Question question;
    question.verb = desk::Verb::Refuse;
    question.title = QCoreApplication::translate("DeskQuestion", "Refuse: for which reason?");
    question.confirmText = text::verbText(desk::Verb::Refuse);
    question.dangerous = true;
    question.hint = QCoreApplication::translate(
        "DeskQuestion", "Pick a reason: the message to the merchant stands here, to be edited. "
                        "Empty: the merchant is told nothing.");
    addMessage(question, item, drafting);
    for (const desk::Addressee& member : members)
        question.members.push_back(
            {member.name.empty()
                 ? format::text(member.merchantId)
                 : QCoreApplication::translate("DeskQuestion", "%1 (%2)")
                       .arg(format::text(member.name), format::text(member.merchantId)),
             member.merchantId});
    const std::string suggested =
        drafting.many ? std::string() : desk::suggestedReason(item.kind, item.why);
    for (const desk::ReasonCode& reason : desk::reasonCodes(item.kind)) {
        const bool isOther = std::string_view(reason.code) == "other";
        // "False alarm" is no reason to refuse.
        if (std::string_view(reason.toMerchant).empty() && !isOther)
            continue;
        Choice choice;
        choice.text = text::decisionReason(item.kind, reason.code);
        choice.value = reason.code;
        choice.textNeeded = isOther;
        choice.suggested = choice.value == suggested;
        question.choices.push_back(std::move(choice));
    }
    return question;
}

Question askQuestion(const desk::Case& item, const Drafting& drafting) {
    Question question;
    question.verb = desk::Verb::Ask;
    question.title = QCoreApplication::translate(
        "DeskQuestion", "Ask the merchant: the clock stops until the answer is here");
    addMessage(question, item, drafting);
    question.confirmText = QCoreApplication::translate("DeskQuestion", "Ask");
    return question;
}

Question escalateQuestion(const std::vector<std::string>& people) {
    Question question;
    question.verb = desk::Verb::Escalate;
    question.title = QCoreApplication::translate("DeskQuestion", "Escalate: to whom?");
    question.digitDecides = true;
    question.confirmText = QCoreApplication::translate("DeskQuestion", "To anybody");
    for (const std::string& person : people) {
        Choice choice;
        choice.text = format::text(person);
        choice.value = person;
        question.choices.push_back(std::move(choice));
    }
    return question;
}

Question snoozeQuestion() {
    Question question;
    question.verb = desk::Verb::Snooze;
    question.title = QCoreApplication::translate("DeskQuestion", "Snooze: until when?");
    question.digitDecides = true;
    question.confirmText = QCoreApplication::translate("DeskQuestion", "Three days");
    const QDate today = QDate::currentDate();
    const auto add = [&](const QString& text, std::string value) {
        Choice choice;
        choice.text = text;
        choice.value = std::move(value);
        question.choices.push_back(std::move(choice));
    };
    const QDate monday = today.addDays(8 - today.dayOfWeek());
    add(words(QT_TRANSLATE_NOOP("DeskQuestion", "Tomorrow")), dateValue(today.addDays(1)));
    add(QCoreApplication::translate("DeskQuestion", "Monday, %1")
            .arg(format::date(monday.startOfDay(Qt::UTC).toSecsSinceEpoch())),
        dateValue(monday));
    add(words(QT_TRANSLATE_NOOP("DeskQuestion", "In two weeks")), dateValue(today.addDays(14)));
    for (const desk::WakeEvent& event : desk::wakeEvents())
        add(QCoreApplication::translate("DeskQuestion", "Until: %1")
                .arg(QCoreApplication::translate("WakeEvent", event.title)),
            event.name);
    return question;
}

Question tagQuestion(const std::vector<std::string>& own, const QStringList& inUse) {
    Question question;
    question.verb = desk::Verb::Tag;
    QStringList there;
    for (const std::string& tag : own)
        there << format::text(tag);
    question.title = there.isEmpty()
                         ? QCoreApplication::translate("DeskQuestion", "Tag")
                         : QCoreApplication::translate(
                               "DeskQuestion", "Tag (there already: %1; the same again removes it)")
                               .arg(there.join(u", "_s));
    question.hasLine = true;
    question.completions = inUse;
    question.hint = QCoreApplication::translate("DeskQuestion", "A word to find it by");
    question.confirmText = text::verbText(desk::Verb::Tag);
    return question;
}

Question repeatQuestion(const desk::Decision& decision, const std::string& kind) {
    Question question;
    question.verb = decision.verb;
    const QString verb = text::verbText(decision.verb);
    const QString what = decision.reasonCode.empty()
                             ? verb
                             : QCoreApplication::translate("DeskQuestion", "%1: %2")
                                   .arg(verb, text::decisionReason(kind, decision.reasonCode));
    question.title =
        QCoreApplication::translate("DeskQuestion",
                                    "\"%1\" on this case, too? Asked once; then the key does it.")
            .arg(what);
    question.confirmText = what;
    question.dangerous = decision.verb == desk::Verb::Refuse;
    return question;
}

desk::Decision decisionOf(const Answer& answer, std::int64_t now) {
    desk::Decision decision;
    decision.verb = answer.verb;
    switch (answer.verb) {
    case desk::Verb::Refuse:
        decision.reasonCode = answer.value;
        decision.message = answer.text.toStdString();
        decision.messageLanguage = answer.language;
        decision.except = answer.except;
        break;
    case desk::Verb::Ask:
        decision.message = answer.text.toStdString();
        decision.messageLanguage = answer.language;
        break;
    case desk::Verb::Escalate: decision.assignee = answer.value; break;
    case desk::Verb::Tag: decision.tag = answer.text.toStdString(); break;
    case desk::Verb::Snooze: {
        constexpr std::int64_t kDays = 3;
        /// An event may never come: then the case is back after this time.
        constexpr std::int64_t kEventDays = 30;
        const bool isDate = !answer.value.empty() &&
                            answer.value.find_first_not_of("0123456789") == std::string::npos;
        if (isDate) {
            decision.snoozedUntil = std::stoll(answer.value);
        } else {
            decision.snoozedEvent = answer.value;
            decision.snoozedUntil =
                now + (answer.value.empty() ? kDays : kEventDays) * kSecondsPerDay;
        }
        break;
    }
    default: break;
    }
    return decision;
}

} // namespace mops::ui
