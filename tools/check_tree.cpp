// check_tree ROOT: prints what breaks the rules of the tree under ROOT; exits with 1 when anything does.

#include "tree_rules.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace {

bool is_text(const std::filesystem::path& path) {
    const std::string extension = path.extension().string();
    return extension == ".hpp" || extension == ".ipp" || extension == ".cpp" || extension == ".txt" || extension == ".cmake";
}

std::vector<tree::File> read_tree(const std::filesystem::path& root) {
    std::vector<tree::File> files;
    for (const char* folder : {"include", "src", "examples", "tests"}) {
        if (!std::filesystem::exists(root / folder)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            if (!entry.is_regular_file() || !is_text(entry.path())) continue;
            std::ifstream stream(entry.path(), std::ios::binary);
            files.push_back({entry.path().lexically_relative(root).generic_string(),
                             {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()}});
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: check_tree ROOT\n";
        return 2;
    }
    const std::vector<tree::File> files = read_tree(argv[1]);
    if (files.empty()) {
        std::cerr << "check_tree: no files under " << argv[1] << "\n";
        return 2;
    }
    const std::vector<std::string> findings = tree::check(files);
    for (const std::string& finding : findings) std::cout << finding << "\n";
    std::cout << files.size() << " files, " << findings.size() << " findings\n";
    return findings.empty() ? 0 : 1;
}
