// Messages that are changed while they wait to be written.

#include "tests/session/rig.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/support/manual_clock.hpp"

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::session;
using tim::session::test::call_with;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

const std::string bobs_log = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}";

/// A session without a connection, on a disk that can fail.
struct Script {
    tim::test::SeededRandom random;
    tim::test::ManualClock clock;
    sim::Disk disk{"disk of edits", random, clock};
    Rig rig{options()};

    Script() {
        rig.be_online(bobs_log);
        rig.link().cut();
        rig.run();
    }
    SessionOptions options() {
        SessionOptions made;
        made.store = store::StoreOptions("data").vfs(disk.vfs_name());
        return made;
    }
    Outcome<MessageData> edit(MessageData message, const std::string& words, Call call = {}) {
        std::get<TextElem>(message.elements.at(0)).content = words;
        Outcome<MessageData> outcome;
        rig.session->edit(call, std::move(message), outcome.completion());
        rig.run();
        return outcome;
    }
    std::vector<std::string> sends() {
        rig.pass(1000);
        rig.welcome(rig.accept());
        std::vector<std::string> frames;
        for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard())
            if (frame.find("\"op\":\"send\"") != std::string::npos) frames.push_back(frame);
        return frames;
    }
    static bool says(const std::string& frame, const std::string& words) {
        return frame.find("\"text_elem_content\":\"" + words + "\"") != std::string::npos;
    }
};

}  // namespace

TEST_CASE("a message that waits is changed in its place and keeps its id and its call") {
    Script script;
    const auto sent = script.rig.send(Rig::text("one"));
    script.rig.send(Rig::text("two"));
    const MessageData one = script.rig.messages()[1];
    const auto edited = script.edit(one, "better");
    REQUIRE(edited.code() == 0);
    CHECK(edited.value().msg_id == one.msg_id);
    CHECK(edited.value().status == MsgStatus::sending);
    CHECK(std::get<TextElem>(script.rig.messages()[1].elements.at(0)).content == "better");
    const auto frames = script.sends();
    REQUIRE(frames.size() == 2);
    CHECK(Script::says(frames[0], "better"));
    CHECK(Script::says(frames[1], "two"));
    script.rig.answer(frames[0],
                      "\"body\":{\"log\":\"77aa\",\"pos\":1,\"seq\":1,\"time\":1700000005000,\"version\":1}");
    REQUIRE(sent.code() == 0);
    CHECK(std::get<TextElem>(sent.value().elements.at(0)).content == "better");
}

TEST_CASE("a message that was written, or is not on its way, is not changed") {
    Script script;
    script.rig.send(Rig::text("one"));
    const MessageData one = script.rig.messages()[0];
    REQUIRE(script.sends().size() == 1);
    CHECK(script.edit(one, "late").code() == 6015);
    MessageData unknown = one;
    unknown.msg_id = "alice-1-1";
    CHECK(script.edit(unknown, "nobody's").code() == 8020);
    CHECK(std::get<TextElem>(script.rig.messages()[0].elements.at(0)).content == "one");
}

TEST_CASE("content that cannot be sent leaves the message as it was") {
    Script script;
    script.rig.send(Rig::text("one"));
    CHECK(script.edit(script.rig.messages()[0], std::string(13'000, 'x')).code() == 8001);
    const auto frames = script.sends();
    REQUIRE(frames.size() == 1);
    CHECK(Script::says(frames[0], "one"));
}

TEST_CASE("content that the disk does not take leaves the message as it was") {
    Script script;
    script.rig.send(Rig::text("one"));
    const MessageData one = script.rig.messages()[0];
    script.disk.faults().full(true);
    CHECK(script.edit(one, "better").code() == 6022);
    script.disk.faults().full(false);
    const auto frames = script.sends();
    REQUIRE(frames.size() == 1);
    CHECK(Script::says(frames[0], "one"));
}

TEST_CASE("other content for a message that could not be saved itself leaves nothing to be sent") {
    Script script;
    MessageData one = Rig::text("one");
    REQUIRE(script.rig.session->prepare(one).has_value());
    Call durable;
    durable.durable = true;
    script.disk.faults().fail_next(sim::Op::write);
    Outcome<MessageData> sent, edited;
    script.rig.session->send(durable, one, sent.completion());
    script.rig.session->edit({}, one, edited.completion());
    script.rig.run();
    CHECK(sent.code() == 6022);
    CHECK(edited.code() == 8020);
    CHECK(script.rig.messages().empty());
    CHECK(script.sends().empty());
}

TEST_CASE("a message that is kept does not become one that is not") {
    Script script;
    script.rig.send(Rig::text("one"));
    MessageData one = script.rig.messages()[0];
    one.is_online_msg = true;
    CHECK(script.edit(one, "for now").code() == 6017);
    CHECK(script.sends().size() == 1);
}
