#include "core/world/truth.h"

namespace mops::world {
namespace {

/// "MOtr"
constexpr int kApplicationId = 0x4D4F7472;

constexpr const char* kSchema = R"(
DROP TABLE IF EXISTS merchant_truth;
DROP TABLE IF EXISTS product_truth;
DROP TABLE IF EXISTS buyer_truth;
DROP TABLE IF EXISTS late_truth;
CREATE TABLE merchant_truth (merchant_id TEXT PRIMARY KEY, type TEXT NOT NULL, quality REAL NOT NULL,
    handling_days REAL NOT NULL, cancel_share REAL NOT NULL, loyalty REAL NOT NULL,
    change_day TEXT, closes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE product_truth (product_id TEXT PRIMARY KEY, style INTEGER NOT NULL,
    goes_with TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE buyer_truth (buyer_id TEXT PRIMARY KEY, style INTEGER NOT NULL, favourite TEXT NOT NULL,
    second_favourite TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE late_truth (order_id TEXT PRIMARY KEY, cause TEXT NOT NULL) STRICT, WITHOUT ROWID;
)";

} // namespace

struct TruthWriter::Statements {
    explicit Statements(db::Database& truth)
        : merchant(truth, "INSERT INTO merchant_truth VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        , product(truth, "INSERT INTO product_truth VALUES (?, ?, ?)")
        , buyer(truth, "INSERT INTO buyer_truth VALUES (?, ?, ?, ?)")
        , late(truth, "INSERT INTO late_truth VALUES (?, ?)") {}
    db::Statement merchant;
    db::Statement product;
    db::Statement buyer;
    db::Statement late;
};

Result<std::unique_ptr<TruthWriter>> TruthWriter::open(const std::filesystem::path& path) {
    auto database = db::Database::open(path, db::Mode::Create);
    if (!database)
        return failAs(database);
    return db::guarded([&]() -> Result<std::unique_ptr<TruthWriter>> {
        const bool isNew = database->integer("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew && database->integer("PRAGMA application_id") != kApplicationId)
            return fail(ErrorCode::Conflict, path.string());
        return std::unique_ptr<TruthWriter>(new TruthWriter(std::move(*database)));
    });
}

TruthWriter::TruthWriter(db::Database database)
    : m_database(std::move(database))
    , m_transaction(m_database) {
    m_database.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
    m_database.execute(kSchema);
    m_statements = std::make_shared<Statements>(m_database);
}

void TruthWriter::writeBuyers(const Buyers& buyers) {
    for (std::size_t i = 0; i < buyers.size(); ++i) {
        writeId(m_id, 'B', 8, static_cast<std::int64_t>(i) + 1);
        m_statements->buyer.run(m_id, static_cast<std::int64_t>(buyers[i].style),
                                categories()[buyers[i].favourite].id,
                                categories()[buyers[i].secondFavourite].id);
    }
}

void TruthWriter::writeMerchant(const WorldParams& params, const MerchantPlan& plan,
                                const MerchantTrade& trade, std::int64_t firstOrderKey) {
    const bool changes = plan.type == MerchantType::Slipping || plan.type == MerchantType::Sleepy;
    const Day changeDay = params.lastDay - std::chrono::days(params.days - 1 - plan.changeDay);
    const std::optional<std::string> day =
        changes ? std::optional(formatDay(changeDay)) : std::nullopt;
    m_statements->merchant.run(plan.merchantId, typeName(plan.type), plan.quality,
                               plan.handlingDays, plan.cancelShare, plan.loyalty, day, plan.closes);
    std::string partner;
    for (std::size_t i = 0; i < plan.products.size(); ++i) {
        writeId(m_id, 'P', 7, plan.products[i].key);
        const bool hasPartner = (i ^ 1U) < plan.products.size();
        if (hasPartner)
            writeId(partner, 'P', 7, plan.products[i ^ 1U].key);
        m_statements->product.run(m_id, plan.products[i].style,
                                  hasPartner ? std::optional<std::string_view>(partner)
                                             : std::nullopt);
    }
    for (std::size_t i = 0; i < trade.orders.size(); ++i) {
        if (trade.orders[i].lateCause == LateCause::None)
            continue;
        writeId(m_id, 'O', 9, firstOrderKey + static_cast<std::int64_t>(i));
        m_statements->late.run(m_id, trade.orders[i].lateCause == LateCause::Merchant ? "merchant"
                                                                                      : "courier");
    }
}

} // namespace mops::world
