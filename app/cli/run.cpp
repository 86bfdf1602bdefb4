#include "app/cli/run.h"

#include "app/cli/command.h"
#include "app/cli/terminal_context.h"
#include "ui/text/error_text.h"
#include "ui/text/language.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ostream>
#include <thread>
#include <unistd.h>

namespace mops::cli {
namespace {

enum ExitCode { kDone = 0, kFailed = 1, kUsage = 2, kRefused = 3, kFault = 4, kCancelled = 130 };

int exitCodeOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::Cancelled: return kCancelled;
    case ErrorCode::Usage:
    case ErrorCode::PresetUnknown: return kUsage;
    case ErrorCode::IntegrityFault:
    case ErrorCode::MartCorrupt: return kFault;
    case ErrorCode::FileNotFound:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileIsDirectory:
    case ErrorCode::FileIsEmpty:
    case ErrorCode::FileIsBinary:
    case ErrorCode::EncodingInvalid:
    case ErrorCode::MappingInvalid:
    case ErrorCode::ColumnMissing:
    case ErrorCode::RowInvalid:
    case ErrorCode::FilesMissing:
    case ErrorCode::MartNotAMart:
    case ErrorCode::MartFromFuture:
    case ErrorCode::InvalidNumber:
    case ErrorCode::SqlRefused:
    case ErrorCode::Forbidden:
    case ErrorCode::ReasonRequired: return kRefused;
    default: return kFailed;
    }
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

std::filesystem::path defaultMart() {
    if (const auto named = environment("MERCHANTOPS_MART"); !named.empty())
        return named;
    const auto dataHome = environment("XDG_DATA_HOME");
    const std::filesystem::path base =
        dataHome.empty() ? std::filesystem::path(environment("HOME")) / ".local/share"
                         : std::filesystem::path(dataHome);
    return base / "merchantops" / "mart.db";
}

int answerError(const Error& error, const Session& session, std::ostream& out, std::ostream& err) {
    const std::string message = text::errorText(error).toStdString();
    const std::string hint = text::errorHint(error).toStdString();
    if (session.json) {
        const nlohmann::ordered_json json = {
            {"error", {{"code", codeName(error.code)}, {"message", message}, {"hint", hint}}}};
        out << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
    }
    err << "merchantops-cli: " << message << (hint.empty() ? "" : "\n  ") << hint << "\n";
    return exitCodeOf(error.code);
}

/// CLI11 reports wrong usage by exception before --json was parsed; look for it ourselves.
bool asksForJson(const std::vector<std::string>& arguments) {
    return std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
}

} // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        const Clock& clock) {
    Session session;
    session.clock = &clock;
    session.martPath = defaultMart();
    session.operatorName = environment("MERCHANTOPS_OPERATOR");
    if (session.operatorName.empty())
        session.operatorName = environment("USER").empty() ? "operator" : environment("USER");
    session.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    session.language = text::languageFromEnvironment();

    CLI::App app("MerchantOps: the merchant side of an e-commerce platform", "merchantops-cli");
    app.fallthrough();
    app.require_subcommand(1);
    app.set_version_flag("--version", "merchantops-cli " MOPS_VERSION);
    app.add_option("--mart", session.martPath, "The mart's file")->capture_default_str();
    app.add_flag("--json", session.json, "Answer with one JSON object");
    app.add_flag("--quiet", session.quiet, "No progress");
    app.add_option("--threads", session.threads, "Threads; the answer does not depend on it")
        ->check(CLI::Range(1, 256));
    app.add_option("--seed", session.seed, "Seed of everything random");
    app.add_option("--operator", session.operatorName, "Who acts, for the ledger");
    app.add_option("--lang", session.language, "Language of messages and documents")
        ->check(CLI::IsMember({"zh", "en"}));

    std::vector<std::pair<CLI::App*, Action>> actions;
    for (const Command& command : commandTable()) {
        CLI::App* subcommand = app.add_subcommand(command.name, command.summary);
        actions.emplace_back(subcommand, command.define(*subcommand));
    }

    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        app.parse(std::move(reversed));
    } catch (const CLI::Success& asked) {
        app.exit(asked, out, err);
        return kDone;
    } catch (const CLI::ParseError& wrong) {
        session.json = asksForJson(arguments);
        return answerError({ErrorCode::Usage, wrong.what(), "merchantops-cli --help"}, session, out,
                           err);
    }

    const text::LanguageScope language(session.language);
    session.translate = text::translateFunction();
    TerminalContext context(err, isatty(STDERR_FILENO) != 0, session.quiet);
    session.context = &context;
    for (const auto& [subcommand, action] : actions) {
        if (!subcommand->parsed())
            continue;
        const auto answer = action(session);
        if (!answer)
            return answerError(answer.error(), session, out, err);
        if (session.json)
            out << answer->json.dump(-1, ' ', false,
                                     nlohmann::ordered_json::error_handler_t::replace)
                << "\n";
        else
            out << answer->text;
        return answer->exitCode;
    }
    return kUsage;
}

} // namespace mops::cli
