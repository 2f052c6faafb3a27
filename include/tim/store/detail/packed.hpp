#pragma once

#include "tim/core/config.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tim::store::detail {

/// Two columns of numbers, of which any row can be read without the others. Of each column only the distance to its
/// least number is kept, in as many bytes as the largest distance needs.
class Packed {
public:
    using Row = std::array<std::uint64_t, 2>;

    Packed() = default;
    /// Looks into `bytes`, which `pack` made; others are as good as none.
    TIM_DECL explicit Packed(std::string_view bytes) noexcept;

    std::size_t size() const noexcept { return size_; }

    /// Precondition: `row` is below `size()`.
    Row operator[](std::size_t row) const noexcept { return {columns_[0].at(row), columns_[1].at(row)}; }

    TIM_DECL static std::string pack(std::span<const Row> rows);

private:
    struct Column {
        std::uint64_t least = 0;
        std::size_t width = 0;
        const char* bytes = nullptr;

        std::uint64_t at(std::size_t row) const noexcept {
            std::uint64_t number = 0;
            for (std::size_t i = width; i != 0; --i)
                number = number << 8 | static_cast<unsigned char>(bytes[row * width + i - 1]);
            return least + number;
        }
    };

    std::size_t size_ = 0;
    std::array<Column, 2> columns_;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/packed.ipp"
#endif
