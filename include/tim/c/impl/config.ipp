#pragma once

#include "tim/c/config.hpp"
#include "tim/codec/table.hpp"

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

inline void take_over(RawJson& old, RawJson& changed) {
    if (!changed.empty()) old = std::move(changed);
}

}  // namespace detail

SetConfig SetConfig::defaults() {
    SetConfig config;
    config.log_level = config.callback_log_level = 4;
    config.is_log_output_console = true;
    config.is_only_local_dns_source = false;
    config.user_define_data.emplace();
    config.user_config = config.http_proxy_info = config.socks5_proxy_info = config.pac_proxy_info = RawJson("{}");
    return config;
}

void SetConfig::merge(SetConfig changes) {
    detail::take_over(log_level, changes.log_level);
    detail::take_over(callback_log_level, changes.callback_log_level);
    detail::take_over(is_log_output_console, changes.is_log_output_console);
    detail::take_over(is_only_local_dns_source, changes.is_only_local_dns_source);
    detail::take_over(user_define_data, changes.user_define_data);
    detail::take_over(user_config, changes.user_config);
    detail::take_over(http_proxy_info, changes.http_proxy_info);
    detail::take_over(socks5_proxy_info, changes.socks5_proxy_info);
    detail::take_over(pac_proxy_info, changes.pac_proxy_info);
}

}  // namespace tim::c
