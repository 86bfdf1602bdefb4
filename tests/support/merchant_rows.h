#pragma once

#include "core/base/rng.h"
#include "core/mart/merchant_table.h"

#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace mops::test {

/// A merchant table without a mart: random rows, some values unknown in every column that may be.
class MerchantRows {
public:
    static mart::MerchantTable random(std::size_t rows, std::uint64_t seed) {
        MerchantRows made(seed);
        for (std::size_t row = 0; row < rows; ++row)
            made.addRow(row);
        made.m_table.nameBegin.push_back(static_cast<std::uint32_t>(made.m_table.names.size()));
        made.m_table.idBegin.push_back(static_cast<std::uint32_t>(made.m_table.ids.size()));
        return std::move(made.m_table);
    }

private:
    static constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

    explicit MerchantRows(std::uint64_t seed)
        : m_rng(seed) {
        fill(m_table.region, 30, "region ");
        fill(m_table.city, 300, "city ");
        fill(m_table.category, 80, "category ");
        fill(m_table.status, 3, "status ");
    }

    /// Texts in no order, so that codes and ranks differ.
    void fill(mart::Dictionary& dictionary, int texts, const std::string& prefix) {
        dictionary.texts = {""};
        for (int i = 0; i < texts; ++i)
            dictionary.texts.push_back(prefix + std::to_string((i * 37 + 11) % 1009));
    }

    void draw(mart::Dictionary& dictionary) {
        dictionary.codes.push_back(
            static_cast<std::uint32_t>(m_rng.below(dictionary.texts.size())));
    }

    static void add(std::vector<char>& arena, std::vector<std::uint32_t>& begin,
                    const std::string& text) {
        begin.push_back(static_cast<std::uint32_t>(arena.size()));
        arena.insert(arena.end(), text.begin(), text.end());
    }

    /// Many share their first words.
    std::string name() {
        static constexpr std::array<const char*, 8> kWords{"Sun",  "sunny", "安和", "安居",
                                                           "Blue", "Moon",  "Star", "AAab"};
        if (m_rng.chance(0.02))
            return {};
        std::string text = kWords[static_cast<std::size_t>(m_rng.below(kWords.size()))];
        text += m_rng.chance(0.5) ? " Trading " : " shop ";
        return text + std::to_string(m_rng.below(5'000));
    }

    float share(double unknown) {
        return m_rng.chance(unknown) ? kUnknown : static_cast<float>(m_rng.below(1'000)) / 1'000.0F;
    }

    void addRow(std::size_t row) {
        m_table.merchantKey.push_back(static_cast<std::int64_t>(row) + 1);
        add(m_table.names, m_table.nameBegin, name());
        add(m_table.ids, m_table.idBegin, "M" + std::to_string(m_rng.below(9'000'000) + 1'000'000));
        draw(m_table.region);
        draw(m_table.city);
        draw(m_table.category);
        draw(m_table.status);
        m_table.registeredAt.push_back(time(0.1));
        m_table.orders.push_back(static_cast<std::int32_t>(std::exp(2 * m_rng.normal()) * 10));
        m_table.turnover.push_back(m_table.orders.back() *
                                   static_cast<std::int64_t>(m_rng.below(20'000)));
        m_table.turnover30.push_back(m_table.turnover.back() / 12);
        m_table.reviewMean.push_back(share(0.2) * 4 + 1);
        m_table.lateShare.push_back(share(0.2));
        m_table.lastOrderAt.push_back(time(0.05));
        m_table.riskProbability.push_back(share(0.3));
        m_table.segment.push_back(static_cast<std::int32_t>(m_rng.below(9)) - 1);
    }

    /// Also before 1970: times are signed.
    std::int64_t time(double unknown) {
        return m_rng.chance(unknown)
                   ? mart::kNever
                   : static_cast<std::int64_t>(m_rng.below(2'000'000'000)) - 100'000'000;
    }

    Rng m_rng;
    mart::MerchantTable m_table;
};

} // namespace mops::test
