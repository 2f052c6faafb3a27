#pragma once

#include "tim/c/call.hpp"
#include "tim/c/detail/as_result.hpp"
#include "tim/c/detail/documented_json.hpp"

#include <type_traits>
#include <utility>

namespace tim::c::detail {

/// A completion handler that answers a call: with what came as documented JSON, with nothing for operations that bring
/// nothing, or with the failure.
inline auto answering(Call call) {
    return AsResult([call = std::move(call)]<class T>(const Result<T>& result) mutable {
        if (!result)
            call.fail(result.error());
        else if constexpr (std::is_void_v<T>)
            call.succeed();
        else
            call.succeed(documented_json(*result));
    });
}

/// The same for operations whose answer is documented as none.
inline auto answering_with_nothing(Call call) {
    return AsResult([call = std::move(call)](const auto& result) mutable {
        if (result)
            call.succeed();
        else
            call.fail(result.error());
    });
}

}  // namespace tim::c::detail
