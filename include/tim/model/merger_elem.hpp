#pragma once

#include "tim/model/unknown.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tim {

struct MessageData;

/// Several messages merged into one, to be passed on together. Nesting deeper than 100 levels leaves `messages` empty
/// and sets `layer_over_limit`. To look into `messages`, include `message_data.hpp`.
struct MergerElem {
    std::string title;
    std::vector<std::string> abstracts;  ///< summary, at most 5 lines
    std::string compatible_text;         ///< for clients that cannot show merged messages; must not be empty
    std::vector<MessageData> messages;   ///< at most 300
    bool layer_over_limit = false;
    std::string relay_pb_key;
    std::string relay_json_key;
    std::string relay_buffer;
    Unknown unknown;

    MergerElem();
    MergerElem(std::string heading, std::vector<std::string> summary, std::string fallback_text,
               std::vector<MessageData> merged);
    MergerElem(const MergerElem&);
    MergerElem(MergerElem&&) noexcept;
    MergerElem& operator=(const MergerElem&);
    MergerElem& operator=(MergerElem&&) noexcept;
    ~MergerElem();

    friend bool operator==(const MergerElem& left, const MergerElem& right);
};

}  // namespace tim
