#pragma once

#include <span>
#include <string_view>

namespace tim::db {

/// A view of bytes that are stored as they are (a BLOB), told apart from text. Owns nothing.
class Blob {
public:
    Blob() = default;
    explicit Blob(std::string_view bytes) noexcept : bytes_(bytes) {}
    explicit Blob(std::span<const unsigned char> bytes) noexcept
        : bytes_(reinterpret_cast<const char*>(bytes.data()), bytes.size()) {}

    std::string_view view() const noexcept { return bytes_; }

private:
    std::string_view bytes_;
};

}  // namespace tim::db
