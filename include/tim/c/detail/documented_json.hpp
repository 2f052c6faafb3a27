#pragma once

#include "tim/client/message.hpp"
#include "tim/codec/write.hpp"

#include <string>
#include <vector>

namespace tim::c::detail {

/// JSON as C programs get it.
template <class T>
std::string documented_json(const T& value) {
    return codec::to_json(value, {codec::Style::documented});
}

inline std::string documented_json(const Message& message) { return documented_json(message.data()); }

/// A list of one.
template <class T>
std::string documented_list(const T& value) {
    return '[' + documented_json(value) + ']';
}

inline std::string documented_json(const std::vector<Message>& messages) {
    std::string json = "[";
    for (const Message& message : messages) {
        if (json.size() > 1) json += ',';
        codec::write(json, message.data(), {codec::Style::documented});
    }
    return json += ']';
}

}  // namespace tim::c::detail
