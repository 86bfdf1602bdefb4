#pragma once

#include "core/base/date.h"
#include "core/world/catalogue.h"

namespace mops::world {

/// How much more (or less) than on a plain day is ordered: weekday, sales festivals (618, 11.11,
/// 12.12), the quiet week of the spring festival.
double demandOn(Day day);
/// The yearly wave of a category, around 1.
double seasonOf(const Category& category, Day day);
/// A day of a sales festival, with lower prices and a backlog at the merchants.
bool isFestival(Day day);

} // namespace mops::world
