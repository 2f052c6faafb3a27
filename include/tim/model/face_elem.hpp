#pragma once

#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace tim {

/// A sticker; the application defines what index and text stand for.
struct FaceElem {
    std::int32_t index = 0;
    std::string buf;
    Unknown unknown;

    FaceElem() = default;
    explicit FaceElem(std::int32_t sticker, std::string text = {}) : index(sticker), buf(std::move(text)) {}

    friend bool operator==(const FaceElem&, const FaceElem&) = default;
};

}  // namespace tim
