#pragma once

#include "tim/core/ids.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>

namespace tim {

/// Names one message by what both sides know of it, without its id.
struct MsgLocator {
    std::string conv_id;
    ConvType conv_type{};
    bool is_revoked = false;
    std::uint64_t time = 0;  ///< UTC seconds
    std::uint64_t seq = 0;
    bool is_self = false;  ///< the local user sent it
    std::uint64_t rand = 0;
    std::uint64_t unique_id = 0;
    Unknown unknown;

    MsgLocator() = default;

    friend bool operator==(const MsgLocator&, const MsgLocator&) = default;
};

}  // namespace tim
