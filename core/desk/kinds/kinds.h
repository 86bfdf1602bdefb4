#pragma once

#include "core/desk/case_kind.h"

namespace mops::desk {

// One file a kind; case_kind_table.cpp lists them.
extern const CaseKind kMerchantRiskCase;
extern const CaseKind kRingCase;
extern const CaseKind kApplicationCase;
extern const CaseKind kListingCase;
extern const CaseKind kListingChangeCase;
extern const CaseKind kAfterSaleCase;

} // namespace mops::desk
