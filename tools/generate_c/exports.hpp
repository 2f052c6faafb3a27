#pragma once

#include "files.hpp"

#include <vector>

namespace generate {

/// The functions of the shared library, and the linker's list of what it exports.
std::vector<File> exports();

/// The functions as a page of the documents: which do something, which answer *not supported*.
File function_page();

}  // namespace generate
