#pragma once

#include "core/desk/case_kind.h"
#include "ui/util/category_names.h"

#include <QString>

namespace mops::ui {

/// What the values of facts are told with.
struct FactWords {
    std::string currency;
    CategoryNames categories;

    /// A fact's value, or the one before, for people: money, days, names and codes in words.
    QString value(const std::string& name, const std::string& value) const;
};

} // namespace mops::ui
