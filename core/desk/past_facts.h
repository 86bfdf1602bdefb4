#pragma once

#include "core/desk/rule.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mops::desk {

/// A text for each of many rows, by a number in a list of different texts.
struct Texts {
    std::vector<std::uint32_t> codes; ///< db::ColumnData::kNull = missing
    std::vector<std::string> texts;
};

/// What buyers complained of, by merchant and time.
struct AfterSales {
    enum Kind : std::uint8_t { Other, NotReceived, Counterfeit };
    std::vector<std::uint32_t> begin; ///< merchants + 1
    std::vector<std::int64_t> openedAt;
    std::vector<Kind> kind;
};

/// An application by a merchant that trades, with numbers for what it gave: equal number, equal
/// telephone (account, device).
struct Identity {
    std::uint32_t merchant = 0;
    std::int64_t appliedAt = 0;
    std::vector<std::uint32_t> marks;
};

/// A place; NaN when unknown.
struct Place {
    float latitude = 0;
    float longitude = 0;
};

/// The facts that the columns of a condition need: the trade, and beside it only what is asked
/// for. Immutable after reading; shared between threads.
struct PastFacts {
    mart::TradeColumns trade;
    // by merchant
    Texts merchantName;
    Texts merchantRegion;
    Texts merchantCity;
    std::vector<Place> merchantPlace;
    AfterSales afterSales;
    std::vector<Identity> identities;
    // by buyer
    Texts buyerRegion;
    std::vector<Place> buyerPlace;
    // by order
    Texts paymentMethod;
    std::vector<std::uint16_t> installments; ///< 0 = no payment known
};

/// `columns` are positions in ruleColumns(subject). Errors: Cancelled, MemoryLimit, those of the
/// database.
Result<PastFacts> readPastFacts(db::Database& mart, RuleSubject subject,
                                std::span<const std::size_t> columns, TaskContext& context);

} // namespace mops::desk
