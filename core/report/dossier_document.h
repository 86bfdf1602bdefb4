#pragma once

#include "core/desk/dossier.h"
#include "core/report/document.h"
#include "core/report/report.h"

namespace mops::report {

/// A dossier as a document for people: the case, its operations with their hashes, how it is
/// verified.
Document dossierDocument(const desk::Dossier& dossier, const std::string& language,
                         const Translate& translate);

struct DossierFiles {
    std::filesystem::path pdf; ///< empty when only the JSON was asked for
    std::filesystem::path json;
    bool attached = false; ///< the PDF carries the JSON, too
    std::int64_t operations = 0;
    std::string ledgerHead; ///< hex
    std::string jsonDigest; ///< BLAKE2b-256, hex
};
/// Writes `out` (".pdf", with the JSON beside it, or ".json" alone). Same mart and language ⇒ same
/// bytes. Errors: those of makeDossier(), Usage (file ending), FileNotWritable.
Result<DossierFiles> writeDossier(db::Database& mart, const std::string& caseId,
                                  const std::filesystem::path& out, const std::string& language,
                                  const Translate& translate, TaskContext& context);

} // namespace mops::report
