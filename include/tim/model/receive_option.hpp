#pragma once

#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <string>

namespace tim {

/// Which receive option is in force for what one user sends.
struct GetC2CRecvMsgOptResult {
    std::string identifier;
    ReceiveMessageOpt opt{};
    Unknown unknown;

    GetC2CRecvMsgOptResult() = default;

    friend bool operator==(const GetC2CRecvMsgOptResult&, const GetC2CRecvMsgOptResult&) = default;
};

}  // namespace tim
