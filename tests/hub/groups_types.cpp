// The documented table of group kinds, column by column, as requests against the real storage.

#include "tests/hub/group_rig.hpp"

namespace tim::hub::test {
namespace {

constexpr int ok = 0;
constexpr int denied = 10007;

/// One type, and what the documents say of it. Codes are those of the request by the person named.
struct TypeCase {
    const char* name;
    GroupType type;
    int join;            ///< by a stranger
    bool join_waits;     ///< the request needs approval
    int member_invites;  ///< by an ordinary member
    int owner_quits;
    int owner_dismisses;
    int member_edits;    ///< the group's name, by an ordinary member
    int owner_promotes;  ///< a member to administrator
    int owner_mutes;
    int owner_kicks;
    int owner_transfers;
    bool history;      ///< a newcomer sees what was written before
    bool member_tips;  ///< of joining and leaving
    bool stores;
    std::uint32_t most_members;
};

const TypeCase types[] = {
    {"Work", GroupType::work, 8508, false, ok, ok, denied, ok, denied, denied, ok, ok, false, true, true, 200},
    {"Public", GroupType::public_group, ok, true, ok, 10009, ok, denied, ok, ok, ok, ok, false, true, true, 2000},
    {"Meeting", GroupType::meeting, ok, false, ok, 10009, ok, denied, ok, ok, ok, ok, true, false, true, 6000},
    {"AVChatRoom", GroupType::av_chat_room, ok, false, denied, 10009, ok, denied, denied, ok, ok, denied, false, true,
     false, 0},
    {"Community", GroupType::community, ok, false, ok, 10009, ok, denied, ok, ok, ok, ok, true, true, true, 100000},
};

GroupModifyInfoParam rename(const std::string& group) { return GroupModifyInfoParam(group).set_group_name("new name"); }

TEST_CASE("each type of group joins, invites, quits and ends as documented", "[hub][groups]") {
    for (const TypeCase& row : types) {
        DYNAMIC_SECTION(row.name) {
            GroupRig groups;
            const std::string id = groups.make(row.type, {"bob"});
            CHECK(groups.join("carol", id) == row.join);
            if (row.join == ok) CHECK(body_of<wire::Joined>(groups.last).pending == row.join_waits);
            CHECK(groups.is_member("carol", id) == (row.join == ok && !row.join_waits));
            CHECK(groups.invite("bob", id, {"dave"}) == row.member_invites);
            CHECK(groups.quit("bob", id) == ok);
            CHECK_FALSE(groups.is_member("bob", id));
            CHECK(groups.quit("alice", id) == row.owner_quits);
            const std::string other = groups.make(row.type);
            CHECK(groups.dismiss("alice", other) == row.owner_dismisses);
        }
    }
}

TEST_CASE("each type of group gives its members the documented rights", "[hub][groups]") {
    for (const TypeCase& row : types) {
        DYNAMIC_SECTION(row.name) {
            GroupRig groups;
            const std::string id = groups.make(row.type, {"bob", "carol"});
            const GroupModifyMemberInfoParam bob(id, "bob");
            CHECK(groups.code("bob", "group.modify", rename(id)) == row.member_edits);
            CHECK(groups.code("alice", "group.modify", rename(id).set_introduction("more")) == ok);
            CHECK(groups.code("alice", "group.modify_member",
                              GroupModifyMemberInfoParam(bob).set_role(GroupMemberRole::admin)) == row.owner_promotes);
            CHECK(groups.code("alice", "group.modify_member", GroupModifyMemberInfoParam(bob).set_shutup_time(60)) ==
                  row.owner_mutes);
            CHECK(groups.code("alice", "group.modify", GroupModifyInfoParam(id).set_shutup_all(true)) ==
                  row.owner_mutes);
            CHECK(groups.kick("carol", id, {"bob"}) == denied);
            CHECK(groups.kick("alice", id, {"bob"}) == row.owner_kicks);
            CHECK_FALSE(groups.is_member("bob", id));
            CHECK(groups.code("alice", "group.modify", GroupModifyInfoParam(id).set_owner("carol")) ==
                  row.owner_transfers);
        }
    }
}

TEST_CASE("each type of group shows newcomers what the documents say", "[hub][groups]") {
    for (const TypeCase& row : types) {
        DYNAMIC_SECTION(row.name) {
            GroupRig groups;
            const std::string id = groups.make(row.type);
            if (row.stores) groups.say(id);
            const Position before = groups.head(id);
            if (row.type == GroupType::av_chat_room)
                CHECK(groups.join("bob", id) == ok);
            else
                CHECK(groups.invite("alice", id, {"bob"}) == ok);
            const std::string frames = frames_of(groups.last);
            const auto seen = groups.seen("bob", id);
            CHECK((!seen.empty() && seen.front() <= before) == row.history);
            CHECK((groups.head(id) > before) == (row.member_tips && row.stores));
            CHECK((frames.find("\"push\":\"live\"") != std::string::npos) == !row.stores);
            CHECK(groups.info("alice", id).max_member_num == row.most_members);
        }
    }
}

TEST_CASE("a type that cannot be made is refused with 10004", "[hub][groups]") {
    GroupRig groups;
    CHECK(groups.code("alice", "group.create", CreateGroupParam(GroupType::b_chat_room, "old")) == 10004);
    CHECK(groups.code("alice", "group.create", CreateGroupParam(static_cast<GroupType>(6), "none")) == 10004);
}

}  // namespace
}  // namespace tim::hub::test
