#pragma once

#include "tim/model/message_data.hpp"

#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

/// The keys that the baselines convert, spelled out once for both libraries and both directions: `fields(object, each)`
/// calls `each(key, member, normal)`, resolved at compile time, so that neither baseline pays for a table.
namespace bench {

/// The integer as which a key's value is written.
template <class T>
inline constexpr bool is_number = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// `Plain` itself, to be filled, or a const one, to be read.
template <class T, class Plain>
concept Either = std::is_same_v<std::remove_const_t<T>, Plain>;

template <Either<tim::UserProfile> Profile, class Each>
void fields(Profile& profile, Each& each) {
    each("user_profile_add_permission", profile.add_permission);
    each("user_profile_birthday", profile.birthday);
    each("user_profile_face_url", profile.face_url);
    each("user_profile_friend_remark", profile.friend_remark);
    each("user_profile_gender", profile.gender);
    each("user_profile_identifier", profile.identifier);
    each("user_profile_language", profile.language);
    each("user_profile_level", profile.level);
    each("user_profile_location", profile.location);
    each("user_profile_nick_name", profile.nick_name);
    each("user_profile_role", profile.role);
    each("user_profile_self_signature", profile.self_signature);
}

template <Either<tim::GroupMemberInfo> Member, class Each>
void fields(Member& member, Each& each) {
    each("group_member_info_face_url", member.face_url);
    each("group_member_info_friend_remark", member.friend_remark);
    each("group_member_info_group_id", member.group_id);
    each("group_member_info_identifier", member.identifier);
    each("group_member_info_is_online", member.is_online);
    each("group_member_info_join_time", member.join_time);
    each("group_member_info_member_role", member.role);
    each("group_member_info_msg_flag", member.msg_flag);
    each("group_member_info_msg_seq", member.msg_seq);
    each("group_member_info_name_card", member.name_card);
    each("group_member_info_nick_name", member.nick_name);
    each("group_member_info_shutup_time", member.shutup_time);
}

template <Either<tim::TextElem> Elem, class Each>
void fields(Elem& elem, Each& each) {
    each("text_elem_content", elem.content);
}

template <Either<tim::CustomElem> Elem, class Each>
void fields(Elem& elem, Each& each) {
    each("custom_elem_data", elem.data);
    each("custom_elem_desc", elem.desc);
    each("custom_elem_ext", elem.ext);
    each("custom_elem_sound", elem.sound);
}

template <Either<tim::FaceElem> Elem, class Each>
void fields(Elem& elem, Each& each) {
    each("face_elem_buf", elem.buf);
    each("face_elem_index", elem.index);
}

template <Either<tim::LocationElem> Elem, class Each>
void fields(Elem& elem, Each& each) {
    each("location_elem_desc", elem.desc);
    each("location_elem_latitude", elem.latitude);
    each("location_elem_longitude", elem.longitude);
}

template <Either<tim::ImageElem> Elem, class Each>
void fields(Elem& elem, Each& each) {
    each("image_elem_format", elem.format);
    each("image_elem_large_id", elem.large_id);
    each("image_elem_large_pic_height", elem.large_pic_height);
    each("image_elem_large_pic_size", elem.large_pic_size);
    each("image_elem_large_pic_width", elem.large_pic_width);
    each("image_elem_large_url", elem.large_url);
    each("image_elem_level", elem.level);
    each("image_elem_orig_id", elem.orig_id);
    each("image_elem_orig_path", elem.orig_path);
    each("image_elem_orig_pic_height", elem.orig_pic_height);
    each("image_elem_orig_pic_size", elem.orig_pic_size);
    each("image_elem_orig_pic_width", elem.orig_pic_width);
    each("image_elem_orig_url", elem.orig_url);
    each("image_elem_thumb_id", elem.thumb_id);
    each("image_elem_thumb_pic_height", elem.thumb_pic_height);
    each("image_elem_thumb_pic_size", elem.thumb_pic_size);
    each("image_elem_thumb_pic_width", elem.thumb_pic_width);
    each("image_elem_thumb_url", elem.thumb_url);
}

template <Either<tim::SoundElem> Elem, class Each>
void fields(Elem& elem, Each& each) {
    each("sound_elem_business_id", elem.business_id);
    each("sound_elem_file_id", elem.file_id);
    each("sound_elem_file_path", elem.file_path);
    each("sound_elem_file_size", elem.file_size);
    each("sound_elem_file_time", elem.file_time);
    each("sound_elem_url", elem.url);
}

template <Either<tim::FileElem> Elem, class Each>
void fields(Elem& elem, Each& each) {
    each("file_elem_business_id", elem.business_id);
    each("file_elem_file_id", elem.file_id);
    each("file_elem_file_name", elem.file_name);
    each("file_elem_file_path", elem.file_path);
    each("file_elem_file_size", elem.file_size);
    each("file_elem_url", elem.url);
}

template <Either<tim::MessageData> Message, class Each>
void fields(Message& message, Each& each) {
    each("message_client_time", message.client_time);
    each("message_cloud_custom_str", message.cloud_custom_str);
    each("message_conv_id", message.conv_id);
    each("message_conv_type", message.conv_type);
    each("message_custom_int", message.custom_int);
    each("message_custom_moderation_configuration_id", message.custom_moderation_configuration_id);
    each("message_custom_str", message.custom_str);
    each("message_elem_array", message.elements);
    each("message_excluded_from_content_moderation", message.excluded_from_content_moderation);
    each("message_excluded_from_last_message", message.excluded_from_last_message);
    each("message_group_at_user_array", message.group_at_users);
    each("message_group_receipt_read_count", message.group_receipt_read_count);
    each("message_group_receipt_unread_count", message.group_receipt_unread_count, -1);
    each("message_has_risk_content", message.has_risk_content);
    each("message_has_sent_receipt", message.has_sent_receipt);
    each("message_is_broadcast_message", message.is_broadcast_message);
    each("message_is_excluded_from_unread_count", message.is_excluded_from_unread_count);
    each("message_is_forward_message", message.is_forward_message);
    each("message_is_from_self", message.is_from_self);
    each("message_is_online_msg", message.is_online_msg);
    each("message_is_peer_read", message.is_peer_read);
    each("message_is_read", message.is_read);
    each("message_msg_id", message.msg_id);
    each("message_need_read_receipt", message.need_read_receipt);
    each("message_pinner_face_url", message.pinner_face_url);
    each("message_pinner_friend_remark", message.pinner_friend_remark);
    each("message_pinner_name_card", message.pinner_name_card);
    each("message_pinner_nick_name", message.pinner_nick_name);
    each("message_pinner_user_id", message.pinner_user_id);
    each("message_platform", message.platform);
    each("message_priority", message.priority, 1);
    each("message_rand", message.rand);
    each("message_receipt_peer_read", message.receipt_peer_read);
    each("message_revoke_reason", message.revoke_reason);
    each("message_revoker_face_url", message.revoker_face_url);
    each("message_revoker_nick_name", message.revoker_nick_name);
    each("message_revoker_user_id", message.revoker_user_id);
    each("message_risk_type_identified", message.risk_type_identified);
    each("message_sender", message.sender);
    each("message_sender_group_member_info", message.sender_group_member_info);
    each("message_sender_profile", message.sender_profile);
    each("message_seq", message.seq);
    each("message_server_time", message.server_time);
    each("message_status", message.status);
    each("message_support_message_extension", message.support_message_extension);
    each("message_target_group_member_array", message.target_group_members);
    each("message_unique_id", message.unique_id);
    each("message_version", message.version);
}

/// Makes the element of a documented type and hands it on; only the types that the inputs hold.
template <class Each>
void with_new_elem(tim::Elem& elem, std::int64_t type, Each each) {
    switch (static_cast<tim::ElemType>(type)) {
        case tim::ElemType::text:
            return each(elem.emplace<tim::TextElem>());
        case tim::ElemType::image:
            return each(elem.emplace<tim::ImageElem>());
        case tim::ElemType::sound:
            return each(elem.emplace<tim::SoundElem>());
        case tim::ElemType::custom:
            return each(elem.emplace<tim::CustomElem>());
        case tim::ElemType::file:
            return each(elem.emplace<tim::FileElem>());
        case tim::ElemType::face:
            return each(elem.emplace<tim::FaceElem>());
        case tim::ElemType::location:
            return each(elem.emplace<tim::LocationElem>());
        default:
            return;
    }
}

/// Hands on an element of one of these types.
template <class Each>
void with_elem(const tim::Elem& elem, Each each) {
    switch (tim::elem_type(elem)) {
        case tim::ElemType::text:
            return each(std::get<tim::TextElem>(elem));
        case tim::ElemType::image:
            return each(std::get<tim::ImageElem>(elem));
        case tim::ElemType::sound:
            return each(std::get<tim::SoundElem>(elem));
        case tim::ElemType::custom:
            return each(std::get<tim::CustomElem>(elem));
        case tim::ElemType::file:
            return each(std::get<tim::FileElem>(elem));
        case tim::ElemType::face:
            return each(std::get<tim::FaceElem>(elem));
        case tim::ElemType::location:
            return each(std::get<tim::LocationElem>(elem));
        default:
            return;
    }
}

}  // namespace bench
