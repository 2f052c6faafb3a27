#pragma once

#include "tim/codec/enum_names.hpp"
#include "tim/core/config.hpp"
#include "tim/model/box.hpp"
#include "tim/model/elem.hpp"
#include "tim/model/raw_json.hpp"
#include "tim/model/unknown.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// How a struct's JSON keys are declared, once, for reader, writer, generated C header, key reference and tests alike.
///
/// A struct `Login` with the members `std::string user; std::uint64_t device; Unknown unknown;` gets, in its namespace,
///
///     const codec::Table& keys_of(const Login*) noexcept;          // in a header: the codec finds it by its argument
///
/// and in an `.ipp` file
///
///     TIM_DECL const codec::Table& keys_of(const Login*) noexcept {
///         using namespace codec;
///         static constexpr Row rows[] = {                          // in order of the keys, else it does not compile
///             key<&Login::device>("device"),
///             key<&Login::user>("user"),
///         };
///         static constexpr Table table = make_table<Login>("Login", rows);
///         return table;
///     }
///
/// and can then be read and written, alone, in `std::vector`, and as a member of another such struct. Members may be
/// `bool`, 32- and 64-bit integers, `double`, enums over `std::uint32_t`, `std::string`, `RawJson`, structs with a
/// table, and `std::vector`, `std::optional` or `Box` of these. A member named `unknown` of type `Unknown` keeps the
/// keys that the table lacks; without it they are checked and dropped.
namespace tim::codec {

struct Table;

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

/// What the codec knows of a member's type.
struct Type {
    Kind kind{};
    const Type* item = nullptr;         ///< of `list` and `box`
    const ListAccess* list = nullptr;   ///< of `list`
    const BoxAccess* box = nullptr;     ///< of `box`
    const Table& (*table)() = nullptr;  ///< of `object`
    const char* enum_name = "";         ///< of a documented `enumeration`
};

/// Who fills a documented key: the program, the library (the program reads it), or both.
enum class Use : std::uint8_t { both, read, write };

/// What is known of a key beside its name and its member.
struct KeyOptions {
    Use use = Use::both;
    bool required = false;    ///< documented as mandatory; reading does not insist on it
    bool when_set = false;    ///< the documented style leaves it out while it is empty, too
    const char* older = "";   ///< an older spelling, accepted on reading
    std::int64_t normal = 0;  ///< the number that a default-constructed struct holds; the compact style leaves it out
    bool (*shown)(const void* object) =
        nullptr;  ///< with `when_set`: objects for which the documented style writes it always
};

struct Row {
    static constexpr std::size_t room = 64;

    /// `,"key":` padded with zeros: written with one copy of fixed size.
    char quoted[room] = {};
    std::uint8_t quoted_size = 0;
    Kind kind{};
    KeyOptions options;
    const Type* type = nullptr;
    void* (*access)(void* object) = nullptr;
    const char* constant = "";  ///< name of the C constant that stands for the key; empty when it has none

    constexpr std::string_view key() const noexcept { return {quoted + 2, std::size_t(quoted_size - 4)}; }
};

/// The keys of one struct, in order.
struct Table {
    static constexpr std::size_t most_rows = 64;

    const char* name = "";  ///< the struct's documented name
    const Row* rows = nullptr;
    std::size_t size = 0;
    Unknown* (*unknown)(void* object) = nullptr;
    bool has_older = false;

    constexpr const Row* begin() const noexcept { return rows; }
    constexpr const Row* end() const noexcept { return rows + size; }
};

namespace detail {

template <class T>
const Table& table_for() {
    return keys_of(static_cast<const T*>(nullptr));
}

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
        static const typename BoxType::value_type value{};
        return &value;
    },
};

template <class T>
consteval Type make_type();

template <class T>
inline constexpr Type type_of = make_type<T>();

template <class T>
consteval Type make_type() {
    if constexpr (std::is_same_v<T, bool>)
        return {Kind::boolean};
    else if constexpr (std::is_same_v<T, std::int32_t>)
        return {Kind::int32};
    else if constexpr (std::is_same_v<T, std::uint32_t>)
        return {Kind::uint32};
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return {Kind::int64};
    else if constexpr (std::is_same_v<T, std::uint64_t>)
        return {Kind::uint64};
    else if constexpr (std::is_same_v<T, double>)
        return {Kind::real};
    else if constexpr (std::is_same_v<T, std::string>)
        return {Kind::text};
    else if constexpr (std::is_same_v<T, RawJson>)
        return {Kind::raw};
    else if constexpr (std::is_same_v<T, Elem>)
        return {Kind::element};
    else if constexpr (std::is_enum_v<T>) {
        static_assert(std::is_same_v<std::underlying_type_t<T>, std::uint32_t>, "enums in JSON are 32-bit numbers");
        return {.kind = Kind::enumeration, .enum_name = codec::enum_name<T>};
    } else if constexpr (IsList<T>::value) {
        return {Kind::list, &type_of<typename T::value_type>, &list_access<T>};
    } else if constexpr (IsBox<T>::value) {
        return {Kind::box, &type_of<typename T::value_type>, nullptr, &box_access<T>};
    } else {
        return {Kind::object, nullptr, nullptr, nullptr, &table_for<T>};
    }
}

template <class Member>
struct MemberParts;
template <class Struct, class T>
struct MemberParts<T Struct::*> {
    using Owner = Struct;
    using Value = T;
};

template <auto Member>
void* access(void* object) {
    return &(static_cast<typename MemberParts<decltype(Member)>::Owner*>(object)->*Member);
}

consteval Row make_row(std::string_view key, const char* constant, const KeyOptions& options) {
    if (key.empty() || key.size() + 4 > Row::room) throw "a key has 1 to 60 characters";
    Row row;
    row.quoted[0] = ',';
    row.quoted[1] = '"';
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (key[i] < 0x20 || key[i] > 0x7e || key[i] == '"' || key[i] == '\\') throw "a key is plain ASCII";
        row.quoted[2 + i] = key[i];
    }
    row.quoted[2 + key.size()] = '"';
    row.quoted[3 + key.size()] = ':';
    row.quoted_size = static_cast<std::uint8_t>(key.size() + 4);
    row.options = options;
    row.constant = constant;
    return row;
}

}  // namespace detail

/// One row: the member, its key, the C constant that names the key.
template <auto Member>
consteval Row key(std::string_view key, const char* constant = "", const KeyOptions& options = {}) {
    using Value = typename detail::MemberParts<decltype(Member)>::Value;
    Row row = detail::make_row(key, constant, options);
    row.type = &detail::type_of<Value>;
    row.kind = row.type->kind;
    row.access = &detail::access<Member>;
    return row;
}

/// The row of the discriminator in an element's table.
consteval Row elem_type(ElemType type) {
    Row row =
        detail::make_row("elem_type", "kTIMElemType", {.required = true, .normal = static_cast<std::int64_t>(type)});
    row.kind = Kind::elem_type;
    return row;
}

template <class T, std::size_t Size>
consteval Table make_table(const char* name, const Row (&rows)[Size]) {
    static_assert(Size <= Table::most_rows);
    Table table{name, rows, Size};
    for (std::size_t i = 1; i < Size; ++i)
        if (!(rows[i - 1].key() < rows[i].key())) throw "keys must be in ascending order, none twice";
    for (const Row& row : rows)
        if (*row.options.older) table.has_older = true;
    if constexpr (requires(T object) { object.unknown; })
        table.unknown = [](void* object) { return &static_cast<T*>(object)->unknown; };
    return table;
}

}  // namespace tim::codec
