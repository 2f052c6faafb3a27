// generate_c [--check] ROOT: writes what is derived from the tables of tim/c into the tree under ROOT; prints the files
// that changed. With --check it writes nothing, prints the files that differ, and exits with 1 when any does.

#include "exports.hpp"
#include "headers.hpp"

#include <exception>
#include <iostream>
#include <string_view>

int main(int argc, char** argv) {
    const bool check = argc == 3 && argv[1] == std::string_view("--check");
    if (argc != 2 && !check) {
        std::cerr << "usage: generate_c [--check] ROOT\n";
        return 2;
    }
    try {
        const std::filesystem::path root = argv[argc - 1];
        std::vector<generate::File> files = generate::headers();
        for (generate::File& file : generate::exports()) files.push_back(std::move(file));
        files.push_back(generate::function_page());
        const std::vector<std::string> paths = check ? differing(root, files) : write(root, files);
        for (const std::string& path : paths) std::cout << path << '\n';
        return check && !paths.empty() ? 1 : 0;
    } catch (const std::exception& e) {
        std::cerr << "generate_c: " << e.what() << '\n';
        return 2;
    }
}
