#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <string_view>

namespace tim::test {

/// An empty directory that goes, with all that is in it, when the object does.
class TemporaryDirectory {
public:
    TemporaryDirectory() {
        std::random_device chance;
        do {
            path_ = std::filesystem::temp_directory_path() / ("tim-test-" + std::to_string(chance()));
        } while (!std::filesystem::create_directory(path_));
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const noexcept { return path_; }

    /// The path of a file in it, as UTF-8.
    std::string file(std::u8string_view name) const {
        const std::u8string text = (path_ / name).u8string();
        return {text.begin(), text.end()};
    }

private:
    std::filesystem::path path_;
};

}  // namespace tim::test
