#include "tests/codec/generator.hpp"

#include "tim/codec/tables.hpp"
#include "tim/model/message_data.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>
#include <utility>

namespace tim::test {
namespace {

template <class Number>
void store(void* target, Number number) {
    std::memcpy(target, &number, sizeof number);
}

template <std::size_t... Index>
void emplace_alternative(Elem& elem, std::size_t which, std::index_sequence<Index...>) {
    ((which == Index ? static_cast<void>(elem.emplace<Index>()) : void()), ...);
}

}  // namespace

/// Small ones, powers of two and their neighbours, anything.
std::uint64_t Generator::number() {
    switch (below(4)) {
        case 0:
            return below(3);
        case 1:
            return (std::uint64_t(1) << below(64)) - below(3);
        case 2:
            return 0 - (std::uint64_t(1) << below(64));
        default:
            return engine_();
    }
}

double Generator::real() {
    for (;;) {
        const double number = one_in(3) ? static_cast<double>(below(2000)) / 8 - 100 : std::bit_cast<double>(engine_());
        if (std::isfinite(number)) return number;
    }
}

std::string Generator::text() {
    static constexpr std::string_view pieces[] = {"a",
                                                  "plain words and more of them",
                                                  "\"",
                                                  "\\",
                                                  "/",
                                                  "\n",
                                                  std::string_view("\0", 1),
                                                  "\x1f",
                                                  "\x7f",
                                                  "é",
                                                  "你好",
                                                  "\U0001f600",
                                                  "\xef\xbf\xbf",
                                                  "[]{}",
                                                  ",",
                                                  "12345678"};
    std::string text;
    for (std::uint64_t pieces_left = one_in(3) ? 0 : below(12); pieces_left > 0; --pieces_left)
        text += pieces[below(std::size(pieces))];
    return text;
}

void Generator::fill(const codec::Type& type, void* target) {
    using codec::Kind;
    switch (type.kind) {
        case Kind::boolean:
            *static_cast<bool*>(target) = one_in(2);
            break;
        case Kind::int32:
        case Kind::uint32:
        case Kind::enumeration:
            store(target, static_cast<std::uint32_t>(number()));
            break;
        case Kind::int64:
        case Kind::uint64:
            store(target, number());
            break;
        case Kind::real:
            store(target, real());
            break;
        case Kind::text:
            *static_cast<std::string*>(target) = text();
            break;
        case Kind::raw:
            *static_cast<RawJson*>(target) = RawJson(std::string(raw_values[1 + below(std::size(raw_values) - 1)]));
            break;
        case Kind::object:
            fill_object(*type.plan().table, target);
            break;
        case Kind::list:
            for (std::uint64_t left = depth_ > 6 ? 0 : below(4); left > 0; --left)
                fill(*type.item, type.list->append(target));
            break;
        case Kind::box:
            if (depth_ <= 6 && one_in(2)) fill(*type.item, type.box->emplace(target));
            break;
        case Kind::element:
            fill_element(*static_cast<Elem*>(target));
            break;
        case Kind::elem_type:
            break;
    }
}

void Generator::fill_object(const codec::Table& table, void* target) {
    ++depth_;
    for (const codec::Row& row : table)
        if (row.access && one_in(2)) fill(*row.type, row.access(target));
    if (table.unknown && one_in(4)) fill_unknown(*table.unknown(target));
    --depth_;
}

void Generator::fill_unknown(Unknown& unknown) {
    // Before, between and behind the documented keys.
    static constexpr std::string_view keys[] = {"", "A new key", "elem_typf", "message_n\"ew", "zz\n", "你"};
    Unknown::Fields fields;
    for (const std::string_view key : keys)
        if (one_in(2)) fields.emplace_back(std::string(key), std::string(raw_values[below(std::size(raw_values))]));
    unknown.assign(std::move(fields));
}

void Generator::fill_element(Elem& elem) {
    constexpr std::size_t known = std::variant_size_v<Elem> - 1;
    const std::uint64_t which = below(known + 1);
    if (which == known) {
        const auto type = static_cast<std::uint32_t>(known + below(1000));
        elem = UnknownElem{static_cast<ElemType>(type),
                           RawJson(R"({"x" : [1], "elem_type":)" + std::to_string(type) + '}')};
        return;
    }
    emplace_alternative(elem, which, std::make_index_sequence<known>());
    std::visit(
        [this](auto& held) {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (!std::is_same_v<Held, UnknownElem>) fill(codec::detail::type_of<Held>, &held);
        },
        elem);
}

}  // namespace tim::test
