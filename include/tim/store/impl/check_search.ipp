#pragma once

#include "tim/store/search.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace tim::store {

TIM_DECL Result<void> check_search(const MessageSearchParam& param) {
    constexpr std::size_t most = 5;
    const auto refusal = [](const char* why) { return Failure(Errc::invalid_parameters, why); };
    if (param.keywords.size() > most) return refusal("a search takes at most 5 keywords");
    if (param.senders.size() > most) return refusal("a search takes at most 5 senders");
    const auto empty = [](const std::string& keyword) { return keyword.empty(); };
    const bool no_words = std::all_of(param.keywords.begin(), param.keywords.end(), empty);
    if (no_words && param.senders.empty() && param.message_types.empty())
        return refusal("a search needs keywords, senders or types of messages");
    const bool named = param.conv_type == ConvType::c2c || param.conv_type == ConvType::group;
    if (param.conv_type > ConvType::system) return refusal("no such kind of conversation");
    if (named && param.conv_id.empty()) return refusal("a search in one conversation needs its id");
    if (param.match_type > KeywordListMatchType::all) return refusal("no such way to match keywords");
    return {};
}

}  // namespace tim::store
