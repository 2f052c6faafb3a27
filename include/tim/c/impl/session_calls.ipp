#pragma once

#include "tim/c/call.hpp"
#include "tim/c/config.hpp"
#include "tim/c/detail/documented_json.hpp"
#include "tim/c/detail/runtime.hpp"
#include "tim/c/detail/session_calls.hpp"
#include "tim/c/detail/setter.hpp"
#include "tim/core/time.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace tim::c::detail {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

Word init(const Arguments& arguments) {
    Settings settings;
    settings.app_id = arguments.number<std::uint64_t>("sdk_app_id");
    if (settings.app_id == 0) return to_word(bad_parameter);
    const auto& config = arguments.json<SdkConfig>("json_sdk_config");
    settings.folder = config.config_file_path;
    settings.server = config.server_url.empty() ? environment("TIM_SERVER") : config.server_url;
    settings.secret = Secret(environment("TIM_SECRET"));
    runtime().init(std::move(settings));
    return success;
}

Word uninit(const Arguments&) {
    runtime().uninit();
    return success;
}

Word get_login_status(const Arguments&) { return static_cast<Word>(runtime().account.status()); }

Word get_login_user_id(const Arguments& arguments) {
    char* buffer = arguments.buffer("user_id_buffer");
    if (!buffer) return to_word(bad_parameter);
    const std::string user = runtime().account.user();
    if (!user.empty()) *std::copy(user.begin(), user.end(), buffer) = '\0';
    return success;
}

Word get_sdk_version(const Arguments&) {
    // The interface's version in front, for programs that compare it. Never destroyed.
    static const std::string& version =
        *new std::string("8.0.0 (tim " + std::to_string(TIM_VERSION_MAJOR) + '.' + std::to_string(TIM_VERSION_MINOR) +
                         '.' + std::to_string(TIM_VERSION_PATCH) + ')');
    return to_word(version.c_str());
}

Word get_server_time(const Arguments&) { return to_seconds(runtime().account.server_time()); }

void login(Call call) {
    Account& account = runtime().account;
    std::string user = call.arguments().text("user_id");
    Secret sig(call.arguments().release("user_sig"));
    account.login(std::move(user), std::move(sig), [call = std::move(call)](const Result<void>& result) mutable {
        result ? call.succeed() : call.fail(result.error());
    });
}

void logout(Call call) {
    runtime().account.logout([call = std::move(call)](const Result<void>& result) mutable {
        result ? call.succeed() : call.fail(result.error());
    });
}

int has_config_objects(Arguments& arguments) {
    return arguments.json<SetConfig>("json_config").has_objects() ? success : bad_json;
}

void set_config(Call call) {
    const auto& changes = call.arguments().json<SetConfig>("json_config");
    call.succeed(documented_json(runtime().configure(changes)));
}

int is_known_request(Arguments& arguments) {
    const std::string& json = arguments.text("json_param");
    if (json.find("\"internal_operation_set_ui_platform\"") != json.npos) return success;
    runtime().log(LogLevel::warning, "callExperimentalAPI: unknown request");
    return bad_json;
}

void answer_request(Call call) { call.succeed(); }

Word keep_callback(const Arguments& arguments) {
    runtime().callbacks.keep(arguments.operation().name, {arguments.callback<Word>(), to_word(arguments.user_data())});
    return success;
}

}  // namespace tim::c::detail

namespace tim::c {

Word refuse_unsupported(const Arguments& arguments) {
    detail::runtime().log(LogLevel::warning, std::string(arguments.operation().name) + ": not supported");
    return to_word(bad_parameter);
}

}  // namespace tim::c
