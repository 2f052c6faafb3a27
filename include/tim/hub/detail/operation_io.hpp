#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/hub/detail/operation.hpp"
#include "tim/wire/tables.hpp"

#include <string_view>

namespace tim::hub {

/// A request's body, or a part of it; absent stands for an object without fields. 6027, 9502 or 9522 when it cannot be
/// read.
template <class T>
Result<T> read_body(const Tx& tx, std::string_view body) {
    if (body.empty()) return T();
    const Limits& limits = tx.options.limits();
    return codec::read<T>(body, {.most_bytes = limits.frame_bytes, .most_depth = limits.json_depth});
}

template <class T>
Answer answer_with(const T& reply) {
    return Answer::done(codec::to_json(reply));
}

}  // namespace tim::hub
