#include "ui/screens/reports/made_reports.h"

#include <algorithm>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kKept = 50;
const QLatin1StringView kGroup = "reports/made"_L1;

void writeAll(const std::vector<MadeReport>& all) {
    QSettings settings;
    settings.remove(kGroup);
    settings.beginWriteArray(kGroup, static_cast<int>(all.size()));
    for (std::size_t at = 0; at < all.size(); ++at) {
        settings.setArrayIndex(static_cast<int>(at));
        settings.setValue("recipe"_L1, QString::fromStdString(all[at].recipe));
        settings.setValue("file"_L1, all[at].file);
        settings.setValue("language"_L1, all[at].language);
        settings.setValue("madeAt"_L1, static_cast<qlonglong>(all[at].madeAt));
        settings.setValue("rows"_L1, static_cast<qlonglong>(all[at].rows));
        settings.setValue("sha256"_L1, all[at].sha256);
        QVariantMap parameters;
        for (const auto& [name, value] : all[at].parameters)
            parameters.insert(QString::fromStdString(name), QString::fromStdString(value));
        settings.setValue("parameters"_L1, parameters);
    }
    settings.endArray();
}

} // namespace

std::vector<MadeReport> readMadeReports() {
    QSettings settings;
    std::vector<MadeReport> all;
    const int size = std::min(settings.beginReadArray(kGroup), static_cast<int>(kKept));
    for (int at = 0; at < size; ++at) {
        settings.setArrayIndex(at);
        MadeReport made;
        made.recipe = settings.value("recipe"_L1).toString().toStdString();
        made.file = settings.value("file"_L1).toString();
        made.language = settings.value("language"_L1).toString();
        made.madeAt = settings.value("madeAt"_L1).toLongLong();
        made.rows = settings.value("rows"_L1).toLongLong();
        made.sha256 = settings.value("sha256"_L1).toString();
        const QVariantMap parameters = settings.value("parameters"_L1).toMap();
        for (auto each = parameters.begin(); each != parameters.end(); ++each)
            made.parameters[each.key().toStdString()] = each.value().toString().toStdString();
        if (!made.file.isEmpty())
            all.push_back(std::move(made));
    }
    settings.endArray();
    return all;
}

void rememberMadeReport(const MadeReport& made) {
    std::vector<MadeReport> all = readMadeReports();
    std::erase_if(all, [&](const MadeReport& old) { return old.file == made.file; });
    all.insert(all.begin(), made);
    if (all.size() > kKept)
        all.resize(kKept);
    writeAll(all);
}

} // namespace mops::ui
