#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The rules of the tree that a compiler does not know: who may include whom, sizes, forbidden headers.
namespace tree {

/// A file of the tree: its path from the root with `/`, and its text.
struct File {
    std::string path;
    std::string text;
};

/// What is wrong with `files`, one line a finding, in the order of the files. Rules about one file look at `include/`,
/// `src/` and `examples/`; that every test is built needs the tests and their CMakeLists.txt among the files.
std::vector<std::string> check(const std::vector<File>& files);

/// Lines that hold code: neither blank nor comment only. A line that ends a block comment counts as comment.
int code_lines(std::string_view text);

}  // namespace tree
