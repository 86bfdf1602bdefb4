#include "core/desk/draw.h"

#include <array>
#include <cstdint>
#include <sodium.h>

namespace mops::desk {

double drawOf(std::string_view domain, std::string_view text) {
    std::array<unsigned char, 32> digest{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    const auto add = [&](std::string_view part) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                                  part.size());
    };
    add(domain);
    add(std::string_view("\0", 1));
    add(text);
    crypto_generichash_final(&state, digest.data(), digest.size());
    std::uint64_t number = 0;
    for (std::size_t k = 0; k < 8; ++k)
        number |= static_cast<std::uint64_t>(digest[k]) << (8 * k);
    return static_cast<double>(number >> 11) * 0x1.0p-53;
}

} // namespace mops::desk
