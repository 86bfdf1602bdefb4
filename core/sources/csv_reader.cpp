#include "core/sources/csv_reader.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace mops::sources {
namespace {

/// What encoders put in place of bytes they do not understand.
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

} // namespace

CsvReader::CsvReader(TextInput& input, const CsvOptions& options)
    : m_input(input)
    , m_options(options) {}

Result<bool> CsvReader::fetch() {
    const auto chunk = m_input.nextChunk();
    if (!chunk)
        return failAs(chunk);
    m_chunk = *chunk;
    m_at = 0;
    return !m_chunk.empty();
}

void CsvReader::begin() {
    m_row.line = m_line;
    m_row.fields.clear();
    m_row.problem = {};
    m_row.problemField = 0;
    m_record.clear();
    m_length = 0;
    m_field = {};
    m_fields.clear();
    m_state = State::FieldStart;
}

Result<bool> CsvReader::next() {
    begin();
    for (;;) {
        if (m_at == m_chunk.size()) {
            const auto more = fetch();
            if (!more)
                return more;
            if (!*more)
                break;
        }
        // The second half of CRLF, and empty lines, belong to no row.
        if (m_length == 0 && m_fields.empty() && m_state == State::FieldStart) {
            while (m_at < m_chunk.size() && (m_chunk[m_at] == '\n' || m_chunk[m_at] == '\r'))
                countLine(m_chunk[m_at++]);
            m_row.line = m_line;
            if (m_at == m_chunk.size())
                continue;
        }
        if (scan()) {
            finish();
            return true;
        }
    }
    if (m_length == 0 && m_fields.empty() && m_state == State::FieldStart)
        return false;
    if (m_state == State::Quoted)
        complain("unterminated_quote");
    if (m_state != State::AfterQuote)
        m_field.end = m_length;
    m_fields.push_back(m_field);
    finish();
    return true;
}

/// Goes on to the end of the record (true) or of the chunk (false).
bool CsvReader::scan() {
    const std::size_t start = m_at;
    const std::size_t base = m_length - start; // modular: position in record = base + position
    const char delimiter = m_options.delimiter;
    const char* const data = m_chunk.data();
    const std::size_t size = m_chunk.size();
    std::size_t at = start;
    for (; at < size; ++at) {
        const char c = data[at];
        if (m_state == State::Quoted) {
            if (c == '"') {
                m_field.end = base + at;
                m_state = State::AfterQuote;
            } else if (c == '\n' || c == '\r') {
                countLine(c);
            } else if (c == '\0') {
                complain("nul_byte");
            } else {
                m_afterCr = false;
            }
            continue;
        }
        if (c == delimiter) {
            endField(base + at);
            m_field = {base + at + 1, base + at + 1, false};
            m_state = State::FieldStart;
        } else if (c == '\n' || c == '\r') {
            endField(base + at);
            keep(start, at);
            m_at = at + 1;
            countLine(c);
            return true;
        } else if (c == '"' && m_state == State::FieldStart) {
            m_field = {base + at + 1, base + at + 1, false};
            m_state = State::Quoted;
        } else if (c == '"' && m_state == State::AfterQuote) {
            m_field.hasDoubledQuotes = true;
            m_state = State::Quoted;
        } else {
            if (m_state == State::AfterQuote)
                complain("stray_quote");
            else
                m_state = State::Plain;
            if (c == '\0')
                complain("nul_byte");
        }
        m_afterCr = false;
    }
    keep(start, at);
    m_at = at;
    return false;
}

void CsvReader::endField(std::size_t end) {
    if (m_state != State::AfterQuote)
        m_field.end = end;
    if (m_field.end - m_field.begin > m_options.maxFieldBytes)
        complain("field_too_large");
    if (m_fields.size() < m_options.maxFields)
        m_fields.push_back(m_field);
}

void CsvReader::keep(std::size_t from, std::size_t to) {
    const std::size_t limit = 2 * m_options.maxFieldBytes;
    const std::size_t room = limit > m_record.size() ? limit - m_record.size() : 0;
    m_record.append(m_chunk.data() + from, std::min(to - from, room));
    m_length += to - from;
    if (m_length > limit)
        complain("field_too_large");
}

void CsvReader::complain(std::string_view problem) {
    if (m_row.problem.empty()) {
        m_row.problem = problem;
        m_row.problemField = m_fields.size();
    }
}

void CsvReader::countLine(char c) {
    if (c == '\r' || !m_afterCr)
        ++m_line;
    m_afterCr = c == '\r';
}

void CsvReader::finish() {
    m_row.record = m_record;
    if (m_row.problem.empty() && !isValidUtf8(m_record))
        m_row.problem = "bad_encoding";
    else if (m_row.problem.empty() && m_record.find(kReplacement) != std::string::npos)
        m_row.problem = "bad_encoding";
    if (!m_row.problem.empty() && m_row.problem != "bad_encoding")
        return; // spans may point behind what was kept
    std::size_t needed = 0;
    for (const Span& span : m_fields)
        if (span.hasDoubledQuotes)
            needed += span.end - span.begin;
    m_unescaped.clear();
    m_unescaped.reserve(needed); // so that the views below stay valid
    for (const Span& span : m_fields) {
        const std::string_view raw(m_record.data() + span.begin, span.end - span.begin);
        if (!span.hasDoubledQuotes) {
            m_row.fields.push_back(raw);
            continue;
        }
        const std::size_t from = m_unescaped.size();
        for (std::size_t k = 0; k < raw.size(); ++k) {
            m_unescaped.push_back(raw[k]);
            if (raw[k] == '"')
                ++k;
        }
        m_row.fields.emplace_back(m_unescaped.data() + from, m_unescaped.size() - from);
    }
}

char detectDelimiter(std::string_view firstLines) {
    constexpr std::array<char, 4> candidates{',', ';', '\t', '|'};
    std::array<int, 4> counts{};
    bool isQuoted = false;
    for (const char c : firstLines) {
        if (c == '"')
            isQuoted = !isQuoted;
        if (isQuoted)
            continue;
        if (c == '\n' || c == '\r')
            break;
        for (std::size_t k = 0; k < candidates.size(); ++k)
            counts[k] += c == candidates[k] ? 1 : 0;
    }
    return candidates[static_cast<std::size_t>(
        std::distance(counts.begin(), std::max_element(counts.begin(), counts.end())))];
}

} // namespace mops::sources
