#pragma once

#include "tests/store/support.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/schema.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace tim::store::test {

inline constexpr std::uint64_t now = 1'800'000'000;

/// What changes a closed store behind its back: what no call of it can do.
inline void change_database(Device& device, const tim::test::TemporaryDirectory& folder,
                            const std::function<void(db::Connection&)>& change) {
    device.close();
    {
        db::Connection connection(db::OpenOptions::file(folder.file(u8"616c696365.db")).on_any_thread(),
                                  store::detail::schema);
        change(connection);
    }
    device.reopen();
}

inline wire::Entry message_of(Position pos, const MessageData& data, const std::string& from = "bob",
                              std::uint64_t version = 1) {
    wire::Entry one = message(pos, from);
    one.version = version;
    one.body = RawJson(codec::to_json(data));
    return one;
}

inline wire::Entry text_message(Position pos, std::string_view text, const std::string& from = "bob",
                                std::uint64_t version = 1) {
    MessageData data;
    data.elements.push_back(TextElem(std::string(text)));
    return message_of(pos, data, from, version);
}

/// Stores these texts of bob from position 1 on.
inline void receive(Device& device, const std::vector<std::string>& texts) {
    std::vector<wire::Entry> entries;
    for (const std::string& text : texts) entries.push_back(text_message(entries.size() + 1, text));
    const Position last = entries.size();
    apply(device, answer(bob_log, 1, last, std::move(entries)));
}

inline MessageSearchResult search(Device& device, const MessageSearchParam& param) {
    return device->search(param, now);
}

inline MessageSearchParam words(std::vector<std::string> keywords, const ConvKey& conv = bob) {
    return MessageSearchParam(std::move(keywords)).set_conversation(conv);
}

/// Texts of the messages found in the conversation with bob, newest first.
inline std::vector<std::string> found(Device& device, const MessageSearchParam& param) {
    std::vector<std::string> texts;
    for (const MessageSearchResultItem& item : search(device, param).items)
        for (const MessageData& one : item.messages) texts.push_back(text_of(one));
    return texts;
}

inline std::vector<std::string> found(Device& device, const std::string& keyword) {
    return found(device, words({keyword}));
}

}  // namespace tim::store::test
