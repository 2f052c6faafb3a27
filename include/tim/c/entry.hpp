#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <type_traits>

/// What the generated functions call: the way from a C function into the runtime.
namespace tim::c {

struct Operation;

/// A value as it crosses the C interface: a number, a pointer or a function.
using Word = std::uint64_t;

/// Any of the documented callback types. The generated functions take enums as `int`, `bool` as `unsigned char` and
/// callbacks as this: a C program may pass values that C++'s own types do not have, and must not break anything by it.
using AnyCallback = void (*)();

/// The row of a function. A name that no row has is a fault of the generator: ends the program. Any thread.
const Operation& operation_named(const char* name) noexcept;

/// Checks the arguments and does what the row says; the function's return value. Any thread.
Word enter(const Operation& operation, std::span<const Word> words) noexcept;

/// The name of a function, as a template argument.
template <std::size_t Size>
struct Name {
    char text[Size];
    consteval Name(const char (&name)[Size]) { std::copy_n(name, Size, text); }
};

template <class T>
Word to_word(T value) noexcept {
    static_assert(std::is_pointer_v<T> || std::is_integral_v<T>);
    if constexpr (std::is_pointer_v<T>)
        return reinterpret_cast<std::uintptr_t>(value);
    else
        return static_cast<Word>(static_cast<std::int64_t>(value));
}

template <class T>
T from_word(Word word) noexcept {
    if constexpr (std::is_pointer_v<T>)
        return reinterpret_cast<T>(static_cast<std::uintptr_t>(word));
    else
        return static_cast<T>(word);
}

/// The body of every generated function.
template <class Returned, Name function, class... Parameters>
Returned call(Parameters... parameters) noexcept {
    static const Operation& operation = operation_named(function.text);
    const std::initializer_list<Word> words = {to_word(parameters)...};
    return from_word<Returned>(enter(operation, std::span<const Word>(words.begin(), words.size())));
}

}  // namespace tim::c

#if defined(_WIN32)
#define TIM_C_EXPORT __declspec(dllexport)
#else
#define TIM_C_EXPORT __attribute__((visibility("default")))
#endif
