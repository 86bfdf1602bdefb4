#pragma once

#include "core/desk/case_kind.h"

namespace mops::desk {

// One file a kind; case_kind_table.cpp lists them.
extern const CaseKind kMerchantRiskCase;
extern const CaseKind kRingCase;

} // namespace mops::desk
