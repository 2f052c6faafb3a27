// Messages that are kept for a limited time.

#include "tim/hub/detail/retention.hpp"
#include "tests/hub/own_rig.hpp"
#include "tests/support/raw_session.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/hub/hub.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

constexpr std::chrono::seconds day = std::chrono::hours(24);
constexpr UnixMillis day_ms = 86'400'000;

HubOptions a_day() { return HubOptions().retention(day); }

/// Takes texts off the disk until nothing is left; the number of steps.
int expire(OwnRig& rig) {
    int steps = 1;
    rig.rig.submit([](Tx& tx, const Caller& hub) { return expire_operation(tx, hub, {}); });
    for (auto done = rig.rig.run(); !done.at(0).answer.body.empty(); done = rig.rig.run(), ++steps) {
        REQUIRE(code_of(done[0]) == 0);
        rig.rig.submit(
            [next = done[0].answer.body](Tx& tx, const Caller& hub) { return expire_operation(tx, hub, next); });
    }
    return steps;
}

int texts(OwnRig& rig) {
    return rig.rig.select<int>("SELECT count(*) FROM entries WHERE kind = 'message' AND body <> ''");
}

TEST_CASE("what is older than the hub keeps it shows nowhere, to nobody, from that moment on", "[hub]") {
    OwnRig rig(a_day());
    rig.rig.clock.unix = 10 * day_ms;
    rig.write_many("alice", 2);
    rig.rig.clock.unix = 11 * day_ms + 60'000;
    rig.write("alice");
    CHECK(rig.seen("bob", rig.pair) == "1-3/3: 3");
    CHECK(rig.seen("alice", rig.pair) == "1-3/3: 3");
    CHECK(rig.seen("bob", OwnRig::page(rig.pair, 1, 2, true)) == "1-2/3:");
    CHECK(rig.unread("bob", rig.pair) == 1);
    CHECK(rig.remove("bob", rig.pair, {1}) == 0);
    CHECK(rig.own("bob", "removed").empty());
    rig.rig.clock.unix = 13 * day_ms;
    CHECK(rig.seen("bob", rig.pair) == "1-3/3:");
    CHECK(rig.unread("bob", rig.pair) == 0);
}

TEST_CASE("an entry is kept to the last millisecond of its time", "[hub]") {
    OwnRig rig(a_day());
    rig.write("alice");
    const UnixMillis written = rig.rig.clock.unix;
    rig.rig.clock.unix = written + day_ms - 1000;  // each request comes a second later
    CHECK(rig.seen("bob", rig.pair) == "1-1/1: 1");
    rig.rig.clock.unix = written + day_ms - 999;
    CHECK(rig.seen("bob", rig.pair) == "1-1/1:");
}

TEST_CASE("marks and what a user's log says of conversations are kept for ever, notices are not", "[hub]") {
    OwnRig rig(a_day());
    rig.make(GroupType::public_group, {"bob"});
    rig.write("alice");
    rig.read("bob", rig.pair, 1);
    rig.done("bob", "settings", OwnRig::settings(ConvKey(ConvType::c2c, "alice"), true));
    rig.clear("bob", rig.pair, 1);
    rig.rig.clock.unix += 2 * day_ms;
    expire(rig);
    CHECK(rig.seen("alice", rig.pair) == "1-2/2: 2");
    std::string kinds;
    for (const wire::Entry& entry : rig.sync("bob", rig.own_log("bob")).entries) {
        CHECK_FALSE(entry.body.empty());
        kinds += entry.kind + " ";
    }
    CHECK(kinds == "conv conv settings cleared ");
}

TEST_CASE("without a setting everything is kept", "[hub]") {
    OwnRig rig;
    rig.write("alice");
    rig.rig.clock.unix += 100'000 * day_ms;
    CHECK(expire(rig) == 1);
    CHECK(rig.seen("bob", rig.pair) == "1-1/1: 1");
    CHECK(texts(rig) == 1);
}

TEST_CASE("a time that reaches back before 1970 keeps everything", "[hub]") {
    OwnRig rig(HubOptions().retention(std::chrono::seconds::max()));
    rig.write("alice");
    CHECK(expire(rig) == 1);
    CHECK(rig.seen("bob", rig.pair) == "1-1/1: 1");
}

TEST_CASE("texts are taken in bounded steps, and each once", "[hub]") {
    OwnRig rig(a_day());
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    for (int i = 0; i < 2500; ++i) rig.say(group);
    rig.write_many("alice", 3);
    CHECK(expire(rig) == 1);
    CHECK(texts(rig) == 2503);
    rig.rig.clock.unix += 2 * day_ms;
    rig.say(group);
    CHECK(expire(rig) == 3);
    CHECK(texts(rig) == 1);
    CHECK(expire(rig) == 1);
    CHECK(rig.seen("bob", rig.group_log(group)) == "1-2501/2502:");
}

TEST_CASE("an expired stretch is answered as one long page", "[hub]") {
    OwnRig rig(a_day());
    const std::string group = rig.make(GroupType::public_group, {"bob"});
    for (int i = 0; i < 600; ++i) rig.say(group);
    rig.rig.clock.unix += 2 * day_ms;
    rig.say(group);
    CHECK(rig.seen("bob", rig.group_log(group)) == "1-601/602:");
    CHECK(rig.seen("bob", OwnRig::page(rig.group_log(group), 1, 0, true, 1)) == "602-602/602: 602");
    CHECK(rig.seen("bob", OwnRig::page(rig.group_log(group), 1, 601, true, 1)) == "1-601/602:");
}

TEST_CASE("a repeated send is answered as before when its text is gone, and its id stays taken", "[hub]") {
    OwnRig rig(a_day());
    const auto ask = [&](std::uint64_t n, const std::string& id) {
        return rig.rig.ask("send", caller("alice"), text_to("bob", rig.pair, n, id));
    };
    const std::string first = ask(1, "alice-1-1").answer.body;
    rig.rig.clock.unix += 2 * day_ms;
    expire(rig);
    CHECK(texts(rig) == 0);
    CHECK(ask(1, "alice-1-1").answer.body == first);
    CHECK(code_of(ask(1, "alice-1-2")) == 20001);
    const Finished taken = ask(2, "alice-1-1");
    CHECK(code_of(taken) == 20001);
    CHECK(taken.answer.body == first);
}

TEST_CASE("what was taken stays away when the hub keeps messages for longer", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    std::string log;
    UnixMillis now = 0;
    {
        OwnRig rig(a_day().data(folder.file(u8"data")));
        rig.write_many("alice", 2);
        rig.rig.clock.unix += 2 * day_ms;
        rig.write("alice");
        expire(rig);
        log = rig.pair;
        now = rig.rig.clock.unix;
    }
    OwnRig rig(HubOptions().data(folder.file(u8"data")));
    rig.rig.clock.unix = now;
    CHECK(rig.pair == log);
    CHECK(rig.seen("bob", rig.pair) == "1-3/3: 3");
    CHECK(rig.unread("bob", rig.pair) == 1);
}

bool holds(const std::filesystem::path& file, std::string_view words) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    return bytes.find(words) != std::string::npos;
}

/// Runs a hub on the folder until `until`.
template <class Until>
void serve(const HubOptions& options, Until until) {
    boost::asio::io_context context;
    hub::Hub hub(context.get_executor(), options);
    until(context, hub);
}

TEST_CASE("a hub takes old texts off its disk when it opens", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const std::string data = folder.file(u8"data");
    UnixMillis now = 0;
    {
        OwnRig rig(HubOptions().data(data));
        for (int i = 0; i < 50; ++i)
            rig.write("alice", R"(,"message_cloud_custom_str":")" + std::string(5000, 'x') + '"');
        now = rig.rig.clock.unix;
    }
    const std::filesystem::path file = std::filesystem::u8path(data) / "hub.db";
    REQUIRE(holds(file, "secret words"));
    ManualClock clock;
    clock.unix = now + 2 * day_ms;
    serve(a_day().data(data).clock(clock), [](boost::asio::io_context& context, hub::Hub&) { context.run(); });
    CHECK_FALSE(holds(file, "secret words"));
    CHECK_FALSE(holds(file, std::string(100, 'x')));
}

TEST_CASE("a hub takes old texts off its disk every hour in which somebody is connected", "[hub]") {
    std::vector<std::string> lines;
    std::mutex mutex;
    const auto sink = [&](LogLevel, std::string_view line) {
        const std::lock_guard lock(mutex);
        lines.emplace_back(line);
    };
    const auto told = [&] {
        const std::lock_guard lock(mutex);
        return std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
            return line.find("took the texts of 1 old entries") != std::string::npos;
        });
    };
    ManualClock clock;
    HubOptions options = HubOptions().retention(day).clock(clock).log(sink).unknown_receivers(true);
    options.sweep_interval(std::chrono::milliseconds(1)).app(1400000000, Secret("key"));
    serve(options, [&](boost::asio::io_context& context, hub::Hub& hub) {
        const auto session = tim::test::RawSession::connect(context, *hub.peer());
        REQUIRE(session->hello("alice", hub.sign("alice").reveal()));
        const auto opened = session->ask("open", R"({"conv_type":1,"conv_id":"bob"})");
        REQUIRE(opened);
        const auto log = codec::read<wire::Opened>(opened->body.view()).value().log;
        REQUIRE(session->ask("send", text_to("bob", log, 1, "alice-1-1"))->code == 0);
        clock.unix += 2 * day_ms;
        const auto again = session->ask("ping");
        REQUIRE(again);
        CHECK(told() == 0);
        clock.steady += 3'600'000;
        while (told() == 0) context.run_one();
    });
    CHECK(told() == 1);
}

}  // namespace
