// JSON written by hand from the documented keys: symmetric mistakes of reader and writer do not pass here.

#include "tests/support/catch.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/create_group.hpp"
#include "tim/model/get_msg_list.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/group_modify.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_search.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace tim;

template <class T>
void check_both_ways(const T& value, std::string_view text) {
    CHECK(codec::to_json(value) == text);
    const Result<T> read = codec::read<T>(text);
    if (read.has_error()) FAIL(read.error().text);
    CHECK(read.value() == value);
}

TEST_CASE("a text message is written with its documented keys", "[codec]") {
    MessageData message;
    message.elements.emplace_back(TextElem{"你好 \"Bob\"\n"});
    message.conv_id = "bob";
    message.conv_type = ConvType::c2c;
    message.sender = "alice";
    message.priority = MsgPriority::high;
    message.client_time = 1620877708;
    message.server_time = 1620877709;
    message.is_from_self = true;
    message.status = MsgStatus::send_succ;
    message.msg_id = "144115233874815003-1620877708-1038050731";
    message.rand = 1038050731;
    message.seq = 42;
    message.unique_id = 6961616747713488299;
    message.cloud_custom_str = R"({"a":1})";
    message.sender_profile.emplace().nick_name = "Alice";
    message.offline_push_config = OfflinePushConfig{"new message"}.set_flag(OfflinePushFlag::no_push);
    message.offline_push_config->android.emplace().oppo_channel_id = "chat";
    check_both_ways(
        message,
        R"({"message_client_time":1620877708,"message_cloud_custom_str":"{\"a\":1}","message_conv_id":"bob",)"
        R"("message_conv_type":1,"message_elem_array":[{"elem_type":0,"text_elem_content":"你好 \"Bob\"\n"}],)"
        R"("message_is_from_self":true,"message_msg_id":"144115233874815003-1620877708-1038050731",)"
        R"("message_offline_push_config":{"offline_push_config_android_config":)"
        R"({"android_offline_push_config_oppo_channel_id":"chat"},"offline_push_config_desc":"new message",)"
        R"("offline_push_config_flag":1},"message_priority":0,"message_rand":1038050731,"message_sender":"alice",)"
        R"("message_sender_profile":{"user_profile_nick_name":"Alice"},"message_seq":42,)"
        R"("message_server_time":1620877709,"message_status":2,"message_unique_id":6961616747713488299})");
}

TEST_CASE("elements are written with their documented keys", "[codec]") {
    std::vector<Elem> elements;
    elements.emplace_back(CustomElem{"data"}.set_desc("desc").set_ext("ext").set_sound("ding"));
    elements.emplace_back(FaceElem{7, "smile"});
    elements.emplace_back(LocationElem{"Spittelmarkt", 13.4036, 52.5113});
    elements.emplace_back(ImageElem{"/tmp/cat.png", ImageLevel::hd});
    elements.emplace_back(SoundElem{"/tmp/a.wav", 3});
    elements.emplace_back(FileElem{"/tmp/a.pdf", "minutes.pdf"});
    elements.emplace_back(VideoElem{"/tmp/a.mp4", "mp4", 12, "/tmp/a.png", "png"});
    MessageData message;
    message.elements = std::move(elements);
    check_both_ways(
        message,
        R"({"message_elem_array":[)"
        R"({"custom_elem_data":"data","custom_elem_desc":"desc","custom_elem_ext":"ext","custom_elem_sound":"ding",)"
        R"("elem_type":3},)"
        R"({"elem_type":6,"face_elem_buf":"smile","face_elem_index":7},)"
        R"({"elem_type":7,"location_elem_desc":"Spittelmarkt","location_elem_latitude":52.5113,)"
        R"("location_elem_longitude":13.4036},)"
        R"({"elem_type":1,"image_elem_level":2,"image_elem_orig_path":"/tmp/cat.png"},)"
        R"({"elem_type":2,"sound_elem_file_path":"/tmp/a.wav","sound_elem_file_time":3},)"
        R"({"elem_type":4,"file_elem_file_name":"minutes.pdf","file_elem_file_path":"/tmp/a.pdf"},)"
        R"({"elem_type":9,"video_elem_image_path":"/tmp/a.png","video_elem_image_type":"png",)"
        R"("video_elem_video_duration":12,"video_elem_video_path":"/tmp/a.mp4","video_elem_video_type":"mp4"}]})");
}

TEST_CASE("a group tip is written with its documented keys", "[codec]") {
    GroupTipsElem tip;
    tip.tip_type = GroupTipType::group_info_change;
    tip.op_user = "alice";
    tip.group_id = "@TGS#1";
    GroupTipGroupChangeInfo& change = tip.group_changes.emplace_back();
    change.flag = GroupTipGroupChangeFlag::name;
    change.value = "tea party";
    tip.op_member_info = GroupMemberInfo{"alice", GroupMemberRole::owner};
    tip.member_num = 3;
    MessageData message;
    message.elements.emplace_back(std::move(tip));
    check_both_ways(
        message,
        R"({"message_elem_array":[{"elem_type":5,"group_tips_elem_group_change_info_array":)"
        R"([{"group_tips_group_change_info_flag":1,"group_tips_group_change_info_value":"tea party"}],)"
        R"("group_tips_elem_group_id":"@TGS#1","group_tips_elem_member_num":3,"group_tips_elem_op_group_memberinfo":)"
        R"({"group_member_info_identifier":"alice","group_member_info_member_role":400},)"
        R"("group_tips_elem_op_user":"alice","group_tips_elem_tip_type":6}]})");
}

TEST_CASE("merged messages are written within their element", "[codec]") {
    MessageData inner;
    inner.sender = "bob";
    inner.elements.emplace_back(TextElem{"hi"});
    MessageData message;
    message.elements.emplace_back(MergerElem{"chat", {"bob: hi"}, "not supported", {inner}});
    check_both_ways(message,
                    R"({"message_elem_array":[{"elem_type":12,"merge_elem_abstract_array":["bob: hi"],)"
                    R"("merge_elem_compatible_text":"not supported","merge_elem_message_array":[)"
                    R"({"message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}],"message_sender":"bob"}],)"
                    R"("merge_elem_title":"chat"}]})");
}

TEST_CASE("parameters are written with their documented keys", "[codec]") {
    MsgGetMsgListParam page{20};
    page.is_ramble = true;
    page.message_types = {ElemType::text, ElemType::image};
    check_both_ways(page, R"({"msg_getmsglist_param_count":20,"msg_getmsglist_param_is_ramble":true,)"
                          R"("msg_getmsglist_param_message_type_array":[0,1]})");
    check_both_ways(MessageSearchParam{{"tea", "cup"}, KeywordListMatchType::all}
                        .set_conversation({ConvType::group, "@TGS#1"})
                        .set_senders({"alice"})
                        .set_page(1, 10),
                    R"({"msg_search_param_conv_id":"@TGS#1","msg_search_param_conv_type":2,)"
                    R"("msg_search_param_keyword_array":["tea","cup"],"msg_search_param_keyword_list_match_type":1,)"
                    R"("msg_search_param_page_index":1,"msg_search_param_page_size":10,)"
                    R"("msg_search_param_send_identifier_array":["alice"]})");
    check_both_ways(CreateGroupParam{GroupType::meeting, "tea party"}
                        .set_members({GroupMemberInfo{"bob", GroupMemberRole::admin}})
                        .set_add_option(GroupAddOption::any),
                    R"({"create_group_param_add_option":2,"create_group_param_group_member_array":)"
                    R"([{"group_member_info_identifier":"bob","group_member_info_member_role":300}],)"
                    R"("create_group_param_group_name":"tea party","create_group_param_group_type":2})");
    check_both_ways(GroupModifyInfoParam{"@TGS#1"}.set_group_name("tea").set_notification("at five"),
                    R"({"group_modify_info_param_group_id":"@TGS#1","group_modify_info_param_group_name":"tea",)"
                    R"("group_modify_info_param_modify_flag":3,"group_modify_info_param_notification":"at five"})");
}

TEST_CASE("a struct within a struct is left out while it is all defaults", "[codec]") {
    GetGroupInfoResult result;
    check_both_ways(result, "{}");
    result.code = 10010;
    check_both_ways(result, R"({"get_groups_info_result_code":10010})");
    result.info.group_id = "@TGS#1";
    check_both_ways(result, R"({"get_groups_info_result_code":10010,)"
                            R"("get_groups_info_result_info":{"group_detail_info_group_id":"@TGS#1"}})");
}

TEST_CASE("a part that is present but all defaults is written, one that is absent is not", "[codec]") {
    MessageData message;
    message.sender_profile.emplace();
    check_both_ways(message, R"({"message_sender_profile":{}})");
    message.sender_profile.reset();
    check_both_ways(message, "{}");
}

TEST_CASE("writing appends", "[codec]") {
    std::string text = "data: ";
    codec::write(text, TextElem{"a"});
    codec::write(text, std::vector<std::string>{"b", ""});
    CHECK(text == R"(data: {"elem_type":0,"text_elem_content":"a"}["b",""])");
}

TEST_CASE("a text longer than the writer's first room is written whole", "[codec]") {
    std::string content;
    for (int i = 0; i < 5000; ++i) content += i % 7 == 0 ? "\"" : i % 5 == 0 ? "你" : "abc";
    CHECK(codec::read<TextElem>(codec::to_json(TextElem{content})).value().content == content);
}

}  // namespace
