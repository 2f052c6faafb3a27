#pragma once

#include "tim/c/config.hpp"
#include "tim/c/constants.hpp"
#include "tim/c/conversation_list.hpp"
#include "tim/c/impl/alias_table.ipp"
#include "tim/c/impl/callback_type_table.ipp"
#include "tim/c/impl/enum_constant_table.ipp"
#include "tim/c/impl/key_constant_table.ipp"

#include <string_view>

namespace tim::c {

std::span<const StructKeys> struct_keys() noexcept { return detail::all_struct_keys; }
std::span<const EnumConstants> enum_constants() noexcept { return detail::all_enum_constants; }
std::span<const StringConstant> string_constants() noexcept { return detail::all_string_constants; }
std::span<const Alias> aliases() noexcept { return detail::all_aliases; }
std::span<const CallbackType> callback_types() noexcept { return detail::all_callback_types; }

const codec::Table* table_of_struct(const StructKeys& names) {
    const std::string_view wanted = names.name;
    for (const codec::Table* table : codec::all_tables())
        if (table->name == wanted) return table;
    for (const codec::Table* table : {
             &codec::detail::table_for<SdkConfig>(),
             &codec::detail::table_for<UserConfig>(),
             &codec::detail::table_for<SetConfig>(),
             &codec::detail::table_for<GetConversationListParam>(),
             &codec::detail::table_for<ConversationListFilter>(),
             &codec::detail::table_for<ConversationListResult>(),
             &codec::detail::table_for<TotalUnreadResult>(),
         })
        if (table->name == wanted) return table;
    return nullptr;
}

}  // namespace tim::c
