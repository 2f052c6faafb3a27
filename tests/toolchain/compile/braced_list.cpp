// A braced list of non-constant elements in a co_await expression: g++ 12 refuses it.

#include "task.hpp"

#include <string>
#include <vector>

Task take(std::vector<std::string>) { co_return; }
Task give() { co_await take({"a", "b"}); }
