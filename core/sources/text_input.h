#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace mops::sources {

/// Text that arrives in pieces of bounded size, always as UTF-8, without a byte-order mark.
class TextInput {
public:
    virtual ~TextInput() = default;
    /// The next piece, valid until the next call; empty at the end. Errors: FileUnreadable.
    virtual Result<std::string_view> nextChunk() = 0;
    /// Bytes of the source that were read so far.
    virtual std::int64_t bytesRead() const = 0;
    /// BLAKE2b-256 of all bytes read so far.
    virtual std::string hash() = 0;
};

/// Reads a file, converting from `encoding` on the way. Bytes that do not fit become U+FFFD; bytes
/// of a UTF-8 file are passed on as they are.
Result<std::unique_ptr<TextInput>> openTextFile(const std::filesystem::path& path,
                                                const std::string& encoding);
/// UTF-8 text in memory.
std::unique_ptr<TextInput> textFromMemory(std::string text);

/// Converts a piece of text at once, for samples. Empty when the encoding is unknown.
std::string toUtf8(std::string_view bytes, const std::string& encoding);

} // namespace mops::sources
