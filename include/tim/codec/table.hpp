#pragma once

#include "tim/codec/type.hpp"
#include "tim/core/config.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

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

/// Who fills a documented key: the program, the library (the program reads it), or both.
enum class Use : std::uint8_t { both, read, write };

/// What is known of a key beside its name and its member.
struct KeyOptions {
    Use use = Use::both;
    bool required = false;   ///< documented as mandatory; reading does not insist on it
    bool when_set = false;   ///< the documented style leaves it out while it is empty, too
    const char* older = "";  ///< an older spelling, accepted on reading
    /// With `when_set`: objects for which the documented style writes it always.
    bool (*shown)(const void* object) = nullptr;
};

/// One key of a struct.
struct Row {
    static constexpr std::size_t room = 64;

    /// `,"key":` padded with zeros: written with one copy of fixed size.
    char quoted[room] = {};
    std::uint8_t quoted_size = 0;
    Kind kind{};
    KeyOptions options;
    const Type* type = nullptr;
    void* (*access)(void* object) = nullptr;
    std::uint32_t number = 0;   ///< of `elem_type`
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

namespace detail {
inline constexpr Type elem_type_type{Kind::elem_type};
}

/// The row of the discriminator in an element's table.
consteval Row elem_type(ElemType type) {
    Row row = detail::make_row("elem_type", "kTIMElemType", {.required = true});
    row.type = &detail::elem_type_type;
    row.kind = Kind::elem_type;
    row.number = static_cast<std::uint32_t>(type);
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

namespace detail {

/// What reader and writer need of a row, side by side in memory.
struct Step {
    std::uint32_t offset = 0;  ///< of the member in its struct
    Kind kind{};
    std::uint8_t quoted_size = 0;  ///< of the key in its quotes
    std::uint64_t normal = 0;      ///< the number that a default-constructed struct holds; compact style leaves it out
    const Type* type = nullptr;
    const Row* row = nullptr;
};

/// A table made ready for use: once per struct, when it is first read or written.
struct Plan {
    std::array<Step, Table::most_rows> steps = {};
    const Step* last = nullptr;
    const Table* table = nullptr;

    /// `blank` is a default-constructed object of the table's struct.
    TIM_DECL Plan(const Table& from, void* blank) noexcept;
    Plan(const Plan&) = delete;
    Plan& operator=(const Plan&) = delete;

    const Step* begin() const noexcept { return steps.data(); }
    const Step* end() const noexcept { return last; }
};

/// An enum may not be read through a pointer to its integer.
template <class Number>
Number load_as(const void* from) noexcept {
    Number number;
    std::memcpy(&number, from, sizeof number);
    return number;
}

/// A number of any integral kind, its sign extended to 64 bits.
TIM_DECL std::uint64_t load(Kind kind, const void* number) noexcept;

template <class T>
const Plan& plan_for() {
    static const Plan plan = [] {
        T blank;
        return Plan(table_for<T>(), &blank);
    }();
    return plan;
}

}  // namespace detail
}  // namespace tim::codec

#ifdef TIM_HEADER_ONLY
#include "tim/codec/impl/table.ipp"
#endif
