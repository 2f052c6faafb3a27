#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace generate {

/// A file that is derived from the tables.
struct File {
    std::string path;  ///< below the root of the tree
    std::string text;
};

/// Paths of the files under `root` that are missing or say something else. Throws when one cannot be read.
std::vector<std::string> differing(const std::filesystem::path& root, const std::vector<File>& files);

/// Writes those that differ, and no others: what depends on the rest is not built again. Throws when one cannot be
/// written.
std::vector<std::string> write(const std::filesystem::path& root, const std::vector<File>& files);

}  // namespace generate
