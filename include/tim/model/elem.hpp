#pragma once

#include "tim/model/custom_elem.hpp"
#include "tim/model/face_elem.hpp"
#include "tim/model/friend_change_elem.hpp"
#include "tim/model/group_report_elem.hpp"
#include "tim/model/group_tips_elem.hpp"
#include "tim/model/location_elem.hpp"
#include "tim/model/media_elems.hpp"
#include "tim/model/merger_elem.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/model/profile_change_elem.hpp"
#include "tim/model/text_elem.hpp"
#include "tim/model/unknown_elem.hpp"

#include <variant>

namespace tim {

/// One part of a message. The alternative with index n is the element of documented type n; the last is for all others.
using Elem = std::variant<TextElem, ImageElem, SoundElem, CustomElem, FileElem, GroupTipsElem, FaceElem, LocationElem,
                          GroupReportElem, VideoElem, FriendChangeElem, ProfileChangeElem, MergerElem, UnknownElem>;

/// The documented type number of an element. Any thread.
inline ElemType elem_type(const Elem& elem) noexcept {
    if (const auto* unknown = std::get_if<UnknownElem>(&elem)) return unknown->type;
    return static_cast<ElemType>(elem.index());
}

}  // namespace tim
