#include "ui/screens/reports/document_language.h"

#include <memory>
#include <QTranslator>
#include <tuple>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE must stand outside of any namespace: a static library's resources are not
// registered by themselves.
static void registerTranslations() {
    Q_INIT_RESOURCE(mops_text_translations);
}

namespace mops::ui {

Translate documentTranslate(const QString& language) {
    auto translator = std::make_shared<QTranslator>();
    if (language == u"zh"_s) {
        registerTranslations();
        // without the file the document is in English, as the texts in the code are
        std::ignore = translator->load(u":/i18n/merchantops_zh_CN.qm"_s);
    }
    return [translator](const char* context, const char* text) {
        const QString found = translator->translate(context, text);
        return found.isEmpty() ? std::string(text) : found.toStdString();
    };
}

} // namespace mops::ui
