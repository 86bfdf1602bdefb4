#include "core/db/statement.h"
#include "core/risk/rings.h"

namespace mops::risk {
namespace {

void writeMembers(db::Database& mart, const Ring& ring) {
    db::Statement merchant(mart, "INSERT INTO ring_merchant VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t k = 0; k < ring.merchants.size(); ++k) {
        const RingMerchant& one = ring.merchants[k];
        merchant.run(ring.ringId, static_cast<std::int64_t>(k), one.merchantKey, one.merchantId,
                     one.buyers, one.orders, one.ringOrders);
    }
    db::Statement buyer(mart, "INSERT INTO ring_buyer VALUES (?, ?, ?, ?, ?, ?)");
    for (std::size_t k = 0; k < ring.buyers.size(); ++k) {
        const RingBuyer& one = ring.buyers[k];
        buyer.run(ring.ringId, static_cast<std::int64_t>(k), one.buyerId, one.merchants, one.orders,
                  one.ringOrders);
    }
    db::Statement link(mart, "INSERT INTO ring_link VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const RingLink& one : ring.links)
        link.run(ring.ringId, static_cast<std::int64_t>(one.merchant),
                 static_cast<std::int64_t>(one.buyer), one.orders, one.moneyMinor, one.firstAt,
                 one.lastAt);
}

void readMembers(db::Database& mart, Ring& ring) {
    db::Statement merchant(mart, "SELECT merchant_key, merchant_id, buyers, orders, ring_orders "
                                 "FROM ring_merchant WHERE ring_id = ? ORDER BY place");
    merchant.bind(1, ring.ringId);
    while (merchant.step())
        ring.merchants.push_back({merchant.integer(0), std::string(merchant.text(1)),
                                  merchant.integer(2), merchant.integer(3), merchant.integer(4)});
    db::Statement buyer(mart, "SELECT buyer_id, merchants, orders, ring_orders FROM ring_buyer "
                              "WHERE ring_id = ? ORDER BY place");
    buyer.bind(1, ring.ringId);
    while (buyer.step())
        ring.buyers.push_back(
            {std::string(buyer.text(0)), buyer.integer(1), buyer.integer(2), buyer.integer(3)});
    db::Statement link(mart, "SELECT merchant_place, buyer_place, orders, money_minor, first_at, "
                             "last_at FROM ring_link WHERE ring_id = ? "
                             "ORDER BY merchant_place, buyer_place");
    link.bind(1, ring.ringId);
    while (link.step())
        ring.links.push_back({static_cast<std::uint32_t>(link.integer(0)),
                              static_cast<std::uint32_t>(link.integer(1)), link.integer(2),
                              link.integer(3), link.integer(4), link.integer(5)});
}

constexpr const char* kRingColumns =
    "SELECT ring_id, suspiciousness, density, fill, lift, orders, "
    "money_minor, first_at, last_at, after, until, pairs FROM ring ";

Ring readRingRow(const db::Statement& row) {
    Ring ring;
    ring.ringId = row.text(0);
    ring.suspiciousness = row.real(1);
    ring.density = row.real(2);
    ring.fill = row.real(3);
    ring.lift = row.real(4);
    ring.excess = ring.lift > 1 ? 1 - 1 / ring.lift : 0;
    ring.orders = row.integer(5);
    ring.moneyMinor = row.integer(6);
    ring.firstAt = row.integer(7);
    ring.lastAt = row.integer(8);
    ring.after = row.integer(9);
    ring.until = row.integer(10);
    ring.pairs = row.integer(11);
    return ring;
}

} // namespace

Result<std::int64_t> storeRings(db::Database& mart, const Rings& rings, const Clock& clock) {
    return db::guarded([&]() -> Result<std::int64_t> {
        db::Transaction transaction(mart);
        db::Statement search(mart, "INSERT INTO ring_search (made_at, as_of, buyers, merchants, "
                                   "pairs) VALUES (?, ?, ?, ?, ?)");
        search.run(toSeconds(clock.now()), rings.asOf, rings.buyers, rings.merchants, rings.pairs);
        const std::int64_t searchId = mart.lastInsertRowId();
        db::Statement remove(mart, "DELETE FROM ring WHERE ring_id = ?");
        db::Statement insert(mart, "INSERT INTO ring VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                   "?, ?, ?)");
        for (const Ring& ring : rings.rings) {
            remove.run(ring.ringId);
            insert.run(ring.ringId, searchId, ring.suspiciousness, ring.density, ring.fill,
                       ring.lift, ring.orders, ring.moneyMinor, ring.firstAt, ring.lastAt,
                       ring.after, ring.until, ring.pairs);
            writeMembers(mart, ring);
        }
        transaction.commit();
        return searchId;
    });
}

Result<Rings> readRings(db::Database& mart) {
    return db::guarded([&]() -> Result<Rings> {
        const db::ReadSnapshot snapshot(mart);
        db::Statement search(mart, "SELECT search_id, as_of, buyers, merchants, pairs "
                                   "FROM ring_search ORDER BY search_id DESC LIMIT 1");
        if (!search.step())
            return fail(ErrorCode::NotFound, "rings", "merchantops-cli rings");
        Rings rings;
        rings.asOf = search.integer(1);
        rings.buyers = search.integer(2);
        rings.merchants = search.integer(3);
        rings.pairs = search.integer(4);
        db::Statement row(mart, std::string(kRingColumns) +
                                    "WHERE search_id = ? ORDER BY density DESC, ring_id");
        row.bind(1, search.integer(0));
        while (row.step())
            readMembers(mart, rings.rings.emplace_back(readRingRow(row)));
        return rings;
    });
}

Result<Ring> readRing(db::Database& mart, const std::string& ringId) {
    return db::guarded([&]() -> Result<Ring> {
        const db::ReadSnapshot snapshot(mart);
        db::Statement row(mart, std::string(kRingColumns) + "WHERE ring_id = ?");
        row.bind(1, ringId);
        if (!row.step())
            return fail(ErrorCode::NotFound, "ring " + ringId, "merchantops-cli rings");
        Ring ring = readRingRow(row);
        readMembers(mart, ring);
        return ring;
    });
}

} // namespace mops::risk
