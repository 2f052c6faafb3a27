#pragma once

#include "tim/model/message_rules.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <variant>

namespace tim {
namespace detail {

TIM_DECL std::size_t text_bytes(const std::vector<MessageData>& messages);

struct ElemBytes {
    std::size_t operator()(const TextElem& elem) const { return elem.content.size(); }
    std::size_t operator()(const ImageElem& elem) const {
        return sum(elem.orig_path, elem.orig_id, elem.thumb_id, elem.large_id, elem.orig_url, elem.thumb_url,
                   elem.large_url);
    }
    std::size_t operator()(const SoundElem& elem) const { return sum(elem.file_path, elem.file_id, elem.url); }
    std::size_t operator()(const CustomElem& elem) const { return sum(elem.data, elem.desc, elem.ext, elem.sound); }
    std::size_t operator()(const FileElem& elem) const {
        return sum(elem.file_path, elem.file_name, elem.file_id, elem.url);
    }
    std::size_t operator()(const FaceElem& elem) const { return elem.buf.size(); }
    std::size_t operator()(const LocationElem& elem) const { return elem.desc.size(); }
    std::size_t operator()(const VideoElem& elem) const {
        return sum(elem.video_type, elem.video_path, elem.video_id, elem.video_url, elem.image_type, elem.image_path,
                   elem.image_id, elem.image_url);
    }
    std::size_t operator()(const MergerElem& elem) const {
        std::size_t bytes =
            sum(elem.title, elem.compatible_text, elem.relay_pb_key, elem.relay_json_key, elem.relay_buffer);
        for (const std::string& line : elem.abstracts) bytes += line.size();
        return bytes + text_bytes(elem.messages);
    }
    std::size_t operator()(const UnknownElem& elem) const { return elem.json.view().size(); }
    /// Tips, reports and notices are the service's own.
    template <class Notice>
    std::size_t operator()(const Notice&) const {
        return 0;
    }

private:
    template <class... Text>
    static std::size_t sum(const Text&... text) {
        return (text.size() + ...);
    }
};

TIM_DECL std::size_t text_bytes(const std::vector<MessageData>& messages) {
    std::size_t bytes = 0;
    for (const MessageData& message : messages) bytes += message_bytes(message);
    return bytes;
}

TIM_DECL Failure bad_element(std::string text) { return Failure(Errc::invalid_msg_elem, std::move(text)); }

TIM_DECL Result<void> check_merger(const MergerElem& merger, std::size_t depth, const Limits& limits);

TIM_DECL Result<void> check_merged(const MessageData& message, std::size_t depth, const Limits& limits) {
    if (message.status != MsgStatus::send_succ) return bad_element("a merged message must have been sent (status 2)");
    for (const Elem& elem : message.elements) {
        if (elem_type(elem) == ElemType::group_tips || elem_type(elem) == ElemType::group_report)
            return bad_element("group tips and reports cannot be merged");
        const auto* inner = std::get_if<MergerElem>(&elem);
        if (!inner) continue;
        if (const auto checked = check_merger(*inner, depth + 1, limits); !checked) return checked;
    }
    return {};
}

TIM_DECL Result<void> check_merger(const MergerElem& merger, std::size_t depth, const Limits& limits) {
    if (depth > limits.merger_depth)
        return Failure(Errc::merger_msg_layers_over_limit,
                       "merged more than " + std::to_string(limits.merger_depth) + " deep");
    if (merger.compatible_text.empty()) return bad_element("a merger element needs a compatible text");
    if (merger.messages.size() > limits.merger_messages)
        return bad_element("at most " + std::to_string(limits.merger_messages) + " messages can be merged");
    for (const MessageData& message : merger.messages)
        if (const auto checked = check_merged(message, depth, limits); !checked) return checked;
    return {};
}

TIM_DECL bool is_sendable(ElemType type) noexcept {
    constexpr std::array sendable = {ElemType::text,     ElemType::image, ElemType::sound,
                                     ElemType::custom,   ElemType::file,  ElemType::face,
                                     ElemType::location, ElemType::video, ElemType::merger};
    return std::find(sendable.begin(), sendable.end(), type) != sendable.end();
}

}  // namespace detail

TIM_DECL std::size_t message_bytes(const MessageData& message) {
    std::size_t bytes = message.cloud_custom_str.size();
    for (const Elem& elem : message.elements) bytes += std::visit(detail::ElemBytes(), elem);
    return bytes;
}

TIM_DECL Result<void> check_elements(const MessageData& message, const Limits& limits) {
    if (message.elements.empty()) return detail::bad_element("a message needs an element");
    int sounds = 0;
    int files = 0;
    for (const Elem& elem : message.elements) {
        const ElemType type = elem_type(elem);
        if (!detail::is_sendable(type))
            return detail::bad_element("an element of type " + std::to_string(static_cast<int>(type)) +
                                       " cannot be sent");
        sounds += type == ElemType::sound;
        files += type == ElemType::file;
        const auto* merger = std::get_if<MergerElem>(&elem);
        if (!merger) continue;
        if (const auto checked = detail::check_merger(*merger, 1, limits); !checked) return checked;
    }
    if (sounds > 1) return detail::bad_element("a message holds at most one sound");
    if (files > 1) return detail::bad_element("a message holds at most one file");
    return {};
}

TIM_DECL Result<void> check_addressees(const MessageData& message, std::optional<GroupType> group,
                                       const Limits& limits) {
    const bool mentions = !message.group_at_users.empty();
    const bool directed = !message.target_group_members.empty();
    const bool live_room = group == GroupType::av_chat_room;
    const auto refuse = [](std::string text) { return Failure(Errc::invalid_parameters, std::move(text)); };
    if (mentions && !group) return refuse("mentions are for groups");
    if (directed && !group) return refuse("message_target_group_member_array is for groups");
    if (mentions && live_room) return refuse("an AVChatRoom has no mentions");
    if (directed && (live_room || group == GroupType::community))
        return refuse("an AVChatRoom or Community has no directed messages");
    if (mentions && directed) return refuse("a directed message cannot mention anybody");
    if (message.group_at_users.size() > limits.mentions)
        return refuse("at most " + std::to_string(limits.mentions) + " mentions");
    if (message.target_group_members.size() > limits.targets)
        return refuse("at most " + std::to_string(limits.targets) + " receivers of a directed message");
    if (message.is_online_msg && live_room) return refuse("an AVChatRoom's messages are online-only anyway");
    return {};
}

}  // namespace tim
