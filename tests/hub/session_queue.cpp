#include "tim/hub/detail/session_queue.hpp"
#include "tests/support/catch.hpp"

#include <memory>
#include <string>
#include <vector>

using namespace tim;
using hub::SessionQueue;

namespace {

wire::FrameText frame(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

std::vector<std::string> taken(SessionQueue& queue, std::size_t bytes = 1'000'000) {
    std::vector<wire::FrameText> frames;
    queue.take(frames, bytes);
    std::vector<std::string> texts;
    for (const auto& one : frames) texts.push_back(*one);
    return texts;
}

const std::string behind = "{\"push\":\"behind\"}\n";

}  // namespace

TEST_CASE("a session queue gives out replies and pushes in the order in which they came") {
    SessionQueue queue(100);
    queue.add_push(frame("p1"));
    queue.add_reply(frame("r1"));
    queue.add_push(frame("p2"));
    CHECK(taken(queue) == std::vector<std::string>{"p1", "r1", "p2"});
    CHECK(taken(queue).empty());
}

TEST_CASE("taking stops before the bytes are exceeded, but gives one frame at least") {
    SessionQueue queue(100);
    for (const char* text : {"aaaa", "bbbb", "cccc"}) queue.add_push(frame(text));
    CHECK(taken(queue, 1) == std::vector<std::string>{"aaaa"});
    CHECK(taken(queue, 8) == std::vector<std::string>{"bbbb", "cccc"});
}

TEST_CASE("a push that finds the queue full is left out, and so are later ones, until behind is taken") {
    SessionQueue queue(8);
    queue.add_push(frame("aaaa"));
    queue.add_push(frame("bbbb"));
    queue.begin_round();
    queue.add_push(frame("cccc"));
    queue.add_push(frame("d"));
    CHECK(taken(queue, 8) == std::vector<std::string>{"aaaa", "bbbb"});
    queue.add_push(frame("e"));
    CHECK(taken(queue) == std::vector<std::string>{behind});
    queue.add_push(frame("f"));
    CHECK(taken(queue) == std::vector<std::string>{"f"});
}

TEST_CASE("a round is taken whole when little enough is left of earlier ones") {
    SessionQueue queue(4);
    for (const char* round : {"1", "2"}) {
        queue.begin_round();
        for (const char* text : {"aaaa", "bbbb", "cccc"}) queue.add_push(frame(text));
        queue.add_live(frame("live"));
        INFO(round);
        CHECK(taken(queue) == std::vector<std::string>{"aaaa", "bbbb", "cccc", "live"});
    }
}

TEST_CASE("what is taken during a round leaves room in it") {
    SessionQueue queue(4);
    queue.add_push(frame("aaaa"));
    queue.begin_round();
    CHECK(taken(queue) == std::vector<std::string>{"aaaa"});
    for (const char* text : {"bbbb", "cccc"}) queue.add_push(frame(text));
    CHECK(taken(queue, 4) == std::vector<std::string>{"bbbb"});
    queue.add_push(frame("dddd"));
    CHECK(taken(queue) == std::vector<std::string>{"cccc", "dddd"});
}

TEST_CASE("a reply is never left out, and stands behind the word that pushes were") {
    SessionQueue queue(4);
    queue.add_push(frame("aaaa"));
    queue.begin_round();
    queue.add_push(frame("bbbb"));
    queue.add_reply(frame("reply"));
    CHECK(taken(queue) == std::vector<std::string>{"aaaa", behind, "reply"});
}

TEST_CASE("an ephemeral frame is left out without a word when the queue is half full") {
    SessionQueue queue(8);
    queue.add_push(frame("aaaa"));
    queue.begin_round();
    queue.add_live(frame("live"));
    queue.add_push(frame("bbbb"));
    CHECK(taken(queue) == std::vector<std::string>{"aaaa", "bbbb"});
    queue.add_live(frame("live"));
    CHECK(taken(queue) == std::vector<std::string>{"live"});
}

TEST_CASE("a farewell is told however full the queue is") {
    SessionQueue queue(4);
    queue.add_push(frame("aaaa"));
    queue.begin_round();
    queue.add_push(frame("bbbb"));
    queue.add_farewell(frame("kicked"));
    CHECK(taken(queue) == std::vector<std::string>{"aaaa", behind, "kicked"});
}

TEST_CASE("a session queue counts the replies that wait") {
    SessionQueue queue(4);
    queue.add_push(frame("aaaa"));
    queue.add_reply(frame("12345"));
    queue.add_reply(frame("67"));
    CHECK(queue.waiting().replies == 2);
    CHECK(queue.waiting().bytes == 7);
    taken(queue, 9);
    CHECK(queue.waiting().replies == 1);
    queue.clear();
    CHECK(queue.waiting().replies == 0);
    CHECK(taken(queue).empty());
}

TEST_CASE("a single push may be larger than the queue") {
    SessionQueue queue(4);
    queue.add_push(frame("longer"));
    CHECK(taken(queue) == std::vector<std::string>{"longer"});
    queue.add_live(frame("longer"));
    CHECK(taken(queue) == std::vector<std::string>{"longer"});
}
