// What a C program sends and sees: the documented samples, and the keys that are always there.

#include "tests/support/catch.hpp"
#include "tests/support/spec.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/batch_send.hpp"
#include "tim/model/conv_info.hpp"
#include "tim/model/get_msg_list.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_search.hpp"
#include "tim/model/msg_delete.hpp"
#include "tim/model/msg_locator.hpp"
#include "tim/model/receive_option.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace tim;
namespace json = boost::json;

constexpr codec::WriteOptions documented{codec::Style::documented};

template <class T>
std::string outcome(std::string_view text) {
    const Result<T> read = codec::read<T>(text);
    return read.has_error() ? read.error().text : codec::to_json(read.value());
}

const std::map<std::string, std::string (*)(std::string_view)> readers = {
    {"TIMMsgSendMessage", &outcome<MessageData>},
    {"TIMMsgSendNewMsg", &outcome<MessageData>},
    {"TIMMsgFindMessages", &outcome<std::vector<std::string>>},
    {"TIMMsgFindByMsgLocatorList", &outcome<std::vector<MsgLocator>>},
    {"TIMMsgImportMsgList", &outcome<std::vector<MessageData>>},
    {"TIMMsgGetMsgList", &outcome<MsgGetMsgListParam>},
    {"TIMMsgDelete", &outcome<MsgDeleteParam>},
    {"TIMMsgListDelete", &outcome<std::vector<MessageData>>},
    {"TIMMsgGetC2CReceiveMessageOpt", &outcome<std::vector<GetC2CRecvMsgOptResult>>},
    {"TIMMsgSearchLocalMessages", &outcome<MessageSearchParam>},
    {"TIMMsgBatchSend", &outcome<MsgBatchSendParam>},
};

/// What comes out when a sample is read and written again; of samples that are no JSON, what is wrong with them.
const std::map<std::string, std::string> outcomes = {
    {"TIMMsgSendMessage", "expected ',' or '}' at byte 63"},
    {"TIMMsgSendNewMsg",
     R"({"message_client_time":1551446728,"message_elem_array":[{"elem_type":0,"text_elem_content":"send text"}],)"
     R"("message_sender":"user1","message_server_time":1551446728})"},
    {"TIMMsgFindMessages", "[2]: expected a string at byte 56"},
    {"TIMMsgFindByMsgLocatorList",
     R"([{"message_locator_rand":12345678,"message_locator_seq":1,"message_locator_time":123}])"},
    {"TIMMsgImportMsgList",
     R"([{"message_client_time":1551446728,"message_elem_array":[{"elem_type":0,"text_elem_content":"this is import )"
     R"(msg"}],"message_sender":"user1","message_server_time":1551446728}])"},
    {"TIMMsgGetMsgList",
     R"({"msg_getmsglist_param_count":100,"msg_getmsglist_param_is_forward":true,"msg_getmsglist_param_last_msg":{}})"},
    {"TIMMsgDelete", "{}"},
    {"TIMMsgListDelete",
     R"([{"message_client_time":1551446728,"message_elem_array":[{"elem_type":0,"text_elem_content":"I will be )"
     R"(deleted"}],"message_sender":"user1","message_server_time":1551446728}])"},
    {"TIMMsgGetC2CReceiveMessageOpt", "[0]: expected a key at byte 105"},
    {"TIMMsgSearchLocalMessages",
     R"({"msg_search_param_keyword_array":["keyword1","keyword2"],"msg_search_param_message_type_array":[0,1],)"
     R"("msg_search_param_page_size":10})"},
    {"TIMMsgBatchSend",
     R"({"msg_batch_send_param_identifier_array":["user2","user3"],"msg_batch_send_param_msg":)"
     R"({"message_client_time":1551340614,"message_elem_array":[{"elem_type":0,"text_elem_content":"this is batch )"
     R"(send msg"}],"message_sender":"user1","message_server_time":1551340614}})"},
};

TEST_CASE("the documented samples are read, those that are no JSON refused", "[codec]") {
    const json::value samples = tim::test::read_spec("samples.json");
    CHECK(samples.as_array().size() == readers.size());
    for (const json::value& sample : samples.as_array()) {
        const std::string function(sample.at("function").as_string());
        INFO(function);
        REQUIRE(readers.contains(function));
        CHECK(readers.at(function)(sample.at("text").as_string()) == outcomes.at(function));
    }
}

using Keys = std::vector<std::string>;

Keys keys_of_json(const json::value& value) {
    Keys keys;
    for (const auto& member : value.as_object()) keys.emplace_back(member.key());
    return keys;
}

MessageData message_of(ConvType type) {
    MessageData message;
    message.conv_type = type;
    return message;
}

void check_message_keys(const MessageData& message, const json::value& expected) {
    const json::value written = json::parse(codec::to_json(message, documented));
    Keys keys;
    for (const json::value& key : expected.as_array()) {
        keys.emplace_back(key.at("key").as_string());
        INFO(keys.back());
        const std::string_view type = key.at("json_type").as_string();
        const json::value& value = written.at(keys.back());
        CHECK(value.is_string() == (type == "string"));
        CHECK(value.is_bool() == (type == "bool"));
        CHECK(value.is_number() == (type == "integer"));
        CHECK(value.is_array() == (type == "array"));
        CHECK(value.is_object() == (type == "object"));
    }
    CHECK(keys_of_json(written) == keys);
}

TEST_CASE("a message has all its documented keys, in a group one more", "[codec]") {
    const json::value spec = tim::test::read_spec("message_keys.json");
    check_message_keys(message_of(ConvType::c2c), spec.at("message").at("c2c"));
    check_message_keys(message_of(ConvType::group), spec.at("message").at("group"));
}

TEST_CASE("an empty message has the documented empty values", "[codec]") {
    const json::value written = json::parse(codec::to_json(message_of(ConvType::c2c), documented));
    CHECK(written.at("message_group_receipt_unread_count") == -1);
    CHECK(written.at("message_group_receipt_read_count") == 0);
    CHECK(written.at("message_priority") == 1);
    CHECK(written.at("message_cloud_custom_str") == "");
    CHECK(written.at("message_is_read") == false);
    CHECK(written.at("message_elem_array") == json::array());
}

TEST_CASE("keys that are not always there appear in the documented style when they are set", "[codec]") {
    MessageData message = message_of(ConvType::group);
    message.group_at_users = {"bob"};
    message.is_forward_message = true;
    const json::value written = json::parse(codec::to_json(message, documented));
    CHECK(written.at("message_group_at_user_array") == json::array{"bob"});
    CHECK(written.at("message_is_forward_message") == true);
    CHECK_FALSE(written.as_object().contains("message_target_group_member_array"));
}

TEST_CASE("a conversation shows a last message and a draft only when it has them", "[codec]") {
    const json::value empty = json::parse(codec::to_json(ConvInfo{}, documented));
    CHECK(empty.at("conv_is_has_lastmsg") == false);
    CHECK_FALSE(empty.as_object().contains("conv_last_msg"));
    CHECK_FALSE(empty.as_object().contains("conv_draft"));
    ConvInfo conversation;
    conversation.last_msg = message_of(ConvType::c2c);
    CHECK(json::parse(codec::to_json(conversation, documented)).at("conv_last_msg").at("message_conv_type") == 1);
}

template <class Element>
void check_element_keys(const json::value& seen, ElemType type) {
    const json::value written = json::parse(codec::to_json(std::vector<Elem>{Element{}}, documented));
    Keys expected;
    for (const json::value& key : seen.at(std::to_string(static_cast<std::uint32_t>(type))).as_array())
        expected.emplace_back(key.as_string());
    CHECK(keys_of_json(written.at(0)) == expected);
}

TEST_CASE("an element has its documented keys, addresses only when they are set", "[codec]") {
    const json::value spec = tim::test::read_spec("message_keys.json");
    const json::value& seen = spec.at("message").at("elements_seen");
    check_element_keys<TextElem>(seen, ElemType::text);
    check_element_keys<ImageElem>(seen, ElemType::image);
    check_element_keys<SoundElem>(seen, ElemType::sound);
    check_element_keys<CustomElem>(seen, ElemType::custom);
    check_element_keys<FileElem>(seen, ElemType::file);
    check_element_keys<GroupTipsElem>(seen, ElemType::group_tips);
    check_element_keys<FaceElem>(seen, ElemType::face);
    check_element_keys<LocationElem>(seen, ElemType::location);
    check_element_keys<GroupReportElem>(seen, ElemType::group_report);
    check_element_keys<VideoElem>(seen, ElemType::video);
    check_element_keys<MergerElem>(seen, ElemType::merger);
    SoundElem sound;
    sound.url = "https://example.org/a";
    CHECK(codec::to_json(sound, documented).find("\"sound_elem_url\":\"https://example.org/a\"") != std::string::npos);
}

}  // namespace
