#pragma once

#include "tim/model/elem.hpp"

#include <type_traits>
#include <variant>

namespace tim {

/// Calls `on(path, id, url)` for each file that an element names; `Element` is `Elem`, const or not.
template <class Element, class On>
void for_each_file(Element& element, On on) {
    const auto look = [&on](auto& elem) {
        using Kind = std::remove_cvref_t<decltype(elem)>;
        if constexpr (std::is_same_v<Kind, ImageElem>) on(elem.orig_path, elem.orig_id, elem.orig_url);
        if constexpr (std::is_same_v<Kind, SoundElem> || std::is_same_v<Kind, FileElem>)
            on(elem.file_path, elem.file_id, elem.url);
        if constexpr (std::is_same_v<Kind, VideoElem>) {
            on(elem.video_path, elem.video_id, elem.video_url);
            on(elem.image_path, elem.image_id, elem.image_url);
        }
    };
    std::visit(look, element);
}

}  // namespace tim
