#pragma once

#include "tim/c/call.hpp"
#include "tim/c/detail/runtime.hpp"
#include "tim/c/detail/thread.hpp"

#include <boost/asio/error.hpp>

#include <cstdint>

namespace tim::c {
namespace detail {

int code_of(const Failure& failure) {
    if (failure.code.category() == error_category()) return failure.code.value();
    if (failure.code == boost::asio::error::operation_aborted) return static_cast<int>(Errc::sdk_comm_interrupt);
    return static_cast<int>(Errc::sdk_internal_error);
}

std::string describe(const Failure& failure) {
    std::string text = failure.text.empty() ? failure.code.message() : failure.text;
    if (!text.empty() && text.back() == '.') text.pop_back();
    // A second capital belongs to an abbreviation or a name.
    const auto is_capital = [&](std::size_t at) { return at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; };
    if (is_capital(0) && !is_capital(1) && text.find("UserSig") != 0) text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

}  // namespace detail

void answer_common(const Arguments& arguments, int code, const char* desc, const char* json) {
    using Function = void (*)(std::int32_t, const char*, const char*, const void*);
    if (const auto function = arguments.callback<Function>())
        function(code, desc, json, arguments.user_data());
    else if (code != 0)
        detail::runtime().log(LogLevel::warning, std::string(arguments.operation().name) + ": " + desc);
}

void Call::fail(const Failure& failure) {
    const Operation& row = operation();
    if (row.empty_form == nullptr) return fail(failure, row.empty_json);
    fail(failure, row.empty_form(arguments(), detail::code_of(failure), detail::describe(failure)));
}

void Call::fail(const Failure& failure, std::string json) {
    // Where no store could be opened, the client says that nobody is logged in.
    const bool lacks_store = operation().need == Needs::store && failure.code == Errc::sdk_not_logged_in;
    finish(detail::code_of(failure), lacks_store ? "not init database" : detail::describe(failure), std::move(json));
}

void Call::finish(int code, std::string desc, std::string json) {
    const std::unique_ptr<State> state = std::move(state_);
    detail::Lane::Place place = std::move(state->place);
    place.ready([arguments = std::make_unique<Arguments>(std::move(state->arguments)), alive = std::move(state->alive),
                 code, desc = std::move(desc), json = std::move(json)] {
        detail::Thread::instance().enter_program(
            [&] { arguments->operation().answer(*arguments, code, desc.c_str(), json.c_str()); });
    });
}

}  // namespace tim::c
