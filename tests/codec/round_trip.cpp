// Whatever is written is read back equal: values of every type, made by chance from seeds that are printed on failure.

#include "tests/codec/all_types.hpp"
#include "tests/codec/generator.hpp"
#include "tests/support/catch.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace {

using namespace tim;
using tim::test::Generator;

constexpr std::uint32_t seeds = 60;
constexpr codec::WriteOptions documented{codec::Style::documented};

bool keys_ascend(const boost::json::value& value) {
    if (const boost::json::array* array = value.if_array()) {
        for (const boost::json::value& item : *array)
            if (!keys_ascend(item)) return false;
    }
    if (const boost::json::object* object = value.if_object()) {
        std::string_view last;
        for (const auto& [key, held] : *object) {
            if (!last.empty() && !(last < std::string_view(key))) return false;
            if (!keys_ascend(held)) return false;
            last = key;
        }
    }
    return true;
}

template <class T>
void check_round_trip(const T& value) {
    const std::string text = codec::to_json(value);
    const Result<T> read = codec::read<T>(text);
    INFO(text);
    if (read.has_error()) FAIL(read.error().text);
    CHECK(read.value() == value);
    CHECK(codec::to_json(read.value()) == text);
}

TEST_CASE("a value of any struct survives writing and reading", "[codec]") {
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        INFO("seed " << seed);
        Generator generator(seed);
        tim::test::for_each_type([&](auto* type) {
            using T = std::remove_pointer_t<decltype(type)>;
            check_round_trip(generator.make<T>());
        });
    }
}

TEST_CASE("a list of values survives writing and reading", "[codec]") {
    Generator generator(7);
    for (int i = 0; i < 20; ++i) {
        check_round_trip(generator.make<std::vector<MessageData>>());
        check_round_trip(generator.make<std::vector<std::string>>());
        check_round_trip(generator.make<std::vector<std::uint64_t>>());
        check_round_trip(generator.make<std::vector<std::vector<std::int32_t>>>());
    }
}

TEST_CASE("a default value is written as an empty object, and read from one", "[codec]") {
    tim::test::for_each_type([](auto* type) {
        using T = std::remove_pointer_t<decltype(type)>;
        const std::string text = codec::to_json(T{});
        INFO(text);
        if constexpr (std::is_constructible_v<Elem, T>)
            CHECK(text == R"({"elem_type":)" + std::to_string(Elem(T{}).index()) + '}');
        else
            CHECK(text == "{}");
        CHECK(codec::read<T>("{}").value() == T{});
    });
}

TEST_CASE("what is written is JSON to another reader, its keys in order", "[codec]") {
    Generator generator(11);
    for (int i = 0; i < 30; ++i) {
        auto message = generator.make<MessageData>();
        message.unknown.assign({});
        const std::string text = codec::to_json(message);
        INFO(text);
        const boost::json::value value = boost::json::parse(codec::to_json(message, documented));
        CHECK(keys_ascend(value));
        CHECK(boost::json::parse(text).is_object());
    }
}

TEST_CASE("the documented style loses nothing but what is unknown", "[codec]") {
    Generator generator(13);
    for (int i = 0; i < 30; ++i) {
        tim::test::for_each_type([&](auto* type) {
            using T = std::remove_pointer_t<decltype(type)>;
            const std::string text = codec::to_json(generator.make<T>(), documented);
            INFO(text);
            const Result<T> read = codec::read<T>(text);
            if (read.has_error()) FAIL(read.error().text);
            CHECK(codec::to_json(read.value(), documented) == text);
        });
    }
}

}  // namespace
