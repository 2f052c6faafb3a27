// The lines that users write, as the README and the docs have them: temporaries in `co_await` expressions. g++ 12
// destroys some kinds of temporary twice, which the address sanitizer would see here; long texts have a buffer to free.

#include "tests/support/catch.hpp"
#include "tim/tim.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace {

std::string long_text(char letter) { return std::string(100, letter); }

boost::asio::awaitable<void> readme_lines(tim::hub::Hub& hub, std::string& seen) {
    auto executor = co_await boost::asio::this_coro::executor;
    tim::Client alice{executor, tim::loopback(hub)}, bob{executor, tim::loopback(hub)};
    co_await bob.login("bob", hub.sign("bob"));
    co_await alice.login("alice", hub.sign("alice"));
    tim::Message sent = co_await alice.c2c("bob").send(tim::TextElem{"你好"});
    while (seen.empty()) {
        tim::Event event = co_await bob.receive();
        if (const auto* news = std::get_if<tim::NewMessage>(&event)) seen = news->message.text();
    }
}

boost::asio::awaitable<void> answer(tim::Client& client) {
    for (;;) {
        tim::Event event = co_await client.receive();
        const auto* news = std::get_if<tim::NewMessage>(&event);
        if (!news || news->message.sender() == client.user()) continue;
        try {
            co_await client.conversation(news->message.conversation()).send(tim::TextElem{"got it"});
        } catch (const tim::Error& e) {
            std::cerr << e.code().value() << ' ' << e.text() << '\n';
        }
    }
}

boost::asio::awaitable<void> question(tim::hub::Hub& hub, std::string& seen) {
    auto executor = co_await boost::asio::this_coro::executor;
    tim::Client alice{executor, tim::loopback(hub)}, bob{executor, tim::loopback(hub)};
    co_await bob.login("bob", hub.sign("bob"));
    co_await alice.login("alice", hub.sign("alice"));
    boost::asio::co_spawn(executor, answer(bob), [](std::exception_ptr) {});
    co_await alice.c2c("bob").send(tim::TextElem{"question"});
    while (seen.empty()) {
        tim::Event event = co_await alice.receive();
        if (const auto* news = std::get_if<tim::NewMessage>(&event)) seen = news->message.text();
    }
    co_await bob.close();
}

boost::asio::awaitable<void> every_kind_of_line(tim::hub::Hub& hub, std::vector<std::string>& seen) {
    auto executor = co_await boost::asio::this_coro::executor;
    tim::Client alice{executor, std::vector<tim::Transport>(2, tim::loopback(hub)),
                      tim::ClientOptions{}.platform(tim::Platform::ios).limits(tim::Limits{})};
    co_await alice.login(std::string("alice"), std::string(hub.sign("alice").reveal()));
    tim::Message marked = co_await alice.c2c("alice").send(tim::TextElem{long_text('r')});
    co_await alice.c2c("alice").mark_read(marked);
    co_await alice.c2c("alice").mark_read(alice.c2c("alice").message(marked.data()));
    co_await alice.conversation(marked.conversation()).mark_read(std::move(marked));
    co_await alice.c2c("alice").send(
        tim::TextElem{long_text('a')}, tim::CustomElem{long_text('b')}.set_desc(long_text('c')),
        tim::FaceElem{7, long_text('d')}, tim::SendOptions{}.cloud_custom(long_text('e')).exclude_from_unread());
    const tim::CreateGroupResult made =
        co_await alice.create_group(tim::CreateGroupParam{tim::GroupType::meeting, "tea"}
                                        .set_group_id(std::string(40, 'g'))
                                        .set_introduction(long_text('i')));
    tim::Group group = alice.group(made.group_id);
    co_await group.modify(tim::GroupModifyInfoParam{}.set_notification(long_text('n')).set_shutup_all(false));
    co_await group.modify_member(
        tim::GroupModifyMemberInfoParam{made.group_id, "alice"}.set_name_card(std::string(40, 'n')));
    co_await group.invite("alice");
    co_await alice.group(made.group_id)
        .within(std::chrono::seconds(20))
        .send(tim::TextElem{long_text('m')}, tim::SendOptions{}.mention(long_text('x').substr(70)).mention_all());
    for (const tim::Message& message : co_await group.history(tim::HistoryQuery{}.count(50).older_than("")))
        seen.emplace_back(message.text());
    co_await alice.groups();
    co_await alice.applications(tim::GroupPendencyOption{0, 10});
    co_await alice.logout();
    co_await alice.close();
}

template <class... Arguments>
void run(boost::asio::awaitable<void> (*lines)(tim::hub::Hub&, Arguments&...), Arguments&... arguments) {
    boost::asio::io_context context;
    tim::Limits limits;
    limits.requests_per_second = 0;
    tim::hub::Hub hub{context.get_executor(), tim::hub::HubOptions{}.limits(limits)};
    std::exception_ptr failure;
    boost::asio::co_spawn(context, lines(hub, arguments...), [&](std::exception_ptr e) { failure = std::move(e); });
    context.run();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

TEST_CASE("the README's lines run as they stand", "[toolchain]") {
    std::string seen;
    run(readme_lines, seen);
    CHECK(seen == "你好");
}

TEST_CASE("the README's loop answers what comes", "[toolchain]") {
    std::string seen;
    run(question, seen);
    CHECK(seen == "got it");
}

TEST_CASE("elements, options and parameters made inside a co_await expression live and die once", "[toolchain]") {
    std::vector<std::string> seen;
    run(every_kind_of_line, seen);
    REQUIRE_FALSE(seen.empty());
    CHECK(seen.front() == long_text('m'));
}
