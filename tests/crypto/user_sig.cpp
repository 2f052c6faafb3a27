#include "tim/crypto/user_sig.hpp"

#include "tests/support/catch.hpp"
#include "tim/crypto/base64.hpp"
#include "tim/crypto/detail/deflate.hpp"
#include "tim/crypto/hmac.hpp"

#include <limits>

using namespace tim;
using namespace tim::crypto;

namespace {

// The vector of the documents.
const Secret key("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
const UserSigClaims alice(1400000000, "alice", 1700000000, 604800);
constexpr std::string_view documented_sig =
    "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwok5mcmpUInilOzEgoLMFCUrQxMDKIDIlGTmpgJFzVFFUysKMouA4mYGJhYwseLMdKCpWRE*"
    "FkGG"
    "-lnhbklZeSZlTibJLilmzgYpJm6B5kZ*4UmWxmalTiY*5U5egbZKtQCT0y9d";
constexpr std::string_view documented_signature = "jXL8R1OjWFbjn4vB4cDd6C0d4FQ72NWb936uB4LwBJQ=";
constexpr std::string_view signature_with_buffer = "7RQG0wUAzY/NaACkHJbBw5UwYTxLFSjH+H8ZkY4S4fI=";

UserSigExpectation at_second(std::uint64_t second) {
    return {alice.sdk_app_id, alice.user, static_cast<UnixMillis>(second) * 1000};
}

const UserSigExpectation in_time = at_second(1700000001);

std::string token_of_bytes(std::string_view bytes) {
    std::string text = encode_base64(bytes);
    for (char& c : text) c = c == '+' ? '*' : c == '/' ? '-' : c == '=' ? '_' : c;
    return text;
}

std::string token_of(std::string_view json) { return token_of_bytes(crypto::detail::deflate_bytes(json)); }

std::string json_of(std::string_view sig) {
    std::string text(sig);
    for (char& c : text) c = c == '*' ? '+' : c == '-' ? '/' : c == '_' ? '=' : c;
    return crypto::detail::inflate_bytes(decode_base64(text).value(), 8192).value();
}

/// A token's JSON around the signature that fits its numbers.
std::string signed_json(std::string_view time, std::string_view expire) {
    const std::string text = "TLS.identifier:alice\nTLS.sdkappid:1400000000\nTLS.time:" + std::string(time) +
                             "\nTLS.expire:" + std::string(expire) + "\n";
    return "{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"alice\",\"TLS.sdkappid\":1400000000,\"TLS.expire\":" +
           std::string(expire) + ",\"TLS.time\":" + std::string(time) + ",\"TLS.sig\":\"" +
           encode_base64(hmac_sha256(key, text)) + "\"}";
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}

error_code code_of(const Result<UserSigClaims>& result) { return result ? error_code() : result.error().code; }

error_code verify(std::string_view sig, const UserSigExpectation& expected = in_time) {
    return code_of(verify_user_sig(sig, expected, key));
}

TEST_CASE("the documented token is accepted and says what it should", "[crypto][user_sig]") {
    const auto claims = verify_user_sig(documented_sig, in_time, key);
    REQUIRE(claims.has_value());
    CHECK(*claims == alice);
}

TEST_CASE("signing gives the documented signature", "[crypto][user_sig]") {
    const auto sig = sign_user_sig(alice, key);
    REQUIRE(sig.has_value());
    CHECK(json_of(sig->reveal()).find("\"TLS.sig\":\"" + std::string(documented_signature) + '"') != std::string::npos);
    CHECK(verify(sig->reveal()) == error_code());
}

TEST_CASE("a user buffer is signed and comes back", "[crypto][user_sig]") {
    UserSigClaims claims = alice;
    claims.user_buffer = "hello";
    const auto sig = sign_user_sig(claims, key);
    REQUIRE(sig.has_value());
    const std::string json = json_of(sig->reveal());
    CHECK(json.find("\"TLS.sig\":\"" + std::string(signature_with_buffer) + '"') != std::string::npos);
    CHECK(verify_user_sig(sig->reveal(), in_time, key).value() == claims);
    CHECK(verify(token_of(replaced(json, encode_base64("hello"), encode_base64("jello")))) ==
          Errc::svr_account_usersig_check_failed);
    CHECK(verify(token_of(replaced(json, encode_base64("hello"), "?"))) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("signing refuses ids that could speak for another, and an empty key", "[crypto][user_sig]") {
    CHECK(sign_user_sig(UserSigClaims(1, "a\nTLS.sdkappid:2", 1, 1), key).error().code ==
          Errc::sdk_comm_invalid_identifier);
    CHECK(sign_user_sig(UserSigClaims(1, "", 1, 1), key).error().code == Errc::sdk_comm_invalid_identifier);
    CHECK(sign_user_sig(alice, Secret()).error().code == Errc::invalid_parameters);
}

TEST_CASE("a user id with quotes and backslashes survives the token", "[crypto][user_sig]") {
    const UserSigClaims odd(1, "a\"b\\c", 100, 100);
    const auto sig = sign_user_sig(odd, key);
    REQUIRE(sig.has_value());
    CHECK(verify_user_sig(sig->reveal(), {1, "a\"b\\c", 150000}, key).value() == odd);
}

TEST_CASE("an empty token is 70002", "[crypto][user_sig]") { CHECK(verify("") == Errc::svr_account_usersig_empty); }

TEST_CASE("a token cut off anywhere is 70003", "[crypto][user_sig]") {
    for (std::size_t size = 1; size < documented_sig.size(); ++size)
        if (verify(documented_sig.substr(0, size)) != Errc::svr_account_usersig_check_failed) FAIL("cut at " << size);
    SUCCEED();
}

TEST_CASE("a token with a character changed anywhere is 70003", "[crypto][user_sig]") {
    for (std::size_t at = 0; at < documented_sig.size(); ++at) {
        std::string changed(documented_sig);
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        if (verify(changed) != Errc::svr_account_usersig_check_failed) FAIL("changed at " << at);
    }
    SUCCEED();
}

TEST_CASE("a token in another base64 alphabet is 70003", "[crypto][user_sig]") {
    for (const auto& [own, standard] : {std::pair{"*", "+"}, std::pair{"-", "/"}, std::pair{"-", "_"}})
        CHECK(verify(replaced(std::string(documented_sig), own, standard)) == Errc::svr_account_usersig_check_failed);
    std::string json = signed_json("1700000000", "604800");
    while (!token_of(json).ends_with('_')) json += ' ';
    CHECK(verify(token_of(json)) == error_code());
    CHECK(verify(replaced(token_of(json), "_", "=")) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("bytes after the token, after its stream or after its JSON are 70003", "[crypto][user_sig]") {
    const std::string json = signed_json("1700000000", "604800");
    CHECK(verify(token_of(json)) == error_code());
    CHECK(verify(std::string(documented_sig) + "AAAA") == Errc::svr_account_usersig_check_failed);
    CHECK(verify(std::string(documented_sig) + "\n") == Errc::svr_account_usersig_check_failed);
    CHECK(verify(token_of_bytes(crypto::detail::deflate_bytes(json) + "x")) == Errc::svr_account_usersig_check_failed);
    CHECK(verify(token_of(json + "{}")) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("a token without compression is 70003", "[crypto][user_sig]") {
    CHECK(verify(token_of_bytes(signed_json("1700000000", "604800"))) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("another version, or a missing or mistyped member, is 70003", "[crypto][user_sig]") {
    const std::string json = signed_json("1700000000", "604800");
    using Pair = std::pair<std::string_view, std::string_view>;
    for (const auto& [from, to] :
         {Pair{"\"2.0\"", "\"2.1\""}, Pair{"\"2.0\"", "\"1.0\""}, Pair{"\"2.0\"", "2"}, Pair{"TLS.ver", "TLS.version"},
          Pair{"TLS.identifier", "TLS.id"}, Pair{"TLS.sdkappid", "TLS.app"}, Pair{"TLS.expire", "TLS.expires"},
          Pair{"TLS.time\"", "TLS.times\""}, Pair{"TLS.sig", "TLS.signature"}, Pair{"1400000000", "\"1400000000\""},
          Pair{"604800", "-604800"}, Pair{"604800", "604800.0"}, Pair{"1700000000", "18446744073709551616"}})
        CHECK(verify(token_of(replaced(json, from, to))) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("order and additions in the JSON do not matter", "[crypto][user_sig]") {
    const std::string json = signed_json("1700000000", "604800");
    CHECK(verify(token_of("{\"TLS.new\":\"\\/\"," + json.substr(1))) == error_code());
}

TEST_CASE("a compressed bomb and a giant token are 70003", "[crypto][user_sig]") {
    CHECK(verify(token_of(std::string(50'000'000, ' ') + signed_json("1700000000", "604800"))) ==
          Errc::svr_account_usersig_check_failed);
    CHECK(verify(std::string(100'000'000, 'A')) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("a token with altered claims is 70003", "[crypto][user_sig]") {
    const std::string json = signed_json("1700000000", "604800");
    CHECK(verify(token_of(replaced(json, "604800", "604801"))) == Errc::svr_account_usersig_check_failed);
    CHECK(verify(token_of(replaced(json, "1700000000", "1700000009"))) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("a token signed with another key, or checked without one, is 70003", "[crypto][user_sig]") {
    const auto forged = sign_user_sig(alice, Secret("another"));
    REQUIRE(forged.has_value());
    CHECK(verify(forged->reveal()) == Errc::svr_account_usersig_check_failed);
    CHECK(code_of(verify_user_sig(documented_sig, in_time, Secret())) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("another app's token is 70014, another user's 70013, in this order, before the signature",
          "[crypto][user_sig]") {
    const UserSigExpectation other_app{1400000001, "alice", in_time.now};
    const UserSigExpectation other_user{alice.sdk_app_id, "bob", in_time.now};
    const UserSigExpectation both{1400000001, "bob", in_time.now};
    const auto forged = sign_user_sig(alice, Secret("another"));
    for (const std::string_view sig : {documented_sig, forged->reveal()}) {
        CHECK(verify(sig, other_app) == Errc::svr_account_usersig_mismatch_sdkappid);
        CHECK(verify(sig, other_user) == Errc::svr_account_usersig_mismatch_id);
        CHECK(verify(sig, both) == Errc::svr_account_usersig_mismatch_sdkappid);
    }
    CHECK(verify(documented_sig, {alice.sdk_app_id, "Alice", in_time.now}) == Errc::svr_account_usersig_mismatch_id);
}

TEST_CASE("a token is valid until the second before its end", "[crypto][user_sig]") {
    const std::uint64_t end = 1700000000 + 604800;
    CHECK(verify(documented_sig, at_second(end - 1)) == error_code());
    CHECK(verify(documented_sig, {alice.sdk_app_id, alice.user, static_cast<UnixMillis>(end) * 1000 - 1}) ==
          error_code());
    CHECK(verify(documented_sig, at_second(end)) == Errc::svr_account_usersig_expired);
    CHECK(verify(documented_sig, at_second(end + 1)) == Errc::svr_account_usersig_expired);
}

TEST_CASE("a forged token that has expired is called forged", "[crypto][user_sig]") {
    const auto forged = sign_user_sig(alice, Secret("another"));
    REQUIRE(forged.has_value());
    CHECK(verify(forged->reveal(), at_second(1800000000)) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("an end beyond all numbers does not wrap around", "[crypto][user_sig]") {
    const std::string most = std::to_string(std::numeric_limits<std::uint64_t>::max());
    CHECK(verify(token_of(signed_json("1700000000", most))) == error_code());
    CHECK(verify(token_of(signed_json(most, most))) == error_code());
    CHECK(verify(token_of(signed_json("1700000000", "0"))) == Errc::svr_account_usersig_expired);
}

TEST_CASE("without a key the claims are checked all the same", "[crypto][user_sig]") {
    const auto forged = sign_user_sig(alice, Secret("another"));
    REQUIRE(forged.has_value());
    CHECK(check_user_sig_claims(forged->reveal(), in_time).value() == alice);
    CHECK(code_of(check_user_sig_claims("", in_time)) == Errc::svr_account_usersig_empty);
    CHECK(code_of(check_user_sig_claims("AAAA", in_time)) == Errc::svr_account_usersig_check_failed);
    CHECK(code_of(check_user_sig_claims(documented_sig, {1, "alice", in_time.now})) ==
          Errc::svr_account_usersig_mismatch_sdkappid);
    CHECK(code_of(check_user_sig_claims(documented_sig, {alice.sdk_app_id, "bob", in_time.now})) ==
          Errc::svr_account_usersig_mismatch_id);
    CHECK(code_of(check_user_sig_claims(documented_sig, at_second(1800000000))) == Errc::svr_account_usersig_expired);
}

TEST_CASE("parsing believes nothing and tells what is claimed", "[crypto][user_sig]") {
    CHECK(parse_user_sig(documented_sig).value() == alice);
    CHECK(code_of(parse_user_sig("")) == Errc::svr_account_usersig_empty);
    CHECK(code_of(parse_user_sig("?")) == Errc::svr_account_usersig_check_failed);
}

TEST_CASE("error texts do not quote the token or the key", "[crypto][user_sig]") {
    const auto result = verify_user_sig(documented_sig, at_second(1800000000), key);
    REQUIRE(result.has_error());
    CHECK(result.error().text == "UserSig has expired");
}

}  // namespace
