#pragma once

#include "core/desk/views.h"
#include "ui/desk/desk_queue.h"

#include <optional>
#include <QString>
#include <vector>

namespace mops::ui {

/// A tab of the desk: which cases, in which order. Built in, or saved by somebody.
struct DeskView {
    QString id; ///< "waiting", or the id of a saved view
    QString name;
    DeskQuestion question;
    std::optional<desk::SavedView> saved;
};

/// Waiting, mine, due today, snoozed, decided; names in the language now set.
std::vector<DeskView> standardViews();
/// The JSON that a saved view keeps, and back. Words that this edition does not know are left out.
std::string definitionOf(const DeskQuestion& question);
DeskQuestion questionOf(const std::string& definition);
/// False when the case has left the view by its status: known before the table is.
bool belongs(const desk::Case& item, const desk::QueueFilter& filter, std::int64_t now);

} // namespace mops::ui
