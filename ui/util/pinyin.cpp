#include "ui/util/pinyin.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace mops::ui {

struct Pinyin::Impl {
    std::unique_ptr<icu::Transliterator> toLatin;
};

Pinyin::Pinyin()
    : m_impl(std::make_unique<Impl>()) {
    UErrorCode status = U_ZERO_ERROR;
    m_impl->toLatin.reset(icu::Transliterator::createInstance(
        icu::UnicodeString("Han-Latin; Latin-ASCII; Lower"), UTRANS_FORWARD, status));
    if (U_FAILURE(status))
        m_impl->toLatin.reset();
}

Pinyin::~Pinyin() = default;

const std::string& Pinyin::syllable(char32_t character) {
    const auto found = m_known.find(character);
    if (found != m_known.end())
        return found->second;
    icu::UnicodeString text(static_cast<UChar32>(character));
    if (m_impl->toLatin)
        m_impl->toLatin->transliterate(text);
    std::string latin;
    text.trim().toUTF8String(latin);
    return m_known.emplace(character, std::move(latin)).first->second;
}

Pinyin::Reading Pinyin::read(std::string_view utf8) {
    Reading reading;
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 character = text.char32At(at);
        if (u_isUWhiteSpace(character))
            continue;
        const bool ideograph = u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC) != 0;
        const std::string& latin = syllable(static_cast<char32_t>(character));
        reading.full += latin;
        if (ideograph && !latin.empty())
            reading.initials += latin.front();
        else
            reading.initials += latin;
    }
    return reading;
}

} // namespace mops::ui
