#include "ui/tables/csv_rows.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

QByteArray field(QString text) {
    if (QStringView(u"=+-@\t").contains(text.left(1)) && !text.isEmpty()) {
        bool isNumber = false;
        QLocale().toDouble(text, &isNumber);
        if (!isNumber)
            text.prepend(u'\'');
    }
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        text = u'"' + text.replace(u"\""_s, u"\"\""_s) + u'"';
    return text.toUtf8();
}

void addLine(QByteArray& csv, const QList<QByteArray>& fields) {
    csv += fields.join(',') + "\r\n";
}

} // namespace

CsvRows::CsvRows(const QAbstractItemModel* model, QVector<int> columns, bool simulated)
    : m_model(model)
    , m_columns(std::move(columns))
    , m_simulated(simulated) {}

QByteArray CsvRows::header() const {
    QList<QByteArray> fields;
    for (const int column : m_columns)
        fields << field(m_model->headerData(column, Qt::Horizontal).toString());
    if (m_simulated)
        fields << field(QCoreApplication::translate("CsvRows", "Data"));
    QByteArray csv;
    addLine(csv, fields);
    return csv;
}

QByteArray CsvRows::rows(int first, int last) const {
    const QByteArray mark =
        m_simulated ? field(QCoreApplication::translate("CsvRows", "Simulated")) : QByteArray();
    QByteArray csv;
    for (int row = first; row < last; ++row) {
        QList<QByteArray> fields;
        for (const int column : m_columns)
            fields << field(m_model->index(row, column).data().toString());
        if (m_simulated)
            fields << mark;
        addLine(csv, fields);
    }
    return csv;
}

} // namespace mops::ui
