#pragma once

#include "tim/client/conversation.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/group_members.hpp"
#include "tim/model/group_modify.hpp"
#include "tim/wire/tables.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tim {

namespace detail {

// Short lists are given as arguments: a braced list inside a `co_await` expression does not compile with g++ 12.
template <class... Texts>
std::vector<std::string> list_of(Texts&&... texts) {
    std::vector<std::string> list;
    list.reserve(sizeof...(Texts));
    (list.emplace_back(std::forward<Texts>(texts)), ...);
    return list;
}

}  // namespace detail

/// The answer to a request to join: `pending` when an owner or administrator has to agree first.
using Joined = wire::Joined;

/// A group: a conversation, and what its members may do with it. Rights and limits are the hub's to check; what differs
/// by type of group stands in `docs/groups.md`. Common refusals: 10007 not allowed, 10010 no such group, 10004 bad
/// parameters, 9508 when the connection is lost before the answer; 9506 too many requests a second and 9507 too many at
/// once are passed on, not tried again; 9522 a request that does not fit into a packet. All honour terminal and partial
/// cancellation, which leaves open whether the hub did it when the request was written already.
class Group : public Conversation {
public:
    Group() = default;
    explicit Group(Conversation conversation) : Conversation(std::move(conversation)) {}

    Group within(std::chrono::milliseconds deadline) const { return Group(Conversation::within(deadline)); }

    /// Asks to be let in. 8508 for Work groups, 10013 already a member, 10014 full.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto join(std::string text = std::string(), Token&& token = Token()) const {
        wire::GroupRef body;
        body.group_id = id();
        body.text = std::move(text);
        return ask<Joined>("group.join", codec::to_json(body), std::forward<Token>(token));
    }

    /// Leaves the group. 10009 when the owner may not.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto quit(Token&& token = Token()) const {
        return ask<void>("group.quit", reference(), std::forward<Token>(token));
    }

    /// Ends the group for all.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto dismiss(Token&& token = Token()) const {
        return ask<void>("group.dismiss", reference(), std::forward<Token>(token));
    }

    /// Brings users in, `invite("bob", "carol")` or a vector and a token; one outcome a user, in their order.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto invite(std::vector<std::string> users, Token&& token = Token()) const {
        return invite(GroupInviteMemberParam(id(), std::move(users)), std::forward<Token>(token));
    }

    /// The same with data for the application.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto invite(GroupInviteMemberParam users, Token&& token = Token()) const {
        users.group_id = id();
        return ask<std::vector<GroupInviteMemberResult>>("group.invite", codec::to_json(users),
                                                         std::forward<Token>(token));
    }

    template <class... Users>
    requires(sizeof...(Users) > 0 &&
             (std::convertible_to<Users, std::string> && ...)) auto invite(Users&&... users) const {
        return invite(detail::list_of(std::forward<Users>(users)...));
    }

    /// Removes members, given likewise; one outcome a user, in their order.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto kick(std::vector<std::string> users, Token&& token = Token()) const {
        return kick(GroupDeleteMemberParam(id(), std::move(users)), std::forward<Token>(token));
    }

    /// The same with a reason, and a time in which they may not come back.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto kick(GroupDeleteMemberParam members, Token&& token = Token()) const {
        members.group_id = id();
        return ask<std::vector<GroupDeleteMemberResult>>("group.kick", codec::to_json(members),
                                                         std::forward<Token>(token));
    }

    template <class... Users>
    requires(sizeof...(Users) > 0 &&
             (std::convertible_to<Users, std::string> && ...)) auto kick(Users&&... users) const {
        return kick(detail::list_of(std::forward<Users>(users)...));
    }

    /// One page of members, 100 at most; `next_seq` of the answer is the cursor of the next page, 0 at the end.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto members(std::uint64_t cursor = 0, Token&& token = Token()) const {
        return members(GroupGetMemberInfoListParam(id(), cursor), std::forward<Token>(token));
    }

    /// The same for members of certain roles, or for certain users.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto members(GroupGetMemberInfoListParam which, Token&& token = Token()) const {
        which.group_id = id();
        return ask<GroupGetMemberInfoListResult>("group.members", codec::to_json(which), std::forward<Token>(token));
    }

    /// The group's properties; 10007 when they are for members only. What `info` tells is this user's view of the
    /// conversation.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto properties(Token&& token = Token()) const {
        return start<GroupDetailInfo>(detail::AskGroupInfo{id()}, std::forward<Token>(token));
    }

    /// Changes the properties that the parameter's setters named:
    /// `group.modify(GroupModifyInfoParam{}.set_group_name("tea"))`.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto modify(GroupModifyInfoParam changes, Token&& token = Token()) const {
        changes.group_id = id();
        return ask<void>("group.modify", codec::to_json(changes), std::forward<Token>(token));
    }

    /// Makes another member the owner.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto transfer(std::string new_owner, Token&& token = Token()) const {
        GroupModifyInfoParam changes;
        changes.set_owner(std::move(new_owner));
        return modify(std::move(changes), std::forward<Token>(token));
    }

    /// Changes a member's role, name card, mute time or receive option.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto modify_member(GroupModifyMemberInfoParam changes, Token&& token = Token()) const {
        changes.group_id = id();
        return ask<void>("group.modify_member", codec::to_json(changes), std::forward<Token>(token));
    }

    /// Makes a member an administrator, or an ordinary member again.
    template <class Token = boost::asio::use_awaitable_t<>>
    auto set_role(std::string user, GroupMemberRole role, Token&& token = Token()) const {
        GroupModifyMemberInfoParam changes(id(), std::move(user));
        changes.set_role(role);
        return modify_member(std::move(changes), std::forward<Token>(token));
    }

private:
    std::string reference() const {
        wire::GroupRef body;
        body.group_id = id();
        return codec::to_json(body);
    }
};

}  // namespace tim
