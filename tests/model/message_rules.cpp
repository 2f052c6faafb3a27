#include "tim/model/message_rules.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace tim;

namespace {

MessageData message(Elem elem) {
    MessageData made;
    made.elements.push_back(std::move(elem));
    return made;
}

MessageData sent(Elem elem) {
    MessageData made = message(std::move(elem));
    made.status = MsgStatus::send_succ;
    return made;
}

int elements_code(const MessageData& data) {
    const auto checked = check_elements(data);
    return checked ? 0 : checked.error().code.value();
}

int addressees_code(const MessageData& data, std::optional<GroupType> group) {
    const auto checked = check_addressees(data, group);
    return checked ? 0 : checked.error().code.value();
}

MergerElem merger(std::vector<MessageData> messages) { return {"title", {"line"}, "fallback", std::move(messages)}; }

TEST_CASE("the size of a message is the bytes of its elements' text and of the cloud string", "[model]") {
    MessageData data = message(TextElem("\u4f60\u597d"));
    CHECK(message_bytes(data) == 6);
    data.cloud_custom_str = "abc";
    CHECK(message_bytes(data) == 9);
    data.elements.push_back(CustomElem("1").set_desc("22").set_ext("333").set_sound("4444"));
    CHECK(message_bytes(data) == 19);
    data.elements.push_back(FaceElem(5, "smile"));
    CHECK(message_bytes(data) == 24);
    data.elements.push_back(LocationElem("here", 1.5, 2.5));
    CHECK(message_bytes(data) == 28);
    data.sender = "alice";
    data.msg_id = "alice-1-1";
    CHECK(message_bytes(data) == 28);
}

TEST_CASE("files count with their paths, names, ids and addresses", "[model]") {
    CHECK(message_bytes(message(ImageElem("/a"))) == 2);
    CHECK(message_bytes(message(SoundElem("/ab", 9))) == 3);
    CHECK(message_bytes(message(FileElem("/abc", "n"))) == 5);
    CHECK(message_bytes(message(VideoElem("/film", "mp4", 3, "/still", "png"))) == 17);
}

TEST_CASE("merged messages count with their elements", "[model]") {
    const std::size_t outside = std::string(
                                    "title"
                                    "line"
                                    "fallback")
                                    .size();
    CHECK(message_bytes(message(merger({sent(TextElem("abc")), sent(TextElem("de"))}))) == outside + 5);
}

TEST_CASE("a message needs an element of a kind that can be sent", "[model]") {
    CHECK(elements_code(MessageData()) == 6016);
    CHECK(elements_code(message(TextElem())) == 0);
    CHECK(elements_code(message(ImageElem())) == 0);
    CHECK(elements_code(message(SoundElem())) == 0);
    CHECK(elements_code(message(CustomElem())) == 0);
    CHECK(elements_code(message(FileElem())) == 0);
    CHECK(elements_code(message(FaceElem())) == 0);
    CHECK(elements_code(message(LocationElem())) == 0);
    CHECK(elements_code(message(VideoElem())) == 0);
    CHECK(elements_code(message(merger({}))) == 0);
    CHECK(elements_code(message(GroupTipsElem())) == 6016);
    CHECK(elements_code(message(GroupReportElem())) == 6016);
    CHECK(elements_code(message(FriendChangeElem())) == 6016);
    CHECK(elements_code(message(ProfileChangeElem())) == 6016);
    CHECK(elements_code(message(UnknownElem(ElemType(99), RawJson(R"({"elem_type":99})")))) == 6016);
}

TEST_CASE("a message holds at most one sound and one file", "[model]") {
    MessageData data = message(SoundElem());
    data.elements.push_back(FileElem());
    data.elements.push_back(TextElem());
    CHECK(elements_code(data) == 0);
    MessageData sounds = data;
    sounds.elements.push_back(SoundElem());
    CHECK(elements_code(sounds) == 6016);
    data.elements.push_back(FileElem());
    CHECK(elements_code(data) == 6016);
}

TEST_CASE("merged are up to 300 messages that were sent, with a text for those who cannot show them", "[model]") {
    CHECK(elements_code(message(merger(std::vector<MessageData>(300, sent(TextElem("a")))))) == 0);
    CHECK(elements_code(message(merger(std::vector<MessageData>(301, sent(TextElem("a")))))) == 6016);
    CHECK(elements_code(message(merger({message(TextElem("a"))}))) == 6016);
    CHECK(elements_code(message(merger({sent(GroupTipsElem())}))) == 6016);
    CHECK(elements_code(message(merger({sent(GroupReportElem())}))) == 6016);
    CHECK(elements_code(message(MergerElem("title", {}, "", {sent(TextElem("a"))}))) == 6016);
    CHECK(elements_code(message(merger({sent(merger({message(TextElem("a"))}))}))) == 6016);
}

TEST_CASE("messages are merged at most a hundred deep", "[model]") {
    MessageData data = sent(TextElem("a"));
    for (int depth = 1; depth <= 100; ++depth) data = sent(merger({data}));
    CHECK(elements_code(data) == 0);
    CHECK(elements_code(message(merger({data}))) == 8005);
}

TEST_CASE("mentions are for groups with a history, at most thirty", "[model]") {
    MessageData data = message(TextElem("a"));
    data.group_at_users.assign(30, std::string(at_all));
    CHECK(addressees_code(data, GroupType::work) == 0);
    CHECK(addressees_code(data, GroupType::community) == 0);
    CHECK(addressees_code(data, GroupType::av_chat_room) == 6017);
    CHECK(addressees_code(data, std::nullopt) == 6017);
    data.group_at_users.push_back("bob");
    CHECK(addressees_code(data, GroupType::work) == 6017);
}

TEST_CASE("a directed message names at most fifty members and mentions nobody", "[model]") {
    MessageData data = message(TextElem("a"));
    data.target_group_members.assign(50, "bob");
    CHECK(addressees_code(data, GroupType::meeting) == 0);
    CHECK(addressees_code(data, GroupType::community) == 6017);
    CHECK(addressees_code(data, GroupType::av_chat_room) == 6017);
    CHECK(addressees_code(data, std::nullopt) == 6017);
    data.target_group_members.push_back("bob");
    CHECK(addressees_code(data, GroupType::meeting) == 6017);
    data.target_group_members.assign(1, "bob");
    data.group_at_users.assign(1, "bob");
    CHECK(addressees_code(data, GroupType::meeting) == 6017);
}

TEST_CASE("online-only messages go everywhere but into an AVChatRoom", "[model]") {
    MessageData data = message(TextElem("a"));
    data.is_online_msg = true;
    CHECK(addressees_code(data, std::nullopt) == 0);
    CHECK(addressees_code(data, GroupType::work) == 0);
    CHECK(addressees_code(data, GroupType::av_chat_room) == 6017);
}

}  // namespace
