#include "tim/session/detail/requests.hpp"
#include "tests/support/catch.hpp"

#include <limits>
#include <string>
#include <vector>

using tim::Errc;
using tim::Failure;
using tim::Result;
using tim::session::OnLost;
using tim::session::Requests;
using tim::wire::FrameText;
using tim::wire::Incoming;

namespace {

constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

/// A table, and a diary of what its handlers were told.
struct Script {
    explicit Script(std::size_t most_in_flight = 1000) : requests(most_in_flight) {}

    Requests requests;
    std::vector<std::string> diary;

    Requests::Handler handler(std::uint64_t id) {
        return [this, id](Result<Incoming> outcome) {
            diary.push_back(std::to_string(id) + ":" +
                            (outcome.has_value() ? "answer " + std::to_string(outcome->code)
                                                 : std::to_string(outcome.error().code.value())));
        };
    }
    void add(std::uint64_t id, OnLost on_lost = OnLost::wait) {
        requests.add(id, "group.mine", "{}", on_lost, handler(id));
    }
    std::vector<std::string> take(std::size_t bytes = everything) {
        std::vector<FrameText> frames;
        requests.take(frames, bytes);
        std::vector<std::string> texts;
        for (const FrameText& frame : frames) texts.push_back(*frame);
        return texts;
    }
    void reply(std::uint64_t id, std::int32_t code = 0) {
        Incoming incoming;
        incoming.re = id;
        incoming.code = code;
        if (auto done = requests.reply(std::move(incoming))) done->handler(std::move(done->outcome));
    }
    void give_up(std::uint64_t id) {
        if (auto done = requests.give_up(id, Errc::request_time_out)) done->handler(std::move(done->outcome));
    }
    void lose() {
        for (auto& done : requests.lost()) done.handler(std::move(done.outcome));
    }
};

using Diary = std::vector<std::string>;
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("requests are written in the order of adding, as frames of the protocol") {
    Script script;
    script.add(4);
    script.add(9);
    CHECK(script.take() ==
          Texts{"{\"body\":{},\"id\":4,\"op\":\"group.mine\"}\n", "{\"body\":{},\"id\":9,\"op\":\"group.mine\"}\n"});
    CHECK(script.take().empty());
}

TEST_CASE("an answer reaches its request, whatever the order of answers") {
    Script script;
    script.add(1);
    script.add(2);
    script.take();
    script.reply(2);
    script.reply(1, 10007);
    CHECK(script.diary == Diary{"2:answer 0", "1:answer 10007"});
}

TEST_CASE("an answer to nothing, a second answer and an answer before the writing are ignored") {
    Script script;
    script.add(1);
    script.reply(1);
    script.reply(77);
    CHECK(script.diary.empty());
    script.take();
    script.reply(1);
    script.reply(1);
    CHECK(script.diary == Diary{"1:answer 0"});
}

TEST_CASE("at least one frame is taken, then as many as fit") {
    Script script;
    for (std::uint64_t id = 1; id <= 5; ++id) script.add(id);
    const std::size_t size = std::string("{\"body\":{},\"id\":1,\"op\":\"group.mine\"}\n").size();
    CHECK(script.take(1).size() == 1);
    CHECK(script.take(2 * size).size() == 2);
    CHECK(script.take(everything).size() == 2);
}

TEST_CASE("no more are in flight than the hub bears; an answer makes room") {
    Script script(2);
    for (std::uint64_t id = 1; id <= 3; ++id) script.add(id);
    CHECK(script.take().size() == 2);
    CHECK_FALSE(script.requests.waiting());
    script.reply(1);
    CHECK(script.requests.waiting());
    CHECK(script.take().size() == 1);
}

TEST_CASE("a request given up before it was written never is") {
    Script script;
    script.add(1);
    script.add(2);
    script.give_up(1);
    CHECK(script.diary == Diary{"1:6012"});
    CHECK(script.take().size() == 1);
}

TEST_CASE("the last waiting request given up leaves nothing to write") {
    Script script;
    script.add(1);
    script.give_up(1);
    CHECK_FALSE(script.requests.waiting());
    CHECK(script.take().empty());
}

TEST_CASE("a request given up after it was written eats its late answer and keeps its place in flight until then") {
    Script script(1);
    script.add(1);
    script.take();
    script.give_up(1);
    script.give_up(1);
    CHECK(script.diary == Diary{"1:6012"});
    CHECK_FALSE(script.requests.has_room());
    script.reply(1);
    CHECK(script.diary == Diary{"1:6012"});
    CHECK(script.requests.has_room());
}

TEST_CASE("a lost link fails what was written and keeps what was not") {
    Script script;
    script.add(1);
    script.take();
    script.add(2);
    script.lose();
    CHECK(script.diary == Diary{"1:9508"});
    CHECK(script.take() == Texts{"{\"body\":{},\"id\":2,\"op\":\"group.mine\"}\n"});
}

TEST_CASE("a lost link drops what belonged to it without a word, written or not") {
    Script script;
    script.add(1, OnLost::forget);
    script.take();
    script.add(2, OnLost::forget);
    script.requests.add_written(3, 100, script.handler(3));
    script.lose();
    CHECK(script.diary.empty());
    CHECK(script.take().empty());
    CHECK(script.requests.has_room());
}

TEST_CASE("a lost link frees the places of requests that had been given up") {
    Script script(1);
    script.add(1);
    script.take();
    script.give_up(1);
    script.lose();
    CHECK(script.requests.has_room());
    CHECK(script.diary == Diary{"1:6012"});
}

TEST_CASE("a request that names positions is written when the hub's history is known, once for each connection") {
    Script script;
    script.add(1, OnLost::wait_in_history);
    script.add(2);
    script.add(3, OnLost::wait_in_history);
    script.add(4, OnLost::wait_in_history);
    script.give_up(3);
    CHECK(script.take() == Texts{"{\"body\":{},\"id\":2,\"op\":\"group.mine\"}\n"});
    CHECK_FALSE(script.requests.waiting());
    script.requests.history_known();
    CHECK(script.take(1) == Texts{"{\"body\":{},\"id\":1,\"op\":\"group.mine\"}\n"});
    script.lose();
    CHECK(script.diary == Diary{"3:6012", "1:9508", "2:9508"});
    CHECK(script.take().empty());
    script.requests.history_known();
    CHECK(script.take() == Texts{"{\"body\":{},\"id\":4,\"op\":\"group.mine\"}\n"});
}

TEST_CASE("another history ends the requests that name positions of the old one, and no others") {
    Script script;
    script.add(1, OnLost::wait_in_history);
    script.add(2);
    for (auto& done : script.requests.another_history(Errc::in_progess)) done.handler(std::move(done.outcome));
    CHECK(script.diary == Diary{"1:6015"});
    script.requests.history_known();
    script.add(3, OnLost::wait_in_history);
    CHECK(script.take().size() == 2);
    for (auto& done : script.requests.another_history(Errc::in_progess)) done.handler(std::move(done.outcome));
    CHECK(script.diary == Diary{"1:6015"});
}

TEST_CASE("the end of the session ends every request once, in order") {
    Script script;
    for (std::uint64_t id = 1; id <= 3; ++id) script.add(id);
    script.take();
    script.add(4);
    script.add(5, OnLost::forget);
    script.give_up(2);
    for (auto& done : script.requests.end(Errc::sdk_not_logged_in)) done.handler(std::move(done.outcome));
    CHECK(script.diary == Diary{"2:6012", "1:6014", "3:6014", "4:6014"});
    CHECK(script.take().empty());
    script.lose();
    CHECK(script.diary.size() == 4);
}

TEST_CASE("requests wait when those without an answer are as large as a hub bears") {
    Script script;
    script.requests.add_written(1, Requests::most_bytes_in_flight, script.handler(1));
    script.add(2);
    CHECK_FALSE(script.requests.waiting());
    script.reply(1);
    CHECK(script.requests.waiting());
    script.requests.add_written(3, Requests::most_bytes_in_flight, script.handler(3));
    script.lose();
    CHECK(script.requests.waiting());
}
