// Programs that end without a word.

#include "tests/c/program.hpp"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

namespace tim::test {
namespace {

/// The exit status of a program with a folder of its own, and a token for alice.
int run(const std::string& program) {
    const TemporaryDirectory folder;
    const std::string arguments = " '" + folder.path().string() + "' '" + signed_for("alice") + '\'';
    return std::system(("timeout 20 " + program + arguments).c_str());
}

TEST_CASE("a program may end at any moment without uninit", "[c]") {
    for (const std::string how : {"at_once", "logged_in", "in_login", "in_callback", "uninit_at_exit"}) {
        INFO(how);
        CHECK(run(std::string("'") + TIM_LEAVE_PROGRAM + "' " + how) == 0);
    }
}

TEST_CASE("a program may unload the library with messages on their way, and load it again", "[c]") {
    for (const std::string how : {"leave", "again"}) {
        INFO(how);
        CHECK(run(std::string("'") + TIM_UNLOAD_PROGRAM + "' " + how + " '" + TIM_C_LIBRARY + '\'') == 0);
    }
}

void on_update(const char* array, const void*) { Events::instance().add(std::string("update ") + array); }

TEST_CASE("what a program left unsent is told as changed when its user is back", "[c]") {
    const TemporaryDirectory data;
    const TemporaryDirectory folder;
    const std::string hub = (data.path() / "hub").string();
    std::optional<Town> town;
    town.emplace(hub::HubOptions().data(hub));
    const std::uint16_t port = town->port();
    const std::string command = "TIM_SERVER=" + town->url() + " timeout 20 '" + TIM_LEAVE_PROGRAM + "' unheard '" +
                                folder.path().string() + "' '" + signed_for("alice") + '\'';
    FILE* program = popen(command.c_str(), "r");
    REQUIRE(program);
    char line[32] = {};
    CHECK(std::fgets(line, sizeof line, program));
    town.reset();
    REQUIRE(pclose(program) == 0);
    town.emplace(hub::HubOptions().data(hub), port);
    const Listening updates("TIMSetMsgUpdateCallback", &on_update);
    const Initialised back("{\"sdk_config_config_file_path\":\"" + folder.path().string() +
                           "\",\"sdk_config_server_url\":\"" + town->url() + "\"}");
    REQUIRE(log_in("alice").code == 0);
    const auto told = boost::json::parse(Events::instance().wait("update").substr(7));
    CHECK(told.at(0).at("message_conv_id") == "bob");
    CHECK(told.at(0).at("message_status") == 3);
}

}  // namespace
}  // namespace tim::test
