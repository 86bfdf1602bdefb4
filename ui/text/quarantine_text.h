#pragma once

#include <QString>
#include <string>

namespace mops::text {

/// The sentence of a reason code of the quarantine, in the reader's language.
QString quarantineReason(const std::string& reason);
/// What was done to a value that was written in another manner ("full_width").
QString repairName(const std::string& code);

} // namespace mops::text
