#pragma once

#include "tim/core/config.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_enums.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tim::store::detail {

/// A set of element types that can be searched for; of others it holds only that there are some.
using TypeSet = std::uint16_t;

/// The set of this one type: empty for faces and group tips, which search never finds.
TIM_DECL TypeSet type_set(ElemType type) noexcept;

/// What search sees of a message.
struct SearchText {
    std::vector<std::string> parts;  ///< folded texts; a match never goes from one into the next
    TypeSet types = 0;
    std::uint64_t client_time = 0;  ///< UTC seconds

    SearchText() = default;
    TIM_DECL explicit SearchText(const MessageData& message);
    /// From a stored body; one that cannot be read has no elements.
    TIM_DECL explicit SearchText(std::string_view body);

    /// The naive search: whether `folded` stands in one of the parts.
    TIM_DECL bool contains(std::string_view folded) const noexcept;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/search_text.ipp"
#endif
