#pragma once

#include "tests/simulation/process.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sim {

class Network;

/// How a connection comes to its end without one of its ends having wished so.
struct Cut {
    /// When each end is told, ms from now; none: never, it has to find out.
    std::optional<Millis> client_told;
    std::optional<Millis> hub_told;
    /// What was on its way arrives so much later; none: it never does.
    std::optional<Millis> late;
};

/// A TCP connection between two processes: packets travel as bytes, in pieces cut anywhere, each with its own delay.
/// Only packets that arrived whole are handed over.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Network& network, std::string device, std::string address);

    /// The client's attempt begins.
    std::shared_ptr<tim::wire::Link> dial(const Process& process, boost::asio::any_io_executor executor,
                                          std::shared_ptr<tim::wire::Endpoint> endpoint);
    void cut(const Cut& how);
    /// The process is about to be destroyed. `silently`: with its machine, so that nobody tells the other end.
    void died(const Process& process, bool silently);
    /// The hub does not get the client's bytes, or the client the hub's, before that time.
    void hold_up(bool client, Millis until);

    const std::string& device() const noexcept { return device_; }
    bool is_over() const noexcept { return !client_.executor && !hub_.executor; }
    bool is_quiet() const noexcept { return client_.under_way == 0 && hub_.under_way == 0; }

private:
    struct End final : tim::wire::Link {
        explicit End(Connection& its_whole) : whole(its_whole) {}

        void wake() override;
        void close(std::uint16_t code) override;
        void drop() override;

        Connection& whole;
        const Process* process = nullptr;
        boost::asio::any_io_executor executor;  ///< none when it has ended, or its process is dead
        std::shared_ptr<tim::wire::Endpoint> endpoint;
        bool open = false;
        bool woken = false;
        bool closing = false;
        bool closed = false;
        std::deque<std::string> pieces;  ///< that have arrived and are not read
        std::string bytes;               ///< of a packet that is not complete
        Millis held_up = 0;              ///< nothing is read before that time
        Millis last_arrival = 0;         ///< of what was sent to the other end
        std::size_t under_way = 0;       ///< bytes sent that were not read
    };

    End& other(const End& end) noexcept { return &end == &client_ ? hub_ : client_; }
    std::shared_ptr<tim::wire::Link> link(End& end) { return {shared_from_this(), &end}; }
    template <class Step>
    void on(End& end, Step step);

    void knock();
    void accept();
    void pump(End& from);
    void duplicate(const std::vector<tim::wire::FrameText>& frames);
    void transmit(End& from, const std::string& packet);
    void arrive(End& to, std::string piece);
    void read(End& to);
    void finish_close(End& from);
    void end(End& end, tim::error_code reason);
    void tell(End& end, Millis after);

    Network& network_;
    const std::string device_;
    const std::string address_;
    End client_{*this};
    End hub_{*this};
    bool is_cut_ = false;
    std::optional<Millis> late_;  ///< when that arrives which was on its way
    bool reset_ = false;          ///< what is on its way is void
};

}  // namespace sim
