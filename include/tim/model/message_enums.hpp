#pragma once

#include <cstdint>

/// Documented numbers of messages. Enums are open: a number without a name is kept as it came.
namespace tim {

/// `TIMElemType`.
enum class ElemType : std::uint32_t {
    text = 0,
    image = 1,
    sound = 2,
    custom = 3,
    file = 4,
    group_tips = 5,
    face = 6,
    location = 7,
    group_report = 8,
    video = 9,
    friend_change = 10,
    profile_change = 11,
    merger = 12,
    invalid = 0xffffffff,  ///< -1 in C
};

/// `TIMMsgPriority`; the smaller the more important. Counts in groups only.
enum class MsgPriority : std::uint32_t { high = 0, normal = 1, low = 2, lowest = 3 };

/// `TIMMsgStatus`; 0 stands for a message that has not been sent or stored yet.
enum class MsgStatus : std::uint32_t {
    sending = 1,
    send_succ = 2,  ///< the hub has it; what others sent has this status too
    send_fail = 3,
    deleted = 4,
    local_imported = 5,
    revoked = 6,
    cancel = 7,
};

/// `TIMPlatform`.
enum class Platform : std::uint32_t { other = 0, windows = 1, android = 2, ios = 3, mac = 4, simulator = 5 };

/// `TIMImageLevel`: which quality is sent.
enum class ImageLevel : std::uint32_t { orig = 0, compression = 1, hd = 2 };

/// `TIMDownloadType`. There is none for images.
enum class DownloadType : std::uint32_t { video_thumb = 0, file = 1, video = 2, sound = 3 };

/// `TIMReceiveMessageOpt`.
enum class ReceiveMessageOpt : std::uint32_t {
    receive = 0,               ///< delivered online, pushed offline
    not_receive = 1,           ///< nothing at all
    not_notify = 2,            ///< delivered online, no push
    not_notify_except_at = 3,  ///< delivered online, pushed only when mentioned; groups only
};

/// `TIMKeywordListMatchType`.
enum class KeywordListMatchType : std::uint32_t { any = 0, all = 1 };

/// `TIMGroupMessageReadMembersFilter`.
enum class GroupMessageReadMembersFilter : std::uint32_t { read = 0, unread = 1 };

}  // namespace tim
