#include "app/cli/run.h"
#include "app/cli/terminal_context.h"

#include <iostream>
#include <QCoreApplication>

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("merchantops"));
    mops::cli::TerminalContext::catchSignals();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return mops::cli::run(arguments, std::cout, std::cerr, mops::SystemClock());
}
