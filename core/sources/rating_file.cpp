#include "core/sources/rating_file.h"

#include "core/base/date.h"
#include "core/base/slices.h"
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
constexpr std::size_t kUsersPerQuestion = 256;

std::optional<double> numberOf(std::string_view text) {
    if (text.size() > 1 && text.front() == '+')
        text.remove_prefix(1);
    return parseDouble(text);
}

/// No number, nor something that wants to be one, like 1e999 or 3,5: that is a row to complain of.
bool isName(std::string_view text) {
    const std::size_t first = text.find_first_not_of("+-.");
    const bool digit = first != std::string_view::npos && text[first] >= '0' && text[first] <= '9';
    return first != std::string_view::npos && !digit && !numberOf(text);
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
    RatingReader(RecordFile& file, const RatingFileOptions& options, RatingIds& ids,
                 TaskContext& context)
        : m_file(file)
        , m_options(options)
        , m_ids(ids)
        , m_context(context) {}

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
        return m_width >= 3 && isName(m_file.fields()[2]);
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
        const auto grouped = inSlices(n, m_context, [&](std::size_t first, std::size_t last) {
            for (std::size_t e = first; e < last; ++e)
                byUser[next[static_cast<std::size_t>(m_table.user[e])]++] =
                    static_cast<std::uint32_t>(e);
        });
        if (!grouped)
            return failAs(grouped);
        m_seenAt.assign(static_cast<std::size_t>(m_ids.items.size()), kUnseen);
        m_gone.assign(n, false);
        if (m_options.duplicates == DuplicateRatings::Mean)
            m_count.assign(n, 1.0);
        for (std::size_t u = 0; u + 1 < begin.size(); ++u) {
            if (u % kUsersPerQuestion == 0 && m_context.cancelled())
                return fail(ErrorCode::Cancelled);
            const std::span mine(byUser.data() + begin[u], begin[u + 1] - begin[u]);
            for (const std::uint32_t e : mine)
                if (const auto settled = settle(e); !settled)
                    return failAs(settled);
            for (const std::uint32_t e : mine)
                m_seenAt[static_cast<std::size_t>(m_table.item[e])] = kUnseen;
        }
        if (m_table.duplicates > 0)
            removeRows();
        return {};
    }

    /// Row `e` beside what its user said of its item before.
    Result<> settle(std::uint32_t e) {
        std::uint32_t& kept = m_seenAt[static_cast<std::size_t>(m_table.item[e])];
        if (kept == kUnseen) {
            kept = e;
            return {};
        }
        ++m_table.duplicates;
        if (m_options.duplicates == DuplicateRatings::Fail)
            return failDuplicate(kept, e);
        if (m_options.duplicates == DuplicateRatings::Mean) {
            m_count[kept] += 1;
            m_table.value[kept] += (m_table.value[e] - m_table.value[kept]) / m_count[kept];
            m_gone[e] = true;
        } else if (!m_time.empty() && m_time[e] < m_time[kept]) {
            m_gone[e] = true;
        } else {
            m_gone[kept] = true;
            kept = e;
        }
        return {};
    }

    Failure failDuplicate(std::size_t first, std::size_t second) const {
        const std::string file = m_file.where().substr(0, m_file.where().rfind(':'));
        return fail(ErrorCode::RowInvalid, file + ":" + std::to_string(m_table.line[second]) +
                                               ": the pair of line " +
                                               std::to_string(m_table.line[first]));
    }

    void removeRows() {
        std::size_t kept = 0;
        for (std::size_t e = 0; e < m_gone.size(); ++e) {
            if (m_gone[e])
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
    TaskContext& m_context;
    RatingTable m_table;
    std::vector<double> m_time; ///< per row, where the file has times
    std::size_t m_width = 0;
    std::vector<std::uint32_t> m_seenAt; ///< per item: the row of the present user that counts
    std::vector<bool> m_gone;            ///< per row
    std::vector<double> m_count;         ///< per row: of how many it is the mean
};

} // namespace

Result<RatingTable> readRatings(const std::filesystem::path& path, const RatingFileOptions& options,
                                RatingIds& ids, TaskContext& context) {
    auto file = RecordFile::open(path, options.file, context);
    if (!file)
        return failAs(file);
    return RatingReader(*file, options, ids, context).read();
}

} // namespace mops::sources
