#pragma once

#include <functional>
#include <QString>
#include <QStringList>

class QWidget;

/// Questions to the operator. Never a nested event loop: dialogs are opened and answer by calling
/// back, so that a screen reader or a test can go on.
namespace mops::ui::dialogs {

using Chosen = std::function<void(const QString& path)>;

/// Calls back only when something was chosen.
void chooseFolder(QWidget* parent, const QString& title, Chosen chosen);
void chooseFiles(QWidget* parent, const QString& title, const QString& filter,
                 std::function<void(const QStringList&)> chosen);
void chooseNewFile(QWidget* parent, const QString& title, const QString& suggestion,
                   const QString& filter, Chosen chosen);
/// Asks once before something destructive or outward; `effect` names it in numbers.
void confirm(QWidget* parent, const QString& question, const QString& effect, const QString& verb,
             std::function<void()> confirmed);

/// Tells what did not work and the way out.
void tell(QWidget* parent, const QString& what, const QString& wayOut);

/// Tests: the next file question answers itself with these paths, without a dialog.
void answerNextWith(const QStringList& paths);

} // namespace mops::ui::dialogs
