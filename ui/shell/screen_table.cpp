#include "ui/shell/screen_table.h"

#include <QCoreApplication>
#include <vector>

namespace mops::ui {
namespace {

const std::vector<ScreenEntry> kScreens{};

} // namespace

std::span<const ScreenEntry> screenTable() {
    return kScreens;
}

QString screenTitle(const ScreenEntry& entry) {
    return QCoreApplication::translate("Screen", entry.title);
}

} // namespace mops::ui
