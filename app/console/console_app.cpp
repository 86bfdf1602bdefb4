#include "app/console/console_app.h"

#include "app/console/key_session.h"
#include "app/console/screenshots.h"
#include "core/mart/default_path.h"
#include "ui/jobs/job_runner.h"
#include "ui/shell/look.h"
#include "ui/shell/main_window.h"
#include "ui/shell/mart_session.h"

#include <cstdlib>
#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace mops::console {
namespace {

struct Options {
    std::filesystem::path mart;
    QString screenshots;
    QString session;
    ui::LookSettings look;
};

constexpr int kUsage = 2;

std::string operatorName() {
    for (const char* name : {"MERCHANTOPS_OPERATOR", "USER"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0')
            return value;
    }
    return "operator";
}

/// Empty and a message on stderr when the options make no sense.
std::optional<Options> readOptions(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(u"MerchantOps: the merchant side of an e-commerce platform"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption mart(u"mart"_s, u"The mart's file"_s, u"FILE"_s);
    const QCommandLineOption language(u"lang"_s, u"Language: zh or en"_s, u"LANG"_s);
    const QCommandLineOption appearance(u"theme"_s, u"Colours: system, light or dark"_s,
                                        u"THEME"_s);
    const QCommandLineOption screenshots(
        u"screenshots"_s, u"Save a picture of every page in DIR, then exit"_s, u"DIR"_s);
    const QCommandLineOption keySession(
        u"key-session"_s,
        u"Work at the review desk by keys, save a picture of every step in DIR, exit"_s, u"DIR"_s);
    parser.addOptions({mart, language, appearance, screenshots, keySession});
    parser.process(application);

    Options options;
    options.look = ui::LookSettings::load();
    options.mart = parser.isSet(mart) ? std::filesystem::path(parser.value(mart).toStdString())
                                      : mart::defaultPath();
    options.screenshots = parser.value(screenshots);
    options.session = parser.value(keySession);
    if (parser.isSet(language))
        options.look.language = parser.value(language);
    const QStringList names{u"system"_s, u"light"_s, u"dark"_s};
    const qsizetype chosen = parser.isSet(appearance)
                                 ? names.indexOf(parser.value(appearance))
                                 : static_cast<qsizetype>(options.look.appearance);
    const bool known = options.look.language == u"zh"_s || options.look.language == u"en"_s;
    if (!known || chosen < 0 || !parser.positionalArguments().isEmpty()) {
        QTextStream(stderr) << u"merchantops: "_s << parser.helpText();
        return std::nullopt;
    }
    options.look.appearance = static_cast<theme::Appearance>(chosen);
    return options;
}

} // namespace

int run(QApplication& application) {
    const auto options = readOptions(application);
    if (!options)
        return kUsage;
    // Pictures show the defaults, whatever this user has set, and leave no trace.
    const QTemporaryDir scratch;
    if (!options->screenshots.isEmpty() || !options->session.isEmpty())
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, scratch.path());
    ui::Look look(options->look);
    ui::JobRunner jobs;
    ui::MartSession session(options->mart, operatorName(), jobs);
    ui::MainWindow window(session, look);
    std::unique_ptr<Screenshots> screenshots;
    std::unique_ptr<KeySession> keySession;
    if (!options->screenshots.isEmpty()) {
        screenshots = std::make_unique<Screenshots>(window, session, look, options->screenshots);
        screenshots->start();
    } else if (!options->session.isEmpty()) {
        keySession = std::make_unique<KeySession>(window, session, options->session);
        keySession->start();
    } else {
        window.show();
    }
    session.open();
    return QApplication::exec();
}

} // namespace mops::console
