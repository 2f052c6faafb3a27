#include "tim/session/detail/sync.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"

#include <string>
#include <utility>
#include <vector>

using tim::ConvType;
using tim::Position;
using tim::session::Sync;
using tim::store::LogState;
using tim::test::SeededRandom;
using tim::wire::Incoming;

namespace {

using Texts = std::vector<std::string>;

LogState log_state(std::string id, Position held_from, Position held_to, Position news_to) {
    LogState log;
    log.log = std::move(id);
    log.conv = {ConvType::group, log.log};
    log.held.add({held_from, held_to});
    log.head = held_to;
    log.news_to = news_to;
    return log;
}

std::string head(const std::string& log, Position position) {
    return "{\"conv_id\":\"" + log + "\",\"conv_type\":2,\"head\":" + std::to_string(position) + ",\"log\":\"" + log +
           "\",\"start\":1}";
}

std::string range(const std::string& log, Position from, Position to, Position newest) {
    return "{\"from\":" + std::to_string(from) + ",\"head\":" + std::to_string(newest) + ",\"log\":\"" + log +
           "\",\"to\":" + std::to_string(to) + "}";
}

tim::wire::EntryRange pushed_range(const std::string& log, Position from, Position to) {
    tim::wire::EntryRange range;
    range.log = log;
    range.from = from;
    range.to = range.head = to;
    return range;
}

/// A sync, and the answers of a hub written by hand.
struct Script {
    Sync sync;
    SeededRandom random;
    tim::SteadyMillis now = 0;
    tim::store::State state;
    std::vector<Sync::Query> queries;

    Script() {
        state.user_log = "u";
        LogState user = log_state("u", 1, 3, 3);
        user.conv = {};
        state.logs.push_back(user);
    }
    /// What is asked now: `sync {…}`.
    Texts ask() {
        Texts texts;
        while (auto query = sync.next(now)) {
            texts.push_back(std::string(query->op) + " " + query->body);
            queries.push_back(std::move(*query));
        }
        return texts;
    }
    Sync::Answer answer(std::size_t query, std::string body) {
        Incoming incoming;
        incoming.re = 1;
        incoming.body = tim::RawJson(std::move(body));
        return sync.answer(queries.at(query).number, incoming, now, random);
    }
    Sync::Answer refuse(std::size_t query, std::int32_t code, bool retry) {
        Incoming incoming;
        incoming.code = code;
        incoming.retry = retry;
        return sync.answer(queries.at(query).number, incoming, now, random);
    }
    /// The answer arrives and is stored at once.
    void take(std::size_t query, const std::string& body) {
        REQUIRE_FALSE(answer(query, body).broken);
        sync.stored(queries.at(query).number);
    }
    /// A start whose user log is complete and whose heads are told.
    void list(const std::string& heads) {
        sync.start(state, 3);
        REQUIRE(ask() == Texts{"heads {}"});
        take(0, "{\"as_of\":3,\"heads\":[" + heads + "]}");
    }
    /// The same, where the device holds 1 to 9 of log `a` and the hub has it up to `newest`.
    void list_a(Position newest) {
        state.logs.push_back(log_state("a", 1, 9, 9));
        list(head("a", newest));
    }
    /// The same, where nothing is missing, and nothing is left to ask.
    void in_step() {
        list_a(9);
        REQUIRE(ask().empty());
    }
    /// The store has given conversation `a` up for what is now this log, of which it holds nothing.
    void reset_a(std::string log, Position newest) {
        LogState renewed = log_state(std::move(log), 1, 0, 0);
        renewed.conv = {ConvType::group, "a"};
        renewed.head = newest;
        tim::store::Applied applied;
        applied.reset = {renewed.conv};
        applied.logs.push_back(renewed);
        sync.applied(applied);
    }
    /// The user's log told of a membership from `start` on.
    void joins(std::string log, Position start) {
        tim::store::Applied applied;
        applied.logs.push_back(log_state(std::move(log), 1, 0, 0));
        applied.logs.back().start = start;
        sync.applied(applied);
    }
    void push(const std::string& log, Position from, Position to) { sync.pushed(pushed_range(log, from, to)); }
};

}  // namespace

TEST_CASE("a device that is in step asks for the heads and nothing else") {
    Script script;
    script.list_a(9);
    CHECK(script.ask().empty());
    CHECK(script.sync.caught_up());
}

TEST_CASE("the user's log is read upwards before the heads") {
    Script script;
    script.sync.start(script.state, 500);
    CHECK(script.ask() == Texts{"sync {\"from\":4,\"log\":\"u\",\"to\":500}"});
    script.take(0, range("u", 4, 203, 500));
    CHECK(script.ask() == Texts{"sync {\"from\":204,\"log\":\"u\",\"to\":500}"});
    CHECK_FALSE(script.sync.listed());
    script.take(1, range("u", 204, 500, 500));
    CHECK(script.ask() == Texts{"heads {}"});
}

TEST_CASE("heads are asked for page by page") {
    Script script;
    script.sync.start(script.state, 3);
    REQUIRE(script.ask() == Texts{"heads {}"});
    script.take(0, "{\"as_of\":3,\"next\":\"17\"}");
    CHECK_FALSE(script.sync.listed());
    CHECK(script.ask() == Texts{"heads {\"after\":\"17\"}"});
    script.take(1, "{\"as_of\":3}");
    CHECK(script.ask().empty());
    CHECK(script.sync.listed());
}

TEST_CASE("a small gap is filled upwards from where it begins") {
    Script script;
    script.list_a(209);
    CHECK(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"to\":209}"});
    script.take(1, range("a", 10, 100, 209));
    CHECK(script.ask() == Texts{"sync {\"from\":101,\"log\":\"a\",\"to\":209}"});
    CHECK_FALSE(script.sync.caught_up());
    script.take(2, range("a", 101, 209, 209));
    CHECK(script.ask().empty());
    CHECK(script.sync.caught_up());
}

TEST_CASE("far behind, the newest page comes first and the rest is history, downwards") {
    Script script;
    script.list_a(500);
    REQUIRE(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"newest\":true,\"to\":500}"});
    const auto answer = script.answer(1, range("a", 301, 500, 500));
    REQUIRE(answer.batch);
    CHECK(answer.batch->skips_to_newest);
    CHECK(script.ask().empty());
    CHECK_FALSE(script.sync.caught_up());
    script.sync.stored(script.queries[1].number);
    CHECK(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"newest\":true,\"to\":300}"});
    CHECK(script.sync.caught_up());
    const auto history = script.answer(2, range("a", 101, 300, 500));
    REQUIRE(history.batch);
    CHECK_FALSE(history.batch->skips_to_newest);
    script.sync.stored(script.queries[2].number);
    CHECK(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"newest\":true,\"to\":100}"});
    script.take(3, range("a", 10, 100, 500));
    CHECK(script.ask().empty());
}

TEST_CASE("a few logs are caught up at once, history comes one page at a time and in turn") {
    Script script;
    std::string heads;
    for (const char* log : {"a", "b", "c", "d", "e"}) {
        script.state.logs.push_back(log_state(log, 1, 0, 0));
        heads += (heads.empty() ? "" : ",") + head(log, 1000);
    }
    script.list(heads);
    CHECK(script.ask().size() == Sync::most_running);
    for (std::size_t i = 1; i <= 4; ++i)
        script.take(i, range(std::string(1, static_cast<char>('a' + i - 1)), 801, 1000, 1000));
    CHECK(script.ask() == Texts{"sync {\"from\":1,\"log\":\"e\",\"newest\":true,\"to\":1000}"});
    script.take(5, range("e", 801, 1000, 1000));
    CHECK(script.ask() == Texts{"sync {\"from\":1,\"log\":\"a\",\"newest\":true,\"to\":800}"});
    script.take(6, range("a", 601, 800, 1000));
    CHECK(script.ask() == Texts{"sync {\"from\":1,\"log\":\"b\",\"newest\":true,\"to\":800}"});
}

TEST_CASE("pushes in order need nothing, a push above a hole has the hole fetched") {
    Script script;
    script.in_step();
    script.push("a", 10, 10);
    CHECK(script.ask().empty());
    script.push("a", 14, 15);
    CHECK(script.ask() == Texts{"sync {\"from\":11,\"log\":\"a\",\"to\":13}"});
}

TEST_CASE("a push that is not stored is fetched") {
    Script script;
    script.in_step();
    script.sync.dropped(pushed_range("a", 10, 12));
    CHECK(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"to\":12}"});
}

TEST_CASE("an acknowledgement above a hole has the hole fetched") {
    Script script;
    script.in_step();
    script.sync.acknowledged("a", 10);
    CHECK(script.ask().empty());
    script.sync.acknowledged("a", 13);
    CHECK(script.ask() == Texts{"sync {\"from\":11,\"log\":\"a\",\"to\":12}"});
}

TEST_CASE("of a log that was left only what lies before its end is fetched") {
    Script script;
    LogState left = log_state("a", 1, 9, 9);
    left.gone = true;
    left.end = 11;
    left.head = 40;
    script.state.logs.push_back(left);
    script.list("");
    CHECK(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"to\":11}"});
}

TEST_CASE("a conversation that appears without a push is asked for its head") {
    Script script;
    script.list("");
    script.ask();
    script.joins("a", 12);
    REQUIRE(script.ask() == Texts{"sync {\"from\":12,\"log\":\"a\",\"newest\":true}"});
    script.take(1, range("a", 12, 11, 0));
    CHECK(script.ask().empty());
    CHECK(script.sync.caught_up());
}

TEST_CASE("a push of a log that is not known yet is kept in mind until the user's log tells of it") {
    Script script;
    script.list("");
    script.ask();
    script.push("a", 5, 5);
    tim::store::Applied left_out;
    left_out.unknown = {"a"};
    script.sync.applied(left_out);
    CHECK(script.ask().empty());
    tim::store::Applied appeared;
    appeared.logs.push_back(log_state("a", 1, 0, 0));
    script.sync.applied(appeared);
    CHECK(script.ask() == Texts{"sync {\"from\":1,\"log\":\"a\",\"to\":5}"});
}

TEST_CASE("behind: the user's log, the heads and then what is missing are asked for again") {
    Script script;
    script.in_step();
    script.sync.behind();
    CHECK_FALSE(script.sync.caught_up());
    CHECK(script.ask() == Texts{"sync {\"from\":4,\"log\":\"u\"}"});
    script.take(1, range("u", 4, 3, 3));
    CHECK(script.ask() == Texts{"heads {}"});
    script.take(2, "{\"as_of\":3,\"heads\":[" + head("a", 11) + "]}");
    CHECK(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"to\":11}"});
}

TEST_CASE("behind in the middle of the heads begins with their first page again") {
    Script script;
    script.sync.start(script.state, 3);
    REQUIRE(script.ask() == Texts{"heads {}"});
    script.take(0, "{\"as_of\":3,\"next\":\"17\"}");
    REQUIRE(script.ask() == Texts{"heads {\"after\":\"17\"}"});
    script.sync.behind();
    REQUIRE(script.ask() == Texts{"sync {\"from\":4,\"log\":\"u\"}"});
    CHECK_FALSE(script.answer(1, "{\"as_of\":3,\"next\":\"34\"}").heads);
    script.take(2, range("u", 4, 3, 3));
    CHECK(script.ask() == Texts{"heads {}"});
}

TEST_CASE("a change mark that differs twice has all compared again, one that differs once does not") {
    Script script;
    script.in_step();
    script.sync.pong(12);
    script.sync.pong(13);
    script.sync.pong(12);
    script.sync.pong(13);
    CHECK(script.ask().empty());
    script.sync.pong(13);
    CHECK(script.ask() == Texts{"sync {\"from\":4,\"log\":\"u\"}"});
}

TEST_CASE("a change mark that differs for ever has all compared only once") {
    Script script;
    script.list("");
    script.ask();
    script.sync.pong(100);
    script.sync.pong(100);
    REQUIRE(script.ask() == Texts{"sync {\"from\":4,\"log\":\"u\"}"});
    script.take(1, range("u", 4, 3, 3));
    script.ask();
    script.take(2, "{\"as_of\":3}");
    script.ask();
    for (int i = 0; i < 5; ++i) script.sync.pong(100);
    CHECK(script.ask().empty());
}

TEST_CASE("logs that were left are not in the change mark") {
    Script script;
    LogState left = log_state("a", 1, 9, 9);
    left.gone = true;
    left.end = 9;
    script.state.logs.push_back(left);
    script.list("");
    script.ask();
    script.sync.pong(3);
    script.sync.pong(3);
    CHECK(script.ask().empty());
}

TEST_CASE("a lost link forgets what was asked for; the next start asks again from what is stored") {
    Script script;
    script.list_a(20);
    REQUIRE(script.ask().size() == 1);
    script.sync.lost();
    CHECK(script.ask().empty());
    CHECK_FALSE(script.answer(1, range("a", 10, 20, 20)).batch);
    script.sync.stored(script.queries[1].number);
    script.sync.start(script.state, 3);
    CHECK(script.ask() == Texts{"heads {}"});
    script.take(2, "{\"as_of\":3,\"heads\":[" + head("a", 20) + "]}");
    CHECK(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"to\":20}"});
}

TEST_CASE("a refusal for now is tried again later, a refusal for ever leaves the log alone") {
    Script script;
    script.list_a(20);
    REQUIRE(script.ask().size() == 1);
    CHECK_FALSE(script.refuse(1, 9507, true).broken);
    CHECK(script.ask().empty());
    script.now = script.sync.wake_at().value();
    REQUIRE(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"to\":20}"});
    CHECK_FALSE(script.refuse(2, 10007, false).broken);
    CHECK(script.ask().empty());
    CHECK(script.sync.caught_up());
}

TEST_CASE("a refused user log, and answers that make no sense, break the link") {
    Script script;
    script.sync.start(script.state, 9);
    REQUIRE(script.ask().size() == 1);
    CHECK(script.answer(0, "17").broken);
    CHECK(script.answer(0, range("other", 4, 9, 9)).broken);
    CHECK(script.answer(0, range("u", 0, 9, 9)).broken);
    CHECK(script.refuse(0, 6004, false).broken);
}

TEST_CASE("an answer that brings nothing new is not asked for again") {
    Script script;
    script.list_a(20);
    REQUIRE(script.ask().size() == 1);
    script.take(1, range("a", 10, 9, 9));
    CHECK(script.ask().empty());
}

TEST_CASE("an empty log whose head was told while it was asked for has later holes fetched") {
    Script script;
    script.in_step();
    script.joins("b", 1);
    REQUIRE(script.ask() == Texts{"sync {\"from\":1,\"log\":\"b\",\"newest\":true}"});
    tim::wire::Head told;
    told.log = "b";
    script.sync.told(told);
    script.take(1, "{\"from\":1,\"log\":\"b\"}");
    script.push("b", 1, 1);
    script.push("b", 3, 3);
    CHECK(script.ask() == Texts{"sync {\"from\":2,\"log\":\"b\",\"to\":2}"});
}

TEST_CASE("an answer that pushes have overtaken does not keep later holes from being fetched") {
    Script script;
    script.list_a(10);
    REQUIRE(script.ask() == Texts{"sync {\"from\":10,\"log\":\"a\",\"to\":10}"});
    script.push("a", 10, 10);
    script.take(1, range("a", 10, 10, 10));
    script.push("a", 12, 12);
    CHECK(script.ask() == Texts{"sync {\"from\":11,\"log\":\"a\",\"to\":11}"});
}

TEST_CASE("a log that was reset is fetched from nothing") {
    Script script;
    script.list_a(5);
    script.reset_a("a", 5);
    CHECK(script.ask() == Texts{"sync {\"from\":1,\"log\":\"a\",\"to\":5}"});
}

TEST_CASE("a conversation that has another log is fetched under that one only") {
    Script script;
    script.state.logs.push_back(log_state("a", 1, 9, 9));
    script.list("{\"conv_id\":\"a\",\"conv_type\":2,\"head\":2,\"log\":\"b\",\"start\":1}");
    script.reset_a("b", 2);
    CHECK(script.ask() == Texts{"sync {\"from\":1,\"log\":\"b\",\"to\":2}"});
}

TEST_CASE("what the heads say of the user's log is fetched, though the log itself was answered before") {
    Script script;
    script.in_step();
    script.sync.behind();
    CHECK(script.ask() == Texts{"sync {\"from\":4,\"log\":\"u\"}"});
    script.sync.behind();
    script.take(1, range("u", 4, 3, 3));
    REQUIRE(script.ask() == Texts{"heads {}"});
    script.take(2, "{\"as_of\":4,\"heads\":[" + head("a", 9) + "]}");
    CHECK_FALSE(script.sync.caught_up());
    CHECK(script.ask() == Texts{"sync {\"from\":4,\"log\":\"u\",\"to\":4}"});
}
