#pragma once

#include "tests/hub/storage_rig.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/hub/detail/group_operations.hpp"
#include "tim/hub/detail/groups.hpp"
#include "tim/hub/detail/logs.hpp"
#include "tim/model/message_data.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tim::hub::test {

/// The beginnings of a request that changes a group, and of one that changes a member.
inline GroupModifyInfoParam change(const std::string& group) { return GroupModifyInfoParam(group); }
inline GroupModifyMemberInfoParam member(const std::string& group, const std::string& user) {
    return GroupModifyMemberInfoParam(group, user);
}

/// A tip or a notice with its place.
template <class Element>
struct Told {
    wire::Entry entry;
    Element element;
};
using Tip = Told<GroupTipsElem>;
using Notice = Told<GroupReportElem>;

/// Requests about groups, asked as JSON of the real storage, and what came of them. Users `alice`, `bob`, `carol`,
/// `dave` and `erin` have logged in. Each request comes a second after the one before.
class GroupRig {
public:
    explicit GroupRig(HubOptions options = {}) : rig(std::move(options)) {
        for (const char* user : {"alice", "bob", "carol", "dave", "erin"}) rig.login({caller(user)});
    }

    template <class Body>
    Finished ask(const std::string& user, std::string_view op, const Body& body) {
        rig.clock.unix += 1000;
        last = rig.ask(op, caller(user), codec::to_json(body));
        return last;
    }
    /// The code of the answer.
    template <class Body>
    int code(const std::string& user, std::string_view op, const Body& body) {
        return code_of(ask(user, op, body));
    }
    /// The reply to what must not be refused.
    template <class Reply, class Body>
    Reply get(const std::string& user, std::string_view op, const Body& body) {
        ask(user, op, body);
        INFO(op << ": " << last.answer.failure.text);
        REQUIRE(code_of(last) == 0);
        return body_of<Reply>(last);
    }
    template <class Body>
    void done(const std::string& user, std::string_view op, const Body& body) {
        ask(user, op, body);
        INFO(op << ": " << last.answer.failure.text);
        REQUIRE(code_of(last) == 0);
    }

    // The requests that most tests make.

    /// A group of alice's with these members.
    std::string make(GroupType type, std::vector<std::string> members = {}) {
        CreateGroupParam param(type, "a group");
        const std::string id = get<CreateGroupResult>("alice", "group.create", param).group_id;
        if (type == GroupType::av_chat_room)
            for (const std::string& user : members) REQUIRE(join(user, id) == 0);
        else if (!members.empty())
            done("alice", "group.invite", GroupInviteMemberParam(id, members));
        return id;
    }
    void promote(const std::string& group, const std::string& user) {
        done("alice", "group.modify_member", GroupModifyMemberInfoParam(group, user).set_role(GroupMemberRole::admin));
    }
    static wire::GroupRef ref(const std::string& group, std::string text = {}) {
        wire::GroupRef made;
        made.group_id = group;
        made.text = std::move(text);
        return made;
    }
    int join(const std::string& user, const std::string& group, std::string text = {}) {
        return code(user, "group.join", ref(group, std::move(text)));
    }
    int quit(const std::string& user, const std::string& group) { return code(user, "group.quit", ref(group)); }
    int dismiss(const std::string& user, const std::string& group) { return code(user, "group.dismiss", ref(group)); }
    int invite(const std::string& user, const std::string& group, std::vector<std::string> users) {
        return code(user, "group.invite", GroupInviteMemberParam(group, std::move(users)));
    }
    int kick(const std::string& user, const std::string& group, std::vector<std::string> users) {
        return code(user, "group.kick", GroupDeleteMemberParam(group, std::move(users)));
    }

    // What came of it.

    bool is_member(const std::string& user, const std::string& group) { return standing(user, group).member; }
    GroupStanding standing(const std::string& user, const std::string& group) {
        GroupStanding found;
        rig.work([&](Tx& tx) { found = group_standing(tx, group, user).value(); });
        return found;
    }
    std::optional<GroupMemberInfo> member(const std::string& asker, const std::string& group, const std::string& user) {
        const auto page = get<GroupGetMemberInfoListResult>(asker, "group.members",
                                                            GroupGetMemberInfoListParam(group).set_identifiers({user}));
        return page.members.empty() ? std::nullopt : std::optional(page.members.front());
    }
    GroupDetailInfo info(const std::string& asker, const std::string& group) {
        const auto infos = get<std::vector<GetGroupInfoResult>>(asker, "group.info", std::vector<std::string>{group});
        REQUIRE(infos.size() == 1);
        REQUIRE(infos.front().code == 0);
        return infos.front().info;
    }
    std::vector<GroupBaseInfo> mine(const std::string& user) {
        return get<std::vector<GroupBaseInfo>>(user, "group.mine", wire::GroupRef());
    }
    std::vector<GroupPendency> pendencies(const std::string& manager) {
        return get<GroupPendencyResult>(manager, "group.applications", GroupPendencyOption()).pendencies;
    }

    /// A page from the beginning of what the user may see of a log.
    wire::EntryRange sync(const std::string& user, const std::string& log) {
        wire::SyncQuery query;
        query.log = log;
        query.from = 1;
        return get<wire::EntryRange>(user, "sync", query);
    }
    std::string group_log(const std::string& group) {
        std::string id;
        rig.work([&](Tx& tx) { id = find_group_log(tx, group).value().id; });
        return id;
    }
    Position head(const std::string& group) {
        Position found = 0;
        rig.work([&](Tx& tx) { found = find_group_log(tx, group).value().head; });
        return found;
    }
    /// Tips that the user sees in a group, in order.
    std::vector<Tip> tips(const std::string& user, const std::string& group) {
        return told<GroupTipsElem>(sync(user, group_log(group)), "tip");
    }
    /// Notices in the user's own log, in order.
    std::vector<Notice> notices(const std::string& user) {
        return told<GroupReportElem>(sync(user, user_log(user)), "notice");
    }
    GroupTipsElem last_tip(const std::string& user, const std::string& group) {
        const std::vector<Tip> found = tips(user, group);
        REQUIRE(!found.empty());
        return found.back().element;
    }
    GroupReportElem last_notice(const std::string& user) {
        const std::vector<Notice> found = notices(user);
        REQUIRE(!found.empty());
        return found.back().element;
    }
    std::vector<GroupReportType> notice_types(const std::string& user) {
        std::vector<GroupReportType> types;
        for (const Notice& notice : notices(user)) types.push_back(notice.element.report_type);
        return types;
    }
    /// What the user's own log says of conversations, in order.
    std::vector<wire::ConvChange> convs(const std::string& user) {
        std::vector<wire::ConvChange> changes;
        for (const wire::Entry& entry : sync(user, user_log(user)).entries)
            if (entry.kind == "conv") changes.push_back(codec::read<wire::ConvChange>(entry.body.view()).value());
        return changes;
    }
    /// Positions of a message that alice's group gets now.
    Position say(const std::string& group) {
        Position position = 0;
        rig.work([&](Tx& tx) {
            LogRow log = find_group_log(tx, group).value();
            NewEntry entry;
            entry.kind = "message";
            entry.from = "alice";
            entry.id = "alice-" + std::to_string(log.head);
            entry.body = "{}";
            position = append(tx, log, std::move(entry)).pos;
        });
        return position;
    }
    /// Positions of a group's log whose entries the user sees.
    std::vector<Position> seen(const std::string& user, const std::string& group) {
        std::vector<Position> positions;
        for (const wire::Entry& entry : sync(user, group_log(group)).entries) positions.push_back(entry.pos);
        return positions;
    }

    StorageRig rig;
    Finished last;

private:
    std::string user_log(const std::string& user) {
        std::string id;
        rig.work([&](Tx& tx) { id = ensure_user(tx, user).id; });
        return id;
    }

    template <class Element>
    static std::vector<Told<Element>> told(const wire::EntryRange& range, std::string_view kind) {
        std::vector<Told<Element>> found;
        for (const wire::Entry& entry : range.entries) {
            if (entry.kind != kind) continue;
            const MessageData message = codec::read<MessageData>(entry.body.view()).value();
            REQUIRE(message.elements.size() == 1);
            found.push_back({entry, std::get<Element>(message.elements.front())});
        }
        return found;
    }
};

}  // namespace tim::hub::test
