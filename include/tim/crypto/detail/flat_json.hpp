#pragma once

#include "tim/core/config.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tim::crypto::detail {

/// A member of a token's JSON object.
using FlatValue = std::variant<std::string, std::uint64_t>;
using FlatObject = std::map<std::string, FlatValue, std::less<>>;

/// Reads one JSON object whose values are strings or whole numbers from 0 to 2^64-1 written without sign, fraction and
/// exponent. Empty for every other text, and for one that names a member twice. (The library's JSON reader belongs to a
/// room that this one does not see.)
TIM_DECL std::optional<FlatObject> read_flat_object(std::string_view text);

/// Appends `text`, which is ASCII, as a JSON string.
TIM_DECL void append_json_string(std::string& out, std::string_view text);

}  // namespace tim::crypto::detail

#ifdef TIM_HEADER_ONLY
#include "tim/crypto/impl/flat_json.ipp"
#endif
