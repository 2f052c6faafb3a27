#pragma once

#include "tim/codec/enum_names.hpp"
#include "tim/model/box.hpp"
#include "tim/model/elem.hpp"
#include "tim/model/raw_json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

/// What reader and writer know of a C++ type, as data: they are one interpreter each, not a template per type.
namespace tim::codec {

enum class Kind : std::uint8_t {
    boolean,
    int32,
    uint32,
    int64,
    uint64,
    enumeration,  ///< over uint32; reading takes also the negative spelling that C's signed enums print
    real,
    text,
    raw,
    object,
    list,
    box,        ///< `std::optional` or `Box`
    element,    ///< an `Elem`: `elem_type` decides the table
    elem_type,  ///< the discriminator of an element's table: a constant, no member
};

/// Erased access to a `std::vector`.
struct ListAccess {
    std::size_t item_size;
    std::size_t (*size)(const void* list);
    const void* (*at)(const void* list, std::size_t index);
    void* (*append)(void* list);
    void (*clear)(void* list);
};

/// Erased access to a `std::optional` or `Box`.
struct BoxAccess {
    const void* (*get)(const void* box);  ///< null when empty
    void* (*emplace)(void* box);
    void (*reset)(void* box);
    const void* (*blank)();  ///< a default value, for the documented style
};

namespace detail {
struct Plan;
}

struct Type {
    Kind kind{};
    const Type* item = nullptr;               ///< of `list` and `box`
    const ListAccess* list = nullptr;         ///< of `list`
    const BoxAccess* box = nullptr;           ///< of `box`
    const detail::Plan& (*plan)() = nullptr;  ///< of `object`: its table, made ready for use
    const char* enum_name = "";               ///< of a documented `enumeration`
};

namespace detail {

template <class T>
const Plan& plan_for();

template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};

template <class T>
struct IsBox : std::false_type {};
template <class T>
struct IsBox<std::optional<T>> : std::true_type {};
template <class T>
struct IsBox<Box<T>> : std::true_type {};

template <class List>
inline constexpr ListAccess list_access{
    sizeof(typename List::value_type),
    [](const void* list) { return static_cast<const List*>(list)->size(); },
    [](const void* list, std::size_t index) -> const void* { return &(*static_cast<const List*>(list))[index]; },
    [](void* list) -> void* { return &static_cast<List*>(list)->emplace_back(); },
    [](void* list) { static_cast<List*>(list)->clear(); },
};

template <class BoxType>
inline constexpr BoxAccess box_access{
    [](const void* box) -> const void* {
        const auto& held = *static_cast<const BoxType*>(box);
        return held ? &*held : nullptr;
    },
    [](void* box) -> void* { return &static_cast<BoxType*>(box)->emplace(); },
    [](void* box) { static_cast<BoxType*>(box)->reset(); },
    []() -> const void* {
        // Never destroyed: a thread may still write while static objects are torn down.
        static const auto& value = *new typename BoxType::value_type;
        return &value;
    },
};

template <class T>
consteval Type make_type();

template <class T>
inline constexpr Type type_of = make_type<T>();

template <class T>
consteval Type make_type() {
    if constexpr (std::is_same_v<T, bool>) {
        return {Kind::boolean};
    } else if constexpr (std::is_same_v<T, std::int32_t>) {
        return {Kind::int32};
    } else if constexpr (std::is_same_v<T, std::uint32_t>) {
        return {Kind::uint32};
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return {Kind::int64};
    } else if constexpr (std::is_same_v<T, std::uint64_t>) {
        return {Kind::uint64};
    } else if constexpr (std::is_same_v<T, double>) {
        return {Kind::real};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return {Kind::text};
    } else if constexpr (std::is_same_v<T, RawJson>) {
        return {Kind::raw};
    } else if constexpr (std::is_same_v<T, Elem>) {
        return {Kind::element};
    } else if constexpr (std::is_enum_v<T>) {
        static_assert(std::is_same_v<std::underlying_type_t<T>, std::uint32_t>, "enums in JSON are 32-bit numbers");
        return {.kind = Kind::enumeration, .enum_name = codec::enum_name<T>};
    } else if constexpr (IsList<T>::value) {
        return {.kind = Kind::list, .item = &type_of<typename T::value_type>, .list = &list_access<T>};
    } else if constexpr (IsBox<T>::value) {
        return {.kind = Kind::box, .item = &type_of<typename T::value_type>, .box = &box_access<T>};
    } else {
        return {.kind = Kind::object, .plan = &plan_for<T>};
    }
}

}  // namespace detail
}  // namespace tim::codec
