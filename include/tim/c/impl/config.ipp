#pragma once

#include "tim/c/config.hpp"
#include "tim/codec/table.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace tim::c {

const codec::Table& keys_of(const SdkConfig*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&SdkConfig::config_file_path>("sdk_config_config_file_path", "kTIMSdkConfigConfigFilePath",
                                          {.use = Use::write}),
        key<&SdkConfig::java_vm>("sdk_config_java_vm", "kTIMSdkConfigJavaVM", {.use = Use::write}),
        key<&SdkConfig::log_file_path>("sdk_config_log_file_path", "kTIMSdkConfigLogFilePath", {.use = Use::write}),
        key<&SdkConfig::main_thread_id>("sdk_config_main_thread_id", "kTIMSdkConfigMainThreadID", {.use = Use::write}),
        key<&SdkConfig::server_url>("sdk_config_server_url", "", {.use = Use::write}),
    };
    static constexpr Table table = make_table<SdkConfig>("SdkConfig", rows);
    return table;
}

const codec::Table& keys_of(const UserConfig*) noexcept {
    using namespace codec;
    constexpr KeyOptions options{.use = Use::write, .when_set = true};
    static constexpr Row rows[] = {
        key<&UserConfig::group_get_info_option>("user_config_group_getinfo_option", "kTIMUserConfigGroupGetInfoOption",
                                                options),
        key<&UserConfig::group_member_get_info_option>("user_config_group_member_getinfo_option",
                                                       "kTIMUserConfigGroupMemberGetInfoOption", options),
        key<&UserConfig::is_ignore_group_tips_unread>(
            "user_config_is_ignore_grouptips_unread", "kTIMUserConfigIsIgnoreGroupTipsUnRead",
            {.use = Use::write, .when_set = true, .older = "user_config_is_ingore_grouptips_unread"}),
        key<&UserConfig::is_disable_storage>("user_config_is_is_disable_storage", "kTIMUserConfigIsDisableStorage",
                                             options),
        key<&UserConfig::is_read_receipt>("user_config_is_read_receipt", "kTIMUserConfigIsReadReceipt", options),
        key<&UserConfig::is_sync_report>("user_config_is_sync_report", "kTIMUserConfigIsSyncReport", options),
    };
    static constexpr Table table = make_table<UserConfig>("UserConfig", rows);
    return table;
}

const codec::Table& keys_of(const SetConfig*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&SetConfig::callback_log_level>("set_config_callback_log_level", "kTIMSetConfigCallbackLogLevel",
                                            {.use = Use::write}),
        key<&SetConfig::http_proxy_info>("set_config_http_proxy_info", "kTIMSetConfigHttpProxyInfo",
                                         {.use = Use::write}),
        key<&SetConfig::is_log_output_console>("set_config_is_log_output_console", "kTIMSetConfigIsLogOutputConsole",
                                               {.use = Use::write}),
        key<&SetConfig::is_only_local_dns_source>("set_config_is_only_local_dns_source",
                                                  "kTIMSetConfigIsOnlyLocalDNSSource", {.use = Use::write}),
        key<&SetConfig::log_level>("set_config_log_level", "kTIMSetConfigLogLevel", {.use = Use::write}),
        key<&SetConfig::pac_proxy_info>("set_config_pac_proxy_info", "kTIMSetConfigPACProxyInfo", {.use = Use::write}),
        key<&SetConfig::socks5_proxy_info>("set_config_socks5_proxy_info", "kTIMSetConfigSocks5ProxyInfo",
                                           {.use = Use::write}),
        key<&SetConfig::user_config>("set_config_user_config", "kTIMSetConfigUserConfig", {.use = Use::write}),
        key<&SetConfig::user_define_data>("set_config_user_define_data", "kTIMSetConfigUserDefineData",
                                          {.use = Use::write}),
    };
    static constexpr Table table = make_table<SetConfig>("SetConfig", rows);
    return table;
}

namespace detail {

template <class T>
void take_over(std::optional<T>& old, std::optional<T>& changed) {
    if (changed) old = std::move(changed);
}

/// Without blanks outside of texts.
inline std::string tightened(std::string_view json) {
    std::string tight;
    bool in_text = false, escaped = false;
    for (const char c : json) {
        const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (is_blank && !in_text) continue;
        tight += c;
        if (c == '"' && !escaped) in_text = !in_text;
        escaped = c == '\\' && !escaped;
    }
    return tight;
}

inline void take_over(RawJson& old, const RawJson& changed) {
    if (!changed.empty()) old = RawJson(tightened(changed.view()));
}

}  // namespace detail

SetConfig SetConfig::defaults() {
    SetConfig config;
    config.log_level = config.callback_log_level = 4;
    config.is_log_output_console = true;
    config.is_only_local_dns_source = false;
    config.user_define_data.emplace();
    config.http_proxy_info = config.socks5_proxy_info = config.pac_proxy_info = RawJson("{}");
    return config;
}

void UserConfig::merge(UserConfig changes) {
    detail::take_over(is_disable_storage, changes.is_disable_storage);
    detail::take_over(is_read_receipt, changes.is_read_receipt);
    detail::take_over(is_ignore_group_tips_unread, changes.is_ignore_group_tips_unread);
    detail::take_over(is_sync_report, changes.is_sync_report);
    detail::take_over(group_get_info_option, changes.group_get_info_option);
    detail::take_over(group_member_get_info_option, changes.group_member_get_info_option);
}

void SetConfig::merge(SetConfig changes) {
    detail::take_over(log_level, changes.log_level);
    detail::take_over(callback_log_level, changes.callback_log_level);
    detail::take_over(is_log_output_console, changes.is_log_output_console);
    detail::take_over(is_only_local_dns_source, changes.is_only_local_dns_source);
    detail::take_over(user_define_data, changes.user_define_data);
    user_config.merge(std::move(changes.user_config));
    detail::take_over(http_proxy_info, changes.http_proxy_info);
    detail::take_over(socks5_proxy_info, changes.socks5_proxy_info);
    detail::take_over(pac_proxy_info, changes.pac_proxy_info);
}

bool SetConfig::has_objects() const {
    for (const RawJson* raw : {&user_config.group_get_info_option, &user_config.group_member_get_info_option,
                               &http_proxy_info, &socks5_proxy_info, &pac_proxy_info})
        if (!raw->empty() && raw->view().front() != '{') return false;
    return true;
}

}  // namespace tim::c
