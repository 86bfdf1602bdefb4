#include "ui/text/merchant_message.h"

#include "core/base/date.h"
#include "core/desk/outbox.h"
#include "ui/text/language.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace mops::text {
namespace {

/// Looks texts up in the language of the merchant, which need not be that of the screen.
class Words {
public:
    explicit Words(const std::string& language)
        : m_translate(translateFunction(language)) {}
    QString operator()(const char* text) const { return say("MerchantMessage", text); }
    QString say(const char* context, const char* text) const {
        return QString::fromStdString(m_translate(context, text));
    }

private:
    Translate m_translate;
};

/// What the message is about, as the merchant would call it.
QString subjectOf(const desk::Case& item, const Words& words, bool many) {
    const auto shown = [](const std::string& text) { return QString::fromStdString(text); };
    if (item.kind == "application")
        return words(QT_TRANSLATE_NOOP("MerchantMessage", "your application"));
    if (item.kind == "listing")
        return many ? words(QT_TRANSLATE_NOOP("MerchantMessage", "a listing of yours"))
                    : words(QT_TRANSLATE_NOOP("MerchantMessage", "your listing “%1”"))
                          .arg(shown(item.title));
    if (item.kind == "listing-change")
        return many ? words(QT_TRANSLATE_NOOP("MerchantMessage", "a change to a listing of yours"))
                    : words(QT_TRANSLATE_NOOP("MerchantMessage", "the change to your listing “%1”"))
                          .arg(shown(item.title));
    if (item.kind == "after-sale")
        return many ? words(QT_TRANSLATE_NOOP("MerchantMessage", "an after-sale request to you"))
                    : words(QT_TRANSLATE_NOOP("MerchantMessage", "the after-sale request %1"))
                          .arg(shown(item.subjectId));
    // A ring's case names several shops; none of them is told of the others.
    if (many || item.merchantId.empty())
        return words(QT_TRANSLATE_NOOP("MerchantMessage", "your shop"));
    return words(QT_TRANSLATE_NOOP("MerchantMessage", "your shop %1"))
        .arg(shown(item.merchantName.empty() ? item.merchantId : item.merchantName));
}

QString refusal(const desk::Case& item, const Words& words, const QString& subject) {
    if (item.kind == "after-sale")
        return words(QT_TRANSLATE_NOOP("MerchantMessage",
                                       "Hello,\n\nwe have decided %1: the claim is refused."))
            .arg(subject);
    if (item.kind == "ring")
        return words(QT_TRANSLATE_NOOP("MerchantMessage",
                                       "Hello,\n\nwe have reviewed the orders at %1. Some of them "
                                       "break the rules of the marketplace."))
            .arg(subject);
    if (item.kind == "merchant-risk")
        return words(QT_TRANSLATE_NOOP("MerchantMessage",
                                       "Hello,\n\nwe have reviewed %1. At present it does not "
                                       "meet the rules of the marketplace."))
            .arg(subject);
    return words(QT_TRANSLATE_NOOP("MerchantMessage",
                                   "Hello,\n\nwe have reviewed %1 and cannot approve it."))
        .arg(subject);
}

/// How to object, and until when. Nobody objects to what was decided in their favour.
QString objection(const desk::Case& item, const Words& words, const QString& until) {
    if (item.kind == "after-sale")
        return words(QT_TRANSLATE_NOOP("MerchantMessage",
                                       "The buyer may object until %1. Should that happen, you "
                                       "will hear from us before anything is decided anew."))
            .arg(until);
    return words(QT_TRANSLATE_NOOP("MerchantMessage",
                                   "If you do not agree, answer this message until %1 and attach "
                                   "what shows your side. Somebody who did not take this decision "
                                   "will look at it again."))
        .arg(until);
}

/// The reason's own text; for a code that speaks for the merchant its bare name.
QString reasonOf(const desk::Case& item, const std::string& code, const Words& words) {
    for (const desk::ReasonCode& reason : desk::reasonCodes(item.kind)) {
        if (code != reason.code)
            continue;
        if (*reason.toMerchant != '\0')
            return words(reason.toMerchant);
        return words(QT_TRANSLATE_NOOP("MerchantMessage", "Reason: %1."))
            .arg(words.say("Reason", reason.name));
    }
    return {};
}

} // namespace

QString merchantMessage(const desk::Case& item, desk::Verb verb, const std::string& reasonCode,
                        const MessageFrame& frame) {
    const bool asks = verb == desk::Verb::Ask;
    if ((reasonCode == "other" && !frame.alone) ||
        (!asks && (verb != desk::Verb::Refuse || reasonCode.empty())))
        return {};
    const Words words(frame.language);
    const QString subject = subjectOf(item, words, frame.many);
    const QString until = QString::fromStdString(
        formatDay(dayOf(fromSeconds(frame.now + kAnswerDays * kSecondsPerDay))));
    QStringList parts;
    if (asks) {
        parts << words(QT_TRANSLATE_NOOP("MerchantMessage",
                                         "Hello,\n\nwe are reviewing %1 and need more from you "
                                         "before we can decide."))
                     .arg(subject);
        parts << reasonOf(item, reasonCode, words);
        if (const desk::CaseKind* kind = desk::findCaseKind(item.kind))
            parts << words(kind->askMerchant);
        parts << words(QT_TRANSLATE_NOOP("MerchantMessage",
                                         "Answer this message until %1; as long as we wait for "
                                         "you, your time does not run. Without an answer we decide "
                                         "on what we have."))
                     .arg(until);
    } else {
        parts << refusal(item, words, subject);
        if (reasonCode == "other")
            parts << words(QT_TRANSLATE_NOOP("MerchantMessage",
                                             "No single reason names what led to this. Answer this "
                                             "message to be told what the decision rests on."));
        else
            parts << reasonOf(item, reasonCode, words);
        if (frame.alone)
            parts << words(
                QT_TRANSLATE_NOOP("MerchantMessage", "An automatic check decided this."));
        parts << objection(item, words, until);
    }
    if (!frame.many)
        parts << words(QT_TRANSLATE_NOOP("MerchantMessage", "Case number: %1"))
                     .arg(QString::fromStdString(item.caseId));
    parts.removeAll(QString());
    return parts.join(u"\n\n"_s);
}

desk::CorrectionText correctionText() {
    return [](const std::string& language, std::int64_t sentAt) {
        const Words words(language);
        return words(desk::kCorrectionText)
            .arg(QString::fromStdString(formatDay(dayOf(fromSeconds(sentAt)))))
            .toStdString();
    };
}

desk::BandMessages bandMessages(const std::string& language, std::int64_t now) {
    const auto text = [language, now](const std::string& kind, const std::string& reason) {
        desk::Case any;
        any.kind = kind;
        return merchantMessage(any, desk::Verb::Refuse, reason,
                               {.language = language, .now = now, .many = true, .alone = true})
            .toStdString();
    };
    return {text, language};
}

QString messageStatusText(std::string_view status) {
    if (status == "waiting")
        return QCoreApplication::translate("Outbox", "waits");
    if (status == "sent")
        return QCoreApplication::translate("Outbox", "has left");
    if (status == "withdrawn")
        return QCoreApplication::translate("Outbox", "withdrawn before it left");
    return QCoreApplication::translate("Outbox", "has left, corrected since");
}

QString messageKindText(std::string_view kind) {
    if (kind == "correction")
        return QCoreApplication::translate("Outbox", "Correction");
    if (kind == "repeat")
        return QCoreApplication::translate("Outbox", "Message again");
    return QCoreApplication::translate("Outbox", "Message");
}

} // namespace mops::text
