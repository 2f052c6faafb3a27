#pragma once

#include "tim/c/impl/community_operation_table.ipp"
#include "tim/c/impl/conversation_operation_table.ipp"
#include "tim/c/impl/experimental_operation_table.ipp"
#include "tim/c/impl/friendship_operation_table.ipp"
#include "tim/c/impl/group_operation_table.ipp"
#include "tim/c/impl/manager_operation_table.ipp"
#include "tim/c/impl/message_operation_table.ipp"
#include "tim/c/impl/push_operation_table.ipp"
#include "tim/c/impl/signaling_operation_table.ipp"
#include "tim/c/impl/undeclared_operation_table.ipp"
#include "tim/c/operation.hpp"

namespace tim::c {
namespace detail {

inline constexpr OperationTable operation_tables[] = {
    {"TIMManager.h", manager_operations},
    {"TIMMessageManager.h", message_operations},
    {"TIMGroupManager.h", group_operations},
    {"TIMConversationManager.h", conversation_operations},
    {"TIMFriendshipManager.h", friendship_operations},
    {"TIMOfflinePushManager.h", push_operations},
    {"TIMSignalingManager.h", signaling_operations},
    {"TIMCommunityManager.h", community_operations},
    {"TIMExperimentalAPI.h", experimental_operations},
    {"", undeclared_operations},
};

}  // namespace detail

std::span<const OperationTable> all_operations() noexcept { return detail::operation_tables; }

}  // namespace tim::c
