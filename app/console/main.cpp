#include "app/console/console_app.h"

#include <QApplication>

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("merchantops"));
    QApplication::setApplicationName(QStringLiteral("merchantops"));
    QApplication::setApplicationVersion(QStringLiteral(MOPS_VERSION));
    return mops::console::run(application);
}
