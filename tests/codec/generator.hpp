#pragma once

#include "tim/codec/table.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace tim::test {

/// Fills structs with arbitrary values of every kind, by their tables; the same seed, the same values.
class Generator {
public:
    explicit Generator(std::uint32_t seed) : engine_(seed) {}

    template <class T>
    T make() {
        T object;
        fill(codec::detail::type_of<T>, &object);
        return object;
    }

    void fill(const codec::Type& type, void* target);

private:
    std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
    bool one_in(std::uint64_t n) { return below(n) == 0; }

    std::uint64_t number();
    double real();
    std::string text();
    void fill_object(const codec::Table& table, void* target);
    void fill_unknown(Unknown& unknown);
    void fill_element(Elem& elem);

    std::mt19937_64 engine_;
    int depth_ = 0;
};

/// Some JSON values, valid, with spaces inside.
inline constexpr std::string_view raw_values[] = {
    "null", "true", "-12.50e+3", R"("\u4f60\n")", "[ ]", R"({"a" : 1})", R"([1, "b", [{}]])", "18446744073709551616",
};

}  // namespace tim::test
