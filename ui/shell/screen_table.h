#pragma once

#include "ui/shell/screen.h"

#include <span>

namespace mops::ui {

/// One line of the left rail. A page exists in the console when it stands in screen_table.cpp.
struct ScreenEntry {
    const char* id;    ///< "merchants"; stable: settings and jumps use it
    const char* title; ///< English, marked for translation (context "Screen")
    const char* icon;  ///< freedesktop name
    char key;          ///< g + this letter goes there
    Screen* (*make)(MartSession& session, QWidget* parent);
    int (*badge)(const MartSession& session); ///< what waits; null or ≤ 0 = no badge
};

std::span<const ScreenEntry> screenTable();
QString screenTitle(const ScreenEntry& entry);

} // namespace mops::ui
