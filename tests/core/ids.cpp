#include "tim/core/ids.hpp"

#include "tests/support/catch.hpp"

#include <string>

namespace {

using tim::ConvKey;
using tim::ConvType;
using tim::Errc;

tim::error_code code_of(const tim::Result<void>& result) {
    return result.has_value() ? make_error_code(Errc::succ) : result.error().code;
}

TEST_CASE("a user id is 1 to 32 printable ASCII characters", "[core]") {
    CHECK(code_of(tim::check_user_id("a")) == Errc::succ);
    CHECK(code_of(tim::check_user_id(std::string(32, '~'))) == Errc::succ);
    CHECK(code_of(tim::check_user_id("")) == Errc::sdk_comm_invalid_identifier);
    CHECK(code_of(tim::check_user_id(std::string(33, 'a'))) == Errc::sdk_comm_invalid_identifier);
    CHECK(code_of(tim::check_user_id("a\x7f")) == Errc::sdk_comm_invalid_identifier);
    CHECK(code_of(tim::check_user_id("a\n")) == Errc::sdk_comm_invalid_identifier);
    CHECK(code_of(tim::check_user_id("\xe4\xbd\xa0")) == Errc::sdk_comm_invalid_identifier);
}

TEST_CASE("the limits that are passed in decide how long an id may be", "[core]") {
    tim::Limits limits;
    limits.user_id_bytes = 2;
    CHECK(code_of(tim::check_user_id("ab", limits)) == Errc::succ);
    CHECK(code_of(tim::check_user_id("abc", limits)) == Errc::sdk_comm_invalid_identifier);
}

TEST_CASE("a group's own id may not begin like a generated one, a community's must begin with its mark", "[core]") {
    CHECK(code_of(tim::check_new_group_id("team", false)) == Errc::succ);
    CHECK(code_of(tim::check_new_group_id("@TGS#team", false)) == Errc::sdk_group_invalid_id);
    CHECK(code_of(tim::check_new_group_id("@TGS#_town", true)) == Errc::succ);
    CHECK(code_of(tim::check_new_group_id("town", true)) == Errc::sdk_group_invalid_id);
    CHECK(code_of(tim::check_new_group_id(std::string(48, 'g'), false)) == Errc::succ);
    CHECK(code_of(tim::check_new_group_id(std::string(49, 'g'), false)) == Errc::sdk_group_invalid_id);
}

TEST_CASE("a conversation that can be sent to is of kind C2C or group and has a valid id", "[core]") {
    CHECK(code_of(tim::check_conversation(ConvKey(ConvType::c2c, "bob"))) == Errc::succ);
    CHECK(code_of(tim::check_conversation(ConvKey(ConvType::group, "@TGS#1"))) == Errc::succ);
    CHECK(code_of(tim::check_conversation(ConvKey(ConvType::system, "bob"))) == Errc::invalid_conversation);
    CHECK(code_of(tim::check_conversation(ConvKey())) == Errc::invalid_conversation);
    CHECK(code_of(tim::check_conversation(ConvKey(ConvType::c2c, ""))) == Errc::sdk_comm_invalid_identifier);
    CHECK(code_of(tim::check_conversation(ConvKey(ConvType::group, ""))) == Errc::sdk_group_invalid_id);
}

}  // namespace
