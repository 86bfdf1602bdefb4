#pragma once

#include "core/desk/outbox.h"

namespace mops::desk {

/// Everything the ledger knows of one case, with the hashes that prove it: the case's operations in
/// full, and for every other operation after its first one the digest of what it says, so that a
/// third party can walk the chain to its head without the rest of the ledger. The procedure is
/// core/desk/DOSSIER.md.
struct Dossier {
    Case item;
    std::vector<CaseNote> notes;
    std::vector<Operation> operations; ///< oldest first
    std::vector<std::string> except;   ///< members of a ring that its refusal names as innocent
    std::int64_t ledgerOperations = 0;
    std::string ledgerHead;              ///< hex
    std::vector<OutboxMessage> messages; ///< what merchants were told of it; newest first
    bool simulated = false;
    std::string json;       ///< canonical: keys sorted, no blanks; what a third party verifies
    std::string jsonDigest; ///< BLAKE2b-256 of it, hex
};
/// Errors: NotFound, Conflict (under double review, not both marks are there: it would give away
/// the first), IntegrityFault (a broken chain proves nothing), Cancelled.
Result<Dossier> makeDossier(db::Database& mart, const std::string& caseId, TaskContext& context);

} // namespace mops::desk
