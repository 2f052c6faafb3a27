#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/limits.hpp"
#include "tim/model/raw_json.hpp"
#include "tim/wire/link.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tim::wire {

/// Client → hub: do this.
struct Request {
    Request() = default;
    std::string op;
    std::uint64_t id = 0;
    RawJson body;
};

/// Hub → client: a reply when `re` is set, else a push when `push` is, else a frame of a kind that is to be ignored.
struct Incoming {
    Incoming() = default;
    std::uint64_t re = 0;   ///< the request that is answered
    std::int32_t code = 0;  ///< 0, or the documented number of the refusal
    std::string text;       ///< why it was refused
    bool retry = false;     ///< the refusal is passing
    std::string push;       ///< the kind of news
    RawJson body;
};

/// The next frame of a packet: cut from the front of `packet`, without its line feed. Empty lines are skipped; an empty
/// result means that the packet is used up.
TIM_DECL std::string_view next_frame(std::string_view& packet) noexcept;

/// Reads one frame; the failure (6027) tells where it is wrong. No validation beyond the frame's own fields.
TIM_DECL Result<Request> read_request(std::string_view frame, const Limits& limits = {});
TIM_DECL Result<Incoming> read_incoming(std::string_view frame, const Limits& limits = {});

/// Encoded frames with their line feed. `body` is JSON text, or empty for none.
TIM_DECL FrameText request_frame(std::string_view op, std::uint64_t id, std::string_view body);
TIM_DECL FrameText reply_frame(std::uint64_t re, std::string_view body);
TIM_DECL FrameText refusal_frame(std::uint64_t re, const Failure& failure, bool retry, std::string_view body);
TIM_DECL FrameText push_frame(std::string_view push, std::string_view body);

}  // namespace tim::wire

#ifdef TIM_HEADER_ONLY
#include "tim/wire/impl/frame.ipp"
#endif
