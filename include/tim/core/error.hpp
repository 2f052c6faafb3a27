#pragma once

#include "tim/core/errc.hpp"

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>
#include <boost/system/system_error.hpp>

#include <string>
#include <string_view>

namespace tim {

using error_code = boost::system::error_code;

/// One row of the documented error table.
struct ErrorInfo {
    int code;
    const char* name;     ///< the C constant, e.g. `ERR_SVR_GROUP_NOT_FOUND`
    const char* meaning;  ///< one readable sentence
};

/// The row of a documented code, null when the code is not documented. Any thread.
TIM_DECL const ErrorInfo* find_error_info(int code) noexcept;

/// The category of all errors that this library makes; values are the documented numbers. Any thread.
TIM_DECL const boost::system::error_category& error_category() noexcept;

/// Found by ADL, so that `error_code ec = Errc::svr_group_not_found;` works.
inline error_code make_error_code(Errc code) noexcept { return {static_cast<int>(code), error_category()}; }

/// A failed outcome: the number that programs switch on, and the text that explains this one case to a person.
/// The text may quote what a user typed; it never holds a secret.
struct Failure {
    error_code code;
    std::string text;

    Failure() = default;
    Failure(Errc errc, std::string explanation = {}) : code(errc), text(std::move(explanation)) {}
    Failure(error_code ec, std::string explanation = {}) : code(ec), text(std::move(explanation)) {}
};

/// What tokens that throw throw. `code()` is the number, `what()` begins with the explaining text.
class Error : public boost::system::system_error {
public:
    explicit Error(const Failure& failure)
        : boost::system::system_error(failure.code, failure.text), text_(failure.text) {}

    /// The explanation alone, without the category's sentence.
    const std::string& text() const noexcept { return text_; }

private:
    std::string text_;
};

/// A value or a `Failure`. `value()` throws `tim::Error`.
template <class T>
using Result = boost::system::result<T, Failure>;

[[noreturn]] inline void throw_exception_from_error(const Failure& failure, const boost::source_location&) {
    throw Error(failure);
}

}  // namespace tim

#ifdef TIM_HEADER_ONLY
#include "tim/core/impl/error.ipp"
#endif
