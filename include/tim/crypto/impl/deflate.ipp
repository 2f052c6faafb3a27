#pragma once

#include "tim/crypto/detail/deflate.hpp"

#include <zlib.h>

#include <new>

namespace tim::crypto::detail {

TIM_DECL std::string deflate_bytes(std::string_view bytes) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string stream(size, '\0');
    const auto* input = reinterpret_cast<const Bytef*>(bytes.data());
    auto* output = reinterpret_cast<Bytef*>(stream.data());
    if (compress(output, &size, input, static_cast<uLong>(bytes.size())) != Z_OK) throw std::bad_alloc();
    stream.resize(size);
    return stream;
}

TIM_DECL std::optional<std::string> inflate_bytes(std::string_view stream, std::size_t most) {
    std::string bytes(most, '\0');
    uLongf size = static_cast<uLongf>(most);
    uLong used = static_cast<uLong>(stream.size());
    const auto* input = reinterpret_cast<const Bytef*>(stream.data());
    // Succeeds only for a whole stream whose checksum is right and whose contents fit.
    const int outcome = uncompress2(reinterpret_cast<Bytef*>(bytes.data()), &size, input, &used);
    if (outcome != Z_OK || used != stream.size()) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

}  // namespace tim::crypto::detail
