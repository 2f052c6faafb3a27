// Integers keep all their bits and stay in their range; doubles survive exactly.

#include "tests/support/catch.hpp"
#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/group_modify.hpp"
#include "tim/model/message_data.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace tim;

template <class Number>
void check_range(const char* least, const char* below, const char* most, const char* above) {
    using Limits = std::numeric_limits<Number>;
    const auto read = [](const std::string& number) { return codec::read_list<Number>('[' + number + ']'); };
    CHECK(read(least).value().front() == Limits::min());
    CHECK(read(most).value().front() == Limits::max());
    CHECK(codec::to_json(std::vector<Number>{Limits::min(), Limits::max()}) ==
          '[' + std::string(least) + ',' + most + ']');
    for (const std::string number :
         {below, above, "99999999999999999999", "100000000000000000000000", "-9223372036854775809"}) {
        const auto refused = read(number);
        INFO(number);
        REQUIRE(refused.has_error());
        CHECK(refused.error().text == "[0]: integer out of range at byte 1");
    }
    CHECK(read("-0").value().front() == 0);
}

TEST_CASE("integers are exact to the ends of their range and refused beyond", "[codec]") {
    check_range<std::int32_t>("-2147483648", "-2147483649", "2147483647", "2147483648");
    check_range<std::uint32_t>("0", "-1", "4294967295", "4294967296");
    check_range<std::int64_t>("-9223372036854775808", "-9223372036854775809", "9223372036854775807",
                              "9223372036854775808");
    check_range<std::uint64_t>("0", "-1", "18446744073709551615", "18446744073709551616");
}

TEST_CASE("integers of every length are written as they are read", "[codec]") {
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t ten = 1; ten != 0; ten = ten > UINT64_MAX / 10 ? 0 : ten * 10)
        for (const std::uint64_t number : {ten - 1, ten, ten + 1, ten * 9}) numbers.push_back(number);
    std::string expected;
    for (const std::uint64_t number : numbers) expected += (expected.empty() ? '[' : ',') + std::to_string(number);
    expected += ']';
    CHECK(codec::to_json(numbers) == expected);
    CHECK(codec::read_list<std::uint64_t>(expected).value() == numbers);
}

TEST_CASE("an enum keeps a number without a name, and takes the negative spelling of C's signed enums", "[codec]") {
    const auto read = [](const char* json) { return codec::read<GroupModifyInfoParam>(json); };
    CHECK(read(R"({"group_modify_info_param_modify_flag":-2147483648})").value().modify_flag ==
          GroupModifyInfoFlag::owner);
    CHECK(read(R"({"group_modify_info_param_modify_flag":2147483648})").value().modify_flag ==
          GroupModifyInfoFlag::owner);
    CHECK(codec::to_json(GroupModifyInfoParam{}.set_owner("bob")) ==
          R"({"group_modify_info_param_modify_flag":2147483648,"group_modify_info_param_owner":"bob"})");
    CHECK(read(R"({"group_modify_info_param_modify_flag":-2147483649})").has_error());
    CHECK(read(R"({"group_modify_info_param_modify_flag":4294967296})").has_error());
    const MessageData message = codec::read<MessageData>(R"({"message_status":77})").value();
    CHECK(static_cast<std::uint32_t>(message.status) == 77);
    CHECK(codec::to_json(message) == R"({"message_status":77})");
}

std::string written(double number) { return codec::to_json(std::vector<double>{number}); }

TEST_CASE("every finite double is read back bit for bit", "[codec]") {
    using Limits = std::numeric_limits<double>;
    std::vector<double> numbers = {0.0,
                                   -0.0,
                                   0.1,
                                   1.0 / 3,
                                   1e23,
                                   9007199254740993.0,
                                   Limits::min(),
                                   Limits::denorm_min(),
                                   Limits::max(),
                                   Limits::lowest(),
                                   Limits::epsilon(),
                                   5e-324,
                                   2.2250738585072011e-308};
    std::mt19937_64 engine(17);
    while (numbers.size() < 20'000) {
        const double number = std::bit_cast<double>(engine());
        if (std::isfinite(number)) numbers.push_back(number);
    }
    const std::vector<double> read = codec::read_list<double>(codec::to_json(numbers)).value();
    REQUIRE(read.size() == numbers.size());
    std::size_t differing = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (std::bit_cast<std::uint64_t>(read[i]) != std::bit_cast<std::uint64_t>(numbers[i])) ++differing;
    CHECK(differing == 0);
}

TEST_CASE("doubles are read to the nearest value and written as short as possible", "[codec]") {
    const auto read = [](const std::string& number) {
        return codec::read_list<double>('[' + number + ']').value().front();
    };
    CHECK(read("52.51132") == 52.51132);
    CHECK(read("0.1e1") == 1.0);
    CHECK(read("-12.5E-1") == -1.25);
    CHECK(read("123456789012345678901234567890") == 123456789012345678901234567890.0);
    CHECK(read("9007199254740992.9999999999999999999999999999999999") == 9007199254740992.0);
    CHECK(read("0.3000000000000000166533453693773481063544750213623046875000000000000001") == 0.30000000000000004);
    CHECK(written(52.51132) == "[52.51132]");
    CHECK(written(0.1) == "[0.1]");
    CHECK(written(-0.0) == "[-0]");
    CHECK(written(1e300) == "[1e+300]");
}

TEST_CASE("what is no JSON number is refused", "[codec]") {
    for (const std::string number :
         {"1.", ".5", "-", "1e", "1e+", "01", "0x10", "inf", "nan", "NaN", "Infinity", "+1", "1.e1", "--1"}) {
        INFO(number);
        CHECK(codec::read_list<double>('[' + number + ']').has_error());
        CHECK(codec::check_json(number).has_error());
    }
    for (const std::string number : {"1e999", "-1e999"}) {
        const auto read = codec::read_list<double>('[' + number + ']');
        REQUIRE(read.has_error());
        CHECK(read.error().text == "[0]: number out of range at byte 1");
    }
}

TEST_CASE("a double that is no number is left out, or written as 0", "[codec]") {
    const LocationElem nowhere{"here", std::nan(""), std::numeric_limits<double>::infinity()};
    CHECK(codec::to_json(nowhere) == R"({"elem_type":7,"location_elem_desc":"here"})");
    CHECK(codec::to_json(nowhere, {codec::Style::documented}) ==
          R"({"elem_type":7,"location_elem_desc":"here","location_elem_latitude":0,"location_elem_longitude":0})");
}

}  // namespace
