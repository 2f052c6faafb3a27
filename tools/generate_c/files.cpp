#include "files.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>

namespace generate {
namespace {

std::optional<std::string> read(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

}  // namespace

std::vector<std::string> differing(const std::filesystem::path& root, const std::vector<File>& files) {
    std::vector<std::string> paths;
    for (const File& file : files)
        if (read(root / file.path) != file.text) paths.push_back(file.path);
    return paths;
}

std::vector<std::string> write(const std::filesystem::path& root, const std::vector<File>& files) {
    std::vector<std::string> paths;
    for (const File& file : files) {
        const std::filesystem::path path = root / file.path;
        if (read(path) == file.text) continue;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream stream(path, std::ios::binary);
        stream << file.text;
        if (!stream.flush()) throw std::runtime_error("cannot write " + path.string());
        paths.push_back(file.path);
    }
    return paths;
}

}  // namespace generate
