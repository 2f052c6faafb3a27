// Loads a text file, each line a message, and searches it: parts of words in any script, one character is enough.
//
//     search FILE WORD [WORD]…      messages with one of the words
//     search --all FILE WORD…       messages with all of them

#include <tim/tim.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

const tim::ConvKey notes{tim::ConvType::c2c, "notes"};

std::vector<tim::MessageData> messages_of(std::istream& file) {
    std::vector<tim::MessageData> messages;
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) continue;
        tim::MessageData& message = messages.emplace_back();
        message.server_time = messages.size();  // the order of the lines
        message.elements.emplace_back(tim::TextElem{line});
    }
    return messages;
}

boost::asio::awaitable<void> search(tim::hub::Hub& hub, std::vector<tim::MessageData> messages,
                                    tim::MessageSearchParam query) {
    tim::Client reader{co_await boost::asio::this_coro::executor, tim::loopback(hub)};
    co_await reader.login("reader", hub.sign("reader"));
    const tim::Conversation conversation = reader.conversation(notes);
    co_await conversation.import(std::move(messages));
    const tim::SearchResult found = co_await reader.search(std::move(query));
    for (const tim::SearchHits& hits : found.conversations)
        for (const tim::Message& message : hits.messages)
            std::cout << message.data().server_time << ": " << message.text() << '\n';
    std::cout << found.total << " found\n";
    co_await reader.close();
}

int main(int argc, char** argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool all = !arguments.empty() && arguments.front() == "--all";
    if (all) arguments.erase(arguments.begin());
    if (arguments.size() < 2) {
        std::cerr << "usage: search [--all] FILE WORD...\n";
        return 2;
    }
    std::ifstream file(arguments.front());
    if (!file) {
        std::cerr << "cannot read " << arguments.front() << '\n';
        return 1;
    }
    using Match = tim::KeywordListMatchType;
    tim::MessageSearchParam query(std::vector<std::string>(arguments.begin() + 1, arguments.end()),
                                  all ? Match::all : Match::any);
    query.set_conversation(notes);
    boost::asio::io_context context;
    tim::hub::Hub hub{context.get_executor()};
    boost::asio::co_spawn(context, search(hub, messages_of(file), std::move(query)), [](std::exception_ptr e) {
        try {
            if (e) std::rethrow_exception(e);
        } catch (const std::exception& failure) {
            std::cerr << failure.what() << '\n';
            std::exit(1);
        }
    });
    context.run();
}
