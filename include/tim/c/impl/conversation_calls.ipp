#pragma once

#include "tim/c/call.hpp"
#include "tim/c/conversation_list.hpp"
#include "tim/c/detail/answering.hpp"
#include "tim/c/detail/conversation_calls.hpp"
#include "tim/c/detail/runtime.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tim::c::detail {

using ConvInfos = std::vector<ConvInfo>;

void get_conversations(Call call) { client().conversations(answering(std::move(call))); }

/// Answers with what `choose` makes of all conversations.
template <class Choose>
void answer_of_all(Call call, Choose choose) {
    client().conversations(
        AsResult([call = std::move(call), choose = std::move(choose)](Result<ConvInfos> all) mutable {
            all ? call.succeed(documented_json(choose(*all))) : call.fail(all.error());
        }));
}

void get_conversation_infos(Call call) {
    auto wanted = call.arguments().json<std::vector<GetConversationListParam>>("json_get_conv_list_param");
    answer_of_all(std::move(call), [wanted = std::move(wanted)](const ConvInfos& all) {
        ConvInfos found;
        for (const GetConversationListParam& one : wanted) {
            const auto same = std::find_if(all.begin(), all.end(), [&](const ConvInfo& known) {
                return known.conv_type == one.conv_type && known.conv_id == one.conv_id;
            });
            if (same != all.end()) found.push_back(*same);
        }
        return found;
    });
}

void get_conversation_page(Call call) {
    auto filter = call.arguments().json<ConversationListFilter>("filter");
    const auto first = call.arguments().number<std::uint64_t>("next_seq");
    const auto count = call.arguments().number<std::uint32_t>("count");
    answer_of_all(std::move(call), [filter = std::move(filter), first, count](ConvInfos& all) {
        std::erase_if(all, [&](const ConvInfo& one) { return !filter.admits(one); });
        const std::uint64_t begin = std::min<std::uint64_t>(first, all.size());
        const std::uint64_t end = begin + std::min<std::uint64_t>(count, all.size() - begin);
        ConversationListResult page;
        page.conversations.assign(all.begin() + static_cast<std::ptrdiff_t>(begin),
                                  all.begin() + static_cast<std::ptrdiff_t>(end));
        page.is_finished = end == all.size();
        page.next_seq = page.is_finished ? 0 : end;
        return page;
    });
}

void create_conversation(Call call) {
    const Conversation chat = chat_of(call);
    chat.info(AsResult([call = std::move(call), key = chat.key()](Result<std::optional<ConvInfo>> info) mutable {
        if (!info) return call.fail(info.error());
        ConvInfo known = info->value_or(ConvInfo());
        known.conv_type = key.type;
        known.conv_id = key.id;
        call.succeed(documented_json(known));
    }));
}

void delete_conversation(Call call) {
    const Conversation chat = chat_of(call);
    chat.erase(answering(std::move(call)));
}

void pin_conversation(Call call) {
    const Conversation chat = chat_of(call);
    const bool pinned = call.arguments().number<unsigned char>("is_pinned") != 0;
    chat.set_pinned(pinned, answering(std::move(call)));
}

void set_draft(Call call) {
    const Conversation chat = chat_of(call);
    auto draft = call.arguments().json<Draft>("json_draft_param");
    chat.set_draft(std::move(draft), answering(std::move(call)));
}

void cancel_draft(Call call) {
    const Conversation chat = chat_of(call);
    chat.set_draft(std::nullopt, answering(std::move(call)));
}

void get_total_unread(Call call) {
    client().total_unread(AsResult([call = std::move(call)](Result<std::uint64_t> count) mutable {
        if (!count) return call.fail(count.error());
        runtime().events.tell_changes_of_total(*count);
        call.succeed(documented_json(TotalUnreadResult(*count)));
    }));
}

void count_unread(Call call) {
    auto filter = call.arguments().json<ConversationListFilter>("filter");
    answer_of_all(std::move(call), [filter = std::move(filter)](const ConvInfos& all) {
        std::uint64_t count = 0;
        for (const ConvInfo& one : all)
            if (one.recv_opt == ReceiveMessageOpt::receive && filter.admits(one)) count += one.unread_num;
        return TotalUnreadResult(count);
    });
}

/// The newest message that a call for one conversation means; none when it means all.
std::optional<HistoryQuery> cleaned_up_to(const Conversation& chat, const Arguments& arguments) {
    const bool is_group = chat.type() == ConvType::group;
    const auto up_to = arguments.number<std::uint64_t>(is_group ? "clean_sequence" : "clean_timestamp");
    if (up_to == 0) return std::nullopt;
    HistoryQuery query;
    query.count(1);
    return is_group ? query.from_seq(up_to) : query.within(up_to);
}

void clean_unread(Call call) {
    const std::string& id = call.arguments().text("conversation_id");
    if (id.empty()) return client().mark_all_read(answering(std::move(call)));
    if (id == "c2c") return client().mark_read(ConvType::c2c, answering(std::move(call)));
    if (id == "group") return client().mark_read(ConvType::group, answering(std::move(call)));
    std::optional<ConvKey> key = conversation_named(id);
    if (!key) return call.fail(invalid("invalid conversation id"));
    const Conversation chat = client().conversation(std::move(*key));
    std::optional<HistoryQuery> query = cleaned_up_to(chat, call.arguments());
    if (!query) return chat.mark_read(answering(std::move(call)));
    auto mark = [chat, call = std::move(call)](const Result<std::vector<Message>>& newest) mutable {
        if (!newest) return call.fail(newest.error());
        if (newest->empty()) return call.succeed();
        chat.mark_read(newest->front(), answering(std::move(call)));
    };
    chat.history(std::move(*query), AsResult(std::move(mark)));
}

}  // namespace tim::c::detail
