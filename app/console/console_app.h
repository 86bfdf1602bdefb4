#pragma once

class QApplication;

namespace mops::console {

/// Reads the options, opens the mart and shows the window; returns the exit code.
int run(QApplication& application);

} // namespace mops::console
