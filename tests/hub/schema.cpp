// Hub databases of earlier versions.

#include "tim/hub/detail/schema.hpp"
#include "tests/hub/storage_rig.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace tim;
using namespace tim::hub;
using namespace tim::hub::test;

namespace {

/// The schema as a version had it.
db::Schema schema_of(std::size_t version) {
    db::Schema schema = hub_schema();
    schema.migrations = schema.migrations.first(version);
    return schema;
}

/// A file as version 1 left it: a Meeting and a pair's log with a message of each kind.
void make_first_version(const std::string& path) {
    db::Connection db(db::OpenOptions::file(path).on_any_thread(), schema_of(1));
    REQUIRE(db.user_version() == 1);
    db.script(R"sql(
        INSERT INTO meta VALUES ('epoch', 'e');
        INSERT INTO logs VALUES (1, 'a', 3, 'alice', '', 1, 0, 5), (2, 'b', 3, 'bob', '', 1, 0, 5),
            (3, 'p', 1, 'alice', 'bob', 3, 3, 7), (4, 'm', 2, 'team', '', 1, 1, 7);
        INSERT INTO chat_groups (log, id, type, name, introduction, notification, face_url, add_option, approve_option,
            most_members, visible, searchable, made, changed) VALUES (4, 'team', 2, '', '', '', '', 0, 0, 0, 0, 0, 1, 1);
        INSERT INTO devices VALUES (1, 'alice', 'phone');
        INSERT INTO intervals VALUES (3, 'alice', 1, NULL), (3, 'bob', 1, NULL), (4, 'bob', 1, NULL);
        INSERT INTO entries VALUES
            (1, 1, NULL, 'conv', 5, '', NULL, NULL, NULL, 0, NULL, '{"conv_id":"bob","conv_type":1,"log":"p","start":1}'),
            (2, 1, NULL, 'conv', 5, '', NULL, NULL, NULL, 0, NULL, '{"conv_id":"alice","conv_type":1,"log":"p","start":1}'),
            (3, 1, 1, 'message', 5, 'alice', 1, 1, 'alice-1-1', 1, NULL, '{"message_msg_id":"alice-1-1"}'),
            (3, 2, 2, 'message', 6, 'alice', 1, 2, 'alice-1-2', 1, NULL, '{"message_is_excluded_from_unread_count":true}'),
            (3, 3, 3, 'message', 7, 'alice', 1, 3, 'alice-1-3', 1, 'bob
', '{}'),
            (4, 1, 1, 'message', 7, 'alice', 1, 1, 'alice-1-4', 1, NULL, '{}');
    )sql");
}

/// Brings the file to that version.
void raise(const std::string& path, std::size_t version) {
    db::Connection db(db::OpenOptions::file(path).on_any_thread(), schema_of(version));
    REQUIRE(db.user_version() == version);
}

TEST_CASE("a hub database of any earlier version is found whole, and knows what counts as unread", "[hub]") {
    const std::size_t version = GENERATE(std::size_t(1), std::size_t(2));
    CAPTURE(version);
    const tim::test::TemporaryDirectory folder;
    make_first_version(folder.file(u8"hub.db"));
    raise(folder.file(u8"hub.db"), version);
    StorageRig rig(HubOptions().data(folder.file(u8"")));
    REQUIRE(rig.opened);
    CHECK(rig.select<int>("PRAGMA user_version") == static_cast<int>(hub_schema().migrations.size()));
    const Caller bob = caller("bob");
    CHECK(body_of<wire::Welcome>(rig.done("hello", bob)).epoch == "e");
    const auto range = body_of<wire::EntryRange>(rig.done("sync", bob, R"({"log":"p"})"));
    REQUIRE(range.entries.size() == 3);
    CHECK(range.entries[0].body.text() == R"({"message_msg_id":"alice-1-1"})");
    CHECK_FALSE(range.entries[0].quiet);
    CHECK(range.entries[1].quiet);
    CHECK(range.entries[2].quiet);
    CHECK(body_of<wire::Unread>(rig.done("unread", bob, R"({"log":"p"})")).count == 1);
    CHECK(body_of<wire::Unread>(rig.done("unread", bob, R"({"log":"m"})")).count == 0);
    CHECK(rig.select<int>("SELECT count(*) FROM entries WHERE quiet = 0") == 3);
    rig.login({caller("alice")});
    CHECK(body_of<wire::Sent>(rig.done("send", caller("alice"), text_to("bob", "p", 4, "alice-1-5"))).pos == 4);
    CHECK(code_of(rig.ask("send", caller("alice"), text_to("bob", "p", 5, "alice-1-1"))) == 20001);
    CHECK(rig.select<int>("SELECT count(*) FROM pragma_index_info('entries_msg_id')") == 3);
    CHECK(body_of<wire::ReadMark>(rig.done("read", bob, R"({"log":"p","pos":9})")).pos == 4);
}

}  // namespace
