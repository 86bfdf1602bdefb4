#pragma once

#include <QString>
#include <string>

namespace mops::text {

/// The sentence of a reason code of the quarantine, in the reader's language.
QString quarantineReason(const std::string& reason);

} // namespace mops::text
