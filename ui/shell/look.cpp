#include "ui/shell/look.h"

#include <QApplication>
#include <QLocale>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace mops::ui {

LookSettings LookSettings::load() {
    const QSettings stored;
    LookSettings settings;
    settings.language =
        stored.value(u"look/language"_s, QString::fromStdString(text::languageFromEnvironment()))
            .toString();
    settings.appearance =
        static_cast<theme::Appearance>(qBound(0, stored.value(u"look/appearance"_s, 0).toInt(), 2));
    settings.density =
        static_cast<theme::Density>(qBound(0, stored.value(u"look/density"_s, 0).toInt(), 1));
    return settings;
}

void LookSettings::save() const {
    QSettings stored;
    stored.setValue(u"look/language"_s, language);
    stored.setValue(u"look/appearance"_s, static_cast<int>(appearance));
    stored.setValue(u"look/density"_s, static_cast<int>(density));
}

Look::Look(LookSettings settings) {
    set(settings);
}

void Look::set(const LookSettings& settings) {
    const bool newLanguage = !m_language || settings.language != m_settings.language;
    m_settings = settings;
    if (newLanguage)
        QLocale::setDefault(settings.language == u"zh"_s
                                ? QLocale(QLocale::Chinese, QLocale::China)
                                : QLocale(QLocale::English, QLocale::UnitedStates));
    theme::apply(settings.appearance, settings.density, settings.language);
    if (!newLanguage)
        return;
    m_language.reset();
    m_language = std::make_unique<text::LanguageScope>(settings.language.toStdString());
    // At once, so that what is drawn next already speaks the new language.
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(qApp, &change);
}

} // namespace mops::ui
