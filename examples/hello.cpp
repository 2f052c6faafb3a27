// A hub and its users in one process: they write to each other and in a group. Prints what each of them sees.
#include <tim/tim.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

namespace asio = boost::asio;

/// One user, and the lines on that user's screen.
struct Person {
    Person(std::string id, tim::hub::Hub& hub) : name(std::move(id)), client(hub.get_executor(), tim::loopback(hub)) {}

    std::string name;
    tim::Client client;
    std::vector<std::string> screen;
};

std::string line_of(const tim::Message& message) {
    if (const auto* tip = message.get<tim::GroupTipsElem>()) return "* " + tip->op_user + " changed " + tip->group_id;
    return message.sender() + "> " + std::string(message.text());
}

asio::awaitable<void> say(Person& person, tim::Conversation conversation, std::string text) {
    const tim::Message sent = co_await conversation.send(tim::TextElem{std::move(text)});
    person.screen.push_back("me> " + std::string(sent.text()));
}

/// Waits until somebody has written to the person; a group's tips appear on the screen as they come.
asio::awaitable<void> hear(Person& person) {
    for (;;) {
        const tim::Event event = co_await person.client.receive();
        const auto* news = std::get_if<tim::NewMessage>(&event);
        if (!news || news->message.get<tim::GroupReportElem>()) continue;
        person.screen.push_back(line_of(news->message));
        if (!news->message.text().empty()) co_return;
    }
}

asio::awaitable<void> chat(tim::hub::Hub& hub, Person& alice, Person& bob) {
    co_await alice.client.login(alice.name, hub.sign(alice.name));
    co_await bob.client.login(bob.name, hub.sign(bob.name));

    co_await say(alice, alice.client.c2c("bob"), "Hello Bob!");
    co_await hear(bob);
    co_await say(bob, bob.client.c2c("alice"), "Hello Alice, I can read you. 你好");
    co_await hear(alice);

    const tim::CreateGroupResult group =
        co_await alice.client.create_group(tim::CreateGroupParam(tim::GroupType::work, "tea"));
    co_await alice.client.group(group.group_id).invite("bob");
    co_await say(bob, bob.client.group(group.group_id), "Tea at four?");
    co_await hear(alice);

    // Connections last until they are closed; only then does the context run out of work.
    co_await alice.client.close();
    co_await bob.client.close();
}

void show(const Person& person) {
    std::cout << "-- what " << person.name << " sees\n";
    for (const std::string& line : person.screen) std::cout << line << '\n';
}

}  // namespace

int main() {
    asio::io_context context;
    tim::hub::Hub hub{context.get_executor()};
    Person alice{"alice", hub};
    Person bob{"bob", hub};
    std::exception_ptr failure;
    asio::co_spawn(context, chat(hub, alice, bob), [&](std::exception_ptr e) { failure = std::move(e); });
    context.run();
    show(alice);
    show(bob);
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (const std::exception& e) {
        std::cerr << "hello: " << e.what() << '\n';
        return 1;
    }
}
