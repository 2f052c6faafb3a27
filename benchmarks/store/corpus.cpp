#include "benchmarks/store/corpus.hpp"

#include "tim/codec/write.hpp"
#include "tim/model/message_data.hpp"
#include "tim/wire/tables.hpp"

#include <charconv>
#include <utility>

namespace bench {
namespace {

using namespace tim;

constexpr std::size_t conversations_made = 400;

std::string log_of(std::size_t conversation) { return "log-" + std::to_string(conversation); }

}  // namespace

Corpus::Corpus()
    : languages_{Language::english(engine_), Language::chinese(engine_), Language::japanese(engine_),
                 Language::korean(engine_)},
      conversation_(conversations_made, 0.9),
      heads_(conversations_made) {}

ConvKey Corpus::conversation(std::size_t i) {
    return {i % 2 == 0 ? ConvType::c2c : ConvType::group, "conversation-" + std::to_string(i)};
}

std::size_t Corpus::number_of(std::string_view log) {
    std::size_t number = 0;
    std::from_chars(log.data() + log_of(0).size() - 1, log.data() + log.size(), number);
    return number;
}

store::Batch Corpus::conversations() const {
    store::Batch batch;
    batch.range.log = user_log;
    batch.range.from = 1;
    batch.range.to = batch.range.head = conversations_made;
    for (std::size_t i = 0; i < conversations_made; ++i) {
        wire::ConvChange change;
        change.conv_type = conversation(i).type;
        change.conv_id = conversation(i).id;
        change.log = log_of(i);
        change.start = 1;
        wire::Entry& entry = batch.range.entries.emplace_back();
        entry.pos = i + 1;
        entry.kind = "conv";
        entry.body = RawJson(codec::to_json(change));
    }
    return batch;
}

std::string Corpus::text() {
    std::discrete_distribution<std::size_t> language({0.4, 0.35, 0.15, 0.1});
    std::string text;
    languages_[language(engine_)].append_sentence(text, 4 + engine_() % 12, engine_);
    if (engine_() % 20 == 0) text += "😀👍🏽";
    if (engine_() % 200 == 0) text += " Ｆｕｌｌ ｶﾞｲﾄﾞ";
    return text;
}

std::string Corpus::body() {
    MessageData message;
    const std::uint64_t kind = engine_() % 100;
    if (kind < 92) {
        message.elements.push_back(TextElem(text()));
    } else if (kind < 95) {
        ImageElem image;
        image.orig_id = "image-" + std::to_string(engine_());
        image.orig_url = "https://files.example.org/" + image.orig_id;
        message.elements.push_back(std::move(image));
    } else if (kind < 97) {
        message.elements.push_back(FileElem("", text() + ".pdf"));
    } else if (kind < 98) {
        message.elements.push_back(CustomElem("{}").set_desc(text()));
    } else {
        message.elements.push_back(FaceElem(static_cast<std::int32_t>(engine_() % 50), ""));
    }
    message.client_time = static_cast<std::uint64_t>(time_ / 1000);
    message.rand = engine_() >> 32;
    message.platform = Platform::android;
    return codec::to_json(message);
}

store::Batch Corpus::next() {
    const std::size_t conversation = conversation_(engine_);
    Position& head = heads_[conversation];
    store::Batch batch;
    batch.range.log = log_of(conversation);
    batch.range.from = head + 1;
    for (std::size_t i = 0; i < a_batch; ++i) {
        time_ += 40 + static_cast<std::int64_t>(engine_() % 60'000);
        wire::Entry& entry = batch.range.entries.emplace_back();
        entry.pos = entry.seq = ++head;
        entry.kind = "message";
        entry.time = time_;
        entry.from = engine_() % 3 == 0 ? std::string(user) : "user-" + std::to_string(engine_() % 40 + conversation);
        entry.id = entry.from + '-' + std::to_string(time_ / 1000) + '-' + std::to_string(engine_() >> 32);
        entry.version = 1;
        entry.body = RawJson(body());
    }
    batch.range.to = batch.range.head = head;
    return batch;
}

}  // namespace bench
