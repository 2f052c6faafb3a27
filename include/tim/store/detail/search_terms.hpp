#pragma once

#include "tim/core/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tim::store::detail {

/// The terms of folded text, divided by spaces, as FTS5's `ascii` tokenizer takes them apart again. Characters that it
/// would divide at are written as two bytes that no UTF-8 has; so there is no text, and no query, that FTS5 could take
/// for anything but terms.
struct SearchTerms {
    std::string short_terms;  ///< each character, and each two
    std::string long_terms;   ///< each three, in order, with a term between the parts that no three are

    SearchTerms() = default;

    /// Adds those of one part of a message.
    TIM_DECL void add(std::string_view folded);
};

/// What to look for in order to find a text.
struct SearchPhrase {
    std::string query;     ///< for MATCH
    bool is_long = false;  ///< it is to be found among the long terms
    bool is_exact = true;  ///< else the text begins so, and what is found must be looked at

    /// Precondition: `folded` is not empty.
    TIM_DECL explicit SearchPhrase(std::string_view folded);

    /// Each term once, as a query of its own.
    TIM_DECL std::vector<std::string> terms() const;
};

}  // namespace tim::store::detail

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/search_terms.ipp"
#endif
