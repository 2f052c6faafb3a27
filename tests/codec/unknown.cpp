// What this version does not know survives: keys, elements, and older spellings of keys.

#include "tests/support/catch.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/get_msg_list.hpp"
#include "tim/model/group_info.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_receipt.hpp"

#include <string>
#include <variant>

namespace {

using namespace tim;

/// Reads and writes it again.
template <class T>
std::string through(std::string_view json, const codec::WriteOptions& options = {}) {
    const Result<T> read = codec::read<T>(json);
    return read.has_error() ? read.error().text : codec::to_json(read.value(), options);
}

TEST_CASE("unknown keys are kept as they are and written back in order", "[codec]") {
    CHECK(through<MessageData>(
              R"({"zz":{"b" : 1,"a":2},"message_sender":"bob","a":[ ],"message_senderx":-1.0e5,"m\u0065":"\u4f60"})") ==
          R"({"a":[ ],"me":"\u4f60","message_sender":"bob","message_senderx":-1.0e5,"zz":{"b" : 1,"a":2}})");
    const auto message = codec::read<MessageData>(R"({"new":[1,2],"message_seq":7})").value();
    REQUIRE(message.unknown.find("new"));
    CHECK(*message.unknown.find("new") == "[1,2]");
    CHECK(message.unknown.find("old") == nullptr);
    CHECK(message.seq == 7);
}

TEST_CASE("unknown keys are kept in structs within structs, and in elements", "[codec]") {
    const std::string text =
        R"({"message_elem_array":[{"elem_type":0,"text_elem_colour":"red","text_elem_content":"a"}],)"
        R"("message_sender_profile":{"user_profile_mood":3}})";
    CHECK(through<MessageData>(text) == text);
}

TEST_CASE("unknown keys are not written in the documented style", "[codec]") {
    CHECK(through<TextElem>(R"({"elem_type":0,"new":1,"text_elem_content":"a"})", {codec::Style::documented}) ==
          R"({"elem_type":0,"text_elem_content":"a"})");
}

TEST_CASE("an element of unknown type is kept whole, and left out in the documented style", "[codec]") {
    const std::string text =
        R"({"message_elem_array":[{"hologram" : [1, 2],"elem_type" : 77},{"elem_type":0,"text_elem_content":"a"}]})";
    CHECK(through<MessageData>(text) == text);
    const auto message = codec::read<MessageData>(text).value();
    const auto* unknown = std::get_if<UnknownElem>(&message.elements.at(0));
    REQUIRE(unknown);
    CHECK(static_cast<std::uint32_t>(unknown->type) == 77);
    CHECK(unknown->json.text() == R"({"hologram" : [1, 2],"elem_type" : 77})");
    CHECK(codec::to_json(message, {codec::Style::documented}).find("hologram") == std::string::npos);
    CHECK(codec::to_json(std::vector<Elem>{UnknownElem{}}) == R"([{"elem_type":4294967295}])");
    CHECK(codec::to_json(message.elements, {codec::Style::documented}) ==
          R"([{"elem_type":0,"text_elem_content":"a"}])");
}

TEST_CASE("elem_type may stand anywhere in an element", "[codec]") {
    for (const std::string element : {R"({"elem_type":7,"location_elem_desc":"x","new":{"elem_type":1}})",
                                      R"({"location_elem_desc":"x","elem_type":7,"new":{"elem_type":1}})",
                                      R"({"new":{"elem_type":1},"location_elem_desc":"x","elem_type":7})",
                                      R"({ "new":{"elem_type":1},"location_elem_desc":"x", "\u0065lem_type" : 7 })"}) {
        INFO(element);
        const auto message = codec::read<MessageData>(R"({"message_elem_array":[)" + element + "]}").value();
        const auto* location = std::get_if<LocationElem>(&message.elements.at(0));
        REQUIRE(location);
        CHECK(location->desc == "x");
        CHECK(location->unknown.find("elem_type") == nullptr);
        CHECK(*location->unknown.find("new") == R"({"elem_type":1})");
    }
}

TEST_CASE("an element without elem_type is a text", "[codec]") {
    const auto message =
        codec::read<MessageData>(R"({"message_elem_array":[{},{"elem_type":null},{"text_elem_content":"a"}]})").value();
    REQUIRE(message.elements.size() == 3);
    CHECK(message.elements[0] == Elem(TextElem{}));
    CHECK(message.elements[1] == Elem(TextElem{}));
    CHECK(message.elements[2] == Elem(TextElem{"a"}));
}

TEST_CASE("older spellings are read, and written as they are spelled today", "[codec]") {
    CHECK(through<MsgGetMsgListParam>(R"({"msg_getmsglist_param_is_remble":true})") ==
          R"({"msg_getmsglist_param_is_ramble":true})");
    CHECK(through<MessageData>(R"({"message_offlie_push_config":{"offline_push_config_desc":"a"}})") ==
          R"({"message_offline_push_config":{"offline_push_config_desc":"a"}})");
    CHECK(
        through<GroupDetailInfo>(R"({"group_detial_info_group_id":"g","group_detial_info_owener_identifier":"bob"})") ==
        R"({"group_detail_info_group_id":"g","group_detail_info_owner_identifier":"bob"})");
    CHECK(through<MessageReceipt>(R"({"message_receipt_read_count":4})") == R"({"msg_receipt_read_count":4})");
}

TEST_CASE("today's spelling wins over the older one, in either order", "[codec]") {
    CHECK(through<MsgGetMsgListParam>(
              R"({"msg_getmsglist_param_is_ramble":false,"msg_getmsglist_param_is_remble":true})") == "{}");
    CHECK(through<MsgGetMsgListParam>(
              R"({"msg_getmsglist_param_is_remble":true,"msg_getmsglist_param_is_ramble":false})") == "{}");
    CHECK(
        through<GroupDetailInfo>(R"({"group_detial_info_custom_info":[{},{}],"group_detail_info_custom_info":[{}]})") ==
        R"({"group_detail_info_custom_info":[{}]})");
}

TEST_CASE("null for a documented key counts as absent", "[codec]") {
    CHECK(through<MessageData>(R"({"message_sender":null,"message_seq":null,"message_elem_array":null,)"
                               R"("message_sender_profile":null,"message_priority":null,"unknown":null})") ==
          R"({"unknown":null})");
}

TEST_CASE("an empty object stands for an empty array, as in the documented samples", "[codec]") {
    CHECK(codec::read<GroupDetailInfo>(R"({"group_detail_info_custom_info":{ }})").value() == GroupDetailInfo{});
    CHECK(codec::read<GroupDetailInfo>(R"({"group_detail_info_custom_info":{"a":1}})").has_error());
}

TEST_CASE("keys may be escaped, and space may stand anywhere", "[codec]") {
    const auto message =
        codec::read<MessageData>(" { \"message_\\u0073ender\" :\t\"bob\" ,\r\n\"message_seq\" : 5 } ").value();
    CHECK(message.sender == "bob");
    CHECK(message.seq == 5);
    CHECK(message.unknown.empty());
}

TEST_CASE("escapes are decoded", "[codec]") {
    CHECK(codec::read<TextElem>(R"({"text_elem_content":"\"\\\/\b\f\n\r\t\u0041\u00e9\u4f60\ud83d\ude00\u0000"})")
              .value()
              .content == std::string("\"\\/\b\f\n\r\tA\u00e9\u4f60\U0001f600\0", 19));
}

TEST_CASE("what is not UTF-8 is written as the replacement character", "[codec]") {
    CHECK(codec::to_json(TextElem{"a\xff\xe4\xbd!"}) ==
          "{\"elem_type\":0,\"text_elem_content\":\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!\"}");
}

TEST_CASE("JSON text is checked and kept as it is", "[codec]") {
    const Result<RawJson> raw = codec::check_json(R"( {"b" : [1, {"a":"\u4f60"}], "a" : null} )");
    REQUIRE(raw.has_value());
    CHECK(raw.value().view() == R"( {"b" : [1, {"a":"\u4f60"}], "a" : null} )");
    CHECK(codec::check_json(R"({"a":[1,}]})").error().text == "expected a value at byte 8");
    CHECK(codec::check_json(R"({"a":[1})").error().text == "expected ',' or ']' at byte 7");
    CHECK(codec::check_json(R"([{"a" 1}])").error().text == "expected ':' at byte 6");
    CHECK(codec::check_json("").error().text == "unexpected end at byte 0");
    CHECK(codec::check_json("true false").error().text == "unexpected text after the value at byte 5");
}

}  // namespace
