#include "core/features/feature_catalogue.h"
#include "core/report/report.h"
#include "core/risk/outcome.h"
#include "core/sources/import_run.h"
#include "ui/text/language.h"

#include <algorithm>
#include <QtTest>
#include <set>
#include <string>

using namespace mops;

/// Walks the tables that are extended by one line: every entry has an id of its own and its texts
/// in both languages.
class TstCatalogues : public QObject {
    Q_OBJECT

private slots:
    void everyFeatureHasItsTextsInBothLanguages_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("description");
        for (const auto& feature : features::featureCatalogue())
            QTest::newRow(feature.id)
                << QString::fromUtf8(feature.name) << QString::fromUtf8(feature.description);
    }
    void everyFeatureHasItsTextsInBothLanguages() {
        QFETCH(QString, name);
        QFETCH(QString, description);
        QVERIFY(isTranslated("Feature", name));
        QVERIFY(isTranslated("Feature", description));
    }
    void thereAreAtLeastThirtyFeaturesWithIdsOfTheirOwn() {
        std::set<std::string> ids;
        for (const auto& feature : features::featureCatalogue())
            QVERIFY2(ids.insert(feature.id).second, feature.id);
        QVERIFY(ids.size() >= 30);
    }

    void everyOutcomeHasItsTextsInBothLanguages_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("description");
        for (const auto& outcome : risk::outcomeTable())
            QTest::newRow(outcome.id)
                << QString::fromUtf8(outcome.name) << QString::fromUtf8(outcome.description);
    }
    void everyOutcomeHasItsTextsInBothLanguages() {
        QFETCH(QString, name);
        QFETCH(QString, description);
        QVERIFY(isTranslated("Outcome", name));
        QVERIFY(isTranslated("Outcome", description));
    }

    void everyReportHasItsTextsInBothLanguages_data() {
        QTest::addColumn<QString>("title");
        for (const auto& recipe : report::recipeTable())
            QTest::newRow(recipe.name) << QString::fromUtf8(recipe.title);
    }
    void everyReportHasItsTextsInBothLanguages() {
        QFETCH(QString, title);
        QVERIFY(isTranslated("Report", title));
    }

    void theOlistPresetIsBuiltIn() {
        const auto names = sources::presetNames();
        QVERIFY(std::find(names.begin(), names.end(), "olist") != names.end());
    }

private:
    /// Chinese differs from the English original, as no text of these tables is a bare number.
    static bool isTranslated(const char* context, const QString& english) {
        const text::LanguageScope chinese("zh");
        const auto translated = QString::fromStdString(
            text::translateFunction()(context, english.toUtf8().constData()));
        return !english.isEmpty() && !translated.isEmpty() && translated != english;
    }
};

QTEST_GUILESS_MAIN(TstCatalogues)
#include "tst_catalogues.moc"
