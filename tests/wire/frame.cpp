#include "tests/support/catch.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/tables.hpp"

#include <string>
#include <vector>

using namespace tim;
using namespace tim::wire;

namespace {

std::vector<std::string> frames_of(std::string_view packet) {
    std::vector<std::string> frames;
    for (auto frame = next_frame(packet); !frame.empty(); frame = next_frame(packet)) frames.emplace_back(frame);
    return frames;
}

}  // namespace

TEST_CASE("a packet is cut at line feeds, and the last frame may go without") {
    CHECK(frames_of("{}\n{\"a\":1}\n") == std::vector<std::string>{"{}", "{\"a\":1}"});
    CHECK(frames_of("{}") == std::vector<std::string>{"{}"});
    CHECK(frames_of("\n\n{}\n\n") == std::vector<std::string>{"{}"});
    CHECK(frames_of("").empty());
}

TEST_CASE("a request frame is what the protocol page shows") {
    CHECK(*request_frame("ping", 3, {}) == "{\"id\":3,\"op\":\"ping\"}\n");
    CHECK(*request_frame("group.info", 4, R"(["team"])") == "{\"body\":[\"team\"],\"id\":4,\"op\":\"group.info\"}\n");
}

TEST_CASE("a reply without a body and a push without a body are small") {
    CHECK(*reply_frame(9, {}) == "{\"re\":9}\n");
    CHECK(*push_frame("behind", {}) == "{\"push\":\"behind\"}\n");
}

TEST_CASE("a refusal carries code, text, whether it is passing, and its body") {
    const Failure failure(Errc::svr_msg_net_error, "out of step");
    CHECK(*refusal_frame(2, failure, true, R"({"n":7})") ==
          "{\"body\":{\"n\":7},\"code\":20004,\"re\":2,\"retry\":true,\"text\":\"out of step\"}\n");
}

TEST_CASE("a refusal without a text explains its code") {
    const auto frame = refusal_frame(2, Failure(Errc::svr_group_not_found), false, {});
    const auto read = read_incoming(*frame);
    REQUIRE(read);
    CHECK(read->text == error_code(Errc::svr_group_not_found).message());
}

TEST_CASE("a request keeps its body as it stands") {
    const auto request = read_request(R"({"op":"x","body":{"b": 1.50,"a":[ ]},"id":12})");
    REQUIRE(request);
    CHECK(request->op == "x");
    CHECK(request->id == 12);
    CHECK(request->body.text() == R"({"b": 1.50,"a":[ ]})");
}

TEST_CASE("a frame that is no request is refused with 6027") {
    for (const char* text : {"", "[]", "{}", "{\"op\":\"x\"}", "{\"id\":1}", "{\"op\":\"x\",\"id\":-1}", "{\"op\":\"x\",\"id\":1}}"}) {
        INFO(text);
        const auto request = read_request(text);
        REQUIRE(request.has_error());
        CHECK(request.error().code == Errc::invalid_json);
    }
}

TEST_CASE("a frame longer than the limit is refused with 9522") {
    Limits limits;
    limits.frame_bytes = 20;
    const auto request = read_request(R"({"op":"x","id":1,"body":"0123456789"})", limits);
    REQUIRE(request.has_error());
    CHECK(request.error().code == Errc::sdk_net_pkg_size_limit);
}

TEST_CASE("fields of frames and bodies that nobody knows are ignored") {
    const auto push = read_incoming(R"({"push":"entries","later":{"x":[1]},"body":{}})");
    REQUIRE(push);
    CHECK(push->push == "entries");
    const auto hello = codec::read<Hello>(R"({"user":"alice","colour":"red"})");
    REQUIRE(hello);
    CHECK(hello->user == "alice");
}

TEST_CASE("an absent field of a body has the value that the protocol page names") {
    const auto sync = codec::read<SyncQuery>(R"({"log":"a"})");
    REQUIRE(sync);
    CHECK(sync->count == 200);
    CHECK(sync->newest == false);
    CHECK(codec::read<Hello>("{}")->version == 0);
}

TEST_CASE("an answer about a range survives writing and reading") {
    EntryRange range;
    range.log = "77aa";
    range.from = 41;
    range.to = 43;
    range.head = 43;
    Entry& entry = range.entries.emplace_back();
    entry.pos = 42;
    entry.kind = "message";
    entry.time = 1700000000042;
    entry.seq = 40;
    entry.from = "alice";
    entry.id = "alice-1700000000-1";
    entry.version = 1;
    entry.body = RawJson(R"({"message_rand":1})");
    const std::string text = codec::to_json(range);
    CHECK(text == R"({"entries":[{"body":{"message_rand":1},"from":"alice","id":"alice-1700000000-1","kind":"message","pos":42,)"
                  R"("seq":40,"time":1700000000042,"version":1}],"from":41,"head":43,"log":"77aa","to":43})");
    const auto back = codec::read<EntryRange>(text);
    REQUIRE(back);
    CHECK(codec::to_json(*back) == text);
}
