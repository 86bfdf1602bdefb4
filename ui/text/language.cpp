#include "ui/text/language.h"

#include <cstdlib>
#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE must stand outside of any namespace: a static library's resources are not
// registered by themselves.
static void registerTranslations() {
    Q_INIT_RESOURCE(mops_text_translations);
}

namespace mops::text {

std::string languageFromEnvironment() {
    for (const char* name : {"MERCHANTOPS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0')
            return std::string_view(value).substr(0, 2) == "zh" ? "zh" : "en";
    }
    return "en";
}

std::string languageOfScreen() {
    return QLocale().language() == QLocale::Chinese ? "zh" : "en";
}

LanguageScope::LanguageScope(const std::string& language) {
    registerTranslations();
    m_ofQt = std::make_unique<QTranslator>();
    if (language == "zh" &&
        m_ofQt->load(u"qtbase_zh_CN"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(m_ofQt.get());
    m_translator = std::make_unique<QTranslator>();
    // English needs a file, too: its plurals.
    const QString file =
        language == "zh" ? u":/i18n/merchantops_zh_CN.qm"_s : u":/i18n/merchantops_en.qm"_s;
    if (m_translator->load(file))
        QCoreApplication::installTranslator(m_translator.get());
}

LanguageScope::~LanguageScope() {
    if (m_translator && QCoreApplication::instance() != nullptr)
        for (QTranslator* translator : {m_translator.get(), m_ofQt.get()})
            QCoreApplication::removeTranslator(translator);
}

Translate translateFunction() {
    return [](const char* context, const char* text) {
        return QCoreApplication::translate(context, text).toStdString();
    };
}

Translate translateFunction(const std::string& language) {
    if (language != "zh")
        return [](const char*, const char* text) { return std::string(text); };
    registerTranslations();
    static const std::unique_ptr<const QTranslator> chinese = [] {
        auto translator = std::make_unique<QTranslator>();
        (void)translator->load(u":/i18n/merchantops_zh_CN.qm"_s);
        return translator;
    }();
    return [](const char* context, const char* text) {
        const QString translated = chinese->translate(context, text);
        return translated.isEmpty() ? std::string(text) : translated.toStdString();
    };
}

} // namespace mops::text
