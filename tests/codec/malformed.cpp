// What is refused, where the fault is said to be, and under which number.

#include "tests/support/catch.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/msg_locator.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace {

using namespace tim;

struct Malformed {
    std::string json;
    std::string complaint;
};

template <class T>
void check_refused(const Malformed& malformed) {
    INFO(malformed.json);
    const Result<T> read = codec::read<T>(malformed.json);
    REQUIRE(read.has_error());
    CHECK(read.error().code == Errc::invalid_json);
    CHECK(read.error().text == malformed.complaint);
}

TEST_CASE("text that is no JSON is refused with the offset of the fault", "[codec]") {
    const Malformed table[] = {
        {"", "expected an object at byte 0"},
        {" ", "expected an object at byte 1"},
        {"{", "expected a key at byte 1"},
        {"{}x", "unexpected text after the value at byte 2"},
        {"{}{}", "unexpected text after the value at byte 2"},
        {"\xef\xbb\xbf{}", "expected an object at byte 0"},
        {"{,}", "expected a key at byte 1"},
        {R"({"message_seq":1,})", "expected a key at byte 17"},
        {R"({"message_seq":1 "message_rand":2})", "expected ',' or '}' at byte 17"},
        {R"({"message_seq" 1})", "expected ':' at byte 15"},
        {R"({"message_seq"})", "expected ':' at byte 14"},
        {R"({message_seq:1})", "expected a key at byte 1"},
        {R"({'message_seq':1})", "expected a key at byte 1"},
        {R"({"message_seq":})", "message_seq: expected an integer at byte 15"},
        {R"({"message_seq":01})", "message_seq: invalid number at byte 15"},
        {R"({"message_seq":-})", "message_seq: expected an integer at byte 15"},
        {R"({"message_seq":+1})", "message_seq: expected an integer at byte 15"},
        {R"({"message_seq":1)", "expected ',' or '}' at byte 16"},
        {R"({"message_is_read":tru})", "message_is_read: expected true or false at byte 19"},
        {R"({"message_is_read":nul})", "message_is_read: expected true or false at byte 19"},
        {R"({"message_group_at_user_array":["a",]})", "message_group_at_user_array[1]: expected a string at byte 36"},
        {R"({"message_group_at_user_array":["a")", "message_group_at_user_array: expected ',' or ']' at byte 35"},
        {R"({"message_group_at_user_array":["a"})", "message_group_at_user_array: expected ',' or ']' at byte 35"},
        {R"(// a comment
{})",
         "expected an object at byte 0"},
    };
    for (const Malformed& malformed : table) check_refused<MessageData>(malformed);
}

TEST_CASE("strings that are no JSON strings are refused", "[codec]") {
    const Malformed table[] = {
        {R"({"text_elem_content":"a)", "text_elem_content: unterminated string at byte 23"},
        {R"({"text_elem_content":"a\)", "text_elem_content: unterminated string at byte 24"},
        {R"({"text_elem_content":"a\x"})", "text_elem_content: invalid escape in a string at byte 23"},
        {R"({"text_elem_content":"\u12g4"})", "text_elem_content: invalid escape in a string at byte 22"},
        {R"({"text_elem_content":"\u123)", "text_elem_content: invalid escape in a string at byte 22"},
        {R"({"text_elem_content":"\ud800"})", "text_elem_content: lone surrogate in a string at byte 22"},
        {R"({"text_elem_content":"\ud800\u0041"})", "text_elem_content: lone surrogate in a string at byte 22"},
        {R"({"text_elem_content":"ab\udc00"})", "text_elem_content: lone surrogate in a string at byte 24"},
        {R"({"text_elem_content":"\ud83dx"})", "text_elem_content: lone surrogate in a string at byte 22"},
        {"{\"text_elem_content\":\"a\nb\"}", "text_elem_content: control character in a string at byte 23"},
        {std::string("{\"text_elem_content\":\"\0\"}", 24),
         "text_elem_content: control character in a string at byte 22"},
        {"{\"text_elem_content\":\"abcdefghij\x1f\"}", "text_elem_content: control character in a string at byte 32"},
        {"{\"ke\xffy\":1}", "invalid UTF-8 at byte 4"},
        {"{\"unknown\":[\"\xc3\x28\"]}", "unknown: invalid UTF-8 at byte 13"},
    };
    for (const Malformed& malformed : table) check_refused<TextElem>(malformed);
}

TEST_CASE("each form of invalid UTF-8 is refused, and its valid neighbours are not", "[codec]") {
    const std::string_view invalid[] = {
        "\x80",
        "\xbf",
        "\xc0\x80",
        "\xc1\xbf",
        "\xc2",
        "\xc2\x41",
        "\xe0\x80\x80",
        "\xe0\x9f\xbf",
        "\xed\xa0\x80",
        "\xed\xbf\xbf",
        "\xe4\xbd",
        "\xe4\x41\xa0",
        "\xe4\xbd\x41",
        "\xf0\x80\x80\x80",
        "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80",
        "\xf0\x9f\x98",
        "\xf0\x9f\x41\x80",
        "\xf0\x41\x98\x80",
        "\xff",
        "\xfe",
        "\xf0\x9f\x98\x41",
    };
    for (const std::string_view bytes : invalid) {
        CHECK_FALSE(codec::is_utf8(bytes));
        const std::string json = "{\"text_elem_content\":\"12345\xe4\xbd\xa0" + std::string(bytes) + "\"}";
        check_refused<TextElem>({json, "text_elem_content: invalid UTF-8 at byte 30"});
    }
    const std::string_view valid[] = {
        "\x7f",         "\xc2\x80",     "\xdf\xbf",         "\xe0\xa0\x80",     "\xed\x9f\xbf",
        "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
    };
    for (const std::string_view bytes : valid) {
        CHECK(codec::is_utf8(bytes));
        const std::string json = "{\"text_elem_content\":\"" + std::string(bytes) + "\"}";
        CHECK(codec::read<TextElem>(json).value().content == bytes);
    }
}

TEST_CASE("a value of the wrong kind is refused with its path", "[codec]") {
    const Malformed table[] = {
        {"[]", "expected an object at byte 0"},
        {"null", "expected an object at byte 0"},
        {R"("{}")", "expected an object at byte 0"},
        {R"({"message_sender":5})", "message_sender: expected a string at byte 18"},
        {R"({"message_seq":"5"})", "message_seq: expected an integer at byte 15"},
        {R"({"message_seq":true})", "message_seq: expected an integer at byte 15"},
        {R"({"message_seq":1.0})", "message_seq: expected an integer at byte 15"},
        {R"({"message_seq":1e3})", "message_seq: expected an integer at byte 15"},
        {R"({"message_is_read":1})", "message_is_read: expected true or false at byte 19"},
        {R"({"message_elem_array":{"elem_type":0}})", "message_elem_array: expected an array at byte 22"},
        {R"({"message_elem_array":[1]})", "message_elem_array[0]: expected an object at byte 23"},
        {R"({"message_elem_array":[null]})", "message_elem_array[0]: expected an object at byte 23"},
        {R"({"message_elem_array":[{"elem_type":"0"}]})",
         "message_elem_array[0].elem_type: expected an integer at byte 36"},
        {R"({"message_elem_array":[{"text_elem_content":"","elem_type":"0"}]})",
         "message_elem_array[0].elem_type: expected an integer at byte 59"},
        {R"({"message_elem_array":[{},{},{"elem_type":0,"text_elem_content":7}]})",
         "message_elem_array[2].text_elem_content: expected a string at byte 64"},
        {R"({"message_elem_array":[{"elem_type":7,"location_elem_latitude":"1"}]})",
         "message_elem_array[0].location_elem_latitude: expected a number at byte 63"},
        {R"({"message_sender_profile":{"user_profile_custom_string_array":[{"user_profile_custom_string_info_key":[]}]}})",
         "message_sender_profile.user_profile_custom_string_array[0].user_profile_custom_string_info_key: expected a "
         "string at byte 102"},
        {R"({"message_offlie_push_config":7})", "message_offlie_push_config: expected an object at byte 30"},
    };
    for (const Malformed& malformed : table) check_refused<MessageData>(malformed);
    check_refused<MessageData>(
        {"{\"" + std::string(1000, 'k') + "\":x}", "(a long key): expected a value at byte 1004"});
    check_refused<std::vector<MsgLocator>>(
        {R"([{},{"message_locator_seq":-1}])", "[1].message_locator_seq: integer out of range at byte 27"});
    check_refused<std::vector<std::vector<std::int32_t>>>({"[[],[1,2,x]]", "[1][2]: expected an integer at byte 9"});
}

TEST_CASE("a key given twice is refused, however it is spelled", "[codec]") {
    const Malformed table[] = {
        {R"({"message_seq":1,"message_seq":1})", "message_seq: duplicate key at byte 31"},
        {R"({"message_seq":1,"message_\u0073eq":1})", "message_seq: duplicate key at byte 36"},
        {R"({"message_seq":null,"message_seq":1})", "message_seq: duplicate key at byte 34"},
        {R"({"x":1,"b":2,"\u0078":3})", "x: duplicate key at byte 24"},
        {R"({"message_elem_array":[{"elem_type":0,"elem_type":0}]})",
         "message_elem_array[0].elem_type: duplicate key at byte 50"},
        {R"({"message_offlie_push_config":{},"message_offlie_push_config":{}})",
         "message_offlie_push_config: duplicate key at byte 62"},
    };
    for (const Malformed& malformed : table) check_refused<MessageData>(malformed);
}

TEST_CASE("text nested deeper than allowed is refused, at any depth, in known and unknown places", "[codec]") {
    const codec::ReadOptions shallow{.most_depth = 4};
    CHECK(codec::read<MessageData>(R"({"x":[[[1]]]})", shallow).has_value());
    const Result<MessageData> unknown = codec::read<MessageData>(R"({"x":[[[[1]]]]})", shallow);
    REQUIRE(unknown.has_error());
    CHECK(unknown.error().code == Errc::sdk_net_decode_failed);
    CHECK(unknown.error().text == "x: nested too deep at byte 8");

    const std::string text = R"({"message_elem_array":[{"elem_type":12,"merge_elem_message_array":[{}]}]})";
    const Result<MessageData> merged = codec::read<MessageData>(text, shallow);
    REQUIRE(merged.has_error());
    CHECK(merged.error().code == Errc::sdk_net_decode_failed);
    CHECK(merged.error().text == "message_elem_array[0].merge_elem_message_array[0]: nested too deep at byte " +
                                     std::to_string(text.find("{}")));

    const std::string brackets(5'000'000, '[');
    CHECK(codec::check_json(brackets, {.most_depth = 1'000'000'000}).error().code == Errc::sdk_net_decode_failed);
    CHECK(codec::read<MessageData>("{\"x\":" + brackets).error().code == Errc::sdk_net_decode_failed);
}

TEST_CASE("messages merged a hundred levels deep are read and written", "[codec]") {
    MessageData message;
    message.elements.emplace_back(TextElem{"the innermost"});
    for (int level = 0; level < 100; ++level) {
        MessageData outer;
        outer.elements.emplace_back(MergerElem{"level", {}, "text", {message}});
        message = std::move(outer);
    }
    const std::string text = codec::to_json(message);
    const Result<MessageData> read = codec::read<MessageData>(text);
    if (read.has_error()) FAIL(read.error().text);
    CHECK(read.value() == message);
}

/// A text in as many mergers as `depth` says, with `elem_type` behind everything else.
std::string merged_backwards(int depth, std::size_t size) {
    std::string before;
    std::string behind;
    for (int level = 0; level < depth; ++level) {
        before += R"({"message_elem_array":[{"merge_elem_message_array":[)";
        behind += R"(],"elem_type":12}]})";
    }
    const std::string text(size, 'x');
    return before + R"({"message_elem_array":[{"text_elem_content":")" + text + R"(","elem_type":0}]})" + behind;
}

TEST_CASE("elements in each other whose types come last are read to some depth, and refused beyond", "[codec]") {
    const Result<MessageData> read = codec::read<MessageData>(merged_backwards(15, 240'000));
    if (read.has_error()) FAIL(read.error().text);
    const MessageData* message = &read.value();
    for (int level = 0; level < 15; ++level) message = &std::get<MergerElem>(message->elements.at(0)).messages.at(0);
    CHECK(std::get<TextElem>(message->elements.at(0)).content.size() == 240'000);

    const Result<MessageData> deep = codec::read<MessageData>(merged_backwards(109, 240'000));
    REQUIRE(deep.has_error());
    CHECK(deep.error().code == Errc::invalid_json);
    const std::string& why = deep.error().text;
    CHECK(why.find(": elem_type comes behind too much at byte ") != std::string::npos);
    std::size_t levels = 0;  // that were walked over before
    for (std::size_t at = why.find("merge_elem"); at != std::string::npos; at = why.find("merge_elem", at + 1))
        ++levels;
    CHECK(levels == 16);
}

TEST_CASE("text longer than allowed is refused unread", "[codec]") {
    const Result<MessageData> read = codec::read<MessageData>("{}  ", {.most_bytes = 3});
    REQUIRE(read.has_error());
    CHECK(read.error().code == Errc::sdk_net_pkg_size_limit);
    CHECK(read.error().text == "4 bytes, at most 3 allowed");
    CHECK(codec::check_json("[1]", {.most_bytes = 2}).error().code == Errc::sdk_net_pkg_size_limit);
}

TEST_CASE("a short text cannot take much memory", "[codec]") {
    std::string text = "[{}";
    for (int i = 0; i < 300'000; ++i) text += ",{}";
    text += ']';
    const Result<std::vector<MessageData>> read = codec::read_list<MessageData>(text);
    REQUIRE(read.has_error());
    CHECK(read.error().text.starts_with("too many items at byte "));
}

}  // namespace
