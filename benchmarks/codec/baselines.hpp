#pragma once

#include "tim/model/message_data.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A way between JSON text and the library's structs, used as long as a program would: what can be kept is kept.
namespace bench {

using Messages = std::vector<tim::MessageData>;

class Way {
public:
    virtual ~Way() = default;
    virtual Messages read(std::string_view text) = 0;
    virtual void write(const Messages& messages, std::string& text) = 0;
};

std::unique_ptr<Way> make_tim();
std::unique_ptr<Way> make_jsoncpp();
std::unique_ptr<Way> make_boost_json();

}  // namespace bench
