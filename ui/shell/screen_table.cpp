#include "ui/shell/screen_table.h"

#include "ui/screens/merchants/merchants_screen.h"
#include "ui/screens/overview/overview_screen.h"

#include <array>
#include <QCoreApplication>

namespace mops::ui {
namespace {

template <class Page>
Screen* make(MartSession& session, QWidget* parent) {
    return new Page(session, parent);
}

const std::array kScreens{
    ScreenEntry{"overview", QT_TRANSLATE_NOOP("Screen", "Overview"), "view-statistics", 'o',
                make<OverviewScreen>, nullptr},
    ScreenEntry{"merchants", QT_TRANSLATE_NOOP("Screen", "Merchants"), "user-group-properties", 'm',
                make<MerchantsScreen>, nullptr},
};

} // namespace

std::span<const ScreenEntry> screenTable() {
    return kScreens;
}

QString screenTitle(const ScreenEntry& entry) {
    return QCoreApplication::translate("Screen", entry.title);
}

} // namespace mops::ui
