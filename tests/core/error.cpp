#include "tim/core/error.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/spec.hpp"

#include <map>
#include <string>

namespace {

using tim::Errc;
using tim::Failure;

TEST_CASE("every documented error is in the table under its documented name and meaning", "[core]") {
    const boost::json::value spec = tim::test::read_spec("errors.json");
    const boost::json::array& rows = spec.at("errors").as_array();
    REQUIRE(rows.size() == 376);
    // A few numbers have two documented names; the table holds one of them.
    std::multimap<int, std::string> names;
    for (const boost::json::value& row : rows)
        names.emplace(static_cast<int>(row.at("code").as_int64()), std::string(row.at("name").as_string()));
    for (const auto& [code, name] : names) {
        INFO("code " << code << " " << name);
        const tim::ErrorInfo* info = tim::find_error_info(code);
        REQUIRE(info != nullptr);
        CHECK(info->code == code);
        bool documented = false;
        for (auto [it, end] = names.equal_range(code); it != end; ++it) documented |= it->second == info->name;
        CHECK(documented);
        CHECK(*info->meaning != '\0');
    }
}

TEST_CASE("an undocumented number has no row and a message that says so", "[core]") {
    CHECK(tim::find_error_info(1) == nullptr);
    CHECK(tim::error_category().message(1).find("1") != std::string::npos);
}

TEST_CASE("an error code carries the documented number and sentence", "[core]") {
    const tim::error_code ec = Errc::svr_group_not_found;
    CHECK(ec.value() == 10010);
    CHECK(ec.category() == tim::error_category());
    CHECK(ec.message() == tim::find_error_info(10010)->meaning);
    CHECK(ec == Errc::svr_group_not_found);
    CHECK_FALSE(tim::error_code(Errc::succ).failed());
}

TEST_CASE("a failed result throws an error with number and explanation", "[core]") {
    const tim::Result<int> result = Failure(Errc::invalid_parameters, "count is 0");
    REQUIRE_FALSE(result.has_value());
    try {
        result.value();
        FAIL("value() returned");
    } catch (const tim::Error& error) {
        CHECK(error.code() == Errc::invalid_parameters);
        CHECK(error.text() == "count is 0");
        CHECK(std::string(error.what()).find("count is 0") != std::string::npos);
    }
}

}  // namespace
