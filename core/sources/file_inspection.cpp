#include "core/sources/file_inspection.h"

#include "core/base/text.h"
#include "core/sources/csv_reader.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <uchardet/uchardet.h>
#include <vector>

namespace mops::sources {
namespace {

constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::size_t kSampleBytes = 64 * 1024;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// How many lines speak for UTF-8 and how many against it.
struct Utf8Votes {
    std::int64_t lines = 0;
    std::int64_t withMultibyte = 0; ///< valid and not plain ASCII
    std::int64_t invalid = 0;
    std::int64_t firstInvalid = 0;
    std::string suspects; ///< some of the invalid lines

    bool isPlausible() const { return withMultibyte >= invalid; }

    void add(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size() - 1);
            addLine(text.substr(0, end + 1));
            text.remove_prefix(end + 1);
        }
    }

private:
    void addLine(std::string_view line) {
        ++lines;
        const bool isAscii = std::all_of(
            line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (isAscii)
            return;
        if (isValidUtf8(line) && line.find(kReplacement) == std::string_view::npos) {
            ++withMultibyte;
            return;
        }
        if (++invalid == 1)
            firstInvalid = lines;
        if (suspects.size() + line.size() <= kChunkBytes)
            suspects += line;
    }
};

bool looksBinary(std::string_view sample) {
    constexpr std::array<std::string_view, 7> magics{std::string_view("SQLite format 3"),
                                                     std::string_view("PK\x03\x04"),
                                                     std::string_view("%PDF-"),
                                                     std::string_view("\x1F\x8B"),
                                                     std::string_view("\x7F"
                                                                      "ELF"),
                                                     std::string_view("\x89PNG"),
                                                     std::string_view("\xD0\xCF\x11\xE0")};
    for (const std::string_view magic : magics)
        if (sample.starts_with(magic))
            return true;
    const auto odd = std::count_if(sample.begin(), sample.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    });
    // A few stray control bytes are a row's problem; one in twenty is no text.
    return odd * 20 > static_cast<std::int64_t>(sample.size());
}

/// Names that mean one of the encodings we promise.
std::string canonicalEncoding(const std::string& name) {
    const std::string lower = asciiLower(name);
    if (lower == "utf-8" || lower == "utf8" || lower == "ascii" || lower == "us-ascii")
        return "UTF-8";
    if (lower == "gb18030" || lower == "gbk" || lower == "gb2312" || lower == "cp936" ||
        lower == "hz-gb-2312")
        return "GB18030";
    if (lower == "iso-8859-1" || lower == "latin-1" || lower == "latin1" || lower == "iso8859-1" ||
        lower == "windows-1252")
        return "ISO-8859-1";
    if (lower == "utf-16le" || lower == "utf-16be")
        return lower == "utf-16le" ? "UTF-16LE" : "UTF-16BE";
    return {};
}

std::string guessEncoding(const std::string& suspects) {
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                         uchardet_delete);
    uchardet_handle_data(detector.get(), suspects.data(), suspects.size());
    uchardet_data_end(detector.get());
    const std::string guess = canonicalEncoding(uchardet_get_charset(detector.get()));
    if (guess == "GB18030" || guess == "ISO-8859-1")
        return guess;
    // Short texts mislead the detector: bytes that decode into Chinese characters without an
    // error are taken for GB18030, everything else for Latin-1, in which no byte is wrong.
    const std::string asChinese = toUtf8(suspects, "GB18030");
    std::int64_t chinese = 0;
    std::int64_t other = 0;
    for (std::size_t k = 0; k + 2 < asChinese.size(); ++k) {
        const auto lead = static_cast<unsigned char>(asChinese[k]);
        if (lead >= 0xE4 && lead <= 0xE9)
            ++chinese;
        else if (lead >= 0xC2 && !(lead == 0xE3 || lead == 0xEF))
            ++other;
    }
    const bool hasErrors = asChinese.find(kReplacement) != std::string::npos;
    return !hasErrors && chinese > 4 * other ? "GB18030" : "ISO-8859-1";
}

std::string encodingOfMark(std::string_view sample) {
    if (sample.starts_with("\xFF\xFE"))
        return "UTF-16LE";
    if (sample.starts_with("\xFE\xFF"))
        return "UTF-16BE";
    return {};
}

Result<std::string> chooseEncoding(const std::filesystem::path& path, const std::string& stated,
                                   const Utf8Votes& votes, const std::string& sample) {
    if (stated.empty())
        return votes.isPlausible() ? std::string("UTF-8") : guessEncoding(votes.suspects);
    const std::string encoding = canonicalEncoding(stated);
    if (encoding.empty())
        return fail(ErrorCode::EncodingInvalid, stated);
    if (encoding == "UTF-8") {
        if (!votes.isPlausible())
            return fail(ErrorCode::EncodingInvalid, path.filename().string() + ":" +
                                                        std::to_string(votes.firstInvalid) + ": " +
                                                        encoding);
        return encoding;
    }
    Utf8Votes converted;
    converted.add(toUtf8(sample, encoding));
    if (!converted.isPlausible())
        return fail(ErrorCode::EncodingInvalid, path.filename().string() + ":" +
                                                    std::to_string(converted.firstInvalid) + ": " +
                                                    encoding);
    return encoding;
}

Result<> checkPath(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return fail(ErrorCode::FileNotFound, path.string());
    if (std::filesystem::is_directory(path, ignored))
        return fail(ErrorCode::FileIsDirectory, path.string());
    if (std::filesystem::is_regular_file(path, ignored) &&
        std::filesystem::file_size(path, ignored) == 0)
        return fail(ErrorCode::FileIsEmpty, path.string());
    return {};
}

} // namespace

Result<FileFacts> inspectFile(const std::filesystem::path& path, const std::string& encoding,
                              TaskContext& context, std::int64_t limit) {
    if (const auto usable = checkPath(path); !usable)
        return failAs(usable);
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ErrorCode::FileUnreadable, path.string());
    FileFacts facts;
    Utf8Votes votes;
    std::string sample;
    std::string carried; // the begin of a line whose end is in the next chunk
    std::vector<char> buffer(kChunkBytes);
    for (std::int64_t read = 0; read < limit && file;) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        const auto wanted = std::min<std::int64_t>(limit - read, kChunkBytes);
        file.read(buffer.data(), wanted);
        if (file.bad())
            return fail(ErrorCode::FileUnreadable, path.string());
        const std::string_view chunk(buffer.data(), static_cast<std::size_t>(file.gcount()));
        read += file.gcount();
        if (sample.empty())
            sample = chunk;
        const std::size_t lineEnd = chunk.rfind('\n');
        if (lineEnd == std::string_view::npos && carried.size() < 4 * kChunkBytes) {
            carried += chunk;
            continue;
        }
        const std::size_t cut = lineEnd == std::string_view::npos ? chunk.size() : lineEnd + 1;
        carried += chunk.substr(0, cut);
        votes.add(carried);
        carried = chunk.substr(cut);
    }
    if (file.eof())
        votes.add(carried);
    if (sample.empty())
        return fail(ErrorCode::FileIsEmpty, path.string());
    std::error_code ignored;
    facts.bytes = static_cast<std::int64_t>(std::filesystem::file_size(path, ignored));
    if (auto marked = encodingOfMark(sample); !marked.empty()) {
        facts.encoding = marked;
    } else {
        if (looksBinary(std::string_view(sample).substr(0, kSampleBytes)))
            return fail(ErrorCode::FileIsBinary, path.string());
        auto chosen = chooseEncoding(path, encoding, votes, sample);
        if (!chosen)
            return failAs(chosen);
        facts.encoding = *chosen;
    }
    facts.delimiter = detectDelimiter(toUtf8(sample, facts.encoding));
    return facts;
}

} // namespace mops::sources
