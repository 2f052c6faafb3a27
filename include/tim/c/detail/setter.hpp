#pragma once

#include "tim/c/operation.hpp"

namespace tim::c::detail {

/// Keeps a callback for its event until another one, or null, takes its place.
Word keep_callback(const Arguments& arguments);

/// The function that sets one of the documented callbacks.
consteval Operation setter(const char* name, const char* callback_type) {
    return function(name, CallbackParam{callback_type}).returning("void").now(&keep_callback);
}

}  // namespace tim::c::detail
