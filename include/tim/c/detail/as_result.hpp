#pragma once

#include "tim/core/error.hpp"
#include "tim/transport/completion.hpp"

#include <exception>
#include <utility>

namespace tim {
namespace c::detail {

/// A completion handler that gets a `Result`: the number of a failure together with the text that explains it, which
/// plain callbacks are not told.
template <class Done>
class AsResult {
public:
    explicit AsResult(Done done) : done_(std::move(done)) {}

    void operator()(std::exception_ptr why) {
        if (why)
            done_(Result<void>(failure_of(why)));
        else
            done_(Result<void>());
    }

    template <class T>
    void operator()(std::exception_ptr why, T value) {
        if (why)
            done_(Result<T>(failure_of(why)));
        else
            done_(Result<T>(std::move(value)));
    }

private:
    static Failure failure_of(const std::exception_ptr& why) {
        try {
            std::rethrow_exception(why);
        } catch (const Error& e) {
            return Failure(e.code(), e.text());
        } catch (const std::exception& e) {
            return Failure(Errc::sdk_internal_error, e.what());
        }
    }

    Done done_;
};

}  // namespace c::detail

namespace detail {
template <class Done>
inline constexpr bool throws<c::detail::AsResult<Done>> = true;
}
}  // namespace tim
