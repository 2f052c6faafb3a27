#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"

#include <string>
#include <string_view>

namespace tim::codec {

enum class Style : std::uint8_t {
    compact,     ///< leaves out what equals the default; keeps unknown keys and elements
    documented,  ///< writes the documented set of keys, empty ones included; leaves out what is unknown
};

struct WriteOptions {
    Style style = Style::compact;
};

namespace detail {

TIM_DECL void write_value(std::string& out, const Type& type, const void* value, const WriteOptions& options);

}  // namespace detail

/// Appends `value` to `out` as JSON without spaces, keys in alphabetical order. `T` as for `read`.
///
/// Always valid JSON: bytes that are not UTF-8 come out as U+FFFD, and a double that is no number as 0 (compact: left
/// out). Everything else that `write` makes in compact style `read` reads back equal. Any thread.
template <class T>
void write(std::string& out, const T& value, const WriteOptions& options = {}) {
    detail::write_value(out, detail::type_of<T>, &value, options);
}

template <class T>
std::string to_json(const T& value, const WriteOptions& options = {}) {
    std::string out;
    write(out, value, options);
    return out;
}

/// Whether `text` can be carried in JSON unchanged. Any thread.
TIM_DECL bool is_utf8(std::string_view text) noexcept;

}  // namespace tim::codec

#ifdef TIM_HEADER_ONLY
#include "tim/codec/impl/write.ipp"
#endif
