#include "tim/crypto/detail/flat_json.hpp"

#include "tests/support/catch.hpp"

using namespace tim::crypto::detail;

namespace {

TEST_CASE("a flat object gives its strings and numbers by name", "[crypto]") {
    const auto object = read_flat_object(" { \"a\" : \"x\" ,\n\t\"b\":18446744073709551615, \"\" : 0 }\r\n");
    REQUIRE(object);
    CHECK(*object == FlatObject{{"a", "x"}, {"b", std::uint64_t(18446744073709551615u)}, {"", std::uint64_t(0)}});
    CHECK(read_flat_object("{}") == FlatObject());
}

TEST_CASE("escapes in a flat object's strings are read", "[crypto]") {
    const auto object = read_flat_object(R"({"a":"\"\\\/\b\f\n\r\t\u0041"})");
    REQUIRE(object);
    CHECK(std::get<std::string>(object->at("a")) == "\"\\/\b\f\n\r\tA");
}

TEST_CASE("what is no flat object of strings and whole numbers is refused", "[crypto]") {
    for (const std::string_view text : {"",
                                        "[]",
                                        "{",
                                        "}",
                                        "{}x",
                                        "{}{}",
                                        "{\"a\"}",
                                        "{\"a\":}",
                                        "{\"a\":1,}",
                                        "{,}",
                                        "{\"a\":1 \"b\":2}",
                                        "{a:1}",
                                        "{'a':1}",
                                        "{\"a\":-1}",
                                        "{\"a\":+1}",
                                        "{\"a\":1.5}",
                                        "{\"a\":1e3}",
                                        "{\"a\":01}",
                                        "{\"a\":18446744073709551616}",
                                        "{\"a\":true}",
                                        "{\"a\":null}",
                                        "{\"a\":{}}",
                                        "{\"a\":[]}",
                                        "{\"a\":1,\"a\":2}",
                                        "{\"a\":\"x}",
                                        "{\"a\":\"x\\\"}",
                                        "{\"a\":\"\\x\"}",
                                        "{\"a\":\"\\u00\"}",
                                        "{\"a\":\"\\u00zz\"}",
                                        "{\"a\":\"\\u4f60\"}",
                                        "{\"a\":\"\n\"}"}) {
        INFO(text);
        CHECK_FALSE(read_flat_object(text));
    }
}

TEST_CASE("a written string reads back", "[crypto]") {
    std::string text = "{\"a\":";
    append_json_string(text, "a\"b\\c/d");
    const auto object = read_flat_object(text + "}");
    REQUIRE(object);
    CHECK(std::get<std::string>(object->at("a")) == "a\"b\\c/d");
}

}  // namespace
