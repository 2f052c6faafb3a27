#pragma once

#include "tim/core/ids.hpp"
#include "tim/crypto/base64.hpp"
#include "tim/crypto/detail/deflate.hpp"
#include "tim/crypto/detail/flat_json.hpp"
#include "tim/crypto/hmac.hpp"
#include "tim/crypto/user_sig.hpp"

#include <algorithm>
#include <limits>

namespace tim::crypto {
namespace detail {

inline constexpr std::size_t user_sig_most = 8 * 1024;
inline constexpr std::string_view base64_specials = "+/=";
inline constexpr std::string_view user_sig_specials = "*-_";

struct SignedClaims {
    UserSigClaims claims;
    std::string signature;
};

/// Replaces each character of `from` by the one at its place in `to`.
TIM_DECL std::string replace_specials(std::string text, std::string_view from, std::string_view to) {
    for (char& c : text) {
        const std::size_t at = from.find(c);
        if (at != std::string_view::npos) c = to[at];
    }
    return text;
}

/// The signature of the claims, as the token spells it.
TIM_DECL std::string signature_of(const UserSigClaims& claims, const Secret& key) {
    std::string text = "TLS.identifier:" + claims.user + "\nTLS.sdkappid:" + std::to_string(claims.sdk_app_id) +
                       "\nTLS.time:" + std::to_string(claims.issued_at) +
                       "\nTLS.expire:" + std::to_string(claims.valid_for) + "\n";
    if (claims.user_buffer) text += "TLS.userbuf:" + encode_base64(*claims.user_buffer) + "\n";
    return encode_base64(hmac_sha256(key, text));
}

TIM_DECL std::string write_user_sig_json(const UserSigClaims& claims, std::string_view signature) {
    std::string json = "{\"TLS.ver\":\"2.0\",\"TLS.identifier\":";
    append_json_string(json, claims.user);
    json += ",\"TLS.sdkappid\":" + std::to_string(claims.sdk_app_id) +
            ",\"TLS.expire\":" + std::to_string(claims.valid_for) + ",\"TLS.time\":" + std::to_string(claims.issued_at);
    if (claims.user_buffer) json += ",\"TLS.userbuf\":\"" + encode_base64(*claims.user_buffer) + '"';
    return json.append(",\"TLS.sig\":\"").append(signature).append("\"}");
}

/// Takes a member out of the object; false when it is missing or of another type.
template <class T>
bool take(FlatObject& object, std::string_view name, T& out) {
    const auto member = object.find(name);
    T* value = member == object.end() ? nullptr : std::get_if<T>(&member->second);
    if (value) out = std::move(*value);
    return value != nullptr;
}

TIM_DECL std::optional<SignedClaims> read_user_sig_json(std::string_view json) {
    std::optional<FlatObject> object = read_flat_object(json);
    if (!object) return std::nullopt;
    SignedClaims token;
    std::string version;
    const bool is_complete =
        take(*object, "TLS.ver", version) && take(*object, "TLS.identifier", token.claims.user) &&
        take(*object, "TLS.sdkappid", token.claims.sdk_app_id) && take(*object, "TLS.time", token.claims.issued_at) &&
        take(*object, "TLS.expire", token.claims.valid_for) && take(*object, "TLS.sig", token.signature);
    if (!is_complete || version != "2.0") return std::nullopt;
    if (object->contains("TLS.userbuf")) {
        std::string text;
        if (!take(*object, "TLS.userbuf", text)) return std::nullopt;
        token.claims.user_buffer = decode_base64(text);
        if (!token.claims.user_buffer) return std::nullopt;
    }
    return token;
}

TIM_DECL Result<SignedClaims> read_user_sig(std::string_view sig) {
    if (sig.empty()) return Failure(Errc::svr_account_usersig_empty, "UserSig is empty");
    const Failure malformed(Errc::svr_account_usersig_check_failed, "UserSig is malformed or cut off");
    if (sig.size() > user_sig_most || sig.find_first_of(base64_specials) != std::string_view::npos) return malformed;
    const auto stream = decode_base64(replace_specials(std::string(sig), user_sig_specials, base64_specials));
    if (!stream) return malformed;
    const auto json = inflate_bytes(*stream, user_sig_most);
    if (!json) return malformed;
    auto token = read_user_sig_json(*json);
    if (!token) return malformed;
    return std::move(*token);
}

TIM_DECL Result<void> check_addressee(const UserSigClaims& claims, const UserSigExpectation& expected) {
    if (claims.sdk_app_id != expected.sdk_app_id)
        return Failure(Errc::svr_account_usersig_mismatch_sdkappid, "UserSig was issued for another app");
    if (claims.user != expected.user)
        return Failure(Errc::svr_account_usersig_mismatch_id, "UserSig was issued for another user");
    return {};
}

TIM_DECL Result<void> check_expiry(const UserSigClaims& claims, UnixMillis now) {
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t end = claims.issued_at + std::min(claims.valid_for, most - claims.issued_at);
    if (to_seconds(now) < end) return {};
    return Failure(Errc::svr_account_usersig_expired, "UserSig has expired");
}

}  // namespace detail

TIM_DECL Result<Secret> sign_user_sig(const UserSigClaims& claims, const Secret& key) {
    Limits of_any_length;
    of_any_length.user_id_bytes = std::numeric_limits<std::size_t>::max();
    const Result<void> id = check_user_id(claims.user, of_any_length);
    if (!id) return id.error();
    if (key.empty()) return Failure(Errc::invalid_parameters, "the key that signs UserSigs is empty");
    const std::string json = detail::write_user_sig_json(claims, detail::signature_of(claims, key));
    std::string text = encode_base64(detail::deflate_bytes(json));
    return Secret(detail::replace_specials(std::move(text), detail::base64_specials, detail::user_sig_specials));
}

TIM_DECL Result<UserSigClaims> verify_user_sig(std::string_view sig, const UserSigExpectation& expected,
                                               const Secret& key) {
    Result<detail::SignedClaims> token = detail::read_user_sig(sig);
    if (!token) return token.error();
    const Result<void> addressee = detail::check_addressee(token->claims, expected);
    if (!addressee) return addressee.error();
    if (key.empty() || !equal_in_constant_time(token->signature, detail::signature_of(token->claims, key)))
        return Failure(Errc::svr_account_usersig_check_failed, "UserSig is not signed with this app's key");
    const Result<void> in_time = detail::check_expiry(token->claims, expected.now);
    if (!in_time) return in_time.error();
    return std::move(token->claims);
}

TIM_DECL Result<UserSigClaims> check_user_sig_claims(std::string_view sig, const UserSigExpectation& expected) {
    Result<UserSigClaims> claims = parse_user_sig(sig);
    if (!claims) return claims.error();
    const Result<void> addressee = detail::check_addressee(*claims, expected);
    if (!addressee) return addressee.error();
    const Result<void> in_time = detail::check_expiry(*claims, expected.now);
    if (!in_time) return in_time.error();
    return claims;
}

TIM_DECL Result<UserSigClaims> parse_user_sig(std::string_view sig) {
    Result<detail::SignedClaims> token = detail::read_user_sig(sig);
    if (!token) return token.error();
    return std::move(token->claims);
}

}  // namespace tim::crypto
