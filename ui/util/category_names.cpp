#include "ui/util/category_names.h"

#include <QLocale>

namespace mops::ui {

CategoryNames::CategoryNames(const mart::TradeColumns& trade) {
    for (std::size_t at = 0; at < trade.categoryId.size(); ++at)
        m_names.emplace(trade.categoryId[at],
                        std::pair(QString::fromStdString(trade.categoryNameZh[at]),
                                  QString::fromStdString(trade.categoryNameEn[at])));
}

CategoryNames::CategoryNames(const std::vector<mart::CategoryName>& names) {
    for (const mart::CategoryName& name : names)
        m_names.emplace(
            name.id, std::pair(QString::fromStdString(name.zh), QString::fromStdString(name.en)));
}

QString CategoryNames::name(std::string_view categoryId) const {
    const QString id =
        QString::fromUtf8(categoryId.data(), static_cast<qsizetype>(categoryId.size()));
    const auto found = m_names.find(std::string(categoryId));
    return found == m_names.end() ? id : localName(found->second.first, found->second.second, id);
}

QString localName(const QString& chinese, const QString& english, const QString& otherwise) {
    const bool wantsChinese = QLocale().language() == QLocale::Chinese;
    const QString& first = wantsChinese ? chinese : english;
    const QString& second = wantsChinese ? english : chinese;
    QString name = !first.isEmpty() ? first : (!second.isEmpty() ? second : otherwise);
    // Sources write ids like "bed_bath_table".
    return name.replace(QLatin1Char('_'), QLatin1Char(' '));
}

} // namespace mops::ui
