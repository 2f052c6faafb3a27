#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace tim {

/// Where chance comes from; injected so that a test can replay a run from its seed. Called from one thread at a time.
/// The default, `crypto::SystemRandom`, is OpenSSL's generator: ids made from it cannot be guessed.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<unsigned char> bytes) = 0;

    std::uint64_t next() {
        unsigned char bytes[8];
        fill(bytes);
        std::uint64_t number = 0;
        for (unsigned char byte : bytes) number = number << 8 | byte;
        return number;
    }

    /// A number below `bound`, which is above 0. The bias is below bound / 2^64.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

    /// `bytes` random bytes as twice as many lower-case hexadecimal digits: the form of log ids, device ids and epochs.
    std::string hex(std::size_t bytes) {
        static constexpr char digits[] = "0123456789abcdef";
        std::string text;
        text.reserve(2 * bytes);
        for (std::size_t i = 0; i < bytes; ++i) {
            unsigned char byte = 0;
            fill({&byte, 1});
            text += digits[byte >> 4];
            text += digits[byte & 15];
        }
        return text;
    }
};

}  // namespace tim
