#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/faults.hpp"
#include "tim/tim.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tim::test {

namespace asio = boost::asio;

/// How clients reach the hub.
enum class Way { loopback, ws, wss };

/// The scenario runs once for each way. At the top of a test case.
inline Way each_way() {
    const Way way = GENERATE(Way::loopback, Way::ws, Way::wss);
    static constexpr const char* names[] = {"over loopback", "over WebSocket", "over WebSocket with TLS"};
    UNSCOPED_INFO(names[static_cast<std::size_t>(way)]);
    return way;
}

inline constexpr std::uint64_t test_app = 1400000001;
inline constexpr std::string_view test_key = "key-that-nobody-may-read-4711";

/// Limits without rates, for tests that are not about them.
inline Limits unhurried() {
    Limits limits;
    limits.group_messages_per_second = 0;
    limits.requests_per_second = 0;
    limits.logins_per_second = 0;
    limits.removals_per_second = 0;
    return limits;
}

inline hub::HubOptions hub_options() {
    return hub::HubOptions().app(test_app, Secret(std::string(test_key))).limits(unhurried());
}

/// A hub, and what runs it and its clients on the test's thread.
class World {
public:
    explicit World(Way way = Way::loopback, const hub::HubOptions& options = hub_options())
        : hub(context.get_executor(), options), way_(way) {
        if (way == Way::loopback) return;
        hub::ListenOptions listen;
        if (way == Way::wss) listen.tls(certificates().localhost.certificate_file, certificates().localhost.key_file);
        const std::string scheme = way == Way::wss ? "wss" : "ws";
        url_ = scheme + "://127.0.0.1:" + std::to_string(hub.listen(listen).value());
    }

    Transport transport() {
        if (way_ == Way::loopback) return loopback(hub);
        return websocket(url_, WebSocketOptions().ca_file(certificates().ca_file));
    }

    Client client(const ClientOptions& options = ClientOptions()) {
        return Client(context.get_executor(), transport(), ClientOptions(options).app(test_app));
    }

    /// The same over a way that can be made faulty.
    Client client(std::shared_ptr<Faults> faults, const ClientOptions& options = ClientOptions()) {
        return Client(context.get_executor(), faulty(transport(), std::move(faults)),
                      ClientOptions(options).app(test_app));
    }

    /// Runs everything on this thread until the coroutine has ended; throws what it threw.
    void run(asio::awaitable<void> scenario) {
        bool over = false;
        std::exception_ptr failure;
        asio::co_spawn(context, std::move(scenario), [&](std::exception_ptr e) {
            failure = std::move(e);
            over = true;
        });
        run_until([&] { return over; });
        if (failure) std::rethrow_exception(failure);
    }

    /// Runs everything on this thread until something happened. A minute is far more than any scenario needs.
    void run_until(const std::function<bool()>& happened) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        context.restart();
        while (!happened())
            if (context.run_one_until(end) == 0) throw std::runtime_error("what the test waits for never happened");
    }

    asio::io_context context;
    hub::Hub hub;

private:
    Way way_;
    std::string url_;
};

/// What a test does in a world.
using Scenario = asio::awaitable<void> (*)(World&);

/// Runs the scenario in a world of its own.
inline void over_loopback(Scenario scenario) {
    World world;
    world.run(scenario(world));
}

/// The same with a hub that takes messages for users who never logged in.
inline void among_strangers(Scenario scenario, Way way = Way::loopback, hub::HubOptions options = hub_options()) {
    World world(way, options.unknown_receivers(true));
    world.run(scenario(world));
}

/// The same, once for each way. The whole of a test case.
inline void over_each_way(Scenario scenario) {
    World world(each_way());
    world.run(scenario(world));
}

/// A logged-in user.
inline asio::awaitable<void> log_in(World& world, Client& client, std::string user) {
    Secret sig = world.hub.sign(user);
    co_await client.login(std::move(user), std::move(sig));
}

/// The next event of this type; others are passed over.
template <class Wanted>
asio::awaitable<Wanted> next(Client& client) {
    for (;;) {
        Event event = co_await client.receive();
        if (auto* wanted = std::get_if<Wanted>(&event)) co_return std::move(*wanted);
    }
}

inline asio::awaitable<Message> next_message(Client& client) {
    NewMessage arrived = co_await next<NewMessage>(client);
    co_return std::move(arrived.message);
}

/// The texts of the next messages.
inline asio::awaitable<std::vector<std::string>> next_texts(Client& client, std::size_t count) {
    std::vector<std::string> texts;
    while (texts.size() < count) {
        const Message message = co_await next_message(client);
        texts.emplace_back(message.text());
    }
    co_return texts;
}

/// Reads events until the one that tells of this state.
inline asio::awaitable<void> until(Client& client, ConnectionState state) {
    for (;;) {
        const ConnectionChanged changed = co_await next<ConnectionChanged>(client);
        if (changed.state == state) co_return;
    }
}

inline asio::awaitable<Message> say(Client& client, std::string peer, std::string text) {
    const Conversation conversation = client.c2c(std::move(peer));
    Message sent = co_await conversation.send(TextElem{std::move(text)});
    co_return sent;
}

/// Everything that the device holds of a conversation, newest first.
inline asio::awaitable<std::vector<Message>> whole_history(Conversation conversation) {
    std::vector<Message> all;
    for (;;) {
        HistoryQuery query;
        query.count(50);
        if (!all.empty()) query.older_than(all.back().id());
        const std::vector<Message> page = co_await conversation.history(std::move(query));
        if (page.empty()) co_return all;
        all.insert(all.end(), page.begin(), page.end());
    }
}

/// Waits until the device holds this many messages of the conversation: each change of it is an event.
inline asio::awaitable<std::vector<Message>> filled(Client& client, Conversation conversation, std::size_t count) {
    for (;;) {
        std::vector<Message> held = co_await whole_history(conversation);
        if (held.size() >= count) co_return held;
        co_await client.receive();
    }
}

/// The number of the error that an operation ends with; 0 when it succeeds.
template <class T>
asio::awaitable<int> code_of(asio::awaitable<T> operation) {
    try {
        co_await std::move(operation);
    } catch (const boost::system::system_error& e) {
        co_return e.code().value();
    }
    co_return 0;
}

}  // namespace tim::test
