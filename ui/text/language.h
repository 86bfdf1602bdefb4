#pragma once

#include "core/base/translatable.h"

#include <memory>
#include <QTranslator>
#include <string>

namespace mops::text {

/// "zh" or "en" from MERCHANTOPS_LANG, LC_ALL, LC_MESSAGES, LANG; "en" when none says Chinese.
std::string languageFromEnvironment();

/// "zh" or "en": what the screen now speaks.
std::string languageOfScreen();

/// Installs the translator of a language on the application for as long as it lives.
class LanguageScope {
public:
    explicit LanguageScope(const std::string& language);
    ~LanguageScope();
    LanguageScope(const LanguageScope&) = delete;
    LanguageScope& operator=(const LanguageScope&) = delete;

private:
    std::unique_ptr<QTranslator> m_translator;
    std::unique_ptr<QTranslator> m_ofQt; ///< Qt's own words: file dialogs, keys, buttons
};

/// Looks up texts that core marked with MOPS_TEXT in the language now installed.
Translate translateFunction();
/// The same in a given language, "zh" or "en", whatever is installed: for what goes to somebody
/// else. Any thread.
Translate translateFunction(const std::string& language);

} // namespace mops::text
