#include "tests/simulation/connection.hpp"

#include "tests/simulation/network.hpp"
#include "tim/core/error.hpp"
#include "tim/wire/frame.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <string_view>

namespace sim {
namespace {

constexpr std::size_t window = 16 * 1024;    // bytes that a sender has under way at most
constexpr std::size_t gathered = 64 * 1024;  // bytes that a write gathers at most
constexpr Millis close_bound = 5000;         // a close takes no longer, whatever the other side does
constexpr std::size_t header_bytes = 4;

std::string with_length(const std::string& packet) {
    std::string bytes;
    for (std::size_t i = 0; i < header_bytes; ++i) bytes += static_cast<char>(packet.size() >> (8 * i) & 0xff);
    return bytes + packet;
}

std::size_t length_of(std::string_view bytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < header_bytes; ++i)
        length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return length;
}

}  // namespace

Connection::Connection(Network& network, std::string device, std::string address)
    : network_(network), device_(std::move(device)), address_(std::move(address)) {}

template <class Step>
void Connection::on(End& end, Step step) {
    if (!end.executor) return;
    boost::asio::post(end.executor, [self = shared_from_this(), &end, step = std::move(step)]() mutable {
        if (end.endpoint) step(*self, end);
    });
}

void Connection::End::wake() {
    if (std::exchange(woken, true)) return;
    whole.on(*this, [](Connection& connection, End& end) {
        end.woken = false;
        connection.pump(end);
    });
}

void Connection::End::close(std::uint16_t) {
    if (std::exchange(closing, true)) return;
    whole.on(*this, [](Connection& connection, End& end) {
        connection.tell(end, close_bound);
        connection.pump(end);
    });
}

void Connection::End::drop() {
    whole.on(*this, [](Connection& connection, End& end) {
        if (!connection.is_cut_) {
            connection.reset_ = connection.network_.world.chance.percent(50);
            connection.tell(connection.other(end), 0);
        }
        connection.end(end, boost::asio::error::operation_aborted);
    });
}

std::shared_ptr<tim::wire::Link> Connection::dial(const Process& process, boost::asio::any_io_executor executor,
                                                  std::shared_ptr<tim::wire::Endpoint> endpoint) {
    client_.process = &process;
    client_.executor = std::move(executor);
    client_.endpoint = std::move(endpoint);
    network_.world.after(network_.latency(), [self = shared_from_this()] { self->knock(); });
    return link(client_);
}

void Connection::knock() {
    if (!client_.endpoint) return;
    if (network_.is_isolated(device_)) {
        is_cut_ = true;
        return tell(client_, 30'000);
    }
    if (const Network::Server* server = network_.server(address_)) {
        hub_.process = server->process;
        hub_.executor = server->process->code();
        boost::asio::post(hub_.executor, [self = shared_from_this(), peer = server->peer] {
            tim::wire::LinkInfo info;
            info.address = self->device_;
            if (const auto hub = peer.lock()) self->hub_.endpoint = hub->accept(info);
            self->accept();
        });
        return;
    }
    on(client_, [](Connection& self, End& end) { self.end(end, tim::Errc::sdk_net_conn_refuse); });
}

void Connection::accept() {
    if (!hub_.endpoint) {
        hub_.executor = {};
        return tell(client_, 0);
    }
    hub_.open = true;
    hub_.endpoint->opened(link(hub_));
    if (!client_.endpoint) return tell(hub_, 0);
    network_.world.after(network_.latency(), [self = shared_from_this()] {
        if (self->is_cut_) return;
        self->on(self->client_, [](Connection& connection, End& client) {
            client.open = true;
            client.endpoint->opened(connection.link(client));
        });
    });
}

void Connection::pump(End& from) {
    if (!from.open || from.closed || from.under_way > window) return;
    Chance& chance = network_.world.chance;
    std::vector<tim::wire::FrameText> frames;
    from.endpoint->take(frames, chance.percent(network_.weather.percent_tiny) ? 1 : gathered);
    if (frames.empty()) {
        if (from.closing) finish_close(from);
        return;
    }
    std::string packet;
    for (const tim::wire::FrameText& frame : frames) packet += *frame;
    transmit(from, packet);
    if (&from == &client_ && chance.percent(network_.weather.percent_duplicate)) duplicate(frames);
    network_.world.after(chance.between(0, 1), [self = shared_from_this(), &from] {
        self->on(from, [](Connection& connection, End& end) { connection.pump(end); });
    });
}

// Somebody between client and hub repeats numbered sends, as a client that is not sure may do itself.
void Connection::duplicate(const std::vector<tim::wire::FrameText>& frames) {
    std::string again;
    for (const tim::wire::FrameText& frame : frames) {
        const auto request = tim::wire::read_request(std::string_view(*frame).substr(0, frame->size() - 1));
        if (request && request->op == "send" && request->body.view().find("\"n\":") != std::string_view::npos)
            again += *frame;
    }
    if (again.empty()) return;
    network_.world.after(network_.world.chance.between(0, 3000), [self = shared_from_this(), again] {
        if (self->client_.endpoint && !self->client_.closing) self->transmit(self->client_, again);
    });
}

void Connection::transmit(End& from, const std::string& packet) {
    World& world = network_.world;
    world.trace.detail(world.now(), device_, (&from == &client_ ? "-> " : "<- ") + packet);
    const std::string bytes = with_length(packet);
    from.under_way += bytes.size();
    if (is_cut_) return;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t left = bytes.size() - begin;
        const std::size_t size = world.chance.percent(60) ? left : 1 + world.chance.below(left);
        from.last_arrival = std::max(from.last_arrival, world.now() + network_.latency());
        world.at(from.last_arrival,
                 [self = shared_from_this(), &to = other(from), piece = bytes.substr(begin, size)]() mutable {
                     self->arrive(to, std::move(piece));
                 });
        begin += size;
    }
}

void Connection::arrive(End& to, std::string piece) {
    World& world = network_.world;
    if (reset_ || (is_cut_ && !late_)) return;
    to.pieces.push_back(std::move(piece));
    const Millis not_before = std::max(to.held_up, is_cut_ ? *late_ : 0);
    if (world.now() < not_before)
        world.at(not_before, [self = shared_from_this(), &to] { self->read(to); });
    else
        read(to);
}

void Connection::read(End& to) {
    if (reset_ || (is_cut_ && !late_)) return;
    const std::string piece = std::move(to.pieces.front());
    to.pieces.pop_front();
    End& from = other(to);
    from.under_way -= piece.size();
    on(from, [](Connection& connection, End& end) { connection.pump(end); });
    to.bytes += piece;
    while (to.bytes.size() >= header_bytes && to.bytes.size() - header_bytes >= length_of(to.bytes)) {
        const std::size_t length = length_of(to.bytes);
        on(to, [packet = to.bytes.substr(header_bytes, length)](Connection&, End& end) mutable {
            if (!end.closing) end.endpoint->received(std::move(packet));
        });
        to.bytes.erase(0, header_bytes + length);
    }
}

void Connection::finish_close(End& from) {
    from.closed = true;
    if (is_cut_) return;
    tell(other(from), 0);
    tell(from, network_.latency() + network_.weather.most_latency);
}

void Connection::end(End& end, tim::error_code reason) {
    const auto endpoint = std::move(end.endpoint);
    end.endpoint = nullptr;
    end.executor = {};
    endpoint->lost(reason);
}

// An end is told behind all that was sent to it.
void Connection::tell(End& end, Millis after) {
    const Millis at = std::max(network_.world.now() + after, other(end).last_arrival) + network_.latency();
    network_.world.at(std::max(at, end.held_up), [self = shared_from_this(), &end] {
        self->on(end, [](Connection& connection, End& it) { connection.end(it, tim::Errc::sdk_net_disconnect); });
    });
}

void Connection::cut(const Cut& how) {
    if (is_cut_) return;
    is_cut_ = true;
    if (how.late) late_ = network_.world.now() + *how.late;
    if (how.client_told) tell(client_, *how.client_told);
    if (how.hub_told) tell(hub_, std::max(*how.hub_told, how.late.value_or(0)));
}

void Connection::hold_up(bool client, Millis until) {
    End& end = client ? client_ : hub_;
    end.held_up = std::max(end.held_up, until);
}

void Connection::died(const Process& process, bool silently) {
    for (End* end : {&client_, &hub_}) {
        if (end->process != &process) continue;
        const auto endpoint = std::move(end->endpoint);
        end->endpoint = nullptr;
        end->executor = {};
        end->process = nullptr;
        if (silently)
            is_cut_ = true;
        else
            tell(other(*end), 0);
    }
}

}  // namespace sim
