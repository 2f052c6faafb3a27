#pragma once

#include "tim/core/config.hpp"
#include "tim/core/error.hpp"
#include "tim/core/secret.hpp"
#include "tim/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tim::crypto {

/// What a UserSig, the documented login token (TLSSigAPIv2), says about its bearer.
/// Source: the service's documents on generating UserSig.
struct UserSigClaims {
    std::uint64_t sdk_app_id = 0;
    std::string user;
    std::uint64_t issued_at = 0;                   ///< Unix time in seconds
    std::uint64_t valid_for = 180 * 24 * 60 * 60;  ///< seconds; the documented default
    std::optional<std::string> user_buffer;        ///< raw bytes; chat makes no use of them

    UserSigClaims() = default;
    UserSigClaims(std::uint64_t app, std::string user_id, std::uint64_t issued, std::uint64_t seconds)
        : sdk_app_id(app), user(std::move(user_id)), issued_at(issued), valid_for(seconds) {}

    friend bool operator==(const UserSigClaims&, const UserSigClaims&) = default;
};

/// Whom a token must have been made for, and when it is looked at.
struct UserSigExpectation {
    std::uint64_t sdk_app_id;
    std::string_view user;  ///< must outlive the call
    UnixMillis now;
};

/// Makes a token. The key is used as it is, byte for byte. 7003 unless the user id is printable ASCII (a line feed
/// would let it speak for another), 6017 when the key is empty.
[[nodiscard]] TIM_DECL Result<Secret> sign_user_sig(const UserSigClaims& claims, const Secret& key);

/// Checks a token in this order, and returns what it claims:
///
///  1. 70002 when it is empty;
///  2. 70003 when it is malformed: longer than 8 KiB, a character outside of the token's base64 alphabet, no complete
///     zlib stream with nothing after it, more than 8 KiB inflated, not the documented JSON object, version not "2.0";
///  3. 70014 when it is for another app, 70013 when it is for another user;
///  4. 70003 when the signature is not that of `key`, or `key` is empty;
///  5. 70001 unless now < issued_at + valid_for, in whole seconds.
///
/// The order and the strictness are ours; the documents leave them open. Texts never quote the token. Any thread.
[[nodiscard]] TIM_DECL Result<UserSigClaims> verify_user_sig(std::string_view sig, const UserSigExpectation& expected,
                                                             const Secret& key);

/// The same without step 4, for a hub that only its own process can reach and that was given no key.
[[nodiscard]] TIM_DECL Result<UserSigClaims> check_user_sig_claims(std::string_view sig,
                                                                   const UserSigExpectation& expected);

/// Steps 1 and 2 alone: what a token claims, believed by nobody yet.
[[nodiscard]] TIM_DECL Result<UserSigClaims> parse_user_sig(std::string_view sig);

}  // namespace tim::crypto

#ifdef TIM_HEADER_ONLY
#include "tim/crypto/impl/user_sig.ipp"
#endif
