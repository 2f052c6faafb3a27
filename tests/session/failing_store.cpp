#include "tests/session/rig.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/db/connection.hpp"
#include "tim/db/thread_check.hpp"
#include "tim/store/detail/schema.hpp"

#include <cstdint>
#include <fstream>

#include <boost/asio/io_context.hpp>

using namespace tim;
using namespace tim::session;
using tim::session::test::Outcome;
using tim::session::test::Rig;

namespace {

const std::string bobs_log = "{\"conv_id\":\"bob\",\"conv_type\":1,\"head\":0,\"log\":\"77aa\",\"start\":1}";

std::string range(Position from, Position to) {
    std::string entries;
    for (Position pos = from; pos <= to; ++pos) {
        const std::string number = std::to_string(pos);
        entries += (entries.empty() ? "" : ",") + ("{\"pos\":" + number) +
                   ",\"kind\":\"message\",\"time\":1700000005000,\"seq\":" + number +
                   ",\"from\":\"bob\",\"id\":\"bob-1-" + number + "\",\"version\":1,\"body\":{}}";
    }
    return "{\"log\":\"77aa\",\"from\":" + std::to_string(from) + ",\"to\":" + std::to_string(to) +
           ",\"head\":" + std::to_string(to) + ",\"entries\":[" + entries + "]}";
}

/// Overwrites the page from which the messages are found.
void damage_messages(const std::string& path) {
    const db::BlockingAllowed allowed;
    std::int64_t page = 0;
    std::int64_t page_size = 0;
    {
        db::Connection made(db::OpenOptions::file(path).on_any_thread(), store::detail::schema);
        page = made.find<std::int64_t>("SELECT rootpage FROM sqlite_schema WHERE name = 'messages'").value();
        page_size = made.find<std::int64_t>("SELECT page_size FROM pragma_page_size").value();
    }
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp((page - 1) * page_size);
    file << std::string(static_cast<std::size_t>(page_size), 'x');
}

/// A session whose store is on a disk that can fail.
struct Script {
    tim::test::SeededRandom random;
    tim::test::ManualClock clock;
    sim::Disk disk{"disk of a session", random, clock};
    Rig rig;

    Script() : rig(options()) { rig.be_online(bobs_log); }
    SessionOptions options() {
        SessionOptions made;
        made.store = store::StoreOptions("data").vfs(disk.vfs_name());
        return made;
    }
    /// The disk works again; the session reconnects, with the log's head as given, and asks for what it lacks.
    std::string recover(Position head) {
        disk.faults().heal();
        rig.pass(1000);
        rig.welcome(rig.accept());
        for (std::string frame = rig.heard(); !frame.empty(); frame = rig.heard()) {
            if (frame.find("\"op\":\"heads\"") != std::string::npos)
                rig.answer(frame,
                           "\"body\":{\"heads\":[{\"conv_id\":\"bob\",\"conv_type\":1,\"log\":\"77aa\",\"start\":1,"
                           "\"head\":" +
                               std::to_string(head) + "}]}");
            else if (frame.find("\"op\":\"sync\"") != std::string::npos)
                return frame;
        }
        return {};
    }
};

}  // namespace

TEST_CASE("a push that could not be stored is fetched when the disk works again") {
    Script script;
    script.disk.faults().full(true);
    script.rig.say("{\"push\":\"entries\",\"body\":" + range(1, 1) + "}\n");
    CHECK(script.rig.session->state() == ConnectionState::connecting);
    CHECK(script.rig.messages().empty());
    const std::string query = script.recover(1);
    CHECK(query.find("{\"body\":{\"from\":1,\"log\":\"77aa\",\"to\":1}") == 0);
    script.rig.answer(query, "\"body\":" + range(1, 1));
    CHECK(script.rig.messages().size() == 1);
    CHECK(script.rig.session->state() == ConnectionState::online);
}

TEST_CASE("a message that could not be saved is not sent") {
    Script script;
    script.disk.faults().full(true);
    const auto sent = script.rig.send(Rig::text("hi"));
    CHECK(sent.code() == 6022);
    CHECK(script.rig.heard().empty());
    CHECK(script.rig.session->state() == ConnectionState::online);
}

TEST_CASE("a message that could not be saved can be sent again under its id") {
    Script script;
    MessageData message = Rig::text("hi");
    REQUIRE(script.rig.session->prepare(message).has_value());
    script.disk.faults().full(true);
    const auto refused = script.rig.send(message);
    REQUIRE(refused.code() == 6022);
    script.disk.faults().heal();
    script.rig.send(message);
    CHECK(script.rig.heard().find(message.msg_id) != std::string::npos);
}

TEST_CASE("a delivery that could not be noted ends the call with the disk's code; the log tells the message's end") {
    Script script;
    const auto sent = script.rig.send(Rig::text("hi"));
    const std::string frame = script.rig.heard();
    const auto at = frame.find("\"message_msg_id\":\"") + 18;
    const std::string id = frame.substr(at, frame.find('"', at) - at);
    script.disk.faults().full(true);
    script.rig.answer(frame, "\"body\":{\"log\":\"77aa\",\"pos\":1,\"seq\":1,\"time\":1700000005000,\"version\":1}");
    CHECK(sent.code() == 6022);
    CHECK(script.rig.messages()[0].status == MsgStatus::sending);
    const std::string query = script.recover(1);
    script.rig.answer(query,
                      "\"body\":{\"log\":\"77aa\",\"from\":1,\"to\":1,\"head\":1,\"entries\":[{\"pos\":1,"
                      "\"kind\":\"message\",\"time\":1700000005000,\"seq\":1,\"from\":\"alice\",\"id\":\"" +
                          id + "\",\"version\":1,\"body\":{}}]}");
    CHECK(script.rig.messages()[0].status == MsgStatus::send_succ);
    std::size_t settled = 0;
    for (const Event& event : script.rig.events()) settled += std::holds_alternative<SendSettled>(event) ? 1 : 0;
    CHECK(settled == 1);
}

TEST_CASE("a login whose store keeps failing ends at its deadline with the disk's code") {
    Script script;
    Outcome<void> out;
    script.rig.session->logout({}, out.completion());
    script.rig.run();
    REQUIRE(out.code() == 0);
    const auto login = script.rig.login();
    const std::string hello = script.rig.accept();
    script.disk.faults().full(true);
    script.rig.answer(hello,
                      "\"body\":{\"epoch\":\"e2\",\"heartbeat\":30000,\"time\":1,\"user_log\":\"u2\",\"version\":1}");
    CHECK_FALSE(login.done());
    script.rig.pass(30'000);
    CHECK(login.code() == 6022);
}

TEST_CASE("a store that turns out to be damaged ends the session with 7010, and nothing is tried again") {
    const tim::test::TemporaryDirectory folder;
    SessionOptions options;
    options.store = store::StoreOptions(folder.file(u8"data"));
    Rig rig(options);
    rig.be_online(bobs_log);
    rig.say("{\"push\":\"entries\",\"body\":" + range(1, 1) + "}\n");
    rig.session->stop();
    rig.run();
    damage_messages(folder.file(u8"data/616c696365.db"));
    rig.make(options);
    const auto login = rig.login();
    const std::size_t links = rig.hub->links.size();
    rig.come_online(bobs_log);
    CHECK(login.code() == 7010);
    CHECK(rig.session->state() == ConnectionState::offline);
    rig.pass(120'000);
    CHECK(rig.hub->links.size() == links);
    CHECK(rig.send(Rig::text("hi")).code() == 6014);
    Failure reason;
    for (auto event = rig.receive(); event.code() == 0; event = rig.receive())
        if (const auto* changed = std::get_if<ConnectionChanged>(&event.value())) reason = changed->reason;
    CHECK(reason.code == Errc::sdk_comm_database_failure);
}

TEST_CASE(
    "a failure that could not be noted is not told as one, and the message is not sent when the disk works again") {
    Script script;
    script.rig.link().cut();
    script.rig.run();
    const auto sent = script.rig.send(Rig::text("hi"), tim::session::test::call_with(1));
    script.disk.faults().full(true);
    script.rig.session->cancel(1);
    script.rig.run();
    CHECK(sent.code() == 6022);
    CHECK(script.rig.messages()[0].status == MsgStatus::sending);
    CHECK(script.recover(0).empty());
    CHECK(script.rig.messages()[0].status == MsgStatus::cancel);
    CHECK(script.rig.messages()[0].failure == 8021);
}

/// The same, whose database work is done only when the test calls `work`.
struct SlowScript {
    tim::test::SeededRandom random;
    tim::test::ManualClock clock;
    sim::Disk disk{"disk of two users", random, clock};
    boost::asio::io_context worker;
    Rig rig;

    SlowScript() : rig(options()) {
        rig.login("alice");
        come_online();
    }
    SessionOptions options() {
        SessionOptions made;
        made.store = store::StoreOptions("data").vfs(disk.vfs_name());
        made.database_executor = worker.get_executor();
        return made;
    }
    void work() {
        for (int round = 0; round < 10; ++round) {
            worker.restart();
            worker.poll();
            rig.run();
        }
    }
    void come_online() {
        work();
        rig.welcome(rig.accept());
        work();
        rig.answer(rig.heard(), "\"body\":{\"as_of\":0,\"heads\":[" + bobs_log + "]}");
        work();
    }
    /// Alice's session ends while work is under way, and another user logs in.
    void give_way_to(const std::string& user) {
        rig.say("{\"push\":\"kicked\",\"body\":{\"platform\":1}}\n");
        rig.login(user);
    }
    ~SlowScript() { work(); }
};

TEST_CASE("a delivery that could not be noted is not repeated in another user's session") {
    SlowScript script;
    const auto sent = script.rig.send(Rig::text("hi"));
    script.work();
    const std::string frame = script.rig.heard();
    REQUIRE(frame.find("\"op\":\"send\"") != std::string::npos);
    script.rig.answer(frame, "\"body\":{\"log\":\"77aa\",\"pos\":1,\"seq\":1,\"time\":1700000005000,\"version\":1}");
    script.disk.faults().fail_next(sim::Op::write);
    script.give_way_to("carol");
    script.come_online();
    CHECK(sent.code() == 6022);
    CHECK(script.rig.session->user() == "carol");
    CHECK(script.rig.heard().empty());
}

TEST_CASE("a history that is being read shows nothing of the user who logs in meanwhile") {
    SlowScript script;
    script.rig.say("{\"push\":\"entries\",\"body\":" + range(2, 2) + "}\n");
    script.work();
    Outcome<Page> page;
    store::HistoryRead wanted({ConvType::c2c, "bob"}, 10);
    wanted.complete = true;
    script.rig.session->history({}, wanted, page.completion());
    script.rig.run();
    script.give_way_to("carol");
    script.come_online();
    CHECK(page.code() == 6014);
}
