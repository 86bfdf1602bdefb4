#include "core/sources/rating_file.h"

#include "core/base/date.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <string>

namespace mops::sources {
namespace {

constexpr double kGreatestRating = 1e12;
constexpr std::size_t kMostRatings = (std::size_t{1} << 31) - 1;
constexpr double kNoTime = -std::numeric_limits<double>::infinity();
constexpr std::size_t kShownBytes = 80;

std::optional<double> numberOf(std::string_view text) {
    if (text.size() > 1 && text.front() == '+')
        text.remove_prefix(1);
    return parseDouble(text);
}

std::optional<double> timeOf(std::string_view text) {
    if (text.empty())
        return kNoTime;
    if (const auto number = numberOf(text))
        return std::isfinite(*number) ? number : std::nullopt;
    if (const auto instant = parseInstant(text))
        return static_cast<double>(toSeconds(*instant));
    return std::nullopt;
}

/// Reads the rows of one file into a RatingTable.
class RatingReader {
public:
    RatingReader(RecordFile& file, const RatingFileOptions& options, RatingIds& ids)
        : m_file(file)
        , m_options(options)
        , m_ids(ids) {}

    Result<RatingTable> read() {
        auto more = m_file.next();
        if (more && *more) {
            m_width = m_file.fields().size();
            m_table.hasHeader = isHeader();
            if (m_table.hasHeader)
                more = m_file.next();
        }
        for (; more && *more; more = m_file.next())
            if (const auto taken = takeRow(); !taken)
                return failAs(taken);
        if (!more)
            return failAs(more);
        if (m_table.value.empty())
            return fail(ErrorCode::NotEnoughData, m_file.where() + ": 0 ratings");
        m_table.rows = static_cast<std::int64_t>(m_table.value.size());
        if (m_options.duplicates != DuplicateRatings::Keep)
            if (const auto settled = settleDuplicates(); !settled)
                return failAs(settled);
        return std::move(m_table);
    }

private:
    bool isHeader() const {
        using Header = RatingFileOptions::Header;
        if (m_options.header != Header::FindOut)
            return m_options.header == Header::Yes;
        return m_width >= 3 && !m_file.fields()[2].empty() && !numberOf(m_file.fields()[2]);
    }

    Result<> takeRow() {
        const auto fields = m_file.fields();
        if (fields.size() < 3 || fields.size() != m_width)
            return fail(ErrorCode::RowInvalid,
                        m_file.where() + ": " + std::to_string(fields.size()) + " fields",
                        m_width < 3 ? "user item rating [time]" : std::to_string(m_width));
        if (fields[0].empty() || fields[1].empty())
            return fail(ErrorCode::RowInvalid,
                        m_file.where() + (fields[0].empty() ? ": empty user" : ": empty item"));
        const auto rating = numberOf(fields[2]);
        if (!rating || !(std::abs(*rating) <= kGreatestRating))
            return failNumber(fields[2], "-1e12 … 1e12");
        if (fields.size() > 3) {
            const auto time = timeOf(fields[3]);
            if (!time)
                return failNumber(fields[3], "seconds, YYYY-MM-DD[ HH:MM:SS]");
            m_time.push_back(*time);
        }
        if (m_table.value.size() == kMostRatings)
            return fail(ErrorCode::MemoryLimit, m_file.where(), std::to_string(kMostRatings));
        m_table.user.push_back(m_ids.users.add(fields[0]));
        m_table.item.push_back(m_ids.items.add(fields[1]));
        m_table.value.push_back(*rating);
        m_table.line.push_back(m_file.line());
        if (m_table.user.back() == TextIds::kNone || m_table.item.back() == TextIds::kNone)
            return fail(ErrorCode::MemoryLimit, m_file.where(),
                        std::to_string(std::numeric_limits<std::int32_t>::max()));
        return {};
    }

    Failure failNumber(std::string_view text, std::string allowed) const {
        return fail(ErrorCode::InvalidNumber,
                    m_file.where() + ": " + std::string(text.substr(0, kShownBytes)),
                    std::move(allowed));
    }

    // The rows by user, in file order (a counting sort); then, user by user, where each item was
    // seen last. Linear, without a table of pairs.
    Result<> settleDuplicates() {
        const std::size_t n = m_table.value.size();
        std::vector<std::uint32_t> begin(static_cast<std::size_t>(m_ids.users.size()) + 1, 0);
        for (const std::int32_t u : m_table.user)
            ++begin[static_cast<std::size_t>(u) + 1];
        for (std::size_t u = 0; u + 1 < begin.size(); ++u)
            begin[u + 1] += begin[u];
        std::vector<std::uint32_t> byUser(n);
        std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
        for (std::size_t e = 0; e < n; ++e)
            byUser[next[static_cast<std::size_t>(m_table.user[e])]++] =
                static_cast<std::uint32_t>(e);
        std::vector<std::uint32_t> seenAt(static_cast<std::size_t>(m_ids.items.size()), kUnseen);
        std::vector<bool> gone(n, false);
        std::vector<double> count;
        if (m_options.duplicates == DuplicateRatings::Mean)
            count.assign(n, 1.0);
        for (std::size_t u = 0; u + 1 < begin.size(); ++u) {
            const std::span mine(byUser.data() + begin[u], begin[u + 1] - begin[u]);
            for (const std::uint32_t e : mine) {
                std::uint32_t& kept = seenAt[static_cast<std::size_t>(m_table.item[e])];
                if (kept == kUnseen) {
                    kept = e;
                    continue;
                }
                ++m_table.duplicates;
                if (m_options.duplicates == DuplicateRatings::Fail)
                    return failDuplicate(kept, e);
                if (m_options.duplicates == DuplicateRatings::Mean) {
                    count[kept] += 1;
                    m_table.value[kept] += (m_table.value[e] - m_table.value[kept]) / count[kept];
                    gone[e] = true;
                } else if (!m_time.empty() && m_time[e] < m_time[kept]) {
                    gone[e] = true;
                } else {
                    gone[kept] = true;
                    kept = e;
                }
            }
            for (const std::uint32_t e : mine)
                seenAt[static_cast<std::size_t>(m_table.item[e])] = kUnseen;
        }
        if (m_table.duplicates > 0)
            removeRows(gone);
        return {};
    }

    Failure failDuplicate(std::size_t first, std::size_t second) const {
        const std::string file = m_file.where().substr(0, m_file.where().rfind(':'));
        return fail(ErrorCode::RowInvalid, file + ":" + std::to_string(m_table.line[second]) +
                                               ": the pair of line " +
                                               std::to_string(m_table.line[first]));
    }

    void removeRows(const std::vector<bool>& gone) {
        std::size_t kept = 0;
        for (std::size_t e = 0; e < gone.size(); ++e) {
            if (gone[e])
                continue;
            m_table.user[kept] = m_table.user[e];
            m_table.item[kept] = m_table.item[e];
            m_table.value[kept] = m_table.value[e];
            m_table.line[kept] = m_table.line[e];
            ++kept;
        }
        m_table.user.resize(kept);
        m_table.item.resize(kept);
        m_table.value.resize(kept);
        m_table.line.resize(kept);
    }

    static constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();

    RecordFile& m_file;
    const RatingFileOptions& m_options;
    RatingIds& m_ids;
    RatingTable m_table;
    std::vector<double> m_time; ///< per row, where the file has times
    std::size_t m_width = 0;
};

} // namespace

Result<RatingTable> readRatings(const std::filesystem::path& path, const RatingFileOptions& options,
                                RatingIds& ids, TaskContext& context) {
    auto file = RecordFile::open(path, options.file, context);
    if (!file)
        return failAs(file);
    return RatingReader(*file, options, ids).read();
}

} // namespace mops::sources
