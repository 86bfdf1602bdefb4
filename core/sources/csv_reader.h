#pragma once

#include "core/base/result.h"
#include "core/sources/text_input.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mops::sources {

struct CsvOptions {
    char delimiter = ',';
    std::size_t maxFieldBytes = 1 << 20; ///< a longer field makes the row a problem
    std::size_t maxFields = 4'096;       ///< what stands behind is left out
};

/// One record. Views are valid until the next CsvReader::next().
struct CsvRow {
    std::int64_t line = 0; ///< of the first character, from 1; breaks inside quotes count
    std::vector<std::string_view> fields;
    std::string_view record;      ///< as it stands in the file, without its line break
    std::string_view problem;     ///< reason code, empty for a sound row
    std::size_t problemField = 0; ///< position of the field with the problem
};

/// Reads CSV by RFC 4180 from any TextInput: quotes, doubled quotes, delimiters and line breaks
/// inside quotes, line breaks LF, CRLF or CR. Memory is bounded by the longest allowed record,
/// whatever the file holds. Rows that break the rules are answered with a problem, never dropped:
/// unterminated_quote, stray_quote, nul_byte, field_too_large, bad_encoding. Empty lines are
/// skipped.
class CsvReader {
public:
    CsvReader(TextInput& input, const CsvOptions& options);

    /// True and row() is the next record; false at the end.
    Result<bool> next();
    const CsvRow& row() const { return m_row; }

private:
    enum class State { FieldStart, Plain, Quoted, AfterQuote };
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool hasDoubledQuotes = false;
    };

    Result<bool> fetch();
    void begin();
    bool scan();
    void endField(std::size_t end);
    void keep(std::size_t from, std::size_t to);
    void complain(std::string_view problem);
    void countLine(char c);
    void finish();

    TextInput& m_input;
    CsvOptions m_options;
    CsvRow m_row;
    std::string_view m_chunk;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
    bool m_afterCr = false;

    State m_state = State::FieldStart;
    std::string m_record;
    std::size_t m_length = 0; ///< of the record so far, also of what was too much to keep
    Span m_field;
    std::vector<Span> m_fields;
    std::string m_unescaped;
};

/// The delimiter that cuts the first line into most fields: comma, semicolon, tab or bar.
char detectDelimiter(std::string_view firstLines);

} // namespace mops::sources
