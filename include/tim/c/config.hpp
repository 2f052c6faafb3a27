#pragma once

#include "tim/model/raw_json.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tim::codec {
struct Table;
}

/// What a program configures the C interface with.
namespace tim::c {

/// `TIMInit`. A main thread and a Java VM are documented for other platforms and mean nothing here.
struct SdkConfig {
    std::string config_file_path;  ///< folder of the databases; the current one by default
    std::string log_file_path;
    std::int64_t main_thread_id = 0;
    std::uint64_t java_vm = 0;
    std::string server_url;  ///< of the hub, ws:// or wss://; not documented, and without a C constant

    SdkConfig() = default;
};

/// What the documents let a program wish of a session.
struct UserConfig {
    std::optional<bool> is_disable_storage;
    std::optional<bool> is_read_receipt;
    std::optional<bool> is_ignore_group_tips_unread;
    std::optional<bool> is_sync_report;
    RawJson group_get_info_option;
    RawJson group_member_get_info_option;

    UserConfig() = default;

    /// Takes over what the other one sets.
    void merge(UserConfig changes);
};

/// `TIMSetConfig`; what is absent stays as it was.
struct SetConfig {
    std::optional<std::uint32_t> log_level;           ///< `TIMLogLevel`; below it nothing is logged
    std::optional<std::uint32_t> callback_log_level;  ///< the same for the log callback
    std::optional<bool> is_log_output_console;
    std::optional<bool> is_only_local_dns_source;
    std::optional<std::string> user_define_data;
    UserConfig user_config;
    RawJson http_proxy_info;
    RawJson socks5_proxy_info;
    RawJson pac_proxy_info;

    SetConfig() = default;

    /// The documented defaults.
    static SetConfig defaults();
    /// Takes over what the other one sets.
    void merge(SetConfig changes);
    /// Whether what is kept as it comes is of the documented kind.
    bool has_objects() const;
};

const codec::Table& keys_of(const SdkConfig*) noexcept;
const codec::Table& keys_of(const UserConfig*) noexcept;
const codec::Table& keys_of(const SetConfig*) noexcept;

}  // namespace tim::c
