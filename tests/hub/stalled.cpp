// A thousand sessions that stop reading while their group is flooded.

#include "tests/hub/house.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

using namespace tim;
using namespace tim::hub::test;

namespace {

constexpr std::size_t sessions = 1000;
constexpr std::size_t messages = 3000;  // an endless queue of them would show
constexpr std::size_t message_bytes = 100;

/// What the program has on the heap; 0 where nothing tells.
std::size_t heap_bytes() {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    return ::mallinfo2().uordblks;
#else
    return 0;
#endif
}

Limits unlimited() {
    Limits limits = unhurried();
    limits.group_messages_per_second = 0;
    limits.requests_per_second = 0;
    return limits;
}

std::string name(std::size_t member) { return "member" + std::to_string(member); }

std::string body_of(const std::string& log, std::uint64_t n) {
    wire::Send body;
    body.conv_type = ConvType::group;
    body.conv_id = "crowd";
    body.log = log;
    body.n = n;
    MessageData message;
    message.elements.push_back(TextElem(std::string(message_bytes, 'x')));
    message.msg_id = "owner-1700000000-" + std::to_string(n);
    body.message = RawJson(codec::to_json(message));
    return codec::to_json(body);
}

/// The owner, a crowd of members who have read all there is, and the log that they share.
struct Crowd {
    Crowd() {
        const std::string group = R"({"create_group_param_group_id":"crowd","create_group_param_group_name":"crowd",)"
                                  R"("create_group_param_group_type":2})";
        REQUIRE(code_of(owner->ask("group.create", group)) == 0);
        for (std::size_t i = 0; i < sessions; ++i) {
            members.push_back(house.login(name(i)));
            REQUIRE(code_of(members.back()->ask("group.join", R"({"group_id":"crowd"})")) == 0);
        }
        const auto reply = owner->ask("open", R"({"conv_type":2,"conv_id":"crowd"})");
        log = codec::read<wire::Opened>(reply->body.view()).value();
        for (const auto& member : members) {
            REQUIRE(code_of(member->ask("echo")) == 0);
            member->inbox().clear();
            member->read(false);
        }
    }

    void flood() {
        for (std::uint64_t n = 1; n <= messages; ++n) REQUIRE(code_of(owner->ask("send", body_of(log.log, n))) == 0);
    }

    House house{unlimited()};
    std::shared_ptr<RawSession> owner = house.login("owner");
    std::vector<std::shared_ptr<RawSession>> members;
    wire::Opened log;
};

void add(const wire::EntryRange& range, std::set<Position>& seen) {
    for (const wire::Entry& entry : range.entries) seen.insert(entry.pos);
}

/// What the member has of the log after it has read again, and asked for what was left out.
std::set<Position> catch_up(RawSession& member, const wire::Opened& log) {
    std::set<Position> seen;
    member.read(true);
    for (bool behind = false; !behind;) {
        const auto frame = member.next();
        REQUIRE(frame);
        behind = frame->push == "behind";
        if (frame->push == "entries") add(codec::read<wire::EntryRange>(frame->body.view()).value(), seen);
    }
    for (Position from = log.head + 1; from <= log.head + messages;) {
        wire::SyncQuery query;
        query.log = log.log;
        query.from = from;
        query.to = log.head + messages;
        const auto reply = member.ask("sync", codec::to_json(query));
        REQUIRE(code_of(reply) == 0);
        const auto range = codec::read<wire::EntryRange>(reply->body.view()).value();
        add(range, seen);
        from = range.to + 1;
    }
    return seen;
}

}  // namespace

TEST_CASE("a thousand sessions that stop reading cost the hub 64 KiB each at most, and catch up completely") {
    Crowd crowd;
    const std::size_t before = heap_bytes();
    crowd.flood();
    const std::size_t after = heap_bytes();
    CHECK(after - std::min(after, before) <= sessions * 64 * 1024);
    for (std::size_t i = 0; i < sessions; i += 50) {
        const std::set<Position> seen = catch_up(*crowd.members[i], crowd.log);
        CHECK(std::set<Position>(seen.lower_bound(crowd.log.head + 1), seen.end()).size() == messages);
    }
}
