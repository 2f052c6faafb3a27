#include "benchmarks/codec/baselines.hpp"
#include "benchmarks/codec/fields.hpp"

#include <json/json.h>

#include <stdexcept>
#include <type_traits>

namespace bench {
namespace {

struct From {
    const Json::Value& object;

    template <class T>
    void operator()(std::string_view key, T& member, int = 0) {
        const Json::Value* value = object.find(key.data(), key.data() + key.size());
        if (value) convert(*value, member);
    }

    template <class T>
    static void convert(const Json::Value& value, T& member) {
        if constexpr (std::is_same_v<T, bool>)
            member = value.asBool();
        else if constexpr (std::is_same_v<T, double>)
            member = value.asDouble();
        else if constexpr (std::is_signed_v<T>)
            member = static_cast<T>(value.asInt64());
        else if constexpr (is_number<T>)
            member = static_cast<T>(value.asUInt64());
        else if constexpr (std::is_same_v<T, std::string>) {
            const char* begin;
            const char* end;
            if (!value.getString(&begin, &end)) throw std::runtime_error("not a string");
            member.assign(begin, end);
        } else {
            From from{value};
            fields(member.emplace(), from);
        }
    }
    static void convert(const Json::Value& value, std::vector<std::string>& list) {
        list.reserve(value.size());
        for (const Json::Value& item : value) convert(item, list.emplace_back());
    }
    static void convert(const Json::Value& value, std::vector<tim::Elem>& list) {
        list.reserve(value.size());
        for (const Json::Value& item : value) {
            From from{item};
            with_new_elem(list.emplace_back(), item["elem_type"].asInt64(), [&](auto& elem) { fields(elem, from); });
        }
    }
};

struct To {
    Json::Value& object;

    template <class T>
    void operator()(const char* key, const T& member, int normal = 0) {
        const Json::StaticString name(key);
        if constexpr (std::is_same_v<T, bool>) {
            if (member) object[name] = true;
        } else if constexpr (std::is_same_v<T, double>) {
            if (member != 0) object[name] = member;
        } else if constexpr (std::is_signed_v<T>) {
            if (member != normal) object[name] = Json::Int64(member);
        } else if constexpr (is_number<T>) {
            const auto number = static_cast<Json::UInt64>(member);
            if (number != static_cast<Json::UInt64>(normal)) object[name] = number;
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (!member.empty()) object[name] = Json::Value(member.data(), member.data() + member.size());
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            if (member.empty()) return;
            Json::Value& list = object[name] = Json::Value(Json::arrayValue);
            for (const std::string& item : member) list.append(item);
        } else if constexpr (std::is_same_v<T, std::vector<tim::Elem>>) {
            if (member.empty()) return;
            Json::Value& list = object[name] = Json::Value(Json::arrayValue);
            for (const tim::Elem& elem : member) {
                Json::Value& item = list.append(Json::Value(Json::objectValue));
                item[Json::StaticString("elem_type")] = static_cast<Json::UInt>(tim::elem_type(elem));
                To to{item};
                with_elem(elem, [&](const auto& held) { fields(held, to); });
            }
        } else if (member) {
            To to{object[name] = Json::Value(Json::objectValue)};
            fields(*member, to);
        }
    }
};

class Jsoncpp final : public Way {
public:
    Jsoncpp() {
        Json::CharReaderBuilder reader;
        Json::CharReaderBuilder::strictMode(&reader.settings_);
        reader_.reset(reader.newCharReader());
        Json::StreamWriterBuilder writer;
        writer["indentation"] = "";
        writer["emitUTF8"] = true;
        writer_.reset(writer.newStreamWriter());
    }

    Messages read(std::string_view text) override {
        Json::Value document;
        if (!reader_->parse(text.data(), text.data() + text.size(), &document, nullptr))
            throw std::runtime_error("jsoncpp refuses the input");
        Messages messages;
        messages.reserve(document.size());
        for (const Json::Value& item : document) {
            From from{item};
            fields(messages.emplace_back(), from);
        }
        return messages;
    }

    void write(const Messages& messages, std::string& text) override {
        Json::Value document(Json::arrayValue);
        for (const tim::MessageData& message : messages) {
            To to{document.append(Json::Value(Json::objectValue))};
            fields(message, to);
        }
        out_.str({});
        writer_->write(document, &out_);
        text = out_.str();
    }

private:
    std::unique_ptr<Json::CharReader> reader_;
    std::unique_ptr<Json::StreamWriter> writer_;
    std::ostringstream out_;
};

}  // namespace

std::unique_ptr<Way> make_jsoncpp() { return std::make_unique<Jsoncpp>(); }

}  // namespace bench
