#include "tim/core/random.hpp"

#include "tests/support/catch.hpp"

namespace {

/// Bytes 0, 1, 2, …, so that expectations can be written down.
class Counting final : public tim::Random {
public:
    void fill(std::span<unsigned char> bytes) override {
        for (unsigned char& byte : bytes) byte = next_++;
    }

private:
    unsigned char next_ = 0;
};

TEST_CASE("hex gives two lower-case digits a byte, high digit first", "[core]") {
    Counting random;
    CHECK(random.hex(0).empty());
    CHECK(random.hex(12) == "000102030405060708090a0b");
}

TEST_CASE("a number is read from eight bytes, highest first, whatever the machine's byte order", "[core]") {
    Counting random;
    CHECK(random.next() == 0x0001020304050607u);
    CHECK(random.below(256) == 0x0f);
}

}  // namespace
