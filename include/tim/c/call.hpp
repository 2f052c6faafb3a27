#pragma once

#include "tim/c/arguments.hpp"
#include "tim/c/detail/lane.hpp"
#include "tim/core/error.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace tim::c {

/// An accepted call on its way to its callback, which comes exactly once: a call that is dropped unanswered, because
/// the library was uninitialised meanwhile, gets 7009. Used on the runtime's thread.
class Call {
public:
    /// Holds `alive` until its callback has returned.
    Call(Arguments arguments, std::shared_ptr<void> alive)
        : state_(std::make_unique<State>(std::move(arguments), std::move(alive))) {}
    Call(Call&&) noexcept = default;
    Call& operator=(Call&&) = delete;
    ~Call() {
        if (state_) fail(Failure(Errc::sdk_comm_interrupt, "interrupted by uninit"));
    }

    Arguments& arguments() const noexcept { return state_->arguments; }
    const Operation& operation() const noexcept { return state_->arguments.operation(); }

    /// Its callback comes in that lane's order.
    void join(detail::Lane::Place place) { state_->place = std::move(place); }

    void succeed(std::string json = {}) { finish(0, "OK", std::move(json)); }
    /// With the row's empty form.
    void fail(const Failure& failure);
    /// With JSON of its own.
    void fail(const Failure& failure, std::string json);

private:
    struct State {
        State(Arguments taken, std::shared_ptr<void> held) : arguments(std::move(taken)), alive(std::move(held)) {}
        Arguments arguments;
        std::shared_ptr<void> alive;
        detail::Lane::Place place;
    };

    void finish(int code, std::string desc, std::string json);

    std::unique_ptr<State> state_;
};

namespace detail {

/// Wrong arguments of which only the callback tells.
inline Failure invalid(const char* why) { return {Errc::invalid_parameters, why}; }
/// What the library cannot do yet.
inline Failure not_supported() { return {Errc::sdk_invalid_operation, "not supported"}; }

/// The documented number of a failure; 7009 for what was aborted, 7012 for what has none.
int code_of(const Failure& failure);
/// What goes into `desc`: short, lower case, without a full stop.
std::string describe(const Failure& failure);

}  // namespace detail
}  // namespace tim::c
