// A user who writes to everybody without a pause, and may be killed at any moment:
//
//     chatter SERVER DEVICE FOLDER DIARY
//
// The key of the hub is in TIM_SECRET. Says `ready` when it is logged in, then obeys: `go` (write on; says `ack` for
// each message that the hub has), `rest` (stop for a while), `calm` (stop; says `calm` when nothing is under way),
// `end` (write a last message to everybody; says `whole` when everybody's last message is here), `quit`.

#include "tests/kills/diary.hpp"
#include "tim/crypto/user_sig.hpp"
#include "tim/tim.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t window = 8;
constexpr const char* last_words = "end";
const tim::ConvKey crowd(tim::ConvType::group, "crowd");

std::string user_name(std::size_t device) { return "user" + std::to_string(device); }

tim::Secret user_sig(const std::string& user) {
    const tim::crypto::UserSigClaims claims(tim::default_app_id, user,
                                            tim::to_seconds(tim::SystemClock::instance().unix_now()), 24 * 60 * 60);
    return tim::crypto::sign_user_sig(claims, tim::Secret(std::getenv("TIM_SECRET"))).value();
}

void say(const char* word) { std::cout << word << std::endl; }

class Chatter {
public:
    Chatter(asio::io_context& context, const std::string& server, std::size_t device, const std::string& folder,
            const std::string& diary)
        : device_(device),
          diary_(diary, device),
          orders_(context, ::dup(STDIN_FILENO)),
          client_(context.get_executor(), tim::websocket(server),
                  tim::ClientOptions().data(folder).deadline(std::chrono::seconds(10))),
          chance_(std::random_device()()) {
        for (std::size_t peer = 0; peer < kills::most_devices; ++peer)
            if (peer != device) conversations_.emplace_back(tim::ConvType::c2c, user_name(peer));
        conversations_.push_back(crowd);
    }

    asio::awaitable<void> enter() {
        const std::string user = user_name(device_);
        for (;;) {
            const auto [refused] = co_await client_.login(user, user_sig(user), no_throw);
            if (!refused) break;
        }
        // Fails when that was done in an earlier life.
        if (device_ == 0) {
            tim::CreateGroupParam group(tim::GroupType::public_group, crowd.id);
            group.set_group_id(crowd.id).set_add_option(tim::GroupAddOption::any);
            co_await client_.create_group(std::move(group), no_throw);
        } else {
            co_await client_.group(crowd.id).join({}, no_throw);
        }
        say("ready");
    }

    asio::awaitable<void> listen() {
        for (;;) {
            const auto [closed, event] = co_await client_.receive(no_throw);
            if (closed) co_return;
            note(event);
            tell_progress();
        }
    }

    asio::awaitable<void> obey() {
        std::string buffer;
        for (;;) {
            auto into = asio::dynamic_buffer(buffer);
            const std::size_t size = co_await asio::async_read_until(orders_, into, '\n', asio::use_awaitable);
            const std::string order = buffer.substr(0, size - 1);
            buffer.erase(0, size);
            if (order == "quit") break;
            take(order);
        }
        co_await client_.close();
        std::exit(0);
    }

private:
    void take(const std::string& order) {
        if (order == "go") {
            writing_ = true;
            while (under_way_ < window) write();
        } else if (order == "rest") {
            writing_ = false;
        } else if (order == "calm") {
            writing_ = false;
            calming_ = true;
        } else if (order == "end") {
            for (const tim::ConvKey& conversation : conversations_) write(conversation, last_words);
        }
        tell_progress();
    }

    void write() {
        const bool to_crowd = chance_() % 8 == 0;
        write(to_crowd ? crowd : conversations_[chance_() % (conversations_.size() - 1)], {});
    }

    void write(const tim::ConvKey& to, const std::string& mark) {
        const std::size_t number = diary_.call(to);
        ++under_way_;
        client_.conversation(to).send(
            tim::TextElem{sim::text_of(number)}, tim::SendOptions().cloud_custom(mark),
            [this, number](tim::error_code failed, const tim::Message& message) { written(number, failed, message); });
    }

    void written(std::size_t number, tim::error_code failed, const tim::Message& message) {
        --under_way_;
        if (failed) {
            diary_.failed(number, failed.value());
        } else {
            diary_.done(number, message.id(), message.data().seq, message.data().server_time);
            last_written_ += message.data().cloud_custom_str == last_words;
            if (writing_) say("ack");
        }
        if (writing_) write();
        tell_progress();
    }

    void note(const tim::Event& event) {
        if (const auto* arrived = std::get_if<tim::NewMessage>(&event)) {
            const tim::MessageData& data = arrived->message.data();
            const tim::ConvKey conversation(data.conv_type, data.conv_id);
            if (data.cloud_custom_str == last_words) last_heard_.emplace(conversation, data.sender);
            diary_.received(conversation, data.msg_id, data.sender, data.seq, data.is_from_self,
                            std::string(arrived->message.text()));
        } else if (const auto* settled = std::get_if<tim::SendSettled>(&event)) {
            if (const auto number = sim::number_of(settled->message.text()))
                diary_.settled(*number, settled->failure.code.value());
        } else if (std::holds_alternative<tim::HistoryReset>(event)) {
            diary_.reset();
        }
    }

    void tell_progress() {
        if (calming_ && under_way_ == 0 && client_.state() == tim::ConnectionState::online) {
            calming_ = false;
            say("calm");
        }
        // From each of the others, in our conversation and in the crowd's.
        constexpr std::size_t all = 2 * (kills::most_devices - 1);
        if (last_written_ == conversations_.size() && last_heard_.size() == all) {
            last_written_ = 0;
            say("whole");
        }
    }

    const std::size_t device_;
    kills::Diary diary_;
    asio::posix::stream_descriptor orders_;
    tim::Client client_;
    std::mt19937 chance_;
    std::vector<tim::ConvKey> conversations_;
    bool writing_ = false;
    bool calming_ = false;
    std::size_t under_way_ = 0;
    std::size_t last_written_ = 0;
    std::set<std::pair<tim::ConvKey, std::string>> last_heard_;
};

void rethrow(std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::cerr << "usage: chatter SERVER DEVICE FOLDER DIARY\n";
        return 2;
    }
    try {
        asio::io_context context(1);
        Chatter chatter(context, argv[1], std::stoul(argv[2]), argv[3], argv[4]);
        asio::co_spawn(context, chatter.listen(), rethrow);
        asio::co_spawn(context, chatter.obey(), rethrow);
        asio::co_spawn(context, chatter.enter(), rethrow);
        context.run();
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "chatter: " << error.what() << '\n';
        return 1;
    }
}
