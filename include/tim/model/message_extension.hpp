#pragma once

#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace tim {

/// A key and its value, attached to a sent message.
struct MessageExtension {
    std::string key;    ///< at most 100 bytes
    std::string value;  ///< at most 1024 bytes
    Unknown unknown;

    MessageExtension() = default;
    explicit MessageExtension(std::string name, std::string text = {}) : key(std::move(name)), value(std::move(text)) {}

    friend bool operator==(const MessageExtension&, const MessageExtension&) = default;
};

/// What became of one extension that was to be set or deleted.
struct MessageExtensionResult {
    std::uint32_t code = 0;  ///< 0, or 23001 when somebody else changed it first
    std::string info;
    MessageExtension extension;  ///< as it is now
    Unknown unknown;

    MessageExtensionResult() = default;

    friend bool operator==(const MessageExtensionResult&, const MessageExtensionResult&) = default;
};

}  // namespace tim
