#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/child_process.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/schema.hpp"

#include <fstream>
#include <iterator>

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

const std::u8string file_of_alice = u8"616c696365.db";

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
}

std::optional<db::DbError> error_of_opening(const StoreOptions& options, const std::string& user = "alice") {
    return error_of([&] { const Device device(options, user); });
}

/// A conversation with everything that a store can hold.
void fill(Device& alice) {
    log_in(alice);
    apply(alice, answer(user_log, 3, 3, {conv(3, team, team_log, 2, 9)}));
    apply(alice, messages_of_bob(1, 3, 9));
    apply(alice, messages_of_bob(6, 7));
    alice->save_outgoing(outgoing("alice-1-1"));
    alice->save_outgoing(outgoing("alice-1-2"));
    alice->save_outgoing(outgoing("alice-1-3"));
    note_delivered(alice, bob, "alice-1-1", sent(bob_log, 9));
    alice->failed(bob, "alice-1-2", 10017);
    alice->set_shown(2);
}

TEST_CASE("a store that is opened again is what it was", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder).survive_power_cut(GENERATE(true, false)));
    fill(alice);
    const State state = alice->state();
    const std::vector<MessageData> messages = newest_of(alice, bob, 100);
    const std::vector<std::string> news = all_news(alice);
    CHECK(state.logs.size() == 3);
    CHECK(messages.size() == 8);
    alice.reopen();
    CHECK(alice->state() == state);
    CHECK(newest_of(alice, bob, 100) == messages);
    CHECK(all_news(alice) == news);
    CHECK(alice->shown() == 2);
    CHECK(apply(alice, messages_of_bob(4, 5)).news == 4);
    CHECK(all_news(alice) == bob_ids({1, 2, 3, 4, 5, 6, 7}));
}

TEST_CASE("a device id is made once a store", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    const std::string id = alice->state().device;
    CHECK(id.size() == 32);
    alice.reopen();
    CHECK(alice->state().device == id);
}

TEST_CASE("a store in memory begins empty and ends with its object", "[store]") {
    Device alice;
    fill(alice);
    alice.reopen();
    CHECK(alice->state().logs.empty());
    CHECK(history(alice).empty());
}

TEST_CASE("every user has a file of her own below the folder, with her id in hexadecimal", "[store]") {
    const tim::test::TemporaryDirectory folder;
    const StoreOptions nested(folder.file(u8"neu/\u00e4\u4f60"));
    {
        const Device alice(nested);
        const Device odd(nested, "../Al ice");
    }
    const std::filesystem::path below = folder.path() / u8"neu/\u00e4\u4f60";
    CHECK(std::filesystem::exists(below / file_of_alice));
    CHECK(std::filesystem::exists(below / "2e2e2f416c20696365.db"));
    CHECK(std::distance(std::filesystem::directory_iterator(below), {}) == 2);
}

TEST_CASE("a folder that cannot be made is an error", "[store]") {
    const tim::test::TemporaryDirectory folder;
    write_bytes(folder.path() / "file", "x");
    const auto error = error_of_opening(StoreOptions(folder.file(u8"file")));
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::io);
    CHECK(error->code() == Errc::io_operation_failed);
}

TEST_CASE("a second store of the same user is refused while the first one is open", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    const auto error = error_of_opening(in_folder(folder));
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::busy);
    CHECK(error->code() == Errc::sdk_comm_database_failure);
    CHECK(error->text().find("in use") != std::string::npos);
    fill(alice);
    alice.close();
    CHECK_FALSE(error_of_opening(in_folder(folder)));
}

TEST_CASE("a damaged file is refused and left as it is", "[store]") {
    const tim::test::TemporaryDirectory folder;
    const std::string bytes(5000, 'x');
    write_bytes(folder.path() / file_of_alice, bytes);
    const auto error = error_of_opening(in_folder(folder));
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::damaged);
    CHECK(error->code() == Errc::sdk_comm_database_failure);
    CHECK(bytes_of(folder.path() / file_of_alice) == bytes);
}

/// Refused for that reason, and not a byte of the file is another one.
void check_refused(const tim::test::TemporaryDirectory& folder, db::Problem why) {
    const std::string before = bytes_of(folder.path() / file_of_alice);
    const auto error = error_of_opening(in_folder(folder));
    REQUIRE(error);
    CHECK(error->problem() == why);
    CHECK(error->code() == Errc::sdk_comm_database_failure);
    CHECK(bytes_of(folder.path() / file_of_alice) == before);
}

TEST_CASE("a file of a newer version is refused and left as it is", "[store]") {
    const tim::test::TemporaryDirectory folder;
    {
        std::vector<std::string_view> scripts(store::detail::migrations.begin(), store::detail::migrations.end());
        scripts.push_back("CREATE TABLE from_the_future(x)");
        const db::Schema newer{store::detail::schema.application_id, "local message database", scripts};
        const db::Connection made(db::OpenOptions::file(folder.file(file_of_alice)).on_any_thread(), newer);
    }
    check_refused(folder, db::Problem::newer);
}

TEST_CASE("another program's database is refused and left as it is", "[store]") {
    const tim::test::TemporaryDirectory folder;
    {
        const std::array<std::string_view, 1> scripts{"CREATE TABLE stamps(x)"};
        const db::Schema stamps{77, "stamps", scripts};
        const db::Connection made(db::OpenOptions::file(folder.file(file_of_alice)).on_any_thread(), stamps);
    }
    check_refused(folder, db::Problem::foreign);
}

TEST_CASE("another user's database under this user's name is refused and left as it is", "[store]") {
    const tim::test::TemporaryDirectory folder;
    {
        Device carol(in_folder(folder), "carol");
        log_in(carol);
    }
    std::filesystem::rename(folder.path() / "6361726f6c.db", folder.path() / file_of_alice);
    check_refused(folder, db::Problem::foreign);
}

#ifdef TIM_TEST_HAS_CHILD_PROCESS
TEST_CASE("a store that another process has open is refused, and what that one committed outlives its kill",
          "[store]") {
    const tim::test::TemporaryDirectory folder;
    tim::test::ChildProcess child([&](tim::test::ChildProcess& self) {
        Device alice(in_folder(folder));
        fill(alice);
        self.stay();
        return 0;
    });
    REQUIRE(child.wait_until_it_stays());
    const auto error = error_of_opening(in_folder(folder));
    REQUIRE(error);
    CHECK(error->problem() == db::Problem::busy);
    child.kill();
    Device alice(in_folder(folder));
    CHECK(held(alice) == std::vector<Range>{{1, 3}, {6, 7}, {9, 9}});
    CHECK(newest_of(alice, bob, 100).size() == 8);
}
#endif

}  // namespace
