#pragma once

#include "files.hpp"

#include <vector>

namespace generate {

/// `TIMCloud.h` and the headers that it includes: C11 and C++98.
std::vector<File> headers();

}  // namespace generate
