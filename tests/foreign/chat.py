"""chat.py USER PEER SERVER FOLDER USERSIG: one of the two users of scenario.md, as a script with ctypes: no argument types
are declared. The environment names the library (TIM_C_LIBRARY) and the documented keys (TIM_MESSAGE_KEYS)."""

import ctypes
import json
import os
import sys
import threading
import time

USER, PEER, SERVER, FOLDER, SIG = sys.argv[1:]
APP = 1400000001
C2C, GROUP = 1, 2
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
messages, tips, network, conversations = Inbox(), Inbox(), Inbox(), Inbox()


def put_each(array, _):
    for message in json.loads(array):
        messages.put(message)


each_new_message = callback(put_each, ctypes.c_char_p)


def listen():
    tim.TIMAddRecvNewMsgCallback(each_new_message, None)
    tim.TIMSetGroupTipsEventCallback(callback(lambda text, _: tips.put(json.loads(text)), ctypes.c_char_p), None)
    tim.TIMSetNetworkStatusListenerCallback(
        callback(lambda status, *_: network.put(status), ctypes.c_int, ctypes.c_int32, ctypes.c_char_p), None
    )
    tim.TIMSetConvEventCallback(
        callback(lambda event, text, _: conversations.put((event, text)), ctypes.c_int, ctypes.c_char_p), None
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
    page = ok("TIMGroupGetPendencyList", {"group_pendency_option_start_time": 0, "group_pendency_option_max_limited": 10})
    (request,) = page["group_pendency_result_pendency_array"]
    assert request["group_pendency_form_identifier"] == PEER and request["group_pendency_apply_invite_msg"] == "let me in"
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
    (joined,) = ok("TIMGroupGetJoinedGroupList")
    assert joined["group_base_info_group_id"] == group
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


start()
log_in()
if USER == "alice":
    alice_talks()
    alice_hosts()
    alice_invites()
else:
    bob_talks()
    bob_visits()
    bob_is_invited()
leave()
