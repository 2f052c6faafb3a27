// The plain data types: how they are made, and what keeps them safe to write in a `co_await` expression.

#include "tests/codec/all_types.hpp"
#include "tests/support/catch.hpp"
#include "tim/model/box.hpp"
#include "tim/model/group_flags.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/raw_json.hpp"
#include "tim/model/unknown.hpp"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace tim;

TEST_CASE("no type is an aggregate: g++ 12 destroys temporaries of such twice in a co_await expression", "[model]") {
    tim::test::for_each_type([](auto* type) {
        using T = std::remove_pointer_t<decltype(type)>;
        STATIC_REQUIRE_FALSE(std::is_aggregate_v<T>);
        STATIC_REQUIRE(std::is_default_constructible_v<T>);
        STATIC_REQUIRE(std::is_copy_constructible_v<T>);
        STATIC_REQUIRE(std::is_nothrow_move_constructible_v<T>);
    });
    STATIC_REQUIRE_FALSE(std::is_aggregate_v<UnknownElem>);
    STATIC_REQUIRE_FALSE(std::is_aggregate_v<Unknown::Field>);
    STATIC_REQUIRE_FALSE(std::is_aggregate_v<RawJson>);
}

TEST_CASE("an element tells its documented type", "[model]") {
    CHECK(elem_type(TextElem{"a"}) == ElemType::text);
    CHECK(elem_type(ImageElem{}) == ElemType::image);
    CHECK(elem_type(SoundElem{}) == ElemType::sound);
    CHECK(elem_type(CustomElem{}) == ElemType::custom);
    CHECK(elem_type(FileElem{}) == ElemType::file);
    CHECK(elem_type(GroupTipsElem{}) == ElemType::group_tips);
    CHECK(elem_type(FaceElem{}) == ElemType::face);
    CHECK(elem_type(LocationElem{}) == ElemType::location);
    CHECK(elem_type(GroupReportElem{}) == ElemType::group_report);
    CHECK(elem_type(VideoElem{}) == ElemType::video);
    CHECK(elem_type(FriendChangeElem{}) == ElemType::friend_change);
    CHECK(elem_type(ProfileChangeElem{}) == ElemType::profile_change);
    CHECK(elem_type(MergerElem{}) == ElemType::merger);
    CHECK(elem_type(UnknownElem{ElemType(77), RawJson{}}) == ElemType(77));
}

TEST_CASE("a box copies what it holds and moves without copying", "[model]") {
    Box<std::string> box(std::string("a"));
    Box<std::string> copy = box;
    *copy += "b";
    CHECK(*box == "a");
    CHECK(*copy == "ab");
    CHECK(box != copy);
    const std::string* held = &*copy;
    const Box<std::string> moved = std::move(copy);
    CHECK(&*moved == held);
    box = moved;
    CHECK(box == moved);
    box = Box<std::string>();
    CHECK_FALSE(box.has_value());
    CHECK(box != moved);
    CHECK(box == Box<std::string>());
}

TEST_CASE("a box may be assigned to itself and from its own inside", "[model]") {
    Box<std::string> box(std::string("a"));
    Box<std::string>& same = box;
    box = same;
    CHECK(*box == "a");
    box = Box<std::string>(*box + "b");
    CHECK(*box == "ab");
}

TEST_CASE("a message is copied with all that it holds", "[model]") {
    MessageData inner;
    inner.sender = "bob";
    MessageData message;
    message.elements.emplace_back(MergerElem{"title", {"line"}, "text", {inner}});
    message.sender_profile = UserProfile{"alice"};
    const MessageData copy = message;
    CHECK(copy == message);
    std::get<MergerElem>(message.elements[0]).messages[0].sender = "carol";
    CHECK(copy != message);
    CHECK(std::get<MergerElem>(copy.elements[0]).messages[0].sender == "bob");
}

TEST_CASE("setters of a change name what they change", "[model]") {
    CHECK(GroupModifyInfoParam{"g"}.modify_flag == GroupModifyInfoFlag::none);
    const auto change = GroupModifyInfoParam{"g"}.set_group_name("tea").set_shutup_all(false).set_custom_info({});
    CHECK(change.modify_flag ==
          (GroupModifyInfoFlag::name | GroupModifyInfoFlag::shutup_all | GroupModifyInfoFlag::custom));
    CHECK(has(change.modify_flag, GroupModifyInfoFlag::shutup_all));
    CHECK_FALSE(has(change.modify_flag, GroupModifyInfoFlag::owner));
    CHECK(GroupModifyInfoParam{"g"}.set_owner("bob").modify_flag == GroupModifyInfoFlag::owner);
    const auto member = GroupModifyMemberInfoParam{"g", "bob"}.set_role(GroupMemberRole::admin).set_shutup_time(0);
    CHECK(member.modify_flag == (GroupMemberModifyInfoFlag::member_role | GroupMemberModifyInfoFlag::shutup_time));
}

TEST_CASE("unknown keys cost one pointer while there are none", "[model]") {
    STATIC_REQUIRE(sizeof(Unknown) == sizeof(void*));
    Unknown unknown;
    CHECK(unknown.empty());
    CHECK(unknown.begin() == unknown.end());
    unknown.assign({Unknown::Field{"a", "1"}, Unknown::Field{"b", "2"}});
    CHECK(unknown.end() - unknown.begin() == 2);
    REQUIRE(unknown.find("b"));
    CHECK(*unknown.find("b") == "2");
    CHECK(unknown.find("c") == nullptr);
    unknown.assign({});
    CHECK(unknown.empty());
    CHECK(unknown == Unknown{});
}

}  // namespace
