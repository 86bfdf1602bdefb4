#include "core/sources/record_file.h"

#include "core/base/text.h"
#include "core/sources/file_inspection.h"
#include "core/sources/text_input.h"

#include <algorithm>
#include <array>

namespace mops::sources {
namespace {

constexpr std::int64_t kInspectedBytes = 4 << 20;
constexpr std::int64_t kRecordsPerQuestion = 4096;
constexpr std::array<std::string_view, 6> kSeparators{",", ";", "\t", "|", "::", " "};

/// What cuts the first line: "::" is unmistakable; a blank only where nothing else cuts.
std::string detectSeparator(std::string_view firstLines, char delimiter) {
    const std::string_view line = firstLines.substr(0, firstLines.find_first_of("\r\n"));
    if (line.find("::") != std::string_view::npos && line.find(',') == std::string_view::npos)
        return "::";
    if (line.find(delimiter) != std::string_view::npos)
        return {delimiter};
    return trim(line).find(' ') == std::string_view::npos ? std::string(1, delimiter) : " ";
}

Result<std::string> firstChunk(const std::filesystem::path& path, const std::string& encoding) {
    auto input = openTextFile(path, encoding);
    if (!input)
        return failAs(input);
    const auto chunk = (*input)->nextChunk();
    if (!chunk)
        return failAs(chunk);
    return std::string(*chunk);
}

} // namespace

Result<RecordFile> RecordFile::open(const std::filesystem::path& path,
                                    const RecordFileOptions& options, TaskContext& context) {
    if (!options.separator.empty() &&
        std::ranges::find(kSeparators, options.separator) == kSeparators.end())
        return fail(ErrorCode::Usage, options.separator, ", ; TAB | :: BLANK");
    const auto facts = inspectFile(path, options.encoding, context, kInspectedBytes);
    if (!facts)
        return failAs(facts);
    RecordFile file;
    file.m_separator = options.separator;
    if (file.m_separator.empty()) {
        const auto begin = firstChunk(path, facts->encoding);
        if (!begin)
            return failAs(begin);
        file.m_separator = detectSeparator(*begin, facts->delimiter);
    }
    auto input = openTextFile(path, facts->encoding);
    if (!input)
        return failAs(input);
    file.m_name = path.filename().string();
    file.m_bytes = facts->bytes;
    file.m_context = &context;
    file.m_input = std::move(*input);
    file.m_reader =
        std::make_unique<CsvReader>(*file.m_input, CsvOptions{.delimiter = file.m_separator[0],
                                                              .maxFields = options.maxFields});
    return file;
}

std::string RecordFile::where() const {
    return m_name + ":" + std::to_string(line());
}

Result<bool> RecordFile::next() {
    if (m_records++ % kRecordsPerQuestion == 0) {
        if (m_context->cancelled())
            return fail(ErrorCode::Cancelled);
        const auto done = m_input->bytesRead();
        m_context->report({.stage = "read",
                           .fraction = m_bytes > 0 ? std::min(1.0, static_cast<double>(done) /
                                                                       static_cast<double>(m_bytes))
                                                   : -1,
                           .done = done,
                           .total = m_bytes,
                           .object = m_name});
    }
    const auto more = m_reader->next();
    if (!more || !*more)
        return more;
    const CsvRow& row = m_reader->row();
    if (!row.problem.empty())
        return fail(ErrorCode::RowInvalid, where() + ": " + std::string(row.problem));
    m_fields.clear();
    // The reader cuts at one character: what stands between the colons of "::" is empty, and so
    // is what stands between two blanks.
    const std::size_t step = m_separator == "::" ? 2 : 1;
    for (std::size_t k = 0; k < row.fields.size(); k += step) {
        const std::string_view field = trim(row.fields[k]);
        if (m_separator != " " || !field.empty())
            m_fields.push_back(field);
    }
    return true;
}

} // namespace mops::sources
