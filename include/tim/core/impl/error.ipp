#pragma once

#include "tim/core/error.hpp"
#include "tim/core/impl/error_table.ipp"

#include <algorithm>

namespace tim {

TIM_DECL const ErrorInfo* find_error_info(int code) noexcept {
    const auto row = std::lower_bound(detail::error_table.begin(), detail::error_table.end(), code,
                                      [](const ErrorInfo& info, int wanted) { return info.code < wanted; });
    return row != detail::error_table.end() && row->code == code ? &*row : nullptr;
}

namespace detail {

class ErrorCategory final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "tim"; }

    std::string message(int code) const override {
        const ErrorInfo* info = find_error_info(code);
        return info ? info->meaning : "Undocumented code " + std::to_string(code) + ".";
    }
};

}  // namespace detail

TIM_DECL const boost::system::error_category& error_category() noexcept {
    // Never destroyed: an error code may be looked at while static objects are torn down.
    static const auto& category = *new detail::ErrorCategory;
    return category;
}

}  // namespace tim
