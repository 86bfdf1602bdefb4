#pragma once

#include "core/db/database.h"
#include "core/db/statement.h"
#include "core/desk/ledger.h"

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace mops::desk {

/// The chain underneath: how an operation is hashed, read and appended. Throws DatabaseFailure.
using Digest = std::array<unsigned char, 32>;

inline std::string_view bytesOf(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// An operation as it lies in the file: hashes as bytes.
struct StoredOperation {
    std::int64_t operationId = 0;
    std::int64_t at = 0;
    std::string operatorName;
    std::string kind;
    std::string payload;
    std::optional<std::int64_t> undoes;
    std::string previous;
    std::string hash;
};

/// The same without copies: valid as long as the row it was read from.
struct OperationView {
    std::int64_t operationId = 0;
    std::int64_t at = 0;
    std::string_view operatorName;
    std::string_view kind;
    std::string_view payload;
    std::optional<std::int64_t> undoes;
    std::string_view previous;
    std::string_view hash;

    StoredOperation stored() const;
};
OperationView viewOf(const StoredOperation& operation);
/// As everybody sees it: hashes in hex.
Operation toOperation(StoredOperation&& stored);

/// What an operation says, as one digest: BLAKE2b-256 over a canonical encoding, the domain's name
/// and then every field in schema order but `previous` and `hash`; numbers as 8 bytes
/// little-endian, texts behind their length, `undoes` behind a present flag. Two different
/// operations never have the same encoding.
Digest contentOf(const OperationView& operation);
/// The link of the chain: BLAKE2b-256 over the domain's name, the hash before and the content. So
/// the chain can be walked by somebody who may not read every operation (core/desk/DOSSIER.md).
Digest linkOf(std::string_view previous, std::string_view content);
Digest hashOf(const OperationView& operation);
/// BLAKE2b-256 of any bytes.
Digest digestOf(std::string_view bytes);
/// As ledgers were hashed at first, in one go over all fields and `previous`.
Digest firstHashOf(const OperationView& operation);

/// The newest link: how many operations there are, and the hash of the last. `present` is false
/// when nothing was ever written.
struct LedgerHead {
    bool present = false;
    std::int64_t operations = 0;
    std::string hash; ///< hex
};
LedgerHead readHead(db::Database& mart);

std::optional<StoredOperation> findOperation(db::Database& mart, std::int64_t operationId);
/// Calls `visit` for each operation, oldest first, until it answers false.
void forEachOperation(db::Database& mart, const std::function<bool(const StoredOperation&)>& visit);

/// The same without copies, from an operation on.
void forEachView(db::Database& mart, const std::function<bool(const OperationView&)>& visit,
                 std::int64_t from = 1);

/// Appends one operation and moves the head. The caller's transaction must be open.
StoredOperation appendOperation(db::Database& mart, const Actor& actor, std::string kind,
                                std::string payload, std::optional<std::int64_t> undoes);

} // namespace mops::desk
