#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tim/codec/read.hpp"
#include "tim/db/connection.hpp"
#include "tim/hub/detail/groups.hpp"
#include "tim/hub/detail/log_operations.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/hub/detail/own_operations.hpp"
#include "tim/hub/detail/storage.hpp"
#include "tim/wire/tables.hpp"

#include <boost/asio/io_context.hpp>

#include <deque>
#include <functional>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tim::hub::test {

using tim::test::ManualClock;
using tim::test::SeededRandom;

inline Caller caller(std::string user, std::string device = "phone", std::uint64_t session = 7) {
    Caller who;
    who.user = std::move(user);
    who.device = std::move(device);
    who.platform = 4;
    who.session = session;
    return who;
}

inline const Operation& operation(std::string_view name) {
    for (const auto& table : {log_operations(), own_operations(), group_operations()})
        for (const Operation& row : table)
            if (row.name == name) return row;
    throw std::invalid_argument(std::string(name));
}

/// A body as a struct; throws what is wrong with it.
template <class T>
T body_of(const Finished& finished) {
    return codec::read<T>(finished.answer.body).value();
}

inline int code_of(const Finished& finished) { return finished.answer.failure.code.value(); }

/// Frames of an operation's events, in order, each with its line feed.
inline std::string frames_of(const Finished& finished) {
    std::string text;
    for (const Event& event : finished.events)
        if (event.frame) text += *event.frame;
    return text;
}

/// The hub's storage, driven by one thread under a clock that stands still: what is submitted before `run` is one
/// batch.
class StorageRig {
public:
    using Work = std::function<Answer(Tx&, const Caller&)>;

    explicit StorageRig(HubOptions options = {}, unsigned seed = 1) : random(seed) {
        options.clock(clock).random(random).storage_executor(context_.get_executor());
        storage_ = std::make_unique<Storage>(options, context_.get_executor());
        storage_->open([this](std::vector<Finished> batch) { collect(std::move(batch)); },
                       [this](Result<void> outcome) { opened = std::move(outcome); });
        run();
    }
    StorageRig(const StorageRig&) = delete;
    StorageRig& operator=(const StorageRig&) = delete;
    ~StorageRig() {
        storage_.reset();
        run();
    }

    void submit(std::string_view name, const Caller& who, std::string body) {
        storage_->submit(operation(name), who, std::move(body), ++last_request_);
    }
    /// Submits what a test wants to do inside of an operation.
    void submit(Work work, const Caller& who = caller("tester")) {
        works_.push_back(std::move(work));
        static constexpr Operation run_work{"test", &StorageRig::run_work, false};
        storage_->submit(run_work, who, std::to_string(reinterpret_cast<std::uintptr_t>(&works_.back())),
                         ++last_request_);
    }
    /// Lets the storage do all that was submitted; returns it in the order of the answers.
    std::vector<Finished> run() {
        context_.restart();
        context_.run();
        return std::exchange(finished_, {});
    }

    Finished ask(std::string_view name, const Caller& who, std::string body = {}) {
        submit(name, who, std::move(body));
        return one();
    }
    Finished ask(Work work, const Caller& who = caller("tester")) {
        submit(std::move(work), who);
        return one();
    }
    /// As `ask`, for what must not be refused.
    Finished done(std::string_view name, const Caller& who, std::string body = {}) {
        Finished finished = ask(name, who, std::move(body));
        INFO(name << ": " << finished.answer.failure.text);
        REQUIRE(code_of(finished) == 0);
        return finished;
    }
    void work(std::function<void(Tx&)> body) {
        const Finished finished = ask([&](Tx& tx, const Caller&) {
            body(tx);
            return Answer::done();
        });
        INFO(finished.answer.failure.text);
        REQUIRE(code_of(finished) == 0);
    }

    void login(std::initializer_list<Caller> callers) {
        for (const Caller& who : callers) done("hello", who, R"({"platform":4})");
    }
    /// Two users' log; returns its id.
    std::string open_pair(const Caller& who, const std::string& peer) {
        return body_of<wire::Opened>(done("open", who, R"({"conv_id":")" + peer + R"(","conv_type":1})")).log;
    }
    template <class T>
    T select(db::Sql sql) {
        T found{};
        work([&](Tx& tx) { found = tx.db.find<T>(sql).value(); });
        return found;
    }

    bool usable() const { return storage_->usable(); }

    std::vector<Finished> close() {
        storage_->close([] {});
        return run();
    }

    ManualClock clock;
    SeededRandom random;
    Result<void> opened;
    std::size_t batches = 0;

private:
    static Answer run_work(Tx& tx, const Caller& who, std::string_view address) {
        return (*reinterpret_cast<Work*>(std::stoull(std::string(address))))(tx, who);
    }
    Finished one() {
        auto finished = run();
        REQUIRE(finished.size() == 1);
        return std::move(finished.front());
    }
    void collect(std::vector<Finished> batch) {
        ++batches;
        for (Finished& item : batch) finished_.push_back(std::move(item));
    }

    boost::asio::io_context context_;
    std::deque<Work> works_;
    std::unique_ptr<Storage> storage_;
    std::vector<Finished> finished_;
    std::uint64_t last_request_ = 0;
};

/// Body of a `send` of one text to a user.
inline std::string text_to(const std::string& peer, const std::string& log, std::uint64_t n, const std::string& id,
                           const std::string& text = "hi") {
    return R"({"conv_id":")" + peer + R"(","conv_type":1,"log":")" + log +
           R"(","message":{"message_elem_array":[{"elem_type":0,"text_elem_content":")" + text +
           R"("}],"message_msg_id":")" + id + R"("},"n":)" + std::to_string(n) + "}";
}

}  // namespace tim::hub::test
