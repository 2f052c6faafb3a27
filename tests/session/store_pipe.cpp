#include "tim/session/detail/store_pipe.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <memory>
#include <new>
#include <string>
#include <vector>

using namespace tim;
using namespace tim::session;
using tim::test::SeededRandom;

namespace {

using Diary = std::vector<std::string>;

/// A pipe whose worker and whose strand run when the test says so, and a diary of what it handed out.
struct Script {
    boost::asio::io_context disk;
    boost::asio::io_context strand;
    SeededRandom random;
    Diary diary;
    std::shared_ptr<int> owner = std::make_shared<int>();
    std::unique_ptr<StorePipe> pipe;

    Script() {
        pipe = std::make_unique<StorePipe>(
            db::Worker(disk.get_executor()), strand.get_executor(),
            [this](Result<store::Applied> applied, const std::vector<std::uint64_t>& numbers) {
                std::string line = applied.has_value() ? "applied" : "failed";
                for (const std::uint64_t number : numbers) line += " " + std::to_string(number);
                diary.push_back(line);
            },
            [this] { pipe->flush(); });
        pipe->owned_by(owner);
    }
    ~Script() {
        pipe.reset();
        work();
    }
    void open() {
        pipe->open({}, "alice", random, [this](Result<StorePipe::Opened> opened) {
            diary.push_back(opened.has_value() ? "open" : "refused");
        });
    }
    void read(std::string name) {
        pipe->run(
            [](store::Store& store) { return store.shown(); },
            [this, name](Result<std::uint64_t> shown) {
                diary.push_back(name + (shown.has_value() ? "" : " " + std::to_string(shown.error().code.value())));
            });
    }
    void apply(std::uint64_t number) {
        store::Batch batch;
        batch.range.log = "77aa";
        batch.range.from = batch.range.to = batch.range.head = number;
        pipe->apply(std::move(batch), number, 100);
    }
    void work() {
        for (int i = 0; i < 10; ++i) {
            disk.restart();
            disk.poll();
            strand.restart();
            strand.poll();
        }
    }
};

}  // namespace

TEST_CASE("work is done and handed out in the order in which it was put in, batches that follow each other as one") {
    Script script;
    script.open();
    script.apply(1);
    script.apply(2);
    script.read("read");
    script.apply(3);
    script.pipe->flush();
    CHECK(script.diary.empty());
    script.work();
    CHECK(script.diary == Diary{"open", "applied 1 2", "read", "applied 3"});
}

TEST_CASE("what is put in while the worker is busy waits and goes together") {
    Script script;
    script.open();
    script.pipe->flush();
    for (std::uint64_t number = 1; number <= 3; ++number) {
        script.apply(number);
        script.pipe->flush();
    }
    CHECK(script.pipe->waiting_bytes() == 300);
    script.work();
    CHECK(script.diary == Diary{"open", "applied 1 2 3"});
    CHECK(script.pipe->waiting_bytes() == 0);
}

TEST_CASE("without a store work fails with 6014, and closing without a store works") {
    Script script;
    script.read("read");
    script.apply(1);
    script.pipe->close([&script] { script.diary.push_back("closed"); });
    script.pipe->flush();
    script.work();
    CHECK(script.diary == Diary{"read 6014", "failed 1", "closed"});
}

TEST_CASE("work that runs out of memory is told of") {
    Script script;
    script.open();
    script.pipe->run(
        [](store::Store&) -> std::uint64_t { throw std::bad_alloc(); },
        [&script](Result<std::uint64_t> made) { script.diary.push_back(std::to_string(made.error().code.value())); });
    script.read("read");
    script.pipe->flush();
    script.work();
    CHECK(script.diary == Diary{"open", "6028", "read"});
}

TEST_CASE("a step that fails takes back nothing of the others that went with it") {
    Script script;
    script.open();
    script.pipe->flush();
    script.work();
    script.pipe->run([](store::Store& store) { store.set_shown(5); },
                     [&script](Result<void> stored) { script.diary.push_back(stored.has_value() ? "stored" : "not"); });
    script.pipe->run(
        [](store::Store& store) {
            return store.delivered(std::array{store::Delivery({ConvType::c2c, "bob"}, "no such message", {})});
        },
        [&script](Result<store::Delivered> updated) {
            script.diary.push_back(updated.has_value() ? "delivered" : "refused");
        });
    script.pipe->run([](store::Store& store) { return store.shown(); },
                     [&script](Result<std::uint64_t> shown) { script.diary.push_back(std::to_string(*shown)); });
    script.pipe->flush();
    script.work();
    CHECK(script.diary == Diary{"open", "stored", "refused", "5"});
}

TEST_CASE("closing comes after what was put in before") {
    Script script;
    script.open();
    script.read("before");
    script.pipe->close([&script] { script.diary.push_back("closed"); });
    script.read("after");
    script.pipe->flush();
    script.work();
    CHECK(script.diary == Diary{"open", "before", "closed", "after 6014"});
}

TEST_CASE("an abandoned pipe hands nothing out, and its store is closed by the worker") {
    Script script;
    script.open();
    script.pipe->flush();
    script.read("read");
    script.pipe->abandon();
    script.read("later");
    script.pipe->flush();
    script.work();
    CHECK(script.diary.empty());
}

TEST_CASE("a handler may abandon the pipe") {
    Script script;
    script.open();
    script.pipe->run([](store::Store& store) { return store.shown(); },
                     [&script](Result<std::uint64_t>) { script.pipe->abandon(); });
    script.read("read");
    script.pipe->flush();
    script.work();
    CHECK(script.diary == Diary{"open"});
}

TEST_CASE("the owner lives as long as something is under way") {
    Script script;
    script.open();
    script.pipe->flush();
    const std::weak_ptr<int> owner = std::exchange(script.owner, nullptr);
    CHECK_FALSE(owner.expired());
    script.work();
    CHECK(owner.expired());
}
