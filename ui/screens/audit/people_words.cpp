#include "ui/screens/audit/people_words.h"

#include "ui/util/format.h"

#include <QCoreApplication>

namespace mops::ui::people_words {

QString roleText(desk::Role role) {
    switch (role) {
    case desk::Role::Reviewer: return QCoreApplication::translate("People", "Reviewer");
    case desk::Role::Analyst: return QCoreApplication::translate("People", "Analyst");
    case desk::Role::Lead: return QCoreApplication::translate("People", "Lead");
    case desk::Role::Compliance: return QCoreApplication::translate("People", "Compliance");
    }
    return {};
}

QString actionText(const std::string& action) {
    if (const desk::Permission* permission = desk::findPermission(action))
        return QCoreApplication::translate("Permission", permission->title);
    return format::text(action);
}

QString approvalStatusText(const std::string& status) {
    if (status == "waiting")
        return QCoreApplication::translate("People", "waiting");
    if (status == "granted")
        return QCoreApplication::translate("People", "consented");
    if (status == "denied")
        return QCoreApplication::translate("People", "refused");
    if (status == "withdrawn")
        return QCoreApplication::translate("People", "withdrawn");
    return format::text(status);
}

} // namespace mops::ui::people_words
