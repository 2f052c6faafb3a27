// Handles are values: they outlive clients, or never had one, and lead from one to the other.

#include "tests/client/world.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace tim;
using namespace tim::test;

namespace {

asio::awaitable<void> without_a_client(World&) {
    const Conversation conversation;
    const Group group;
    const Message message;
    int code = co_await code_of(conversation.send(TextElem{"text"}));
    CHECK(code == 6017);
    code = co_await code_of(conversation.history());
    CHECK(code == 6017);
    HistoryPages pages = conversation.pages();
    code = co_await code_of(pages.next());
    CHECK(code == 6017);
    code = co_await code_of(group.join());
    CHECK(code == 6017);
    code = co_await code_of(message.cancel());
    CHECK(code == 6017);
}

asio::awaitable<void> whose_client_is_gone(World& world) {
    std::optional<Client> alice(world.client());
    co_await log_in(world, *alice, "alice");
    const Message sent = co_await say(*alice, "alice", "text");
    alice.reset();
    const int code = co_await code_of(sent.remove());
    CHECK((code == 6017 || code == asio::error::operation_aborted));
    CHECK(sent.text() == "text");
}

asio::awaitable<void> back_to_the_conversation(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    co_await say(alice, "bob", "question");
    const Message question = co_await next_message(bob);
    CHECK(question.conversation() == ConvKey(ConvType::c2c, "alice"));
    co_await bob.conversation(question.conversation()).send(TextElem{"answer"});
    const Message answer = co_await next_message(alice);
    CHECK(answer.text() == "answer");
}

asio::awaitable<void> files(World& world) {
    Client alice = world.client(), bob = world.client();
    co_await log_in(world, bob, "bob");
    co_await log_in(world, alice, "alice");
    int code = co_await code_of(alice.c2c("bob").send(ImageElem{"/home/alice/photo.png"}));
    CHECK(code == 7014);
    VideoElem film("/home/alice/film.mp4", "mp4", 7, "/home/alice/still.png", "png");
    film.video_url = "https://example.org/film.mp4";
    code = co_await code_of(alice.c2c("bob").send(film));
    CHECK(code == 7014);
    film.image_id = "still";
    co_await alice.c2c("bob").send(film);
    const Message seen = co_await next_message(bob);
    REQUIRE(seen.get<VideoElem>());
    CHECK(seen.get<VideoElem>()->video_url == film.video_url);
    CHECK(seen.get<VideoElem>()->video_path.empty());
    CHECK(seen.get<VideoElem>()->image_path.empty());
    const std::vector<Message> kept = co_await alice.c2c("bob").history();
    REQUIRE(kept.size() == 1);
    REQUIRE(kept[0].get<VideoElem>());
    CHECK(kept[0].get<VideoElem>()->video_path == film.video_path);
}

}  // namespace

TEST_CASE("operations of a handle without a client end with 6017", "[client]") { over_loopback(without_a_client); }

TEST_CASE("a callback for an operation without a client gets its error on its own executor", "[client]") {
    asio::io_context context;
    error_code outcome;
    const auto keep = [&outcome](error_code ec, const Message&) { outcome = ec; };
    Conversation().send(TextElem{"text"}, asio::bind_executor(context, keep));
    context.run();
    CHECK(outcome == Errc::invalid_parameters);
}

TEST_CASE("a message cannot be prepared without a client", "[client]") {
    CHECK_THROWS_AS(Conversation().prepare(TextElem{"text"}), Error);
}

TEST_CASE("a message outlives its client", "[client]") { over_loopback(whose_client_is_gone); }

TEST_CASE("a message is answered in its conversation", "[client]") { over_loopback(back_to_the_conversation); }

TEST_CASE("a file that is known by its path alone is not sent, and no path leaves the device", "[client]") {
    over_loopback(files);
}
