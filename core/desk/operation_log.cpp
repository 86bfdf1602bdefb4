#include "core/desk/operation_log.h"

#include "core/base/text.h"

#include <limits>
#include <sodium.h>

namespace mops::desk {
namespace {

constexpr std::string_view kFirstDomain = "merchantops.operation.1";
constexpr std::string_view kContentDomain = "merchantops.operation.2";
constexpr std::string_view kLinkDomain = "merchantops.link.2";
constexpr const char* kColumns =
    "operation_id, at, operator, kind, payload, undoes, previous, hash";

void addInteger(std::string& out, std::int64_t value) {
    auto rest = static_cast<std::uint64_t>(value);
    for (int k = 0; k < 8; ++k) {
        out.push_back(static_cast<char>(rest & 0xFF));
        rest >>= 8;
    }
}

void addText(std::string& out, std::string_view text) {
    addInteger(out, static_cast<std::int64_t>(text.size()));
    out.append(text);
}

void encode(std::string_view domain, const OperationView& operation, std::string& out) {
    out.reserve(operation.payload.size() + 256);
    addText(out, domain);
    addInteger(out, operation.operationId);
    addInteger(out, operation.at);
    addText(out, operation.operatorName);
    addText(out, operation.kind);
    addText(out, operation.payload);
    addInteger(out, operation.undoes.has_value() ? 1 : 0);
    addInteger(out, operation.undoes.value_or(0));
}

OperationView viewOf(const db::Statement& row) {
    OperationView operation;
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

StoredOperation OperationView::stored() const {
    StoredOperation operation;
    operation.operationId = operationId;
    operation.at = at;
    operation.operatorName = operatorName;
    operation.kind = kind;
    operation.payload = payload;
    operation.undoes = undoes;
    operation.previous = previous;
    operation.hash = hash;
    return operation;
}

OperationView viewOf(const StoredOperation& operation) {
    return {operation.operationId, operation.at,     operation.operatorName, operation.kind,
            operation.payload,     operation.undoes, operation.previous,     operation.hash};
}

Operation toOperation(StoredOperation&& stored) {
    Operation operation;
    operation.operationId = stored.operationId;
    operation.at = stored.at;
    operation.operatorName = std::move(stored.operatorName);
    operation.kind = std::move(stored.kind);
    operation.payload = std::move(stored.payload);
    operation.undoes = stored.undoes;
    operation.hash = hex(stored.hash);
    operation.previous = hex(stored.previous);
    return operation;
}

Digest digestOf(std::string_view encoded) {
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(),
                       reinterpret_cast<const unsigned char*>(encoded.data()), encoded.size(),
                       nullptr, 0);
    return digest;
}

Digest contentOf(const OperationView& operation) {
    std::string encoded;
    encode(kContentDomain, operation, encoded);
    return digestOf(encoded);
}

Digest linkOf(std::string_view previous, std::string_view content) {
    std::string encoded;
    addText(encoded, kLinkDomain);
    addText(encoded, previous);
    addText(encoded, content);
    return digestOf(encoded);
}

Digest hashOf(const OperationView& operation) {
    return linkOf(operation.previous, bytesOf(contentOf(operation)));
}

Digest firstHashOf(const OperationView& operation) {
    std::string encoded;
    encode(kFirstDomain, operation, encoded);
    addText(encoded, operation.previous);
    return digestOf(encoded);
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
    return viewOf(select).stored();
}

void forEachOperation(db::Database& mart,
                      const std::function<bool(const StoredOperation&)>& visit) {
    forEachView(mart, [&](const OperationView& operation) { return visit(operation.stored()); });
}

void forEachView(db::Database& mart, const std::function<bool(const OperationView&)>& visit,
                 std::int64_t from) {
    // A number below the first must be seen, too: it would be a fault.
    const std::int64_t lowest = from > 1 ? from : std::numeric_limits<std::int64_t>::min();
    db::Statement select(mart, std::string("SELECT ") + kColumns +
                                   " FROM operation WHERE operation_id >= ? ORDER BY operation_id");
    select.bind(1, lowest);
    while (select.step())
        if (!visit(viewOf(select)))
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
    const Digest digest = hashOf(viewOf(operation));
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
