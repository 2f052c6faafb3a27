// One user at a terminal: lines from standard input are sent, what arrives is printed.
//
//     chat --server ws://HOST:PORT --user NAME (--peer NAME | --group ID) [--expect N] [--ca FILE]
//
// Leaves with 0 when standard input has ended, every line is acknowledged and N messages (0 by default) have arrived.
// The UserSig comes from the environment: TIM_USERSIG, or made here when TIM_SDKAPPID and TIM_SECRET are set.
#include <tim/crypto/user_sig.hpp>
#include <tim/tim.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <future>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <variant>

namespace {

namespace asio = boost::asio;

struct Arguments {
    std::string server;
    std::string user;
    std::string peer;
    std::string group;
    std::string ca;
    std::size_t expect = 0;
};

Arguments read_arguments(int argc, char** argv) {
    std::map<std::string, std::string> given;
    for (int i = 1; i + 1 < argc; i += 2) given[argv[i]] = argv[i + 1];
    const auto take = [&](const char* name) {
        auto value = given.extract(name);
        return value ? std::move(value.mapped()) : std::string();
    };
    Arguments arguments;
    arguments.server = take("--server");
    arguments.user = take("--user");
    arguments.peer = take("--peer");
    arguments.group = take("--group");
    arguments.ca = take("--ca");
    const std::string expect = take("--expect");
    if (!expect.empty()) arguments.expect = std::stoul(expect);
    const bool complete =
        !arguments.server.empty() && !arguments.user.empty() && arguments.peer.empty() != arguments.group.empty();
    if (!complete || !given.empty() || argc % 2 == 0)
        throw std::invalid_argument(
            "usage: chat --server ws://HOST:PORT --user NAME (--peer NAME | --group ID) [--expect N] [--ca FILE]");
    return arguments;
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::uint64_t app_id() {
    const std::string text = environment("TIM_SDKAPPID");
    return text.empty() ? tim::default_app_id : std::stoull(text);
}

tim::Secret user_sig(const std::string& user) {
    const std::string given = environment("TIM_USERSIG");
    if (!given.empty()) return tim::Secret(given);
    const tim::crypto::UserSigClaims claims(app_id(), user, tim::to_seconds(tim::SystemClock::instance().unix_now()),
                                            24 * 60 * 60);
    return tim::crypto::sign_user_sig(claims, tim::Secret(environment("TIM_SECRET"))).value();
}

// In one piece, because two threads print.
void print(std::string line) { std::cout << (std::move(line) + '\n') << std::flush; }

/// How many messages are still to come; counted down on the network's thread.
class Expected {
public:
    explicit Expected(std::size_t count) : missing_(count) {
        if (missing_ == 0) done_.set_value();
    }
    void arrived() {
        if (missing_ > 0 && --missing_ == 0) done_.set_value();
    }
    void fail(std::exception_ptr why) {
        if (std::exchange(missing_, 0) > 0) done_.set_exception(std::move(why));
    }
    void wait() { done_.get_future().get(); }

private:
    std::size_t missing_;
    std::promise<void> done_;
};

asio::awaitable<void> print_messages(tim::Client& client, Expected& expected) {
    for (;;) {
        const tim::Event event = co_await client.receive();
        const auto* connection = std::get_if<tim::ConnectionChanged>(&event);
        if (connection && connection->ended()) throw tim::Error(connection->reason);
        const auto* news = std::get_if<tim::NewMessage>(&event);
        if (!news || !news->message.get<tim::TextElem>()) continue;
        print(news->message.sender() + "> " + std::string(news->message.text()));
        expected.arrived();
    }
}

/// Sends one line. A user who has never logged in cannot be written to yet: waits for that.
void send(const tim::Conversation& conversation, const std::string& line) {
    for (bool waiting = false;; waiting = true) {
        try {
            conversation.send(tim::TextElem{line}, asio::use_future).get();
            return;
        } catch (const tim::Error& e) {
            if (e.code() != tim::Errc::svr_msg_invalid_id) throw;
        }
        if (!waiting) std::cerr << "chat: waiting until " << conversation.id() << " has logged in once\n";
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

/// Runs the context on a thread of its own, until this object goes.
class Network {
public:
    Network() : work_(context.get_executor()), thread_([this] { context.run(); }) {}
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    ~Network() {
        context.stop();
        thread_.join();
    }

    asio::io_context context;

private:
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::thread thread_;
};

void chat(const Arguments& arguments) {
    Expected expected(arguments.expect);
    Network network;
    tim::WebSocketOptions socket;
    if (!arguments.ca.empty()) socket.ca_file(arguments.ca);
    tim::Client client{network.context.get_executor(), tim::websocket(arguments.server, socket),
                       tim::ClientOptions{}.app(app_id())};
    client.login(arguments.user, user_sig(arguments.user), asio::use_future).get();

    asio::co_spawn(network.context, print_messages(client, expected),
                   [&](std::exception_ptr why) { expected.fail(std::move(why)); });
    const tim::Conversation conversation =
        arguments.group.empty() ? client.c2c(arguments.peer) : client.group(arguments.group);
    for (std::string line; std::getline(std::cin, line);) {
        send(conversation, line);
        print("me> " + line);
    }
    expected.wait();
    client.close(asio::use_future).get();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        chat(read_arguments(argc, argv));
    } catch (const std::exception& e) {
        std::cerr << "chat: " << e.what() << '\n';
        return 1;
    }
}
