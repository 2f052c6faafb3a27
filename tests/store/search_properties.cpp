#include "tests/store/search_support.hpp"
#include "tests/support/catch.hpp"
#include "tim/store/detail/folding.hpp"
#include "tim/store/detail/search_text.hpp"
#include "tim/store/detail/utf8.hpp"

#include <functional>
#include <map>

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

/// What texts and queries are made of: few pieces, so that they meet often.
const std::vector<std::string>& pieces() {
    using namespace std::string_literals;
    static const std::vector<std::string> all{
        "a",  "A",  "Ａ", "b",  "ｂ",  "the", "THE",  "1",  "１", " ",  "　", "中",  "国",       "中国",
        "晚", "カ", "ｶ",  "ガ", "ｶﾞ",  "ﾞ",   "は",   "한", "국", "ㄱ", "ﾡ",  "😀",   "👍🏽", "e\u0301",
        "%",  "\"", "*",  "'",  "\0"s, "\n",  "\x01", "_",  "-",  "(",  "^",  "AND", "NEAR"};
    return all;
}

std::string random_text(SeededRandom& random, std::uint64_t most) {
    std::string text;
    for (std::uint64_t more = random.below(most + 1); more != 0; --more)
        text += pieces()[random.below(pieces().size())];
    return text;
}

MessageData random_content(SeededRandom& random) {
    MessageData data;
    for (std::uint64_t more = random.between(1, 3); more != 0; --more) {
        switch (random.below(8)) {
            case 0:
                data.elements.push_back(FileElem("", random_text(random, 5)));
                break;
            case 1:
                data.elements.push_back(CustomElem("a").set_desc(random_text(random, 5)));
                break;
            case 2:
                data.elements.push_back(LocationElem(random_text(random, 5), 1, 2));
                break;
            case 3:
                data.elements.push_back(
                    MergerElem(random_text(random, 3), {random_text(random, 3), random_text(random, 3)}, "a", {}));
                break;
            case 4:
                data.elements.push_back(FaceElem(1, "a"));
                break;
            case 5:
                data.elements.push_back(ImageElem("a"));
                break;
            default:
                data.elements.push_back(TextElem(random_text(random, 12)));
                break;
        }
    }
    return data;
}

std::uint64_t search_time(const MessageData& message) {
    return message.server_time != 0 ? message.server_time : message.client_time;
}

/// A device whose store changes in all ways, and what a scan over its history finds.
class Scene {
public:
    explicit Scene(std::uint64_t seed) : random_(seed), alice_(in_folder(folder_)) {
        alice_->greet("epoch", user_log, 2);
        apply(alice_, answer(user_log, 1, 2, {conv(1, bob, bob_log), conv(2, team, team_log)}));
    }

    void change() {
        switch (random_.below(12)) {
            case 0:
            case 1:
            case 2:
            case 3:
                return receive();
            case 4:
                return modify();
            case 5:
                return send();
            case 6:
                return settle();
            case 7:
                return end_some();
            case 8:
                alice_->index_some(random_.between(1, 5));
                return;
            case 9:
                alice_.reopen();
                return;
            case 10:
                if (random_.chance(20)) reset();
                return;
            default:
                while (alice_->index_some(random_.between(1, 50))) continue;
                return;
        }
    }

    void check_searches(int count) {
        for (; count != 0; --count) check(random_query());
    }

private:
    const ConvKey& random_conversation() { return random_.chance(50) ? bob : team; }
    std::string_view log_of(const ConvKey& name) const { return name == bob ? bob_log : team_log; }

    /// Another second in each conversation; often several messages have the same.
    UnixMillis next_time(const ConvKey& name) {
        if (random_.chance(60)) ++clock_;
        return (1'700'000'000 + 2 * clock_ + (name == team)) * 1000 + static_cast<UnixMillis>(random_.below(1000));
    }

    wire::Entry random_entry(const ConvKey& name, Position pos, std::uint64_t version) {
        static const std::vector<std::string> authors{"bob", "carol", "dave"};
        wire::Entry one = message_of(pos, random_content(random_), authors[random_.below(3)], version);
        one.id += '-' + std::to_string(++made_);
        one.time = next_time(name);
        return one;
    }

    void receive() {
        const ConvKey& name = random_conversation();
        Position& head = heads_[name.id];
        const Position from = head + 1;
        std::vector<wire::Entry> entries;
        for (std::uint64_t more = random_.between(1, 6); more != 0; --more)
            entries.push_back(random_entry(name, ++head, 1));
        for (const wire::Entry& one : entries) entries_[name.id][one.pos] = one;
        apply(alice_, answer(log_of(name), from, head, std::move(entries)));
    }

    void modify() {
        const ConvKey& name = random_conversation();
        auto& entries = entries_[name.id];
        if (entries.empty()) return;
        auto at = entries.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(random_.below(entries.size())));
        wire::Entry& one = at->second;
        ++one.version;
        one.body = RawJson(codec::to_json(random_content(random_)));
        apply(alice_, answer(log_of(name), one.pos, one.pos, {one}, heads_[name.id]));
    }

    void send() {
        const ConvKey& name = random_conversation();
        MessageData data = random_content(random_);
        data.conv_type = name.type;
        data.conv_id = name.id;
        data.sender = "alice";
        data.msg_id = "alice-" + std::to_string(++made_);
        data.client_time = to_seconds(next_time(name));
        alice_->save_outgoing(data);
        sending_.emplace_back(name, data.msg_id);
    }

    void settle() {
        if (sending_.empty()) return;
        const std::size_t which = random_.below(sending_.size());
        const auto [name, id] = sending_[which];
        sending_.erase(sending_.begin() + static_cast<std::ptrdiff_t>(which));
        switch (random_.below(3)) {
            case 0:
                alice_->failed(name, id, 10017);
                return;
            case 1:
                alice_->discard(name, id);
                return;
            default:
                break;
        }
        wire::Sent acknowledged = sent(log_of(name), ++heads_[name.id]);
        acknowledged.time = next_time(name);
        note_delivered(alice_, name, id, acknowledged);
    }

    /// What other devices and this one's user do to messages: delete, revoke, remove altogether.
    void end_some() {
        const std::uint64_t which = random_.below(7);
        const MsgStatus ended = random_.chance(50) ? MsgStatus::revoked : MsgStatus::deleted;
        const bool remove = random_.chance(30);
        change_database(alice_, folder_, [&](db::Connection& database) {
            if (remove)
                database.run("DELETE FROM messages WHERE status <> 1 AND (key + ?) % 7 = 0", which);
            else
                database.run("UPDATE messages SET status = ? WHERE status <> 1 AND (key + ?) % 7 = 0", ended, which);
        });
    }

    /// The hub was restored from a backup.
    void reset() {
        heads_.clear();
        entries_.clear();
        alice_->greet("epoch " + std::to_string(++made_), user_log, 2);
        apply(alice_, answer(user_log, 1, 2, {conv(1, bob, bob_log), conv(2, team, team_log)}));
    }

    std::string in_other_form(const std::string& text) {
        std::string other;
        for (std::size_t at = 0; at < text.size();) {
            char32_t character = store::detail::next_char(text, at);
            if (character >= 'a' && character <= 'z' && random_.chance(30)) character -= 'a' - 'A';
            if (character > ' ' && character < 0x7F && random_.chance(30)) character += 0xFF01 - '!';
            store::detail::append_char(other, character);
        }
        return other;
    }

    std::string part_of(const std::string& text) {
        std::vector<std::size_t> begins;
        for (std::size_t at = 0; at < text.size(); store::detail::next_char(text, at)) begins.push_back(at);
        if (begins.empty()) return "a";
        const std::size_t first = random_.below(begins.size());
        const std::size_t last = first + random_.between(1, random_.chance(70) ? 6 : 20);
        const std::size_t end = last < begins.size() ? begins[last] : text.size();
        return text.substr(begins[first], end - begins[first]);
    }

    std::string random_keyword() {
        const std::vector<MessageData> messages = newest_of(alice_, random_conversation(), 1000);
        if (messages.empty() || random_.chance(25)) return random_text(random_, 4) + (random_.chance(5) ? "\xff" : "");
        const store::detail::SearchText text(messages[random_.below(messages.size())]);
        if (text.parts.empty()) return "中";
        return in_other_form(part_of(text.parts[random_.below(text.parts.size())]));
    }

    MessageSearchParam random_query() {
        MessageSearchParam param;
        const std::uint64_t keywords = random_.chance(80) ? 1 : random_.below(4);
        while (param.keywords.size() < keywords) param.keywords.push_back(random_keyword());
        if (random_.chance(30)) param.match_type = KeywordListMatchType::all;
        if (random_.chance(50)) param.set_conversation(random_conversation());
        if (random_.chance(20)) param.set_senders({"alice", random_.chance(50) ? "bob" : "nobody"});
        if (random_.chance(20))
            param.set_message_types({random_.chance(50) ? ElemType::text : ElemType::file, ElemType::face});
        if (random_.chance(20))
            param.set_time(1'700'000'000 + random_.below(2 * clock_ + 1),
                           random_.chance(50) ? random_.between(1, 30) : 0);
        if (random_.chance(50)) param.set_page(static_cast<std::uint32_t>(random_.below(3)), 3);
        return param;
    }

    static bool matches(const MessageSearchParam& param, const MessageData& message) {
        if (message.status == MsgStatus::deleted || message.status == MsgStatus::revoked) return false;
        const auto contains = [](const auto& list, const auto& one) {
            return std::find(list.begin(), list.end(), one) != list.end();
        };
        if (!param.senders.empty() && !contains(param.senders, message.sender)) return false;
        const auto fits = [&](const Elem& elem) {
            const ElemType type = elem_type(elem);
            return type != ElemType::face && (param.message_types.empty() || contains(param.message_types, type));
        };
        if (std::none_of(message.elements.begin(), message.elements.end(), fits)) return false;
        const std::uint64_t newest = param.search_time_position;
        if (newest != 0 && search_time(message) > newest) return false;
        if (param.search_time_period != 0 && search_time(message) + param.search_time_period < newest) return false;
        const store::detail::SearchText text(message);
        const bool all = param.match_type == KeywordListMatchType::all;
        bool any = true;
        for (const std::string& keyword : param.keywords) {
            if (keyword.empty()) continue;
            any = text.contains(store::detail::fold(keyword));
            if (any != all) return any;
        }
        return any;
    }

    std::vector<MessageData> scan(const MessageSearchParam& param, const ConvKey& name) {
        // Of one time, the order of the history stays.
        std::multimap<std::uint64_t, MessageData, std::greater<>> by_time;
        for (MessageData& message : newest_of(alice_, name, 100'000))
            if (matches(param, message)) by_time.emplace(search_time(message), std::move(message));
        std::vector<MessageData> messages;
        for (auto& [time, message] : by_time) messages.push_back(std::move(message));
        return messages;
    }

    template <class T>
    static void cut_to_page(const MessageSearchParam& param, std::vector<T>& list) {
        if (param.page_size == 0) return;
        const std::size_t first = std::min<std::size_t>(param.page_index * param.page_size, list.size());
        list.erase(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(first));
        if (list.size() > param.page_size) list.resize(param.page_size);
    }

    MessageSearchResult expected(const MessageSearchParam& param) {
        std::vector<std::pair<std::uint64_t, MessageSearchResultItem>> items;
        for (const ConvKey& name : {bob, team}) {
            if (param.conv_type != ConvType::invalid && name.id != param.conv_id) continue;
            std::vector<MessageData> messages = scan(param, name);
            if (messages.empty()) continue;
            auto& [newest, item] = items.emplace_back();
            newest = search_time(messages.front());
            item.conv_type = name.type;
            item.conv_id = name.id;
            item.total_message_count = static_cast<std::uint32_t>(messages.size());
            item.messages = std::move(messages);
        }
        std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        MessageSearchResult result;
        const bool everywhere = param.conv_type == ConvType::invalid;
        result.total_count = static_cast<std::uint32_t>(items.size());
        for (auto& [newest, item] : items) {
            if (everywhere && item.total_message_count > 1) item.messages.clear();
            if (!everywhere) {
                result.total_count = item.total_message_count;
                cut_to_page(param, item.messages);
            }
            result.items.push_back(std::move(item));
        }
        if (everywhere) cut_to_page(param, result.items);
        return result;
    }

    void check(const MessageSearchParam& param) {
        if (check_search(param).has_error()) return;
        CAPTURE(param.keywords, param.conv_id, param.page_index, param.page_size);
        REQUIRE(search(alice_, param) == expected(param));
    }

    const tim::test::TemporaryDirectory folder_;
    SeededRandom random_;
    Device alice_;
    std::int64_t clock_ = 0;
    int made_ = 0;
    std::map<std::string, Position> heads_;
    std::map<std::string, std::map<Position, wire::Entry>> entries_;
    std::vector<std::pair<ConvKey, std::string>> sending_;
};

TEST_CASE("a search finds what a scan over the folded texts finds, whatever happened to the messages", "[store]") {
    const std::uint64_t seed = GENERATE(range(1, 31));
    CAPTURE(seed);
    Scene scene(seed);
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 6; ++i) scene.change();
        scene.check_searches(12);
    }
}

}  // namespace
