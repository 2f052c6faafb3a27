// Opening the hub's database: what is refused, what is made, and what shows only when it is used.

#include "tests/hub/storage_rig.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/hub/detail/schema.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

const Caller alice = caller("alice", "phone", 7);
const Caller bob = caller("bob", "desk", 8);

TEST_CASE("a hub that is opened again goes on where it was", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const HubOptions options = HubOptions().data(folder.file(u8"\u4f60/data"));
    std::string log;
    std::string first_answer;
    std::string epoch;
    {
        StorageRig rig(options);
        epoch = body_of<wire::Welcome>(rig.done("hello", alice)).epoch;
        rig.login({bob});
        log = rig.open_pair(alice, "bob");
        first_answer = rig.done("send", alice, text_to("bob", log, 1, "alice-1-1")).answer.body;
    }
    CHECK(std::filesystem::exists(std::filesystem::u8path(folder.file(u8"\u4f60/data/hub.db"))));
    StorageRig rig(options, 2);
    CHECK(body_of<wire::Welcome>(rig.done("hello", alice)).epoch == epoch);
    CHECK(rig.open_pair(bob, "alice") == log);
    CHECK(rig.done("send", alice, text_to("bob", log, 1, "alice-1-1")).answer.body == first_answer);
    CHECK(body_of<wire::Sent>(rig.done("send", alice, text_to("bob", log, 2, "alice-1-2"))).pos == 2);
}

TEST_CASE("hubs without a folder have epochs of their own", "[hub]") {
    StorageRig first(HubOptions(), 1);
    StorageRig second(HubOptions(), 2);
    CHECK(body_of<wire::Welcome>(first.done("hello", alice)).epoch !=
          body_of<wire::Welcome>(second.done("hello", alice)).epoch);
}

void write_file(const std::string& path, std::string_view bytes) {
    std::ofstream file(std::filesystem::u8path(path), std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST_CASE("a damaged file is refused at opening, and all requests with it", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    write_file(folder.file(u8"hub.db"), std::string(8192, 'x'));
    StorageRig rig(HubOptions().data(folder.file(u8"")));
    REQUIRE(rig.opened.has_error());
    CHECK(rig.opened.error().code == Errc::sdk_comm_database_failure);
    CHECK(rig.opened.error().text.find("hub.db") != std::string::npos);
    CHECK(rig.opened.error().text.find("not a database") != std::string::npos);
    const Finished refused = rig.ask("hello", alice);
    CHECK(code_of(refused) == 7010);
    CHECK(refused.answer.retry);
}

TEST_CASE("a file that shows to be damaged is closed, and everything refused from then on", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const HubOptions options = HubOptions().data(folder.file(u8""));
    std::streamoff page = 0;
    {
        StorageRig rig(options);
        rig.login({alice, bob});
        page = rig.select<int>("SELECT rootpage FROM sqlite_schema WHERE name = 'logs'");
    }
    {
        std::fstream file(std::filesystem::u8path(folder.file(u8"hub.db")),
                          std::ios::binary | std::ios::in | std::ios::out);
        file.seekp((page - 1) * 4096);
        file << std::string(100, '\xff');
    }
    StorageRig rig(options);
    REQUIRE(rig.opened);
    CHECK(rig.usable());
    CHECK(code_of(rig.ask("ping", alice)) == 7010);
    CHECK_FALSE(rig.usable());
    const Finished refused = rig.ask("open", bob, R"({"conv_id":"alice","conv_type":1})");
    CHECK(code_of(refused) == 7010);
    CHECK(refused.answer.failure.text == "the hub's database is damaged");
}

TEST_CASE("an epoch that cannot be written is told with the folder", "[hub]") {
    SeededRandom random(1);
    ManualClock clock;
    sim::Disk disk("disk of a restored hub", random, clock);
    HubOptions options = HubOptions().data("data").vfs(disk.vfs_name());
    { const StorageRig made(options); }
    disk.faults().full(true);
    const StorageRig rig(options.restored(true));
    disk.faults().heal();
    REQUIRE(rig.opened.has_error());
    CHECK(rig.opened.error().code == Errc::io_operation_failed);
    CHECK(rig.opened.error().text.find("database in data") != std::string::npos);
}

/// What is logged when the `n`th sync of a large commit and of what follows it fails; empty when the commit did.
std::string logged_when_sync_fails(std::uint64_t n) {
    std::string log;
    SeededRandom random(1);
    ManualClock clock;
    sim::Disk disk("disk with a long log", random, clock);
    StorageRig rig(
        HubOptions().data("data").vfs(disk.vfs_name()).log([&](LogLevel, std::string_view line) { log += line; }));
    const auto write = [](const char* name) {
        return [name](Tx& tx, const Caller&) {
            tx.db.run("INSERT INTO meta (name, value) VALUES (?, ?)", name, std::string(6'000'000, 'x'));
            return Answer::done();
        };
    };
    disk.faults().fail_next(sim::Op::sync, n);
    const bool done = code_of(rig.ask(write("a"))) == 0;
    disk.faults().heal();
    CHECK(code_of(rig.ask(write("b"))) == 0);
    return done ? log : std::string();
}

TEST_CASE("a write-ahead log that cannot be folded into the file is told to the log, and answers go on", "[hub]") {
    std::set<bool> told;
    for (std::uint64_t n = 0; n < 4; ++n)
        told.insert(logged_when_sync_fails(n).find("checkpoint") != std::string::npos);
    CHECK(told == std::set<bool>{false, true});
}

TEST_CASE("a file of a newer hub or of another program is refused and stays as it is", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const auto made_by = [&](const db::Schema& schema) {
        std::filesystem::remove(std::filesystem::u8path(folder.file(u8"hub.db")));
        db::Connection(db::OpenOptions::file(folder.file(u8"hub.db")).on_any_thread(), schema);
        const StorageRig rig(HubOptions().data(folder.file(u8"")));
        return rig.opened.has_error() ? rig.opened.error().text : std::string();
    };
    db::Schema schema = hub_schema();
    std::vector<std::string_view> scripts(schema.migrations.begin(), schema.migrations.end());
    scripts.push_back("CREATE TABLE newer(a)");
    schema.migrations = scripts;
    CHECK(made_by(schema).find("made by a newer program") != std::string::npos);
    schema.application_id = 1;
    CHECK(made_by(schema).find("not a hub database") != std::string::npos);
}

TEST_CASE("two hubs cannot share a folder", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const HubOptions options = HubOptions().data(folder.file(u8"data"));
    StorageRig first(options);
    CHECK(first.opened);
    const StorageRig second(options);
    REQUIRE(second.opened.has_error());
    CHECK(second.opened.error().code == Errc::sdk_comm_database_failure);
    CHECK(second.opened.error().text.find("in use by another process") != std::string::npos);
}

TEST_CASE("a folder that cannot be made is an io failure", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    write_file(folder.file(u8"file"), "x");
    const StorageRig rig(HubOptions().data(folder.file(u8"file/data")));
    REQUIRE(rig.opened.has_error());
    CHECK(rig.opened.error().code == Errc::io_operation_failed);
    CHECK(rig.opened.error().text.find("cannot make the folder") != std::string::npos);
}

TEST_CASE("a folder that is made is for its owner only", "[hub]") {
    const tim::test::TemporaryDirectory folder;
    const StorageRig rig(HubOptions().data(folder.file(u8"new/data")));
    REQUIRE(rig.opened);
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    const auto given = std::filesystem::status(std::filesystem::u8path(folder.file(u8"new/data"))).permissions();
#ifndef _WIN32
    CHECK((given & others) == std::filesystem::perms::none);
#endif
    CHECK((given & std::filesystem::perms::owner_read) != std::filesystem::perms::none);
}
}  // namespace
