#pragma once

#include "tim/c/operation.hpp"
#include "tim/codec/read.hpp"

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace tim::c {

namespace detail {

template <class T>
std::shared_ptr<void> read_as(std::string_view json) {
    Result<T> value = codec::read<T>(json);
    return value ? std::make_shared<T>(std::move(*value)) : nullptr;
}

}  // namespace detail

/// JSON that is read as a documented struct; a handler finds it in its arguments.
template <class T>
consteval Param object(const char* name) {
    Param param = object(name);
    param.read = &detail::read_as<T>;
    return param;
}

/// The same for an array; a handler finds a `std::vector<T>`.
template <class T>
consteval Param array(const char* name) {
    Param param = array(name);
    param.read = &detail::read_as<std::vector<T>>;
    return param;
}

}  // namespace tim::c
