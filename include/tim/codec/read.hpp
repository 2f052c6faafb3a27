#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/core/error.hpp"
#include "tim/core/limits.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace tim::codec {

struct ReadOptions {
    std::size_t most_bytes = 16 * 1024 * 1024;
    std::size_t most_depth = Limits{}.json_depth;  ///< nested objects and arrays; never more than 1000
};

namespace detail {

/// Fills `target`, an object of `type`. On failure `target` holds what was read so far.
TIM_DECL Result<void> read_into(const Type& type, void* target, std::string_view json, const ReadOptions& options);

}  // namespace detail

/// Reads one JSON text as a `T`: a struct with a table, or a `std::vector` of such, of strings or of numbers.
///
/// - Keys may come in any order. A key that is absent or `null` leaves the member at its default.
/// - Older spellings of a key are accepted; when both spellings are present the current one wins. The same spelling
///   twice is refused.
/// - Unknown keys, and elements of unknown type, are kept. An element without `elem_type` is a text.
/// - Integers must fit the documented type; `1.0` and `1e3` are not integers. Doubles are read to the nearest value.
/// - What stands before `elem_type` in its element is walked over twice. In elements nested in each other that adds up;
///   it may come to 16 times the text's size. Written first, `elem_type` costs nothing.
/// - Items of lists may take 64 times the text's size in memory, and one MiB.
/// - Where an array is documented, `{}` is taken as an empty one, as the documented samples have it.
///
/// Errors: 6027 with a text such as `message_elem_array[2].text_elem_content: expected a string at byte 118` for
/// anything that is not valid JSON (RFC 8259; invalid UTF-8 and lone surrogates included) or not of the documented
/// type; 9502 when it is nested too deep, 9522 when it is too long. Any thread.
template <class T>
Result<T> read(std::string_view json, const ReadOptions& options = {}) {
    Result<T> result{boost::system::in_place_value};
    const Result<void> done = detail::read_into(detail::type_of<T>, &*result, json, options);
    if (done.has_error()) return done.error();
    return result;
}

/// As `read`, for an array of `T`.
template <class T>
Result<std::vector<T>> read_list(std::string_view json, const ReadOptions& options = {}) {
    return read<std::vector<T>>(json, options);
}

/// Checks that `json` is one valid JSON value and keeps it as it is. Errors as for `read`. Any thread.
TIM_DECL Result<RawJson> check_json(std::string_view json, const ReadOptions& options = {});

}  // namespace tim::codec

#ifdef TIM_HEADER_ONLY
#include "tim/codec/impl/read.ipp"
#endif
