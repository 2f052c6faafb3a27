#include "tim/core/unique_function.hpp"

#include "tests/support/catch.hpp"

#include <array>
#include <memory>
#include <string>

namespace {

using tim::UniqueFunction;

TEST_CASE("a function may own what cannot be copied, and gives arguments and results through", "[core]") {
    UniqueFunction<std::unique_ptr<int>(std::unique_ptr<int>, int)> add = [base = std::make_unique<int>(40)](
                                                                              std::unique_ptr<int> left, int right) {
        return std::make_unique<int>(*base + *left + right);
    };
    CHECK(*add(std::make_unique<int>(1), 1) == 42);
}

TEST_CASE("a reference argument is the caller's object", "[core]") {
    UniqueFunction<void(std::string&)> append = [](std::string& text) { text += "b"; };
    std::string text = "a";
    append(text);
    CHECK(text == "ab");
}

TEST_CASE("moving empties the source, whether the target is small or large", "[core]") {
    const auto shared = std::make_shared<int>(5);
    const std::array<char, 200> ballast{};
    UniqueFunction<int()> small = [shared] { return *shared; };
    UniqueFunction<int()> large = [shared, ballast] { return *shared + ballast[0]; };
    CHECK(shared.use_count() == 3);
    for (UniqueFunction<int()>* function : {&small, &large}) {
        UniqueFunction<int()> moved = std::move(*function);
        CHECK_FALSE(*function);
        CHECK(moved() == 5);
        *function = std::move(moved);
        CHECK((*function)() == 5);
    }
    CHECK(shared.use_count() == 3);
    small = UniqueFunction<int()>();
    large = std::move(small);
    CHECK(shared.use_count() == 1);
    CHECK_FALSE(large);
}

}  // namespace
