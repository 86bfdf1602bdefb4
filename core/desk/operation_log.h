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

/// BLAKE2b-256 over a canonical encoding: the domain's name, then every field in schema order;
/// numbers as 8 bytes little-endian, texts behind their length, `undoes` behind a present flag.
/// Two different operations never have the same encoding.
Digest hashOf(const StoredOperation& operation);

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

/// Appends one operation and moves the head. The caller's transaction must be open.
StoredOperation appendOperation(db::Database& mart, const Actor& actor, std::string kind,
                                std::string payload, std::optional<std::int64_t> undoes);

} // namespace mops::desk
