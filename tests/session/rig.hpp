#pragma once

#include "tests/session/manual_time.hpp"
#include "tests/session/scripted_hub.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"
#include "tim/session/session.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tim::session::test {

/// An outcome that is waited for.
template <class T>
class Outcome {
public:
    Completion<T> completion() {
        return [result = result_](Result<T> outcome) {
            if (*result) throw std::logic_error("completed twice");
            result->emplace(std::move(outcome));
        };
    }
    bool done() const { return result_->has_value(); }
    /// 0 for a success; -1 while it is not done.
    int code() const { return !done() ? -1 : (*result_)->has_error() ? (*result_)->error().code.value() : 0; }
    bool aborted() const {
        return done() && (*result_)->has_error() && (*result_)->error().code == boost::asio::error::operation_aborted;
    }
    decltype(auto) value() const { return (*result_)->value(); }

private:
    std::shared_ptr<std::optional<Result<T>>> result_ = std::make_shared<std::optional<Result<T>>>();
};

/// A session, the test in the place of the hub, a store in memory, and time that stands still. One thread runs it all.
class Rig {
public:
    explicit Rig(const SessionOptions& options = {}) { make(options); }
    ~Rig() {
        session->stop();
        work();  // what is left of it speaks of a context that goes first
    }

    void make(SessionOptions options) {
        options.endpoints = {Transport(hub)};
        options.clock = &time;
        options.random = &random;
        options.make_timer = time.factory();
        if (!options.database_executor) options.database_executor = context.get_executor();
        if (!options.log) options.log = [this](LogLevel, std::string_view line) { log += std::string(line) + "\n"; };
        session = Session::make(context.get_executor(), std::move(options));
    }

    /// A new session, whose database work is done only when the test calls `work`.
    void slow_down() {
        session->stop();
        SessionOptions options;
        options.database_executor = disk.get_executor();
        make(options);
    }
    void work() {
        for (int i = 0; i < 10; ++i) {
            disk.restart();
            disk.poll();
            run();
        }
    }

    /// Runs all that is ready.
    void run() {
        context.restart();
        context.poll();
    }
    /// Lets time pass, alarm by alarm.
    void pass(SteadyMillis pause) {
        run();
        const SteadyMillis end = time.steady_now() + pause;
        for (auto alarm = time.next_alarm(); alarm && *alarm <= end; alarm = time.next_alarm()) {
            time.go_to(*alarm);
            run();
        }
        time.go_to(end);
        run();
    }

    ScriptedLink& link() {
        REQUIRE_FALSE(hub->links.empty());
        return *hub->links.back();
    }
    void say(std::string packet) {
        link().say(std::move(packet));
        run();
    }
    std::string heard() {
        run();
        return link().heard();
    }
    /// The reply to the frame: its id, and the rest as given.
    void answer(const std::string& frame, const std::string& rest) {
        say("{\"re\":" + id_of(frame) + (rest.empty() ? "" : "," + rest) + "}\n");
    }
    static std::string id_of(const std::string& frame) {
        const std::string mark = "\"id\":";
        const auto place = frame.find(mark, frame.rfind("},") == std::string::npos ? 0 : frame.rfind("},"));
        REQUIRE(place != std::string::npos);
        const std::string rest = frame.substr(place + mark.size());
        return rest.substr(0, rest.find_first_of(",}"));
    }

    /// The attempt succeeds; returns the `hello`.
    std::string accept() {
        run();
        link().accept();
        return heard();
    }
    void welcome(const std::string& hello, Position user_head = 0, const std::string& epoch = "e1") {
        answer(hello, "\"body\":{\"epoch\":\"" + epoch +
                          "\",\"heartbeat\":30000,\"time\":1700000000000,\"user_head\":" + std::to_string(user_head) +
                          ",\"user_log\":\"u1\",\"version\":1}");
    }
    /// From the first attempt to online, where the hub has nothing but what is given.
    void come_online(const std::string& heads = "", Position user_head = 0) {
        welcome(accept(), user_head);
        const std::string query = heard();
        REQUIRE(query.find("\"op\":\"heads\"") != std::string::npos);
        answer(query, "\"body\":{\"as_of\":0,\"heads\":[" + heads + "]}");
        run();
    }
    Outcome<void> login(const std::string& user = "alice", Call call = {}) {
        Outcome<void> outcome;
        session->login(call, user, Secret("the-sig"), outcome.completion());
        run();
        return outcome;
    }
    void be_online(const std::string& heads = "") {
        const auto outcome = login();
        come_online(heads);
        REQUIRE(outcome.code() == 0);
        REQUIRE(session->state() == ConnectionState::online);
    }

    static MessageData text(std::string content, const std::string& to = "bob") {
        TextElem elem;
        elem.content = std::move(content);
        MessageData message;
        message.conv_type = ConvType::c2c;
        message.conv_id = to;
        message.elements.emplace_back(std::move(elem));
        return message;
    }
    Outcome<MessageData> send(MessageData message, Call call = {}) {
        Outcome<MessageData> outcome;
        session->send(call, std::move(message), outcome.completion());
        run();
        return outcome;
    }
    Outcome<std::string> request(Call call = {}) {
        Outcome<std::string> outcome;
        session->request(call, "group.mine", "", outcome.completion());
        run();
        return outcome;
    }
    Outcome<Event> receive(Call call = {}) {
        Outcome<Event> outcome;
        session->receive(call, outcome.completion());
        run();
        return outcome;
    }
    /// Events up to the first receive that waits, which is then cancelled. Those of the connection are skipped.
    std::vector<Event> events() {
        std::vector<Event> list;
        Call call;
        call.id = 4711;
        for (auto outcome = receive(call); outcome.done(); outcome = receive(call))
            if (!std::holds_alternative<ConnectionChanged>(outcome.value())) list.push_back(outcome.value());
        session->cancel(4711);
        run();
        return list;
    }
    std::vector<MessageData> messages(const std::string& peer = "bob") {
        Outcome<std::vector<MessageData>> outcome;
        const auto read = [&peer](store::Store& store) {
            return store.history(store::HistoryRead({ConvType::c2c, peer}, 100)).messages;
        };
        read_store<std::vector<MessageData>>(*session, {}, read, outcome.completion());
        run();
        REQUIRE(outcome.code() == 0);
        return outcome.value();
    }

    ManualTime time;  // before what may hold timers
    boost::asio::io_context disk;
    boost::asio::io_context context;
    tim::test::SeededRandom random;
    std::shared_ptr<ScriptedHub> hub = std::make_shared<ScriptedHub>();
    std::string log;
    std::shared_ptr<Session> session;
};

inline Call call_with(OperationId id, std::chrono::milliseconds deadline = {}) {
    Call call;
    call.id = id;
    call.deadline = deadline;
    return call;
}

}  // namespace tim::session::test
