#pragma once

#include <cstdint>

/// Documented numbers of offline push. Open: a number without a name is kept as it came.
namespace tim {

/// `TIMOfflinePushFlag`.
enum class OfflinePushFlag : std::uint32_t { push = 0, no_push = 1 };

/// `TIMIOSOfflinePushType`.
enum class IOSOfflinePushType : std::uint32_t { apns = 0, voip = 1 };

/// `TIMAndroidOfflinePushNotifyMode`: what a tap on the notification does.
enum class AndroidOfflinePushNotifyMode : std::uint32_t { normal = 0, custom = 1 };

/// `TIMOfflinePushTokenType`.
enum class OfflinePushTokenType : std::uint32_t { normal = 0, tpns = 1, voip = 2 };

}  // namespace tim
