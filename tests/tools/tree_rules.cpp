#include "tools/tree_rules.hpp"

#include "tests/support/catch.hpp"

#include <string>
#include <vector>

namespace {

/// The findings about one header, which is given without its `#pragma once`.
std::vector<std::string> check_header(const std::string& path, const std::string& body) {
    return tree::check({{path, "#pragma once\n" + body}});
}

std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "int a;\n";
    return text;
}

TEST_CASE("a room includes rooms above it and itself", "[tools]") {
    CHECK(check_header("include/tim/store/a.hpp", "#include \"tim/store/b.hpp\"\n#include \"tim/db/c.hpp\"\n").empty());
    CHECK(check_header("include/tim/tim.hpp", "#include \"tim/hub/hub.hpp\"\n#include \"tim/client/client.hpp\"\n").empty());
}

TEST_CASE("a room that includes one below it is found", "[tools]") {
    const auto findings = check_header("include/tim/db/a.hpp", "#include <tim/store/b.hpp>\n");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0] == "include/tim/db/a.hpp: db may not include tim/store/b.hpp");
}

TEST_CASE("client and hub do not include each other, nor does the hub include the client's rooms", "[tools]") {
    CHECK(check_header("include/tim/client/a.hpp", "#include \"tim/hub/b.hpp\"\n").size() == 1);
    CHECK(check_header("include/tim/hub/a.hpp", "#include \"tim/client/b.hpp\"\n").size() == 1);
    CHECK(check_header("include/tim/hub/a.hpp", "#include \"tim/session/b.hpp\"\n").size() == 1);
    CHECK(check_header("include/tim/hub/a.hpp", "#include \"tim/transport/b.hpp\"\n").empty());
}

TEST_CASE("a folder that is not a room is found", "[tools]") {
    CHECK(check_header("include/tim/util/a.hpp", "").size() == 1);
}

TEST_CASE("what is private to a room is included by that room only", "[tools]") {
    CHECK(check_header("include/tim/store/a.hpp", "#include \"tim/db/detail/b.hpp\"\n").size() == 1);
    CHECK(check_header("include/tim/store/a.hpp", "#include \"tim/db/impl/b.ipp\"\n").size() == 1);
    CHECK(check_header("include/tim/db/a.hpp", "#include \"tim/db/detail/b.hpp\"\n").empty());
    CHECK(tree::check({{"examples/a.cpp", "#include \"tim/db/detail/b.hpp\"\n"}}).size() == 1);
}

TEST_CASE("more than 400 lines of code are found, comments and tables are not counted", "[tools]") {
    CHECK(check_header("include/tim/core/a.hpp", lines(399)).empty());
    CHECK(check_header("include/tim/core/a.hpp", lines(400)).size() == 1);
    CHECK(check_header("include/tim/core/a_table.ipp", "#include \"tim/core/a_table.ipp\"\n" + lines(400)).empty());
    CHECK(check_header("include/tim/core/a.hpp", "// table: the documented keys\n" + lines(400)).empty());
    CHECK(tree::code_lines("a\n\n  // b\n/* c\n d */\n/// e\nf  // g\n") == 2);
}

TEST_CASE("a header without its guard is found", "[tools]") {
    CHECK(tree::check({{"include/tim/core/a.hpp", "// why\nint a;\n"}}).size() == 1);
    CHECK(tree::check({{"include/tim/core/a.hpp", "// why\n\n#pragma once\n"}}).empty());
}

TEST_CASE("forbidden headers are found", "[tools]") {
    CHECK(check_header("include/tim/core/a.hpp", "#include <boost/asio.hpp>\n").size() == 1);
    CHECK(check_header("include/tim/core/a.hpp", "#include <boost/asio/experimental/channel.hpp>\n").size() == 1);
    CHECK(check_header("include/tim/core/a.hpp", "#include <boost/asio/experimental/awaitable_operators.hpp>\n").size() == 1);
    CHECK(check_header("include/tim/core/a.hpp", "#include <boost/asio/post.hpp>\n").empty());
}

TEST_CASE("a note of work to be done is found", "[tools]") {
    CHECK(check_header("include/tim/core/a.hpp", "// TODO: later\n").size() == 1);
}

TEST_CASE("a body that separate compilation does not reach is found", "[tools]") {
    const tree::File body{"include/tim/core/impl/a.ipp", "#pragma once\n"};
    const tree::File source{"include/tim/src.hpp", "#pragma once\n#include \"tim/core/impl/a.ipp\"\n"};
    CHECK(tree::check({body}).size() == 1);
    CHECK(tree::check({body, source}).empty());
}

TEST_CASE("a second header with POSIX includes is found", "[tools]") {
    const tree::File one{"include/tim/core/a.hpp", "#pragma once\n#include <unistd.h>\n"};
    const tree::File two{"include/tim/db/b.hpp", "#pragma once\n#include <sys/stat.h>\n"};
    CHECK(tree::check({one}).empty());
    CHECK(tree::check({one, two}).size() == 2);
}

TEST_CASE("a test that no list names is found", "[tools]") {
    const tree::File test{"tests/core/a.cpp", ""};
    CHECK(tree::check({test, {"tests/CMakeLists.txt", "core/b.cpp"}}).size() == 1);
    CHECK(tree::check({test, {"tests/CMakeLists.txt", "core/a.cpp"}}).empty());
}

}  // namespace
