#include "tim/crypto/base64.hpp"

#include "tests/support/catch.hpp"

#include <utility>

using namespace std::string_view_literals;
using namespace tim::crypto;

namespace {

TEST_CASE("base64 has the texts of RFC 4648, both ways", "[crypto]") {
    using Pair = std::pair<std::string_view, std::string_view>;
    for (const auto& [bytes, text] :
         {Pair{"", ""}, Pair{"f", "Zg=="}, Pair{"fo", "Zm8="}, Pair{"foo", "Zm9v"}, Pair{"foob", "Zm9vYg=="},
          Pair{"fooba", "Zm9vYmE="}, Pair{"foobar", "Zm9vYmFy"}, Pair{"\xfb\xff\xbf", "+/+/"}}) {
        CHECK(encode_base64(bytes) == text);
        CHECK(decode_base64(text) == bytes);
    }
}

TEST_CASE("base64 keeps every byte", "[crypto]") {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    CHECK(decode_base64(encode_base64(bytes)) == bytes);
}

TEST_CASE("base64 in any other spelling is refused", "[crypto]") {
    for (const std::string_view text : {"Z"sv, "Zg"sv, "Zg="sv, "Zm8"sv, "Z==="sv, "===="sv, "=g=="sv, "Zg==Zg=="sv,
                                        "Zm9v\n"sv, "Zm 9"sv, "Zm-_"sv, "Zh=="sv, "Zm9="sv, "Zg==\0\0\0\0"sv}) {
        INFO(text);
        CHECK_FALSE(decode_base64(text));
    }
}

}  // namespace
