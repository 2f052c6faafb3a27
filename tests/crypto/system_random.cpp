#include "tim/crypto/system_random.hpp"

#include "tests/support/catch.hpp"

#include <set>

using namespace tim::crypto;

namespace {

TEST_CASE("the system's randomness repeats no number", "[crypto]") {
    std::set<std::uint64_t> numbers;
    for (int i = 0; i < 1000; ++i) numbers.insert(SystemRandom::instance().next());
    CHECK(numbers.size() == 1000);
}

TEST_CASE("the system's randomness reaches every byte and every value", "[crypto]") {
    std::set<unsigned char> first;
    std::set<unsigned char> last;
    SystemRandom random;
    for (int i = 0; i < 10000; ++i) {
        unsigned char bytes[17] = {};
        random.fill(bytes);
        first.insert(bytes[0]);
        last.insert(bytes[16]);
    }
    CHECK(first.size() == 256);
    CHECK(last.size() == 256);
}

}  // namespace
