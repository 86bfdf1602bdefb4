#include "core/sources/numeric_table.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

namespace mops::sources {
namespace {

constexpr std::size_t kMaxValues = std::size_t{1} << 31;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

bool isMissing(std::string_view text) {
    if (text.empty())
        return true;
    if (text.size() > 4)
        return false;
    constexpr std::array<std::string_view, 6> kNames{"na", "n/a", "nan", "null", "none", "?"};
    return std::ranges::find(kNames, asciiLower(text)) != kNames.end();
}

std::optional<double> numberOf(std::string_view text) {
    if (text.size() > 1 && text.front() == '+')
        text.remove_prefix(1);
    return parseDouble(text);
}

bool looksLikeHeader(std::span<const std::string_view> fields) {
    bool counts = fields.size() > 1;
    for (std::size_t k = 0; k < fields.size(); ++k) {
        if (!isMissing(fields[k]) && !numberOf(fields[k]))
            return true;
        counts = counts && fields[k] == std::to_string(k);
    }
    return counts;
}

/// Reads the rows of one file into a NumericTable.
class TableReader {
public:
    TableReader(RecordFile& file, const NumericTableOptions& options)
        : m_file(file)
        , m_options(options) {}

    Result<NumericTable> read() {
        auto more = m_file.next();
        if (!more)
            return failAs(more);
        if (!*more)
            return fail(ErrorCode::NotEnoughData, m_file.where());
        using Header = NumericTableOptions::Header;
        const bool isHeader =
            m_options.header == Header::Yes ||
            (m_options.header == Header::FindOut && looksLikeHeader(m_file.fields()));
        if (const auto placed = place(isHeader); !placed)
            return failAs(placed);
        if (isHeader)
            more = m_file.next();
        for (; more && *more; more = m_file.next())
            if (const auto taken = takeRow(); !taken)
                return failAs(taken);
        if (!more)
            return failAs(more);
        if (const auto filled = fill(); !filled)
            return failAs(filled);
        if (m_table.rows == 0)
            return fail(ErrorCode::NotEnoughData, m_file.where(),
                        m_table.dropped > 0 ? "--missing mean|median" : "");
        return std::move(m_table);
    }

private:
    /// Decides which position goes where.
    Result<> place(bool isHeader) {
        m_width = m_file.fields().size();
        for (std::size_t k = 0; k < m_width; ++k)
            m_names.push_back(isHeader ? std::string(m_file.fields()[k])
                                       : "column_" + std::to_string(k + 1));
        std::vector<bool> used(m_width, false);
        for (const std::string& wanted : m_options.apart) {
            const auto at = position(wanted);
            if (!at)
                return failAs(at);
            m_apart.push_back(*at);
            used[*at] = true;
            m_table.apart.push_back({m_names[*at], {}});
        }
        for (const std::string& wanted : m_options.ignore) {
            const auto at = position(wanted);
            if (!at)
                return failAs(at);
            used[*at] = true;
        }
        if (m_options.columns.empty()) {
            for (std::size_t k = 0; k < m_width; ++k)
                if (!used[k])
                    m_numbers.push_back(k);
        } else {
            for (const std::string& wanted : m_options.columns) {
                const auto at = position(wanted);
                if (!at)
                    return failAs(at);
                m_numbers.push_back(*at);
            }
        }
        for (const std::size_t at : m_numbers)
            m_table.columns.push_back(m_names[at]);
        return {};
    }

    Result<std::size_t> position(const std::string& wanted) const {
        if (const auto at = std::ranges::find(m_names, wanted); at != m_names.end())
            return static_cast<std::size_t>(at - m_names.begin());
        if (const auto number = parseInteger(wanted);
            number && *number >= 1 && *number <= static_cast<std::int64_t>(m_width))
            return static_cast<std::size_t>(*number - 1);
        if (wanted == "last")
            return m_width - 1;
        std::string known;
        for (const std::string& name : m_names) {
            if (known.size() > 400)
                break;
            known += (known.empty() ? "" : ", ") + name;
        }
        return fail(ErrorCode::ColumnMissing, m_file.where() + ": " + wanted, known);
    }

    Result<> takeRow() {
        const auto fields = m_file.fields();
        if (fields.size() != m_width)
            return fail(ErrorCode::RowInvalid, m_file.where() + ": " +
                                                   std::to_string(fields.size()) + " / " +
                                                   std::to_string(m_width));
        const std::size_t begin = m_table.values.size();
        if (begin + m_numbers.size() > kMaxValues)
            return fail(ErrorCode::MemoryLimit, m_file.where(), std::to_string(kMaxValues));
        for (const std::size_t at : m_numbers) {
            double value = kMissing;
            if (!isMissing(fields[at])) {
                const auto number = numberOf(fields[at]);
                if (!number)
                    return fail(ErrorCode::InvalidNumber,
                                m_file.where() + ": " + m_names[at] + ": " +
                                    std::string(fields[at].substr(0, 80)),
                                "--ignore " + m_names[at]);
                if (std::isinf(*number))
                    return fail(ErrorCode::InvalidNumber,
                                m_file.where() + ": " + m_names[at] + ": " +
                                    std::string(fields[at].substr(0, 80)));
                value = *number;
            }
            if (std::isnan(value)) {
                if (m_options.missing == MissingPolicy::Fail)
                    return fail(ErrorCode::InvalidNumber, m_file.where() + ": " + m_names[at],
                                "--missing drop|mean|median");
                if (m_options.missing == MissingPolicy::Drop) {
                    m_table.values.resize(begin);
                    ++m_table.dropped;
                    return {};
                }
                m_hasMissing = true;
            }
            m_table.values.push_back(value);
        }
        for (std::size_t k = 0; k < m_apart.size(); ++k)
            m_table.apart[k].values.emplace_back(fields[m_apart[k]]);
        m_table.line.push_back(m_file.line());
        ++m_table.rows;
        return {};
    }

    Result<> fill() {
        const bool fills =
            m_options.missing == MissingPolicy::Mean || m_options.missing == MissingPolicy::Median;
        if (!fills || !m_hasMissing)
            return {};
        const std::size_t width = m_numbers.size();
        std::vector<double> known;
        for (std::size_t c = 0; c < width; ++c) {
            known.clear();
            for (std::size_t r = 0; r < m_table.rows; ++r)
                if (const double value = m_table.values[r * width + c]; !std::isnan(value))
                    known.push_back(value);
            if (known.size() == m_table.rows)
                continue;
            if (known.empty())
                return fail(ErrorCode::InvalidNumber, m_table.columns[c] + ": no value",
                            "--ignore " + m_table.columns[c]);
            const double value =
                m_options.missing == MissingPolicy::Mean ? mean(known) : median(known);
            for (std::size_t r = 0; r < m_table.rows; ++r)
                if (double& cell = m_table.values[r * width + c]; std::isnan(cell)) {
                    cell = value;
                    ++m_table.filled;
                }
        }
        return {};
    }

    static double mean(const std::vector<double>& values) {
        double sum = 0;
        for (const double value : values)
            sum += value;
        return sum / static_cast<double>(values.size());
    }

    static double median(std::vector<double>& values) {
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        if (values.size() % 2 == 1)
            return *middle;
        return (*std::max_element(values.begin(), middle) + *middle) / 2;
    }

    RecordFile& m_file;
    const NumericTableOptions& m_options;
    NumericTable m_table;
    std::size_t m_width = 0;
    std::vector<std::string> m_names;
    std::vector<std::size_t> m_numbers; ///< positions in a record
    std::vector<std::size_t> m_apart;
    bool m_hasMissing = false;
};

} // namespace

Result<NumericTable> readNumericTable(const std::filesystem::path& path,
                                      const NumericTableOptions& options, TaskContext& context) {
    auto file = RecordFile::open(path, options.file, context);
    if (!file)
        return failAs(file);
    return TableReader(*file, options).read();
}

} // namespace mops::sources
