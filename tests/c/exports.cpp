// What the shared library shows to the world.

#include "tests/c/library.hpp"
#include "tests/support/catch.hpp"

#include <cstdio>
#include <memory>
#include <set>
#include <string>

namespace {

std::set<std::string> exported_names() {
    const std::string command = std::string("nm -D --defined-only --format=posix ") + TIM_C_LIBRARY;
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
    REQUIRE(pipe);
    std::set<std::string> names;
    char line[1024];
    while (std::fgets(line, sizeof line, pipe.get())) {
        const std::string text = line;
        names.insert(text.substr(0, text.find(' ')));
    }
    return names;
}

TEST_CASE("the library exports the documented functions and nothing else", "[c]") {
    std::set<std::string> documented;
    const auto spec = tim::test::read_spec("prototypes.json");
    for (const auto& function : spec.at("functions").as_array()) documented.emplace(function.at("name").as_string());
    CHECK(documented.size() == 247);
    CHECK(exported_names() == documented);
}

}  // namespace
