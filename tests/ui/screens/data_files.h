#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace mops::test {

inline void writeFile(const QString& path, const QByteArray& text) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the test's own file cannot be written");
}

/// Two merchants and two products in files as the preset olist knows them. One product's weight
/// is no number: that row goes to quarantine.
inline void writeShop(const QString& folder) {
    writeFile(folder + QStringLiteral("/olist_sellers_dataset.csv"),
              "seller_id,seller_zip_code_prefix,seller_city,seller_state\n"
              "m1,01001,sao paulo,SP\n"
              "m2,20010,rio de janeiro,RJ\n");
    writeFile(folder + QStringLiteral("/olist_products_dataset.csv"),
              "product_id,product_category_name,product_name_lenght,product_description_lenght,"
              "product_photos_qty,product_weight_g,product_length_cm,product_height_cm,"
              "product_width_cm\n"
              "p1,toys,10,100,1,250,10,10,10\n"
              "p2,toys,12,120,2,heavy,20,10,10\n");
}

} // namespace mops::test
