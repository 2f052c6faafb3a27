#include "tim/db/worker.hpp"

#include "tests/db/support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/child_process.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using namespace tim;
using namespace tim::db::test;

namespace {

using boost::asio::io_context;

std::vector<int> numbers_up_to(int end) {
    std::vector<int> numbers;
    for (int i = 0; i < end; ++i) numbers.push_back(i);
    return numbers;
}

TEST_CASE("jobs run in the order of posting, on one thread that is not the caller's", "[db][worker]") {
    std::vector<int> order;
    std::vector<std::thread::id> threads;
    {
        io_context context;
        const db::Worker worker(context);
        const db::Worker same(context);
        for (const int i : numbers_up_to(100)) {
            const db::Worker& chosen = i % 2 ? worker : same;
            chosen.post([&order, &threads, i] {
                order.push_back(i);
                threads.push_back(std::this_thread::get_id());
            });
        }
    }
    CHECK(order == numbers_up_to(100));
    CHECK(threads == std::vector<std::thread::id>(100, threads.front()));
    CHECK(threads.front() != std::this_thread::get_id());
}

TEST_CASE("two contexts have two threads", "[db][worker]") {
    std::promise<void> released;
    io_context first;
    io_context second;
    db::Worker(first).post([gate = released.get_future()]() mutable { gate.wait(); });
    std::promise<void> done;
    std::future<void> is_done = done.get_future();
    db::Worker(second).post([done = std::move(done)]() mutable { done.set_value(); });
    CHECK(is_done.wait_for(10s) == std::future_status::ready);
    released.set_value();
}

TEST_CASE("a context that is destroyed first runs what is queued, and what those jobs post", "[db][worker]") {
    std::vector<int> order;
    {
        io_context context;
        const db::Worker worker(context);
        std::promise<void> released;
        std::shared_future<void> gate = released.get_future();
        worker.post([gate] { gate.wait(); });
        worker.post([&order, worker] {
            order.push_back(1);
            worker.post([&order] { order.push_back(3); });
        });
        worker.post([&order] { order.push_back(2); });
        released.set_value();
    }
    CHECK(order == std::vector<int>{1, 2, 3});
}

/// Tells whether it was destroyed where blocking is allowed.
class Witness {
public:
    Witness(bool& destroyed, bool& allowed) : destroyed_(&destroyed), allowed_(&allowed) {}
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;
    ~Witness() {
        *destroyed_ = true;
        *allowed_ = db::BlockingAllowed::here();
    }

private:
    bool* destroyed_;
    bool* allowed_;
};

TEST_CASE("a job posted after the context has gone is destroyed and not run", "[db][worker]") {
    auto context = std::make_unique<io_context>();
    const db::Worker worker(*context);
    context.reset();
    bool ran = false;
    bool destroyed = false;
    bool allowed = false;
    worker.post([&ran, witness = std::make_unique<Witness>(destroyed, allowed)] { ran = true; });
    CHECK_FALSE(ran);
    CHECK(destroyed);
    CHECK(allowed);
}

TEST_CASE("what a job owns is destroyed on the worker's thread after it ran", "[db][worker]") {
    bool destroyed = false;
    bool allowed = false;
    {
        io_context context;
        db::Worker(context).post([witness = std::make_unique<Witness>(destroyed, allowed)] {});
    }
    CHECK(destroyed);
    CHECK(allowed);
    CHECK_FALSE(db::BlockingAllowed::here());
}

TEST_CASE("a job may destroy the context", "[db][worker]") {
    std::promise<void> done;
    std::future<void> is_done = done.get_future();
    auto context = std::make_unique<io_context>();
    const db::Worker worker(*context);
    worker.post([owned = std::move(context), done = std::move(done)]() mutable {
        owned.reset();
        done.set_value();
    });
    CHECK(is_done.wait_for(10s) == std::future_status::ready);
}

TEST_CASE("on an injected executor jobs run when it runs, in order, where blocking is allowed", "[db][worker]") {
    io_context context;
    const db::Worker worker(context.get_executor());
    std::vector<int> order;
    for (const int i : numbers_up_to(10))
        worker.post([&order, i] { order.push_back(db::BlockingAllowed::here() ? i : -1); });
    CHECK(order.empty());
    context.run();
    CHECK(order == numbers_up_to(10));
}

TEST_CASE("on an executor with several threads jobs run one at a time, in order", "[db][worker]") {
    boost::asio::thread_pool pool(3);
    const db::Worker worker(pool.get_executor());
    std::vector<int> order;
    std::atomic<int> inside{0};
    bool alone = true;
    for (const int i : numbers_up_to(1000))
        worker.post([&, i] {
            alone = alone && inside.fetch_add(1) == 0;
            order.push_back(i);
            inside.fetch_sub(1);
        });
    pool.join();
    CHECK(alone);
    CHECK(order == numbers_up_to(1000));
}

TEST_CASE("run hands the outcome to the executor, which waits for it", "[db][worker]") {
    const tim::test::TemporaryDirectory directory;
    const std::string path = directory.file(u8"a.db");
    io_context context;
    const db::Worker worker(context);
    std::thread::id handled_on;
    std::optional<Result<std::string>> outcome;
    worker.run(
        [path] {
            db::Connection connection(db::OpenOptions::file(path), item_schema);
            connection.run("INSERT INTO item(id, name) VALUES(1, 'x')");
            return connection.find<std::string>("SELECT name FROM item").value();
        },
        context.get_executor(),
        [&](Result<std::string> result) {
            handled_on = std::this_thread::get_id();
            outcome = std::move(result);
        });
    context.run();
    REQUIRE(outcome.has_value());
    CHECK(outcome->value() == "x");
    CHECK(handled_on == std::this_thread::get_id());
}

TEST_CASE("run turns what the work throws into a failure", "[db][worker]") {
    io_context context;
    const db::Worker worker(context.get_executor());
    std::optional<Failure> failure;
    worker.run([] { in_memory().script("SELEC 1"); }, context.get_executor(),
               [&](Result<void> result) {
                   if (result.has_error()) failure = result.error();
               });
    context.run();
    REQUIRE(failure.has_value());
    CHECK(failure->code == Errc::database_operate_failed);
}

#if defined(TIM_CHECK_THREADS) && defined(TIM_TEST_HAS_CHILD_PROCESS)

bool aborts(void (*body)()) {
    tim::test::ChildProcess child([body](tim::test::ChildProcess&) -> int {
        std::signal(SIGABRT, SIG_DFL);  // the test framework has its own
        body();
        return 0;
    });
    const int status = child.wait();
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

TEST_CASE("a database call outside of a worker aborts a debug build", "[db][worker]") {
    CHECK(aborts([] { const db::Connection connection(db::OpenOptions::memory(), item_schema); }));
    CHECK_FALSE(aborts([] {
        const db::BlockingAllowed allowed;
        const db::Connection connection(db::OpenOptions::memory(), item_schema);
    }));
    CHECK(aborts([] {
        std::optional<db::BlockingAllowed> allowed(std::in_place);
        db::Connection connection(db::OpenOptions::memory(), item_schema);
        allowed.reset();
        connection.run("DELETE FROM item");
    }));
}

#endif

}  // namespace
