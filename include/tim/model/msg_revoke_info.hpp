#pragma once

#include "tim/core/ids.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>

namespace tim {

/// A revoked message, named as by `MsgLocator`, and who revoked it.
struct MsgRevokeInfo {
    std::string conv_id;
    ConvType conv_type{};
    bool is_revoked = false;
    std::uint64_t time = 0;  ///< of the message, UTC seconds
    std::uint64_t seq = 0;
    bool is_self = false;  ///< the local user sent it
    std::uint64_t rand = 0;
    std::uint64_t unique_id = 0;
    std::string revoker_user_id;
    std::string revoker_nick_name;
    std::string revoker_face_url;
    std::string revoke_reason;
    Unknown unknown;

    MsgRevokeInfo() = default;

    friend bool operator==(const MsgRevokeInfo&, const MsgRevokeInfo&) = default;
};

}  // namespace tim
