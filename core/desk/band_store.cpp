#include "core/db/statement.h"
#include "core/desk/band.h"
#include "core/desk/band_operations.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr const char* kSelect =
    "SELECT kind, version, state, promised_error, confidence, approve_below, refuse_above, "
    "draft_below, draft_above, audit_share, learned, saved_by_operation, last_operation FROM band ";

struct BandRow {
    Band band;
    std::int64_t savedBy = 0;
    std::int64_t lastOperation = 0;
};

BandRow readRow(const db::Statement& row) {
    BandRow found;
    found.band.kind = row.text(0);
    found.band.version = static_cast<int>(row.integer(1));
    found.band.state = row.text(2);
    found.band.promisedError = row.real(3);
    found.band.confidence = row.real(4);
    found.band.approveBelow = row.optionalReal(5);
    found.band.refuseAbove = row.optionalReal(6);
    found.band.draftBelow = row.optionalReal(7);
    found.band.draftAbove = row.optionalReal(8);
    found.band.auditShare = row.real(9);
    found.band.learned = row.text(10);
    found.savedBy = row.integer(11);
    found.lastOperation = row.integer(12);
    return found;
}

std::optional<BandRow> findRow(db::Database& mart, std::string_view kind) {
    db::Statement select(mart, std::string(kSelect) + "WHERE kind = ?");
    select.bind(1, kind);
    if (!select.step())
        return std::nullopt;
    return readRow(select);
}

Json orNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

std::optional<double> limitOf(const Json& object, const char* key) {
    const Json& value = object.at(key);
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

Json jsonOf(const Band& band) {
    return {{"approve_below", orNull(band.approveBelow)},
            {"audit_share", band.auditShare},
            {"confidence", band.confidence},
            {"draft_above", orNull(band.draftAbove)},
            {"draft_below", orNull(band.draftBelow)},
            {"kind", band.kind},
            {"learned", band.learned},
            {"promised_error", band.promisedError},
            {"refuse_above", orNull(band.refuseAbove)},
            {"state", band.state},
            {"version", band.version}};
}

void write(db::Database& state, const Json& band, std::int64_t savedBy,
           std::int64_t lastOperation) {
    db::Statement insert(
        state,
        "INSERT OR REPLACE INTO band (kind, version, state, promised_error, confidence, "
        "approve_below, refuse_above, draft_below, draft_above, audit_share, learned, "
        "saved_by_operation, last_operation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.run(band.at("kind").get<std::string>(), band.at("version").get<int>(),
               band.at("state").get<std::string>(), band.at("promised_error").get<double>(),
               band.at("confidence").get<double>(), limitOf(band, "approve_below"),
               limitOf(band, "refuse_above"), limitOf(band, "draft_below"),
               limitOf(band, "draft_above"), band.at("audit_share").get<double>(),
               band.at("learned").get<std::string>(), savedBy, lastOperation);
}

void setState(db::Database& state, const std::string& kind, const std::string& name,
              std::int64_t lastOperation) {
    db::Statement update(state, "UPDATE band SET state = ?, last_operation = ? WHERE kind = ?");
    update.run(name, lastOperation, kind);
}

bool isShare(double value) {
    return value > 0 && value < 1;
}

Result<> checkBandValues(const Band& band) {
    if (band.kind.empty())
        return fail(ErrorCode::Usage, "kind");
    if (!isShare(band.promisedError) || !isShare(band.confidence))
        return fail(ErrorCode::InvalidNumber, "promise, confidence", "0 … 1");
    if (!(band.auditShare >= 0 && band.auditShare <= 1))
        return fail(ErrorCode::InvalidNumber, "audit share", "0 … 1");
    for (const auto& limit :
         {band.approveBelow, band.refuseAbove, band.draftBelow, band.draftAbove})
        if (limit && !std::isfinite(*limit))
            return fail(ErrorCode::InvalidNumber, "limit");
    // What is done alone lies outside of what is drafted, and approving never meets refusing.
    const double approve = band.approveBelow.value_or(-1);
    const double refuse = band.refuseAbove.value_or(2);
    if (approve > band.draftBelow.value_or(approve) || refuse < band.draftAbove.value_or(refuse) ||
        std::max(approve, band.draftBelow.value_or(approve)) >
            std::min(refuse, band.draftAbove.value_or(refuse)))
        return fail(ErrorCode::Usage, "limits", "approve ≤ draft … draft ≤ refuse");
    return {};
}

Json switchPayload(const BandRow& row, std::string_view state) {
    return {{"before", {{"last_operation", row.lastOperation}, {"state", row.band.state}}},
            {"kind", row.band.kind},
            {"state", state},
            {"version", row.band.version}};
}

Failure unknownBand(std::string_view kind) {
    return fail(ErrorCode::NotFound, std::string(kind), "merchantops-cli band learn");
}

} // namespace

Result<std::vector<Band>> readBands(db::Database& mart) {
    return db::guarded([&]() -> Result<std::vector<Band>> {
        db::Statement select(mart, std::string(kSelect) + "ORDER BY kind");
        std::vector<Band> bands;
        while (select.step())
            bands.push_back(readRow(select).band);
        return bands;
    });
}

Result<Receipt> saveBand(db::Database& mart, const Band& band, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    if (const auto sensible = checkBandValues(band); !sensible)
        return failAs(sensible);
    return db::guarded([&]() -> Result<Receipt> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "band.save", actor); !allowed)
            return failAs(allowed);
        const auto before = findRow(mart, band.kind);
        Band next = band;
        next.version = before ? before->band.version + 1 : 1;
        next.state = "off";
        Json payload = {{"band", jsonOf(next)}, {"before", nullptr}, {"kind", band.kind}};
        if (before) {
            payload["before"] = {{"band", jsonOf(before->band)},
                                 {"last_operation", before->lastOperation},
                                 {"saved_by_operation", before->savedBy}};
        }
        const auto operation =
            appendOperation(mart, actor, std::string(kBandSaveKind), payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        return receiptOf(operation);
    });
}

Result<PreparedOperation> prepareBandOn(db::Database& mart, const Json& request) {
    const std::string kind = request.at("kind");
    const auto row = findRow(mart, kind);
    if (!row)
        return unknownBand(kind);
    const std::string name = kind + " " + std::to_string(row->band.version);
    if (row->band.version != request.at("version").get<int>())
        return fail(ErrorCode::Conflict, name);
    if (row->band.state == "on")
        return fail(ErrorCode::Conflict, name + ": on");
    return PreparedOperation{std::string(kBandSwitchKind), switchPayload(*row, "on").dump()};
}

Result<Receipt> switchBand(db::Database& mart, std::string_view kind, std::string_view state,
                           const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    if (state != "on" && state != "off" && state != "stopped")
        return fail(ErrorCode::Usage, std::string(state), "on, off, stopped");
    return db::guarded([&]() -> Result<Receipt> {
        if (state == "on") {
            const auto row = findRow(mart, kind);
            if (!row)
                return unknownBand(kind);
            const Json request = {{"kind", kind}, {"version", row->band.version}};
            return doOrAsk(mart, "band.on", std::string(kind), request, actor);
        }
        db::Transaction transaction(mart);
        const auto allowed =
            checkAllowed(mart, state == "stopped" ? "band.stop" : "band.save", actor);
        if (!allowed)
            return failAs(allowed);
        const auto row = findRow(mart, kind);
        if (!row)
            return unknownBand(kind);
        if (row->band.state == state)
            return fail(ErrorCode::Conflict, std::string(kind) + ": " + row->band.state);
        const auto operation = appendOperation(mart, actor, std::string(kBandSwitchKind),
                                               switchPayload(*row, state).dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        return receiptOf(operation);
    });
}

void applyBandSave(db::Database& state, const StoredOperation& operation, const Json& payload) {
    write(state, payload.at("band"), operation.operationId, operation.operationId);
}

void takeBackBandSave(db::Database& state, const StoredOperation&, const Json& payload) {
    const Json& before = payload.at("before");
    if (before.is_object()) {
        write(state, before.at("band"), before.at("saved_by_operation").get<std::int64_t>(),
              before.at("last_operation").get<std::int64_t>());
        return;
    }
    db::Statement remove(state, "DELETE FROM band WHERE kind = ?");
    remove.run(payload.at("kind").get<std::string>());
}

void applyBandSwitch(db::Database& state, const StoredOperation& operation, const Json& payload) {
    setState(state, payload.at("kind"), payload.at("state"), operation.operationId);
}

void takeBackBandSwitch(db::Database& state, const StoredOperation&, const Json& payload) {
    const Json& before = payload.at("before");
    setState(state, payload.at("kind"), before.at("state"),
             before.at("last_operation").get<std::int64_t>());
}

Result<> checkBand(db::Database& mart, const StoredOperation& operation, const Json& payload,
                   bool redo) {
    const std::string kind = payload.at("kind");
    const auto row = findRow(mart, kind);
    const std::int64_t last = row ? row->lastOperation : 0;
    const Json& before = payload.at("before");
    const std::int64_t expected = !redo ? operation.operationId
                                  : before.is_object()
                                      ? before.at("last_operation").get<std::int64_t>()
                                      : 0;
    if (last != expected)
        return conflictWith(mart, "band " + kind, last);
    return {};
}

} // namespace mops::desk
