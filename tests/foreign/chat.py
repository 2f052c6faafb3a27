"""chat.py USER PEER SERVER FOLDER USERSIG: one of the two users of scenario.md, as a script with ctypes: no argument
types are declared. The environment names the library (TIM_C_LIBRARY) and the documented keys (TIM_MESSAGE_KEYS)."""

import ctypes
import json
import os
import sys
import threading
import time

USER, PEER, SERVER, FOLDER, SIG = sys.argv[1:]
APP = 1400000001
C2C, GROUP = 1, 2
WARNING = 5
PUBLIC, WORK = 0, 1
PATIENCE = 30

tim = ctypes.CDLL(os.environ["TIM_C_LIBRARY"])
tim.TIMGetSDKVersion.restype = ctypes.c_char_p  # the one function that returns a text

with open(os.environ["TIM_MESSAGE_KEYS"], encoding="utf-8") as file:
    DOCUMENTED = json.load(file)["message"]

kept = []  # callbacks must outlive the calls of the library


def callback(function, *types):
    made = ctypes.CFUNCTYPE(None, *types, ctypes.c_void_p)(function)
    kept.append(made)
    return made


class Inbox:
    """What a callback brought; waits for it."""

    def __init__(self):
        self.items = []
        self.changed = threading.Condition()

    def put(self, item):
        with self.changed:
            self.items.append(item)
            self.changed.notify_all()

    def take(self, fits=lambda item: True):
        """The first item that fits; others stay."""

        def find():
            return next((i for i, item in enumerate(self.items) if fits(item)), None)

        with self.changed:
            assert self.changed.wait_for(lambda: find() is not None, PATIENCE), f"{USER} waited in vain"
            return self.items.pop(find())


def given(argument):
    if isinstance(argument, (dict, list)):
        argument = json.dumps(argument)
    return argument.encode() if isinstance(argument, str) else argument


def ask(name, *arguments):
    """Calls a function that has a callback: (code, desc, JSON)."""
    answers = Inbox()
    answer = callback(lambda *args: answers.put(args), ctypes.c_int32, ctypes.c_char_p, ctypes.c_char_p)
    returned = getattr(tim, name)(*map(given, arguments), answer, None)
    assert returned == 0, f"{name} returned {returned}"
    code, desc, text, _ = answers.take()
    return code, desc.decode(), text.decode()


def ok(name, *arguments):
    """The JSON of a call that must go well."""
    code, desc, text = ask(name, *arguments)
    assert code == 0, f"{name}: {code} {desc}"
    return json.loads(text) if text else None


def refused(expected, name, *arguments):
    code, desc, _ = ask(name, *arguments)
    assert code == expected, f"{name}: {code} {desc}"


# What the library tells on its own.
messages, tips, network, conversations, receipts, totals, log = (Inbox() for _ in range(7))


def each_into(inbox):
    def put(array, _):
        for item in json.loads(array):
            inbox.put(item)

    return callback(put, ctypes.c_char_p)


each_new_message = each_into(messages)


def listen():
    tim.TIMSetLogCallback(callback(lambda level, *_: log.put(level), ctypes.c_int, ctypes.c_char_p), None)
    tim.TIMAddRecvNewMsgCallback(each_new_message, None)
    tim.TIMSetMsgReadedReceiptCallback(each_into(receipts), None)
    tim.TIMSetGroupTipsEventCallback(callback(lambda text, _: tips.put(json.loads(text)), ctypes.c_char_p), None)
    tim.TIMSetNetworkStatusListenerCallback(
        callback(lambda status, *_: network.put(status), ctypes.c_int, ctypes.c_int32, ctypes.c_char_p), None
    )
    tim.TIMSetConvEventCallback(
        callback(lambda event, text, _: conversations.put((event, text)), ctypes.c_int, ctypes.c_char_p), None
    )
    tim.TIMSetConvTotalUnreadMessageCountChangedCallback(
        callback(lambda total, _: totals.put(total), ctypes.c_int), None
    )


def text_message(text):
    return {"message_elem_array": [{"elem_type": 0, "text_elem_content": text}]}


def text_of(message):
    return message["message_elem_array"][0].get("text_elem_content")


def say(text, conversation=PEER, kind=C2C):
    """Sends a text; the message as it was sent."""
    message_id = ctypes.create_string_buffer(128)
    sent = ok("TIMMsgSendMessage", conversation, kind, text_message(text), message_id)
    assert sent["message_msg_id"].encode() == message_id.value
    assert sent["message_status"] == 2 and sent["message_is_from_self"] and sent["message_sender"] == USER
    check_keys(sent)
    return sent


def hear(text, conversation=PEER):
    """Waits for a text that begins so; the message."""

    def fits(message):
        return message["message_conv_id"] == conversation and (text_of(message) or "").startswith(text)

    heard = messages.take(fits)
    assert heard["message_sender"] == PEER and not heard["message_is_from_self"]
    check_keys(heard)
    return heard


def check_keys(message):
    """A message and its elements have the documented keys, all of them and no others."""
    kind = "group" if message["message_conv_type"] == GROUP else "c2c"
    assert sorted(message) == [row["key"] for row in DOCUMENTED[kind]], message
    for element in message["message_elem_array"]:
        assert sorted(element) == DOCUMENTED["elements_seen"][str(element["elem_type"])], element


def start():
    assert tim.TIMGetSDKVersion().startswith(b"8.0")
    assert tim.TIMGetLoginStatus() == 3
    assert abs(tim.TIMGetServerTime() - time.time()) < 5
    refused(6013, "TIMLogin", USER, SIG)
    listen()
    assert ok("TIMSetConfig", {"set_config_user_define_data": "a script"})["set_config_user_define_data"] == "a script"
    operation = {"request_operation": "internal_operation_set_ui_platform", "request_set_ui_platform_param": "script"}
    assert tim.callExperimentalAPI(given(operation), None, None) == 0
    assert tim.callExperimentalAPI(given({"request_operation": "unheard of"}), None, None) == -3
    log.take(lambda level: level == WARNING)
    assert tim.TIMInit(0, b"{}") == -4
    folders = {"sdk_config_config_file_path": FOLDER, "sdk_config_log_file_path": FOLDER}
    assert tim.TIMInit(APP, given({**folders, "sdk_config_server_url": SERVER})) == 0
    refused(6014, "TIMMsgSendNewMsg", PEER, C2C, text_message("too early"))
    assert tim.TIMLogin(b"", given(SIG), None, None) == -4


def log_in():
    ok("TIMLogin", USER, SIG)
    assert tim.TIMGetLoginStatus() == 1
    name = ctypes.create_string_buffer(128)
    assert tim.TIMGetLoginUserID(name) == 0 and name.value.decode() == USER
    network.take(lambda status: status == 0)
    print(f"{USER} is here", flush=True)


def leave():
    tim.TIMRemoveRecvNewMsgCallback(each_new_message)
    ok("TIMLogout")
    assert tim.TIMGetLoginStatus() == 3
    assert tim.TIMUninit() == 0


def alice_talks():
    say("hello")
    heard = hear("many things")
    kinds = [element["elem_type"] for element in heard["message_elem_array"]]
    assert kinds == [0, 3, 6, 7]
    custom, face, place = heard["message_elem_array"][1:]
    assert custom["custom_elem_data"] == "数据" and face["face_elem_index"] == 7
    assert place["location_elem_latitude"] == 22.5
    assert heard["message_cloud_custom_str"] == "{}"

    # The older form tells the id first.
    ids, sent = Inbox(), Inbox()
    types = ctypes.c_int32, ctypes.c_char_p, ctypes.c_char_p
    told, answered = callback(lambda *args: ids.put(args), *types), callback(lambda *args: sent.put(args), *types)
    assert tim.TIMMsgSendNewMsgEx(given(PEER), C2C, given(text_message("fine")), told, answered, None) == 0
    message = json.loads(sent.take()[2])
    assert json.loads(ids.take()[2])["message_msg_id"] == message["message_msg_id"]
    refused(8020, "TIMMsgCancelSend", PEER, C2C, message["message_msg_id"])


def bob_talks():
    hear("hello")
    conversations.take(lambda event: event[0] == 0 and json.loads(event[1])[0]["conv_id"] == PEER)
    ok(
        "TIMMsgSendNewMsg",
        PEER,
        C2C,
        {
            "message_elem_array": [
                {"elem_type": 0, "text_elem_content": "many things"},
                {"elem_type": 3, "custom_elem_data": "数据", "custom_elem_desc": "d", "custom_elem_ext": "e"},
                {"elem_type": 6, "face_elem_index": 7, "face_elem_buf": "smile"},
                {"elem_type": 7, "location_elem_desc": "here", "location_elem_longitude": 114.0,
                 "location_elem_latitude": 22.5},
            ],
            "message_cloud_custom_str": "{}",
        },
    )  # fmt: skip
    hear("fine")


def new_group(name, kind):
    created = ok("TIMGroupCreate", {"create_group_param_group_name": name, "create_group_param_group_type": kind})
    return created["create_group_result_groupid"]


def alice_hosts():
    group = new_group("tea", PUBLIC)
    say("join " + group)
    hear("asked")
    page = ok(
        "TIMGroupGetPendencyList",
        {"group_pendency_option_start_time": 0, "group_pendency_option_max_limited": 10},
    )
    (request,) = page["group_pendency_result_pendency_array"]
    assert request["group_pendency_form_identifier"] == PEER
    assert request["group_pendency_apply_invite_msg"] == "let me in"
    ok(
        "TIMGroupHandlePendency",
        {
            "group_handle_pendency_param_is_accept": True,
            "group_handle_pendency_param_handle_msg": "welcome",
            "group_handle_pendency_param_pendency": request,
        },
    )
    say("welcome", group, GROUP)
    hear("thanks", group)
    ok(
        "TIMGroupModifyGroupInfo",
        {
            "group_modify_info_param_group_id": group,
            "group_modify_info_param_modify_flag": 1,
            "group_modify_info_param_group_name": "coffee",
        },
    )
    hear("renamed")
    ok(
        "TIMGroupModifyMemberInfo",
        {
            "group_modify_member_info_group_id": group,
            "group_modify_member_info_identifier": PEER,
            "group_modify_member_info_modify_flag": 8,
            "group_modify_member_info_name_card": "the guest",
        },
    )
    members = ok("TIMGroupGetMemberInfoList", {"group_get_members_info_list_param_group_id": group})
    cards = {row["group_member_info_identifier"]: row["group_member_info_name_card"]
             for row in members["group_get_member_info_list_result_info_array"]}  # fmt: skip
    assert cards == {USER: "", PEER: "the guest"}
    (removed,) = ok(
        "TIMGroupDeleteMember",
        {"group_delete_member_param_group_id": group, "group_delete_member_param_identifier_array": [PEER]},
    )
    assert removed == {"group_delete_member_result_identifier": PEER, "group_delete_member_result_result": 1}
    ok("TIMGroupDelete", group)
    refused(10010, "TIMGroupDelete", group)


def bob_visits():
    group = text_of(hear("join "))[5:]
    ok("TIMGroupJoin", group, "let me in")
    say("asked")
    hear("welcome", group)
    say("thanks", group, GROUP)
    tips.take(lambda tip: tip["group_tips_elem_group_id"] == group and tip["group_tips_elem_tip_type"] == 6)
    ok("TIMMsgSetGroupReceiveMessageOpt", group, 2)
    (joined,) = ok("TIMGroupGetJoinedGroupList")
    assert joined["group_base_info_group_id"] == group and joined["group_base_info_msg_flag"] == 2
    (known, unknown) = ok("TIMGroupGetGroupInfoList", [group, "nowhere"])
    assert known["get_groups_info_result_info"]["group_detail_info_group_name"] == "coffee"
    assert unknown["get_groups_info_result_code"] == 10010
    say("renamed")


def alice_invites():
    group = new_group("work", WORK)
    (invited,) = ok(
        "TIMGroupInviteMember",
        {"group_invite_member_param_group_id": group, "group_invite_member_param_identifier_array": [PEER]},
    )
    assert invited == {"group_invite_member_result_identifier": PEER, "group_invite_member_result_result": 1}
    say("work " + group)
    hear("left")


def bob_is_invited():
    group = text_of(hear("work "))[5:]
    say("I am here", group, GROUP)
    ok("TIMGroupQuit", group)
    refused(10007, "TIMMsgSendNewMsg", group, GROUP, text_message("gone"))
    say("left")


def history(count, **more):
    param = {"msg_getmsglist_param_count": count, "msg_getmsglist_param_is_forward": False, **more}
    return ok("TIMMsgGetMsgList", PEER, C2C, param)


def find(message):
    (found,) = ok("TIMMsgFindMessages", [message["message_msg_id"], "nobody-1-1"])
    check_keys(found)
    return found


def alice_remembers():
    notes = [say(f"note {number}") for number in (1, 2, 3)]
    newest = history(2)
    assert [text_of(note) for note in newest] == ["note 3", "note 2"]
    (older,) = history(1, msg_getmsglist_param_last_msg=newest[1])
    assert older["message_msg_id"] == notes[0]["message_msg_id"]
    check_keys(older)
    locator = {
        "message_locator_conv_id": PEER,
        "message_locator_conv_type": C2C,
        "message_locator_is_revoked": False,
        "message_locator_is_self": True,
        "message_locator_time": notes[1]["message_server_time"],
        "message_locator_seq": notes[1]["message_seq"],
        "message_locator_rand": notes[1]["message_rand"],
    }
    (located,) = ok("TIMMsgFindByMsgLocatorList", PEER, C2C, [locator])
    assert text_of(located) == "note 2"

    ok("TIMMsgSetLocalCustomData", {**notes[0], "message_custom_str": "mine", "message_custom_int": 7})
    assert (find(notes[0])["message_custom_str"], find(notes[0])["message_custom_int"]) == ("mine", 7)
    saved = ok("TIMMsgSaveMsg", PEER, C2C, {**text_message("saved"), "message_sender": PEER})
    assert saved["message_status"] == 5 and text_of(find(saved)) == "saved"
    ok("TIMMsgImportMsgList", PEER, C2C, [{**text_message("imported"), "message_sender": PEER}])
    assert {"saved", "imported"} <= {text_of(message) for message in history(20)}

    def notes_found():
        found = ok(
            "TIMMsgSearchLocalMessages",
            {
                "msg_search_param_keyword_array": ["note"],
                "msg_search_param_message_type_array": [0],
                "msg_search_param_conv_id": PEER,
                "msg_search_param_conv_type": C2C,
                "msg_search_param_page_index": 0,
                "msg_search_param_page_size": 10,
            },
        )
        return found["msg_search_result_total_count"]

    assert notes_found() == 3
    ok("TIMMsgDelete", PEER, C2C, {"msg_delete_param_msg": notes[0], "msg_delete_param_is_remble": True})
    assert find(notes[0])["message_status"] == 4
    ok("TIMMsgListDelete", PEER, C2C, notes[1:])
    assert notes_found() == 0

    say("now read")
    hear("read")
    receipts.take(lambda receipt: receipt["msg_receipt_conv_id"] == PEER and receipt["msg_receipt_is_peer_read"])


def unread(function, *arguments):
    return ok(function, *arguments)["conv_get_total_unread_message_count_result_unread_count"]


def unread_of(kind):
    return unread("TIMConvGetUnreadMessageCountByFilter", {"conversation_list_filter_conv_type": kind})


def bob_reads():
    hear("now read")
    total = unread("TIMConvGetTotalUnreadMessageCount")
    assert unread_of(C2C) > 0 and unread_of(C2C) + unread_of(GROUP) == total
    ok("TIMMsgReportReaded", PEER, C2C, None)
    assert unread_of(C2C) == 0
    ok("TIMConvCleanConversationUnreadMessageCount", "group", 0, 0)
    totals.take(lambda count: count == 0)
    ok("TIMMsgMarkAllMessageAsRead")
    assert unread("TIMConvGetTotalUnreadMessageCount") == 0
    ok("TIMMsgSetC2CReceiveMessageOpt", [PEER], 2)
    (option,) = ok("TIMMsgGetC2CReceiveMessageOpt", [PEER])
    assert option == {"msg_recv_msg_opt_result_identifier": PEER, "msg_recv_msg_opt_result_opt": 2}
    say("read")


def conversation_info():
    (info,) = ok(
        "TIMConvGetConvInfo",
        [{"get_conversation_list_param_conv_id": PEER, "get_conversation_list_param_conv_type": C2C}],
    )
    return info


def keep_a_list():
    assert ok("TIMConvCreate", PEER, C2C)["conv_id"] == PEER
    listed = ok("TIMConvGetConvList")
    page = ok("TIMConvGetConversationListByFilter", {"conversation_list_filter_conv_type": C2C}, 0, 10)
    assert [info["conv_id"] for info in page["conversation_list_result_conv_list"]] == [PEER]
    assert PEER in {info["conv_id"] for info in listed} and page["conversation_list_result_is_finished"]
    assert conversation_info()["conv_is_has_lastmsg"]
    ok("TIMConvPinConversation", PEER, C2C, True)
    assert conversation_info()["conv_is_pinned"]
    draft = {"draft_msg": text_message("not yet sent"), "draft_user_define": "", "draft_edit_time": 1}
    assert tim.TIMConvSetDraft(given(PEER), C2C, given(draft)) == 0
    assert text_of(conversation_info()["conv_draft"]["draft_msg"]) == "not yet sent"
    assert tim.TIMConvCancelDraft(given(PEER), C2C) == 0
    assert not conversation_info()["conv_is_has_draft"]
    ok("TIMMsgClearHistoryMessage", PEER, C2C)
    assert history(20) == []
    ok("TIMConvDelete", PEER, C2C)
    assert PEER not in {info["conv_id"] for info in ok("TIMConvGetConvList")}


start()
log_in()
if USER == "alice":
    alice_talks()
    alice_hosts()
    alice_invites()
    alice_remembers()
else:
    bob_talks()
    bob_visits()
    bob_is_invited()
    bob_reads()
keep_a_list()
leave()
