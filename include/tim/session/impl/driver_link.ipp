#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/session/detail/driver.hpp"
#include "tim/session/detail/failures.hpp"
#include "tim/wire/tables.hpp"

#include <algorithm>
#include <limits>

namespace tim::session {
namespace detail {

inline constexpr std::uint32_t protocol_version = 1;

/// Of pushes that wait for the store; more are left out and fetched by position when the store has caught up.
inline constexpr std::size_t most_waiting_bytes = 1024 * 1024;

TIM_DECL std::string client_name() {
    return "tim/" + std::to_string(TIM_VERSION_MAJOR) + "." + std::to_string(TIM_VERSION_MINOR);
}

/// An ephemeral message as this user sees it.
TIM_DECL Result<MessageData> read_live(wire::Live live, std::string_view user) {
    Result<MessageData> read = codec::read<MessageData>(live.message.view());
    if (read.has_error()) return read;
    MessageData& message = *read;
    const bool own = live.from == user;
    message.conv_type = live.conv_type;
    message.conv_id = live.conv_type == ConvType::c2c && !own ? live.from : std::move(live.conv_id);
    message.sender = std::move(live.from);
    message.is_from_self = own;
    message.msg_id = std::move(live.id);
    message.server_time = to_seconds(live.time);
    message.status = MsgStatus::send_succ;
    message.is_read = message.is_peer_read = false;
    message.seq = message.version = 0;
    message.custom_int = 0;
    message.custom_str.clear();
    return read;
}

}  // namespace detail

TIM_DECL void Driver::dial() {
    ++connections_;
    const Transport& endpoint = options_.endpoints[connection_.endpoint()];
    note(LogLevel::debug, "connecting to " + endpoint.dialer().name());
    end_ = std::make_shared<LinkEnd>(std::static_pointer_cast<Driver>(shared_from_this()));
    link_ = endpoint.dialer().connect(strand_, end_);
}

TIM_DECL void Driver::link_opened() {
    connection_.opened(now());
    pump();
}

TIM_DECL void Driver::greet() {
    wire::Hello hello;
    hello.app_id = options_.app_id;
    hello.client = detail::client_name();
    hello.device = device_;
    hello.platform = static_cast<std::uint32_t>(options_.platform);
    hello.resume = connection_.resumes();
    hello.sig = sig_.reveal();
    hello.user = store_user_;
    hello.version = detail::protocol_version;
    const std::uint64_t id = ++last_number_;
    first_frame_ = wire::request_frame("hello", id, codec::to_json(hello));
    requests_.add_written(id, first_frame_->size(), [this](Result<wire::Incoming> reply) {
        if (reply.has_value()) on_hello(*reply);
    });
}

TIM_DECL void Driver::ping() {
    requests_.add(++last_number_, "ping", {}, OnLost::forget, [this](Result<wire::Incoming> reply) {
        if (!reply.has_value() || reply->code != 0) return;
        const Result<wire::Pong> pong = codec::read<wire::Pong>(reply->body.view());
        if (pong.has_error()) return;
        handle_outcomes();  // what was acknowledged before is in the mark
        sync_.pong(pong->mark);
    });
}

TIM_DECL void Driver::link_takes(std::vector<wire::FrameText>& frames, std::size_t bytes) {
    woken_ = false;
    const std::size_t before = frames.size();
    if (first_frame_) {
        bytes -= std::min(bytes, first_frame_->size());
        frames.push_back(std::exchange(first_frame_, nullptr));
    }
    if (connection_.up()) {
        requests_.take(frames, bytes);
        while (auto frame = next_send(frames.empty() ? std::numeric_limits<std::size_t>::max() : bytes)) {
            bytes -= std::min(bytes, (*frame)->size());
            frames.push_back(std::move(*frame));
        }
    }
    if (frames.size() > before) connection_.wrote(now());
}

TIM_DECL void Driver::drop_link() {
    if (end_) end_->detach();
    if (link_) link_->drop();
    end_.reset();
    link_.reset();
    first_frame_.reset();
    woken_ = false;
}

TIM_DECL void Driver::break_link(Failure why) {
    drop_link();
    lost(std::move(why));
}

TIM_DECL void Driver::link_lost(error_code reason) {
    end_.reset();
    link_.reset();
    first_frame_.reset();
    woken_ = false;
    if (leaving_) {
        leaving_->link_ended = true;
        left();
    } else {
        lost(reason ? Failure(reason) : Failure(Errc::sdk_net_disconnect, "the hub closed the connection"));
    }
    pump();
}

TIM_DECL void Driver::lost(Failure why) {
    note(LogLevel::debug, "no link: " + why.code.message() + " " + why.text);
    connection_.lost(now(), std::move(why), random_);
    outbox_.lost();
    sync_.lost();
    for (Requests::Done& done : requests_.lost()) call(std::move(done));
    link_left_pages();
}

TIM_DECL void Driver::link_received(const std::string& packet) {
    if (!connection_.runs()) return;
    connection_.heard(now());
    const auto link = link_;
    std::string_view rest = packet;
    for (auto frame = wire::next_frame(rest); !frame.empty() && link_ == link; frame = wire::next_frame(rest))
        on_frame(frame);
    pump();
}

TIM_DECL void Driver::on_frame(std::string_view text) {
    Result<wire::Incoming> frame = wire::read_incoming(text, options_.limits);
    if (frame.has_error()) return break_link(detail::nonsense("a frame"));
    if (frame->re == 0) return on_push(std::move(*frame));
    if (auto done = requests_.reply(std::move(*frame))) call(std::move(*done));
}

TIM_DECL void Driver::on_hello(const wire::Incoming& reply) {
    if (reply.code != 0) return on_refused_hello(reply);
    const Result<wire::Welcome> welcome = codec::read<wire::Welcome>(reply.body.view());
    if (welcome.has_error()) return break_link(detail::nonsense("its welcome"));
    if (welcome->version != detail::protocol_version)
        return end_session(ConnectionState::offline,
                           {Errc::svr_comm_req_forbidden, "the hub speaks another version of the protocol"});
    if (welcome->time > 0) hub_started_ = welcome->time - now();
    connection_.welcomed(now(), std::chrono::milliseconds(welcome->heartbeat));
    greet_store(*welcome);
}

TIM_DECL void Driver::on_refused_hello(const wire::Incoming& reply) {
    Failure why = detail::failure_of(reply);
    note(LogLevel::warning, "the hub refused the login: " + why.code.message() + " " + why.text);
    const bool passing = reply.retry || why.code == Errc::svr_account_freq_limit;
    if (connection_.resumes() && passing) return break_link(std::move(why));
    if (connection_.resumes() && why.code == Errc::login_kicked_off_by_other)
        return end_session(ConnectionState::kicked, why);
    if (connection_.resumes() && why.code == Errc::svr_account_usersig_expired)
        return end_session(ConnectionState::expired, {Errc::user_sig_expired, why.text});
    end_session(ConnectionState::offline, why);
}

TIM_DECL void Driver::on_push(wire::Incoming push) {
    if (push.push == "kicked")
        return end_session(ConnectionState::kicked,
                           {Errc::login_kicked_off_by_other, "another device of this kind logged in"});
    if (push.push == "expired")
        return end_session(ConnectionState::expired, {Errc::user_sig_expired, "the UserSig ran out"});
    if (!connection_.up()) return;
    if (push.push == "entries") return on_entries(push);
    if (push.push == "live") return on_live(push);
    if (push.push != "behind") return;
    note(LogLevel::info, "the hub left pushes out: comparing");
    sync_.behind();
}

TIM_DECL void Driver::on_entries(const wire::Incoming& push) {
    const std::size_t bytes = push.body.text().size();
    Result<wire::EntryRange> range = codec::read<wire::EntryRange>(push.body.view());
    if (range.has_error() || range->from == 0 || range->to < range->from)
        return break_link(detail::nonsense("entries of a log"));
    if (pipe_.waiting_bytes() + bytes > detail::most_waiting_bytes) {
        note(LogLevel::debug, "the store is slow: a push is left out for now");
        return sync_.dropped(*range);
    }
    sync_.pushed(*range);
    store::Batch batch;
    batch.range = std::move(*range);
    pipe_.apply(std::move(batch), 0, bytes);
    events_.arrived();  // so that it is read in the round in which it is stored
}

TIM_DECL void Driver::on_live(const wire::Incoming& push) {
    Result<wire::Live> live = codec::read<wire::Live>(push.body.view());
    if (live.has_error()) return note(LogLevel::warning, "an ephemeral message cannot be read");
    Result<MessageData> message = detail::read_live(std::move(*live), store_user_);
    if (message.has_error()) return note(LogLevel::warning, "an ephemeral message cannot be read");
    events_.live(std::move(*message));
}

TIM_DECL void Driver::on_sync(std::uint64_t number, const wire::Incoming& reply) {
    Sync::Answer answer = sync_.answer(number, reply, now(), random_);
    if (answer.broken) return break_link(detail::nonsense("an answer about a log"));
    if (answer.heads) {
        for (const wire::Head& head : answer.heads->heads) outbox_.learn(head);
        learn(std::move(answer.heads->heads), answer.heads->as_of, number);
    }
    if (!answer.batch) return;
    pipe_.apply(std::move(*answer.batch), number, 0);
    events_.arrived();
}

TIM_DECL void Driver::on_open(const ConvKey& conv, const wire::Incoming& reply) {
    if (reply.code != 0) {
        if (reply.retry) return outbox_.open_later(conv, now(), random_);
        return outbox_.open_refused(conv, detail::failure_of(reply), sync_.log_of(conv));
    }
    const Result<wire::Opened> opened = codec::read<wire::Opened>(reply.body.view());
    if (opened.has_error()) return break_link(detail::nonsense("an opened log"));
    outbox_.opened(conv, *opened);
    if (opened->log.empty()) return;
    wire::Head head;
    head.log = opened->log;
    head.conv_type = conv.type;
    head.conv_id = conv.id;
    head.head = opened->head;
    head.start = opened->start;
    head.n = opened->n;
    sync_.told(head);
    learn({std::move(head)}, std::numeric_limits<Position>::max(), 0);
}

}  // namespace tim::session
