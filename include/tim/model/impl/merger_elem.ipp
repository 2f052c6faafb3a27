#pragma once

#include "tim/model/message_data.hpp"

namespace tim {

TIM_DECL MergerElem::MergerElem() = default;

TIM_DECL MergerElem::MergerElem(std::string heading, std::vector<std::string> summary, std::string fallback_text,
                                std::vector<MessageData> merged)
    : title(std::move(heading)),
      abstracts(std::move(summary)),
      compatible_text(std::move(fallback_text)),
      messages(std::move(merged)) {}

TIM_DECL MergerElem::MergerElem(const MergerElem&) = default;
TIM_DECL MergerElem::MergerElem(MergerElem&&) noexcept = default;
TIM_DECL MergerElem& MergerElem::operator=(const MergerElem&) = default;
TIM_DECL MergerElem& MergerElem::operator=(MergerElem&&) noexcept = default;
TIM_DECL MergerElem::~MergerElem() = default;

TIM_DECL bool operator==(const MergerElem& left, const MergerElem& right) {
    return left.title == right.title && left.abstracts == right.abstracts &&
           left.compatible_text == right.compatible_text && left.messages == right.messages &&
           left.layer_over_limit == right.layer_over_limit && left.relay_pb_key == right.relay_pb_key &&
           left.relay_json_key == right.relay_json_key && left.relay_buffer == right.relay_buffer &&
           left.unknown == right.unknown;
}

}  // namespace tim
