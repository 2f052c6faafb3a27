// Programs that end without a word.

#include "tests/c/program.hpp"

#include <cstdlib>

namespace tim::test {
namespace {

TEST_CASE("a program may end at any moment without uninit", "[c]") {
    for (const std::string how : {"at_once", "logged_in", "in_login", "in_callback", "uninit_at_exit"}) {
        const TemporaryDirectory folder;
        const std::string command = std::string("timeout 20 '") + TIM_LEAVE_PROGRAM + "' " + how + " '" +
                                    folder.path().string() + "' '" + signed_for("alice") + '\'';
        INFO(how);
        CHECK(std::system(command.c_str()) == 0);
    }
}

}  // namespace
}  // namespace tim::test
