#include "core/sources/text_input.h"

#include <array>
#include <cstdio>
#include <sodium.h>
#include <unicode/ucnv.h>
#include <utility>
#include <vector>

namespace mops::sources {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class Hasher {
public:
    Hasher() { crypto_generichash_init(&m_state, nullptr, 0, crypto_generichash_BYTES); }
    void add(std::string_view bytes) {
        crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
    }
    std::string result() const {
        auto copy = m_state;
        std::array<unsigned char, crypto_generichash_BYTES> digest{};
        crypto_generichash_final(&copy, digest.data(), digest.size());
        return std::string(digest.begin(), digest.end());
    }

private:
    crypto_generichash_state m_state{};
};

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter openConverter(const std::string& encoding) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(encoding.c_str(), &status));
    return U_FAILURE(status) != 0 ? nullptr : std::move(converter);
}

/// Any encoding → UTF-8, piece by piece; a character may be cut by the end of a piece.
class Transcoder {
public:
    static std::unique_ptr<Transcoder> open(const std::string& encoding) {
        auto transcoder = std::make_unique<Transcoder>();
        transcoder->m_from = openConverter(encoding);
        transcoder->m_to = openConverter("UTF-8");
        if (!transcoder->m_from || !transcoder->m_to)
            return nullptr;
        return transcoder;
    }

    void convert(std::string_view bytes, bool isLast, std::string& out) {
        out.clear();
        const char* source = bytes.data() == nullptr ? "" : bytes.data();
        const char* const sourceEnd = source + bytes.size();
        std::array<char, 16 * 1024> piece{};
        UErrorCode status = U_ZERO_ERROR;
        do {
            char* target = piece.data();
            status = U_ZERO_ERROR;
            ucnv_convertEx(m_to.get(), m_from.get(), &target, piece.data() + piece.size(), &source,
                           sourceEnd, m_pivot.data(), &m_pivotSource, &m_pivotTarget,
                           m_pivot.data() + m_pivot.size(), m_isFirst, isLast, &status);
            m_isFirst = false;
            out.append(piece.data(), static_cast<std::size_t>(target - piece.data()));
        } while (status == U_BUFFER_OVERFLOW_ERROR);
    }

private:
    Converter m_from;
    Converter m_to;
    std::array<UChar, 4096> m_pivot{};
    UChar* m_pivotSource = m_pivot.data();
    UChar* m_pivotTarget = m_pivot.data();
    bool m_isFirst = true;
};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

class FileInput final : public TextInput {
public:
    FileInput(std::FILE* file, std::string name, std::unique_ptr<Transcoder> transcoder)
        : m_file(file)
        , m_name(std::move(name))
        , m_transcoder(std::move(transcoder))
        , m_buffer(kChunkBytes) {}

    Result<std::string_view> nextChunk() override {
        while (!m_atEnd) {
            const std::size_t got = std::fread(m_buffer.data(), 1, m_buffer.size(), m_file.get());
            if (got < m_buffer.size() && std::ferror(m_file.get()) != 0)
                return fail(ErrorCode::FileUnreadable, m_name);
            m_atEnd = got == 0;
            std::string_view chunk(m_buffer.data(), got);
            m_hasher.add(chunk);
            m_bytes += static_cast<std::int64_t>(got);
            if (m_transcoder) {
                m_transcoder->convert(chunk, m_atEnd, m_converted);
                chunk = m_converted;
            }
            if (std::exchange(m_atBegin, false) && chunk.starts_with(kByteOrderMark))
                chunk.remove_prefix(kByteOrderMark.size());
            if (!chunk.empty())
                return chunk;
        }
        return std::string_view();
    }
    std::int64_t bytesRead() const override { return m_bytes; }
    std::string hash() override { return m_hasher.result(); }

private:
    std::unique_ptr<std::FILE, CloseFile> m_file;
    std::string m_name;
    std::unique_ptr<Transcoder> m_transcoder;
    std::vector<char> m_buffer;
    std::string m_converted;
    Hasher m_hasher;
    std::int64_t m_bytes = 0;
    bool m_atBegin = true;
    bool m_atEnd = false;
};

class MemoryInput final : public TextInput {
public:
    explicit MemoryInput(std::string text)
        : m_text(std::move(text)) {}
    Result<std::string_view> nextChunk() override {
        if (std::exchange(m_wasRead, true))
            return std::string_view();
        std::string_view text = m_text;
        if (text.starts_with(kByteOrderMark))
            text.remove_prefix(kByteOrderMark.size());
        return text;
    }
    std::int64_t bytesRead() const override {
        return m_wasRead ? static_cast<std::int64_t>(m_text.size()) : 0;
    }
    std::string hash() override {
        Hasher hasher;
        hasher.add(m_text);
        return hasher.result();
    }

private:
    std::string m_text;
    bool m_wasRead = false;
};

} // namespace

Result<std::unique_ptr<TextInput>> openTextFile(const std::filesystem::path& path,
                                                const std::string& encoding) {
    std::unique_ptr<Transcoder> transcoder;
    if (encoding != "UTF-8") {
        transcoder = Transcoder::open(encoding);
        if (!transcoder)
            return fail(ErrorCode::EncodingInvalid, path.string() + ": " + encoding);
    }
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr)
        return fail(ErrorCode::FileUnreadable, path.string());
    return std::make_unique<FileInput>(file, path.string(), std::move(transcoder));
}

std::unique_ptr<TextInput> textFromMemory(std::string text) {
    return std::make_unique<MemoryInput>(std::move(text));
}

std::string toUtf8(std::string_view bytes, const std::string& encoding) {
    std::string text;
    if (encoding == "UTF-8")
        return std::string(bytes);
    if (const auto transcoder = Transcoder::open(encoding))
        transcoder->convert(bytes, true, text);
    return text;
}

} // namespace mops::sources
