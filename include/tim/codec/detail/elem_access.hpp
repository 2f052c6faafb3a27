#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/elem.hpp"
#include "tim/model/message_data.hpp"

#include <array>
#include <cstddef>
#include <utility>
#include <variant>

namespace tim::codec::detail {

/// Erased access to one alternative of `Elem`.
struct ElemAccess {
    const Plan& (*plan)();
    void* (*emplace)(Elem& elem);
    const void* (*get)(const Elem& elem);  ///< precondition: it holds this alternative
};

template <std::size_t... Index>
consteval auto make_elem_access(std::index_sequence<Index...>) {
    return std::array{ElemAccess{&plan_for<std::variant_alternative_t<Index, Elem>>,
                                 [](Elem& elem) -> void* { return &elem.emplace<Index>(); },
                                 [](const Elem& elem) -> const void* { return std::get_if<Index>(&elem); }}...};
}

/// Indexed by the documented type number.
inline constexpr auto elem_access = make_elem_access(std::make_index_sequence<std::variant_size_v<Elem> - 1>());

}  // namespace tim::codec::detail
