#pragma once

#include "tim/codec/all_tables.hpp"
#include "tim/codec/table.hpp"

#include <array>
#include <cstddef>
#include <span>

/// What the generated headers declare beside functions. Keys and enums that the codec's tables hold are taken from
/// there; the rest, of which the library makes no use, stands here.
namespace tim::c {

/// A key that the codec has no row for.
struct KeyConstant {
    const char* constant;
    const char* key;
    const char* type;
    codec::Use use;
};

/// A documented struct and the header that declares its keys.
struct StructKeys {
    const char* header;
    const char* name;
    std::span<const KeyConstant> keys = {};  ///< none: its codec table has them
};

struct EnumConstants {
    const char* header;
    const char* name;
    std::span<const codec::EnumValue> values = {};  ///< none: the codec has them
};

struct StringConstant {
    const char* header;
    const char* name;
    const char* value;
};

/// An older spelling of a constant.
struct Alias {
    const char* header;
    const char* name;
    const char* target;
};

struct TypedName {
    const char* type;
    const char* name;
};

/// A callback's type; its last parameter is always `const void* user_data`.
struct CallbackType {
    const char* header;
    const char* name;
    std::array<TypedName, 5> all_params{};
    std::size_t param_count = 0;

    constexpr std::span<const TypedName> params() const { return {all_params.data(), param_count}; }
};

/// In the order of the headers. Any thread.
std::span<const StructKeys> struct_keys() noexcept;
std::span<const EnumConstants> enum_constants() noexcept;
std::span<const StringConstant> string_constants() noexcept;
std::span<const Alias> aliases() noexcept;
std::span<const CallbackType> callback_types() noexcept;

/// The table of a struct without keys of its own.
const codec::Table* table_of_struct(const StructKeys& names);

}  // namespace tim::c
