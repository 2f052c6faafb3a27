#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/tables.hpp"

#include <utility>

namespace tim::wire {
namespace detail {

TIM_DECL codec::ReadOptions frame_options(const Limits& limits) {
    return {.most_bytes = limits.frame_bytes, .most_depth = limits.json_depth};
}

// `head` is a frame's fields as the codec writes them, sorted; "body" comes before all of them.
TIM_DECL FrameText with_body(std::string_view body, std::string_view head) {
    auto frame = std::make_shared<std::string>();
    frame->reserve(body.size() + head.size() + 12);
    if (body.empty()) {
        frame->append(head);
    } else {
        frame->append("{\"body\":").append(body);
        if (head.size() > 2) frame->push_back(',');
        frame->append(head.substr(1));
    }
    frame->push_back('\n');
    return frame;
}

}  // namespace detail

TIM_DECL std::string_view next_frame(std::string_view& packet) noexcept {
    while (!packet.empty()) {
        const auto end = packet.find('\n');
        const auto line = packet.substr(0, end);
        packet.remove_prefix(end == std::string_view::npos ? packet.size() : end + 1);
        if (!line.empty()) return line;
    }
    return {};
}

TIM_DECL Result<Request> read_request(std::string_view frame, const Limits& limits) {
    auto request = codec::read<Request>(frame, detail::frame_options(limits));
    if (request && (request->op.empty() || request->id == 0))
        return Failure(Errc::invalid_json, "a request has an op and an id above 0");
    return request;
}

TIM_DECL Result<Incoming> read_incoming(std::string_view frame, const Limits& limits) {
    return codec::read<Incoming>(frame, detail::frame_options(limits));
}

TIM_DECL FrameText request_frame(std::string_view op, std::uint64_t id, std::string_view body) {
    Request request;
    request.op = op;
    request.id = id;
    return detail::with_body(body, codec::to_json(request));
}

TIM_DECL FrameText reply_frame(std::uint64_t re, std::string_view body) {
    Incoming reply;
    reply.re = re;
    return detail::with_body(body, codec::to_json(reply));
}

TIM_DECL FrameText refusal_frame(std::uint64_t re, const Failure& failure, bool retry, std::string_view body) {
    Incoming reply;
    reply.re = re;
    reply.code = failure.code.value();
    reply.text = failure.text.empty() ? failure.code.message() : failure.text;
    reply.retry = retry;
    return detail::with_body(body, codec::to_json(reply));
}

TIM_DECL FrameText push_frame(std::string_view push, std::string_view body) {
    Incoming news;
    news.push = push;
    return detail::with_body(body, codec::to_json(news));
}

}  // namespace tim::wire
