#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// Everything the ledger knows of one case, with the hashes that prove it: the case's operations in
/// full, and for every other operation its hash and predecessor, so that a third party can walk the
/// chain to its head without the rest of the ledger. docs: core/desk/DOSSIER.md.
struct Dossier {
    Case item;
    std::vector<CaseNote> notes;
    std::vector<Operation> operations; ///< oldest first
    std::int64_t ledgerOperations = 0;
    std::string ledgerHead; ///< hex
    bool simulated = false;
    std::string json; ///< canonical: what the PDF carries as its attachment
};
/// Errors: NotFound, IntegrityFault (a broken chain proves nothing).
Result<Dossier> makeDossier(db::Database& mart, const std::string& caseId, TaskContext& context);

} // namespace mops::desk
