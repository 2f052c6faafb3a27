#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// A message as a client writes it and a hub stores it.
struct Row {
    std::uint64_t n = 0;
    std::string id;    ///< `message_msg_id`
    std::string body;  ///< the Message JSON, about 300 bytes, 100 of them text
};

/// `count` messages of one sender, numbered from `first` on.
std::vector<Row> make_rows(std::uint64_t first, std::size_t count);

/// Who wrote them.
inline constexpr const char* author = "alice";

}  // namespace bench
