#pragma once

#include "tim/model/unknown.hpp"

#include <string>
#include <utility>

namespace tim {

/// UTF-8 text.
struct TextElem {
    std::string content;
    Unknown unknown;

    TextElem() = default;
    explicit TextElem(std::string text) : content(std::move(text)) {}

    friend bool operator==(const TextElem&, const TextElem&) = default;
};

}  // namespace tim
