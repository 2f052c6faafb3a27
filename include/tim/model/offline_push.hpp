#pragma once

#include "tim/model/box.hpp"
#include "tim/model/push_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace tim {

/// How a message is pushed to an iPhone.
struct IOSOfflinePushConfig {
    std::string title;
    std::string sound;          ///< a file's name, `push.no_sound` or `default`
    bool ignore_badge = false;  ///< the message does not raise the badge
    IOSOfflinePushType push_type{};
    std::string image;  ///< HTTPS address
    Unknown unknown;

    IOSOfflinePushConfig() = default;

    friend bool operator==(const IOSOfflinePushConfig&, const IOSOfflinePushConfig&) = default;
};

/// How a message is pushed to Android devices of various makers.
struct AndroidOfflinePushConfig {
    std::string title;
    std::string sound;
    AndroidOfflinePushNotifyMode notify_mode{};
    std::uint32_t vivo_classification = 0;
    std::string vivo_category;
    std::string oppo_channel_id;
    std::string xiaomi_channel_id;
    std::string fcm_channel_id;
    std::string huawei_category;
    std::string huawei_image;
    std::string honor_image;
    std::string fcm_image;
    Unknown unknown;

    AndroidOfflinePushConfig() = default;

    friend bool operator==(const AndroidOfflinePushConfig&, const AndroidOfflinePushConfig&) = default;
};

/// How a message is pushed to receivers who are offline.
struct OfflinePushConfig {
    std::string desc;  ///< the text shown
    std::string ext;   ///< passed through to the application
    OfflinePushFlag flag{};
    Box<IOSOfflinePushConfig> ios;
    Box<AndroidOfflinePushConfig> android;
    Unknown unknown;

    OfflinePushConfig() = default;
    explicit OfflinePushConfig(std::string text) : desc(std::move(text)) {}

    OfflinePushConfig& set_ext(std::string data) {
        ext = std::move(data);
        return *this;
    }
    OfflinePushConfig& set_flag(OfflinePushFlag whether) {
        flag = whether;
        return *this;
    }
    OfflinePushConfig& set_ios(IOSOfflinePushConfig config) {
        ios = std::move(config);
        return *this;
    }
    OfflinePushConfig& set_android(AndroidOfflinePushConfig config) {
        android = std::move(config);
        return *this;
    }

    friend bool operator==(const OfflinePushConfig&, const OfflinePushConfig&) = default;
};

/// Where this device can be reached by push.
struct OfflinePushToken {
    std::string token;              ///< hexadecimal
    std::uint32_t business_id = 0;  ///< which certificate
    OfflinePushTokenType type{};
    bool is_tpns_token = false;  ///< before version 8 only
    Unknown unknown;

    OfflinePushToken() = default;
    OfflinePushToken(std::string device_token, std::uint32_t certificate, OfflinePushTokenType token_type = {})
        : token(std::move(device_token)), business_id(certificate), type(token_type) {}

    friend bool operator==(const OfflinePushToken&, const OfflinePushToken&) = default;
};

}  // namespace tim
