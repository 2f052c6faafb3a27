#include "benchmarks/codec/baselines.hpp"
#include "benchmarks/codec/fields.hpp"

#include <boost/json/src.hpp>

#include <type_traits>

namespace bench {
namespace {

namespace json = boost::json;

struct From {
    const json::object& object;

    template <class T>
    void operator()(std::string_view key, T& member, int = 0) {
        if (const json::value* value = object.if_contains(key)) convert(*value, member);
    }

    template <class T>
    static void convert(const json::value& value, T& member) {
        if constexpr (std::is_same_v<T, bool>)
            member = value.as_bool();
        else if constexpr (std::is_enum_v<T>)
            member = static_cast<T>(value.to_number<std::uint32_t>());
        else if constexpr (is_number<T>)
            member = value.to_number<T>();
        else if constexpr (std::is_same_v<T, std::string>) {
            const json::string& text = value.as_string();
            member.assign(text.data(), text.size());
        } else {
            From from{value.as_object()};
            fields(member.emplace(), from);
        }
    }
    static void convert(const json::value& value, std::vector<std::string>& list) {
        list.reserve(value.as_array().size());
        for (const json::value& item : value.as_array()) convert(item, list.emplace_back());
    }
    static void convert(const json::value& value, std::vector<tim::Elem>& list) {
        list.reserve(value.as_array().size());
        for (const json::value& item : value.as_array()) {
            From from{item.as_object()};
            with_new_elem(list.emplace_back(), item.at("elem_type").as_int64(),
                          [&](auto& elem) { fields(elem, from); });
        }
    }
};

struct To {
    json::object& object;

    json::object& add_object(std::string_view key) {
        return object.emplace(key, json::object_kind).first->value().as_object();
    }
    json::array& add_array(std::string_view key) {
        return object.emplace(key, json::array_kind).first->value().as_array();
    }

    template <class T>
    void operator()(std::string_view key, const T& member, int normal = 0) {
        if constexpr (std::is_same_v<T, bool>) {
            if (member) object.emplace(key, true);
        } else if constexpr (std::is_enum_v<T>) {
            const auto number = static_cast<std::uint32_t>(member);
            if (number != static_cast<std::uint32_t>(normal)) object.emplace(key, number);
        } else if constexpr (is_number<T>) {
            if (member != static_cast<T>(normal)) object.emplace(key, member);
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (!member.empty()) object.emplace(key, std::string_view(member));
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            if (member.empty()) return;
            json::array& list = add_array(key);
            list.reserve(member.size());
            for (const std::string& item : member) list.emplace_back(std::string_view(item));
        } else if constexpr (std::is_same_v<T, std::vector<tim::Elem>>) {
            if (member.empty()) return;
            json::array& list = add_array(key);
            list.reserve(member.size());
            for (const tim::Elem& elem : member) {
                To to{list.emplace_back(json::object_kind).as_object()};
                to.object.emplace("elem_type", static_cast<std::uint32_t>(tim::elem_type(elem)));
                with_elem(elem, [&](const auto& held) { fields(held, to); });
            }
        } else if (member) {
            To to{add_object(key)};
            fields(*member, to);
        }
    }
};

class BoostJson final : public Way {
public:
    Messages read(std::string_view text) override {
        json::monotonic_resource memory(buffer_, sizeof buffer_);
        parser_.reset(&memory);
        parser_.write(text.data(), text.size());
        const json::value document = parser_.release();
        Messages messages;
        messages.reserve(document.as_array().size());
        for (const json::value& item : document.as_array()) {
            From from{item.as_object()};
            fields(messages.emplace_back(), from);
        }
        return messages;
    }

    void write(const Messages& messages, std::string& text) override {
        json::monotonic_resource memory(buffer_, sizeof buffer_);
        json::array document(&memory);
        document.reserve(messages.size());
        for (const tim::MessageData& message : messages) {
            To to{document.emplace_back(json::object_kind).as_object()};
            to.object.reserve(20);
            fields(message, to);
        }
        serializer_.reset(&document);
        text.clear();
        while (!serializer_.done()) {
            const std::size_t used = text.size();
            text.resize(std::max<std::size_t>(text.capacity(), used + 4096));
            text.resize(used + serializer_.read(text.data() + used, text.size() - used).size());
        }
    }

private:
    unsigned char buffer_[512 * 1024];
    json::parser parser_;
    json::serializer serializer_;
};

}  // namespace

std::unique_ptr<Way> make_boost_json() { return std::make_unique<BoostJson>(); }

}  // namespace bench
