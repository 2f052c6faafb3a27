#pragma once

#include "tests/simulation/history.hpp"
#include "tests/simulation/machine.hpp"
#include "tim/tim.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace sim {

/// What a message to be sent is like.
struct Letter {
    tim::ConvKey to;
    std::vector<std::string> only_to;
    bool ephemeral = false;
    bool durable = false;
    Millis deadline = 0;       ///< 0: the usual one
    Millis cancel_after = -1;  ///< below 0: never
    std::size_t padding = 0;   ///< bytes besides the number
};

/// The person in front of a device: calls the client's operations and notes what comes of them. What a process that
/// dies has promised vanishes.
class Actor {
public:
    static constexpr std::uint64_t a_year = 365 * 86'400;

    Actor(World& world, HubHost& hub, Device& device, std::size_t number, History& history);
    Actor(const Actor&) = delete;
    Actor& operator=(const Actor&) = delete;

    Device& device() noexcept { return device_; }
    std::size_t number() const noexcept { return number_; }
    const std::string& user() const noexcept { return device_.user(); }

    /// Starts the program and logs in, unless it runs; asks for events from then on.
    void start();
    /// With a token that is valid for so long.
    void login(std::uint64_t valid_seconds = a_year);
    void logout();
    /// Closes the client and ends the program.
    void leave();
    void send(const Letter& letter);

    using Messages = std::vector<tim::Message>;

    /// Reads the whole history of a conversation, filled up from the hub; `then` gets it, oldest first.
    void read(const tim::ConvKey& conv, bool forward, std::function<void(Messages)> then);
    /// Reads the same page by page, newest first; `then` gets each.
    void read_pages(const tim::ConvKey& conv, std::size_t count, std::function<void(Messages)> then);
    /// The unread messages of a conversation; none when it is not listed.
    void count_unread(const tim::ConvKey& conv, std::function<void(std::uint64_t)> then);
    /// How many messages of a conversation contain the word.
    void search(const tim::ConvKey& conv, std::string word, std::function<void(std::size_t)> then);

    /// Marks as read up to the newest message, or the one so many places before it.
    void mark_read(const tim::ConvKey& conv, std::size_t before_newest);
    /// Removes so many of the newest messages.
    void remove(const tim::ConvKey& conv, std::size_t count);
    /// Takes everything away; `from_list` the conversation, too.
    void clear(const tim::ConvKey& conv, bool from_list);

    /// Any operation of a group: `call` gets the group and the handler.
    template <class Call>
    void group(const std::string& what, const std::string& id, Call call) {
        if (!device_.runs()) return;
        call(device_.client().group(id), finish(what + ' ' + id));
    }
    void create_group(tim::CreateGroupParam group);

    /// Notes that an operation begins; the result notes its end.
    std::function<void(tim::error_code)> finish(std::string what, std::function<void(int)> then = {});

    /// Whether no operation that was called before that time waits, but for `receive`.
    bool is_idle(Millis before) const;
    /// Counts the logins.
    unsigned visit() const noexcept { return visit_; }
    /// Makes `receive` wait so long after each event.
    void reads_every(Millis pause) noexcept { pause_ = pause; }

private:
    void forget(bool with_power);
    void next_page(tim::HistoryPages pages, const tim::ConvKey& conv, std::function<void(Messages)> then);
    void receive();
    void note(const tim::Event& event);
    /// Notes that messages are taken away; the result notes the end.
    std::function<void(tim::error_code)> finish_taking(std::string what, const tim::ConvKey& conv,
                                                       const Messages& messages);
    void ended(std::size_t send, tim::error_code failed, const tim::Message& message);

    World& world_;
    HubHost& hub_;
    Device& device_;
    const std::size_t number_;
    History& history_;
    Millis pause_ = 0;
    unsigned visit_ = 0;
};

/// For handlers that get a value besides.
template <class T>
auto without_value(std::function<void(tim::error_code)> done) {
    return [done = std::move(done)](tim::error_code failed, const T&) { done(failed); };
}

}  // namespace sim
