#pragma once

#include "tim/model/unknown.hpp"

#include <string>

namespace tim {

/// A text and its translation.
struct MessageTranslateTextResult {
    std::string source_text;
    std::string target_text;
    Unknown unknown;

    MessageTranslateTextResult() = default;

    friend bool operator==(const MessageTranslateTextResult&, const MessageTranslateTextResult&) = default;
};

}  // namespace tim
