#pragma once

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace tim::test {

/// The text of a file of `tests/spec`, e.g. `read_spec_text("errors.json")`; throws when it cannot be read.
inline std::string read_spec_text(const std::string& name) {
    std::ifstream file(std::string(TIM_SPEC_DIR) + "/" + name, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read the spec file " + name);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The same, parsed.
inline boost::json::value read_spec(const std::string& name) { return boost::json::parse(read_spec_text(name)); }

}  // namespace tim::test
