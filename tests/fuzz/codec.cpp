// Arbitrary bytes as JSON of any of the documented structs. What is refused must not crash; what is read must be valid
// JSON, survive writing and reading, and be readable in the documented style.

#include "tests/codec/all_types.hpp"
#include "tim/codec/all_tables.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

using namespace tim;

void insist(bool holds, std::string_view what) {
    if (holds) return;
    std::cerr << what << '\n';
    std::abort();
}

template <class T>
void try_as(std::string_view json) {
    const Result<T> first = codec::read<T>(json);
    if (first.has_error()) return;
    insist(codec::check_json(json).has_value(), "read what is no JSON");
    const std::string text = codec::to_json(first.value());
    const Result<T> second = codec::read<T>(text);
    insist(second.has_value(), "cannot read what was written: " + text);
    insist(second.value() == first.value(), "writing changed the value: " + text);
    insist(codec::to_json(second.value()) == text, "writing again gives another text than " + text);
    const std::string documented = codec::to_json(first.value(), {codec::Style::documented});
    insist(codec::read<T>(documented).has_value(), "cannot read the documented style: " + documented);
}

/// Every key, current and older, as libFuzzer's dictionary.
void write_dictionary(const std::string& path) {
    std::ofstream out(path);
    for (const codec::Table* table : codec::all_tables())
        for (const codec::Row& row : *table)
            for (const std::string_view key : {row.key(), std::string_view(row.options.older)})
                if (!key.empty()) out << "\"\\\"" << key << "\\\":\"\n";
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
    static std::vector<char*> arguments(*argv, *argv + *argc);
    static std::string dictionary = std::string(arguments[0]) + ".dict";
    static std::string option = "-dict=" + dictionary;
    write_dictionary(dictionary);
    arguments.push_back(option.data());
    arguments.push_back(nullptr);
    *argc = static_cast<int>(arguments.size() - 1);
    *argv = arguments.data();
    return 0;
}

/// An input that begins like JSON is one message or a list of them. Any other first byte chooses a struct.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (input.empty()) return 0;
    if (input[0] == '{') {
        try_as<MessageData>(input);
    } else if (input[0] == '[') {
        try_as<std::vector<MessageData>>(input);
    } else {
        const std::size_t chosen = data[0] % std::tuple_size_v<tim::test::AllTypes>;
        std::size_t index = 0;
        tim::test::for_each_type([&](auto* type) {
            if (index++ == chosen) try_as<std::remove_pointer_t<decltype(type)>>(input.substr(1));
        });
    }
    return 0;
}
