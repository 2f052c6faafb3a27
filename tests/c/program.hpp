#pragma once

// A program that uses the C interface, and what stands on the other side.

#include "tests/c/answers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/crypto/user_sig.hpp"
#include "tim/tim.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tim::test {

inline constexpr std::uint64_t c_app = 1400000001;
inline constexpr const char* c_key = "a key for the tests of the C interface";

inline std::string signed_for(const std::string& user, std::uint64_t app = c_app, std::uint64_t valid_for = 3600,
                              const char* key = c_key) {
    const std::uint64_t now = to_seconds(SystemClock::instance().unix_now());
    return std::string(
        crypto::sign_user_sig(crypto::UserSigClaims(app, user, now, valid_for), Secret(key)).value().reveal());
}

/// Initialised for the length of a test, and rid of what earlier ones left unread.
class Initialised {
public:
    explicit Initialised(const std::string& config) {
        settle();
        REQUIRE(call("TIMInit", {word(std::int64_t(c_app)), word(config.c_str())}) == 0);
    }
    Initialised(const Initialised&) = delete;
    Initialised& operator=(const Initialised&) = delete;
    ~Initialised() { call("TIMUninit", {}); }
};

/// The same, with its data in a folder of its own.
class Program {
public:
    explicit Program(const std::string& server = {}) : initialised_(config(server)) {}

    const std::filesystem::path& folder() const { return folder_.path(); }
    std::string config(const std::string& server = {}) const {
        std::string json = "{\"sdk_config_config_file_path\":\"" + folder_.path().string() + '"';
        if (!server.empty()) json += ",\"sdk_config_server_url\":\"" + server + '"';
        return json + '}';
    }

private:
    TemporaryDirectory folder_;
    Initialised initialised_;
};

inline Answer log_in(const std::string& user, const std::string& sig) {
    return answer_to("TIMLogin", {word(user.c_str()), word(sig.c_str())});
}
inline Answer log_in(const std::string& user) { return log_in(user, signed_for(user)); }

inline int login_status() { return call("TIMGetLoginStatus", {}); }

inline std::string login_user() {
    char buffer[128] = {};
    call("TIMGetLoginUserID", {word(static_cast<const void*>(buffer))});
    return buffer;
}

/// What the callbacks of setters say, as lines in their order.
class Events {
public:
    static Events& instance() {
        static Events& events = *new Events;
        return events;
    }

    void add(std::string line) {
        const std::lock_guard lock(mutex_);
        lines_.push_back(std::move(line));
        arrived_.notify_all();
    }

    /// The next line that begins so; those in front of it are dropped. Throws after half a minute.
    std::string wait(const std::string& beginning) {
        std::unique_lock lock(mutex_);
        std::string found;
        const auto is_there = [&] {
            for (std::size_t i = 0; i < lines_.size(); ++i) {
                if (!lines_[i].starts_with(beginning)) continue;
                found = lines_[i];
                lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
                return true;
            }
            return false;
        };
        if (!arrived_.wait_for(lock, std::chrono::seconds(30), is_there))
            throw std::runtime_error("no event: " + beginning);
        return found;
    }

    std::vector<std::string> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(lines_, {});
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<std::string> lines_;
};

/// Sets a callback for the length of a test.
class Listening {
public:
    template <class... Parameters>
    Listening(std::string setter, void (*function)(Parameters...)) : setter_(std::move(setter)) {
        Events::instance().take();
        call_words(setter_, {word(function), word(Answers::tag(setter_))});
    }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
    ~Listening() { call_words(setter_, {0, 0}); }

private:
    std::string setter_;
};

/// A hub that serves this machine, on a thread of its own, and users of it who speak C++.
class Town {
public:
    explicit Town(hub::HubOptions options = hub::HubOptions(), std::uint16_t port = 0)
        : hub_(context_.get_executor(), options.app(c_app, Secret(c_key))),
          work_(context_.get_executor()),
          thread_([this] { context_.run(); }) {
        port_ = hub_.listen(hub::ListenOptions().port(port)).value();
    }
    Town(const Town&) = delete;
    Town& operator=(const Town&) = delete;
    ~Town() {
        hub_.close(boost::asio::use_future).get();
        context_.stop();
        thread_.join();
    }

    std::uint16_t port() const { return port_; }
    std::string url() const { return "ws://127.0.0.1:" + std::to_string(port_); }

    /// Logged in.
    Client client(const std::string& user) {
        Client client(context_.get_executor(), loopback(hub_), ClientOptions().app(c_app));
        client.login(user, signed_for(user), boost::asio::use_future).get();
        return client;
    }

private:
    boost::asio::io_context context_;
    hub::Hub hub_;
    std::uint16_t port_ = 0;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    std::thread thread_;
};

/// Ends a client, so that nothing is left when its town goes.
inline void close(Client& client) { client.close(boost::asio::use_future).get(); }

}  // namespace tim::test
