#pragma once

#include "tim/model/unknown.hpp"

#include <string>
#include <utility>

namespace tim {

/// What an application defines for itself. All parts are UTF-8: binary data has to be encoded, in base64 for example.
struct CustomElem {
    std::string data;
    std::string desc;   ///< shown by offline push
    std::string ext;    ///< passed through by offline push
    std::string sound;  ///< played by offline push
    Unknown unknown;

    CustomElem() = default;
    explicit CustomElem(std::string payload) : data(std::move(payload)) {}

    CustomElem& set_desc(std::string text) {
        desc = std::move(text);
        return *this;
    }
    CustomElem& set_ext(std::string text) {
        ext = std::move(text);
        return *this;
    }
    CustomElem& set_sound(std::string name) {
        sound = std::move(name);
        return *this;
    }

    friend bool operator==(const CustomElem&, const CustomElem&) = default;
};

}  // namespace tim
