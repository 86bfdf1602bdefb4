#include "core/desk/operation_log.h"

#include "core/base/text.h"

#include <sodium.h>

namespace mops::desk {
namespace {

constexpr std::string_view kDomain = "merchantops.operation.1";
constexpr const char* kColumns =
    "operation_id, at, operator, kind, payload, undoes, previous, hash";

void addInteger(crypto_generichash_state& state, std::int64_t value) {
    std::array<unsigned char, 8> bytes{};
    auto rest = static_cast<std::uint64_t>(value);
    for (auto& byte : bytes) {
        byte = static_cast<unsigned char>(rest & 0xFF);
        rest >>= 8;
    }
    crypto_generichash_update(&state, bytes.data(), bytes.size());
}

void addText(crypto_generichash_state& state, std::string_view text) {
    addInteger(state, static_cast<std::int64_t>(text.size()));
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                              text.size());
}

StoredOperation readRow(const db::Statement& row) {
    StoredOperation operation;
    operation.operationId = row.integer(0);
    operation.at = row.integer(1);
    operation.operatorName = row.text(2);
    operation.kind = row.text(3);
    operation.payload = row.text(4);
    operation.undoes = row.optionalInteger(5);
    operation.previous = row.blob(6);
    operation.hash = row.blob(7);
    return operation;
}

} // namespace

Digest hashOf(const StoredOperation& operation) {
    crypto_generichash_state state;
    Digest digest{};
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    addText(state, kDomain);
    addInteger(state, operation.operationId);
    addInteger(state, operation.at);
    addText(state, operation.operatorName);
    addText(state, operation.kind);
    addText(state, operation.payload);
    addInteger(state, operation.undoes.has_value() ? 1 : 0);
    addInteger(state, operation.undoes.value_or(0));
    addText(state, operation.previous);
    crypto_generichash_final(&state, digest.data(), digest.size());
    return digest;
}

LedgerHead readHead(db::Database& mart) {
    const std::string text = mart.text("SELECT value FROM mart_meta WHERE key = 'ledger_head'");
    const auto colon = text.find(':');
    if (colon == std::string::npos)
        return {};
    return {true, parseInteger(std::string_view(text).substr(0, colon)).value_or(-1),
            text.substr(colon + 1)};
}

std::optional<StoredOperation> findOperation(db::Database& mart, std::int64_t operationId) {
    db::Statement select(mart, std::string("SELECT ") + kColumns +
                                   " FROM operation WHERE operation_id = ?");
    select.bind(1, operationId);
    if (!select.step())
        return std::nullopt;
    return readRow(select);
}

void forEachOperation(db::Database& mart,
                      const std::function<bool(const StoredOperation&)>& visit) {
    db::Statement select(mart, std::string("SELECT ") + kColumns +
                                   " FROM operation ORDER BY operation_id");
    while (select.step())
        if (!visit(readRow(select)))
            return;
}

StoredOperation appendOperation(db::Database& mart, const Actor& actor, std::string kind,
                                std::string payload, std::optional<std::int64_t> undoes) {
    StoredOperation operation;
    operation.at = toSeconds(actor.clock.now());
    operation.operatorName = actor.operatorName;
    operation.kind = std::move(kind);
    operation.payload = std::move(payload);
    operation.undoes = undoes;
    operation.operationId = 1;
    operation.previous.assign(Digest{}.size(), '\0');
    {
        db::Statement newest(mart, "SELECT operation_id, hash FROM operation "
                                   "ORDER BY operation_id DESC LIMIT 1");
        if (newest.step()) {
            operation.operationId = newest.integer(0) + 1;
            operation.previous = newest.blob(1);
        }
    }
    const Digest digest = hashOf(operation);
    operation.hash = bytesOf(digest);

    db::Statement insert(mart, "INSERT INTO operation (operation_id, at, operator, kind, payload, "
                               "undoes, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, operation.operationId);
    insert.bind(2, operation.at);
    insert.bind(3, operation.operatorName);
    insert.bind(4, operation.kind);
    insert.bind(5, operation.payload);
    insert.bind(6, operation.undoes);
    insert.bindBlob(7, operation.previous);
    insert.bindBlob(8, operation.hash);
    insert.step();
    db::Statement head(mart, "INSERT INTO mart_meta (key, value) VALUES ('ledger_head', ?) "
                             "ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    head.run(std::to_string(operation.operationId) + ":" + hex(operation.hash));
    return operation;
}

} // namespace mops::desk
