#pragma once

#include "tim/model/message_enums.hpp"
#include "tim/model/raw_json.hpp"

#include <utility>

namespace tim {

/// An element of a type that this version does not know: kept as it came, so that it can be stored and sent on.
struct UnknownElem {
    ElemType type = ElemType::invalid;
    RawJson json;  ///< the whole object, `elem_type` included

    UnknownElem() = default;
    UnknownElem(ElemType elem_type, RawJson object) : type(elem_type), json(std::move(object)) {}

    friend bool operator==(const UnknownElem&, const UnknownElem&) = default;
};

}  // namespace tim
