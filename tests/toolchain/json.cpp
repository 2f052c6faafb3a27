#include "tests/toolchain/hazard.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

TEST_CASE("Boost.JSON reads some decimals one last place off", "[toolchain]") {
    const double read = boost::json::parse("160.37970401332115").as_double();
    probe::report("decimals of Boost.JSON", read != 160.37970401332115, probe::boost_hazard);
}
