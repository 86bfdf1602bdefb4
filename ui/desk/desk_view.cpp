#include "ui/desk/desk_view.h"

#include <algorithm>
#include <array>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

using desk::CaseStatus;
using desk::QueueColumn;

constexpr std::array kStatuses{CaseStatus::Open,    CaseStatus::Asked,    CaseStatus::Escalated,
                               CaseStatus::Snoozed, CaseStatus::Approved, CaseStatus::Refused};
constexpr std::array<std::pair<QueueColumn, const char*>, 10> kSorts{{
    {QueueColumn::Desk, "desk"},
    {QueueColumn::Name, "name"},
    {QueueColumn::Kind, "kind"},
    {QueueColumn::Priority, "priority"},
    {QueueColumn::Score, "score"},
    {QueueColumn::Stake, "stake"},
    {QueueColumn::OpenedAt, "opened"},
    {QueueColumn::DueAt, "due"},
    {QueueColumn::Assignee, "assignee"},
    {QueueColumn::Reason, "reason"},
}};

QString shown(const std::string& text) {
    return QString::fromStdString(text);
}

QJsonArray arrayOf(const std::vector<std::string>& texts) {
    QJsonArray array;
    for (const std::string& text : texts)
        array.append(shown(text));
    return array;
}

} // namespace

std::vector<DeskView> standardViews() {
    const auto view = [](const char* id, const QString& name) {
        DeskView made;
        made.id = QString::fromLatin1(id);
        made.name = name;
        return made;
    };
    DeskView waiting = view("waiting", QCoreApplication::translate("DeskView", "Waiting"));
    DeskView mine = view("mine", QCoreApplication::translate("DeskView", "Mine"));
    mine.question.filter.mine = true;
    DeskView late = view("late", QCoreApplication::translate("DeskView", "Late"));
    late.question.filter.late = true;
    DeskView today = view("today", QCoreApplication::translate("DeskView", "Due today"));
    today.question.filter.dueToday = true;
    DeskView snoozed = view("snoozed", QCoreApplication::translate("DeskView", "Snoozed"));
    snoozed.question.filter.statuses = {CaseStatus::Snoozed};
    DeskView decided = view("decided", QCoreApplication::translate("DeskView", "Decided"));
    decided.question.filter.statuses = {CaseStatus::Approved, CaseStatus::Refused};
    decided.question.newestDecision = true;
    return {waiting, mine, late, today, snoozed, decided};
}

std::string definitionOf(const DeskQuestion& question) {
    const desk::QueueFilter& filter = question.filter;
    QJsonObject json;
    const auto text = [&](const char* key, const std::string& value) {
        if (!value.empty())
            json.insert(QLatin1StringView(key), shown(value));
    };
    const auto flag = [&](const char* key, bool value) {
        if (value)
            json.insert(QLatin1StringView(key), true);
    };
    text("text", filter.text);
    text("tag", filter.tag);
    text("region", filter.region);
    text("category", filter.category);
    text("reason", filter.reason);
    text("picked", filter.picked);
    if (filter.assignee)
        json.insert("assignee"_L1, shown(*filter.assignee));
    if (!filter.kinds.empty())
        json.insert("kinds"_L1, arrayOf(filter.kinds));
    std::vector<std::string> statuses;
    for (const CaseStatus status : filter.statuses)
        statuses.emplace_back(desk::statusName(status));
    if (!statuses.empty())
        json.insert("statuses"_L1, arrayOf(statuses));
    flag("due_today", filter.dueToday);
    flag("late", filter.late);
    flag("mine", filter.mine);
    flag("newest_decision", question.newestDecision);
    flag("descending", question.descending);
    for (const auto& [column, name] : kSorts)
        if (column == question.sortBy)
            json.insert("sort"_L1, QLatin1StringView(name));
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
}

DeskQuestion questionOf(const std::string& definition) {
    const QJsonObject json =
        QJsonDocument::fromJson(QByteArray::fromStdString(definition)).object();
    DeskQuestion question;
    desk::QueueFilter& filter = question.filter;
    const auto text = [&](const char* key) {
        return json.value(QLatin1StringView(key)).toString().toStdString();
    };
    const auto flag = [&](const char* key) { return json.value(QLatin1StringView(key)).toBool(); };
    filter.text = text("text");
    filter.tag = text("tag");
    filter.region = text("region");
    filter.category = text("category");
    filter.reason = text("reason");
    filter.picked = text("picked");
    if (json.contains("assignee"_L1))
        filter.assignee = text("assignee");
    const QJsonArray kinds = json.value("kinds"_L1).toArray();
    for (const QJsonValue& kind : kinds)
        filter.kinds.push_back(kind.toString().toStdString());
    const QJsonArray statuses = json.value("statuses"_L1).toArray();
    for (const QJsonValue& name : statuses)
        for (const CaseStatus status : kStatuses)
            if (name.toString() == QLatin1StringView(desk::statusName(status)))
                filter.statuses.push_back(status);
    filter.dueToday = flag("due_today");
    filter.late = flag("late");
    filter.mine = flag("mine");
    question.newestDecision = flag("newest_decision");
    question.descending = flag("descending");
    for (const auto& [column, name] : kSorts)
        if (text("sort") == name)
            question.sortBy = column;
    return question;
}

bool belongs(const desk::Case& item, const desk::QueueFilter& filter, std::int64_t now) {
    CaseStatus status = item.status;
    if (status == CaseStatus::Snoozed && item.snoozedUntil.value_or(now + 1) <= now)
        status = CaseStatus::Open;
    if (filter.statuses.empty())
        return status == CaseStatus::Open || status == CaseStatus::Asked ||
               status == CaseStatus::Escalated;
    return std::find(filter.statuses.begin(), filter.statuses.end(), status) !=
           filter.statuses.end();
}

} // namespace mops::ui
