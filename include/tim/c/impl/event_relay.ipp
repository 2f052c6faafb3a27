#pragma once

#include "tim/c/call.hpp"
#include "tim/c/conversation_list.hpp"
#include "tim/c/detail/as_result.hpp"
#include "tim/c/detail/documented_json.hpp"
#include "tim/c/detail/event_relay.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/model/message_receipt.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace tim::c::detail {

void EventRelay::follow(std::shared_ptr<Client> client) {
    is_connected_ = false;
    first_sync_ = FirstSync::ahead;
    // The next init may name another folder.
    forget_other_user({});
    next(std::move(client));
}

void EventRelay::next(std::shared_ptr<Client> client) {
    Client& following = *client;
    following.receive(AsResult([this, client = std::move(client)](const Result<Event>& event) mutable {
        if (!event) return;  // closed
        std::visit(*this, *event);
        next(std::move(client));
    }));
}

void EventRelay::operator()(const NewMessage& event) {
    callbacks_.notify_new_message(documented_list(event.message).c_str());
    const auto* tips = event.message.get<GroupTipsElem>();
    if (tips && callbacks_.has("TIMSetGroupTipsEventCallback"))
        callbacks_.notify("TIMSetGroupTipsEventCallback", documented_json(*tips).c_str());
}

/// Documented codes of the link, not of what goes over it.
bool is_of_network(const Failure& failure) {
    const int code = code_of(failure);
    return code >= 9501 && code <= 9599;
}

void EventRelay::operator()(const ConnectionChanged& event) {
    switch (event.state) {
        case ConnectionState::connecting:
            disconnected(event.reason);
            return tell(NetworkStatus::connecting);
        case ConnectionState::syncing:
            is_connected_ = true;
            tell(NetworkStatus::connected);
            return sync_begins();
        case ConnectionState::online:
            return sync_ends();
        case ConnectionState::offline:
            logged_out();
            if (!is_connected_ && is_of_network(event.reason)) tell(NetworkStatus::connect_failed, event.reason);
            return disconnected(event.reason);
        case ConnectionState::kicked:
            logged_out();
            disconnected(event.reason);
            return callbacks_.notify("TIMSetKickedOfflineCallback");
        case ConnectionState::expired:
            logged_out();
            disconnected(event.reason);
            return callbacks_.notify("TIMSetUserSigExpiredCallback");
    }
}

void EventRelay::sync_begins() {
    if (first_sync_ != FirstSync::ahead) return;
    first_sync_ = FirstSync::running;
    tell(ConvEvent::start);
}

void EventRelay::sync_ends() {
    if (std::exchange(first_sync_, FirstSync::done) == FirstSync::running) tell(ConvEvent::finish);
}

void EventRelay::logged_out() {
    account_.lost();
    first_sync_ = FirstSync::ahead;
}

void EventRelay::disconnected(const Failure& why) {
    if (std::exchange(is_connected_, false)) tell(NetworkStatus::disconnected, why);
}

void EventRelay::tell(NetworkStatus status, const Failure& why) const {
    const int code = why.code ? code_of(why) : 0;
    callbacks_.notify("TIMSetNetworkStatusListenerCallback", static_cast<int>(status), std::int32_t(code),
                      (why.code ? describe(why) : std::string()).c_str());
}

void EventRelay::tell(ConvEvent event, const std::string& json) const {
    callbacks_.notify("TIMSetConvEventCallback", static_cast<int>(event), json.c_str());
}

void EventRelay::operator()(const ConversationsChanged& event) {
    Client* client = account_.client();
    if (!client) return;
    forget_other_user(client->user());
    for (const ConvKey& key : event.conversations)
        client->conversation(key).info(AsResult([this, key](Result<std::optional<ConvInfo>> info) {
            if (info) tell_conversation(key, std::move(*info));
        }));
    tell_total(*client);
}

void EventRelay::tell_changes_of_total(std::uint64_t unread) {
    if (const Client* client = account_.client()) forget_other_user(client->user());
    told_total_ = unread;
}

void EventRelay::forget_other_user(const std::string& user) {
    if (user == user_) return;
    user_ = user;
    known_.clear();
    told_total_.reset();
}

void EventRelay::tell_conversation(const ConvKey& key, std::optional<ConvInfo> info) {
    const bool is_listed = info.has_value();
    const bool was_listed = is_listed ? !known_.insert(key).second : known_.erase(key) > 0;
    if (!is_listed && !was_listed) return;
    const ConvEvent kind = !is_listed ? ConvEvent::del : was_listed ? ConvEvent::update : ConvEvent::add;
    ConvInfo shown = is_listed ? std::move(*info) : ConvInfo();
    shown.conv_type = key.type;
    shown.conv_id = key.id;
    tell(kind, documented_list(shown));
}

void EventRelay::tell_total(Client& client) {
    if (!told_total_) return;
    client.total_unread(AsResult([this](const Result<std::uint64_t>& unread) {
        if (!unread || !told_total_ || *told_total_ == *unread) return;
        told_total_ = *unread;
        callbacks_.notify("TIMSetConvTotalUnreadMessageCountChangedCallback", TotalUnreadResult(*unread).unread_count);
    }));
}

void EventRelay::operator()(const SendSettled& event) {
    callbacks_.notify("TIMSetMsgUpdateCallback", documented_list(event.message).c_str());
}

void EventRelay::operator()(const ReadByPeer& event) {
    MessageReceipt receipt;
    receipt.conv_type = event.conversation.type;
    receipt.conv_id = event.conversation.id;
    receipt.time_stamp = event.time;
    receipt.is_peer_read = true;
    callbacks_.notify("TIMSetMsgReadedReceiptCallback", documented_list(receipt).c_str());
}

}  // namespace tim::c::detail
