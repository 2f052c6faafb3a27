#include "chat.h"

#include <string.h>

enum { public_group = 0, work_group = 1 };

static const char* new_group(const char* name, int type) {
    const char* param =
        text("{'%s':'%s','%s':%d}", kTIMCreateGroupParamGroupName, name, kTIMCreateGroupParamGroupType, type);
    return string_at(OK(TIMGroupCreate(param, on_answer, next_call())), kTIMCreateGroupResultGroupId);
}

static void alice_decides(const char* group) {
    json_object *page, *request;
    say(text("join %s", group));
    hear("asked");
    page = OK(TIMGroupGetPendencyList(
        text("{'%s':0,'%s':10}", kTIMGroupPendencyOptionStartTime, kTIMGroupPendencyOptionMaxLimited), on_answer,
        next_call()));
    request = row(at(page, kTIMGroupPendencyResultPendencyArray), 0);
    CHECK(strcmp(string_at(request, "group_pendency_form_identifier"), peer) == 0);
    CHECK(strcmp(string_at(request, kTIMGroupPendencyApplyInviteMsg), "let me in") == 0);
    OK(TIMGroupHandlePendency(text("{'%s':true,'%s':'welcome','%s':%s}", kTIMGroupHandlePendencyParamIsAccept,
                                   kTIMGroupHandlePendencyParamHandleMsg, kTIMGroupHandlePendencyParamPendency,
                                   json_object_to_json_string(request)),
                              on_answer, next_call()));
}

void alice_hosts(void) {
    const char* group = new_group("tea", public_group);
    json_object *members, *removed;
    alice_decides(group);
    say_in(group, kTIMConv_Group, "welcome");
    hear_in(group, "thanks");
    OK(TIMGroupModifyGroupInfo(
        text("{'%s':'%s','%s':%d,'%s':'coffee'}", kTIMGroupModifyInfoParamGroupId, group,
             kTIMGroupModifyInfoParamModifyFlag, kTIMGroupModifyInfoFlag_Name, kTIMGroupModifyInfoParamGroupName),
        on_answer, next_call()));
    hear("renamed");
    OK(TIMGroupModifyMemberInfo(
        text("{'%s':'%s','%s':'%s','%s':%d,'%s':'the guest'}", kTIMGroupModifyMemberInfoParamGroupId, group,
             kTIMGroupModifyMemberInfoParamIdentifier, peer, kTIMGroupModifyMemberInfoParamModifyFlag,
             kTIMGroupMemberModifyFlag_NameCard, kTIMGroupModifyMemberInfoParamNameCard),
        on_answer, next_call()));
    members = at(OK(TIMGroupGetMemberInfoList(text("{'%s':'%s'}", kTIMGroupGetMemberInfoListParamGroupId, group),
                                              on_answer, next_call())),
                 kTIMGroupGetMemberInfoListResultInfoArray);
    CHECK(json_object_array_length(members) == 2);
    CHECK(strcmp(string_at(row(members, 1), kTIMGroupMemberInfoNameCard), "the guest") == 0);
    removed = OK(TIMGroupDeleteMember(text("{'%s':'%s','%s':['%s']}", kTIMGroupDeleteMemberParamGroupId, group,
                                           kTIMGroupDeleteMemberParamIdentifierArray, peer),
                                      on_answer, next_call()));
    CHECK(number_at(row(removed, 0), kTIMGroupDeleteMemberResultResult) == 1);
    OK(TIMGroupDelete(group, on_answer, next_call()));
    REFUSED(ERR_SVR_GROUP_NOT_FOUND, TIMGroupDelete(group, on_answer, next_call()));
}

static int is_change_of(int number, json_object* tips, const void* group) {
    (void)number;
    return number_at(tips, kTIMGroupTipsElemTipType) == kTIMGroupTip_GroupInfoChange &&
           strcmp(string_at(tips, kTIMGroupTipsElemGroupId), group) == 0;
}

void bob_visits(void) {
    const char* group = text_of(hear("join ")) + 5;
    json_object *joined, *infos;
    OK(TIMGroupJoin(group, "let me in", on_answer, next_call()));
    say("asked");
    hear_in(group, "welcome");
    say_in(group, kTIMConv_Group, "thanks");
    take("tips", is_change_of, group);
    OK(TIMMsgSetGroupReceiveMessageOpt(group, kTIMRecvMsgOpt_Not_Notify, on_answer, next_call()));
    joined = OK(TIMGroupGetJoinedGroupList(on_answer, next_call()));
    CHECK(json_object_array_length(joined) == 1);
    CHECK(strcmp(string_at(row(joined, 0), kTIMGroupBaseInfoGroupId), group) == 0);
    CHECK(number_at(row(joined, 0), kTIMGroupBaseInfoMsgFlag) == kTIMRecvMsgOpt_Not_Notify);
    infos = OK(TIMGroupGetGroupInfoList(text("['%s','nowhere']", group), on_answer, next_call()));
    CHECK(strcmp(string_at(at(row(infos, 0), kTIMGetGroupInfoResultInfo), kTIMGroupDetailInfoGroupName), "coffee") ==
          0);
    CHECK(number_at(row(infos, 1), kTIMGetGroupInfoResultCode) == ERR_SVR_GROUP_NOT_FOUND);
    say("renamed");
}

void alice_invites(void) {
    const char* group = new_group("work", work_group);
    json_object* invited = OK(TIMGroupInviteMember(text("{'%s':'%s','%s':['%s']}", kTIMGroupInviteMemberParamGroupId,
                                                        group, kTIMGroupInviteMemberParamIdentifierArray, peer),
                                                   on_answer, next_call()));
    CHECK(number_at(row(invited, 0), kTIMGroupInviteMemberResultResult) == 1);
    say(text("work %s", group));
    hear("left");
}

void bob_is_invited(void) {
    const char* group = text_of(hear("work ")) + 5;
    say_in(group, kTIMConv_Group, "I am here");
    OK(TIMGroupQuit(group, on_answer, next_call()));
    REFUSED(ERR_SVR_GROUP_PERMISSION_DENY,
            TIMMsgSendNewMsg(group, kTIMConv_Group, text_message("gone"), on_answer, next_call()));
    say("left");
}
