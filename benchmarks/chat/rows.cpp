#include "benchmarks/chat/rows.hpp"

#include "tim/codec/write.hpp"
#include "tim/model/message_data.hpp"

namespace bench {

std::vector<Row> make_rows(std::uint64_t first, std::size_t count) {
    std::vector<Row> rows;
    rows.reserve(count);
    tim::MessageData message;
    message.elements.push_back(tim::TextElem(std::string(100, 'x')));
    message.client_time = 1'700'000'000;
    for (std::uint64_t n = first; n < first + count; ++n) {
        message.rand = n;
        message.msg_id = std::string(author) + "-1700000000-" + std::to_string(n);
        rows.push_back({n, message.msg_id, tim::codec::to_json(message)});
    }
    return rows;
}

}  // namespace bench
