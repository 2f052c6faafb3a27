#pragma once

#include <cstddef>
#include <cstdint>

namespace tim {

/// Sizes, counts and rates that are refused beyond. Defaults are the documented ones (`docs/limits.md` names each with
/// its code and source); the hub's copy is the one that binds, a client checks early what it can.
struct Limits {
    std::size_t user_id_bytes = 32;               ///< 7003; printable ASCII
    std::size_t group_id_bytes = 48;              ///< 8501; printable ASCII, not beginning with @TGS#
    std::size_t group_name_bytes = 30;            ///< 8502
    std::size_t group_introduction_bytes = 240;   ///< 8503
    std::size_t group_notification_bytes = 300;   ///< 8504
    std::size_t group_face_url_bytes = 100;       ///< 8505
    std::size_t name_card_bytes = 50;             ///< 8506
    std::size_t message_bytes = 12 * 1024;        ///< 8001 at the client, 80002 at the hub; see `message_bytes()`
    std::size_t message_text_bytes = 256 * 1024;  ///< 8001 and 80002 likewise; the whole message as JSON text
    std::size_t mentions = 30;                    ///< 6017; at-all included
    std::size_t targets = 50;                     ///< 6017; receivers of a directed group message
    std::size_t merger_messages = 300;            ///< 6016
    std::size_t merger_depth = 100;               ///< 8005
    std::size_t removed_messages = 30;            ///< 6017; messages taken away in one request
    std::size_t options_users = 30;               ///< 6017; users whose receive option is set in one request
    std::size_t invite_members = 500;             ///< 10004; users named in one invite or kick
    std::size_t administrators = 50;              ///< 10004; of a group, its owner apart
    std::size_t groups_asked = 500;               ///< 10004; groups named in one question
    std::size_t application_bytes = 300;   ///< 10004; reasons and other texts of requests to join, invites and kicks
    std::size_t custom_fields = 10;        ///< 10004; of a group, and of a member
    std::size_t custom_key_bytes = 16;     ///< 10004
    std::size_t custom_value_bytes = 512;  ///< 10004

    std::uint32_t work_members = 200;  ///< 10014, and so for the next four
    std::uint32_t public_members = 2000;
    std::uint32_t meeting_members = 6000;
    std::uint32_t community_members = 100000;
    std::uint32_t av_chat_room_members = 0;  ///< 0: no limit

    double group_messages_per_second = 40;  ///< 10023; per group, all kinds; 0: no limit
    double requests_per_second = 5;         ///< 9506; per session, but for what chat itself needs; 0: no limit
    double removals_per_second = 1;         ///< 7008; requests of one user that take away a list; 0: no limit
    double logins_per_second = 5;           ///< 70050; per user; 0: no limit
    std::size_t requests_in_flight = 1000;  ///< 9507; per session

    std::size_t frame_bytes = 1024 * 1024;  ///< 9522; one WebSocket message
    std::size_t json_depth = 110 * 4;       ///< 9502; deep enough for 100 levels of merged messages
    std::size_t session_queue_bytes =
        48 * 1024;  ///< beyond it the hub stops pushing and tells the session that it is behind
};

}  // namespace tim
