#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// What the parts of this benchmark need of the machine. POSIX, and Linux where memory is read.
namespace bench {

/// The monotonic clock that all processes of the machine share, in nanoseconds.
std::int64_t now_ns();

/// The value below which `part` (0 to 1) of the values lie; `values` is not empty.
double percentile(std::vector<double> values, double part);

/// An empty folder, gone with the object. Lies on a disk: where the usual temporary folder is kept in memory, a commit
/// would cost nothing.
class Folder {
public:
    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();

    /// Path of a file or folder in it.
    std::string at(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// Lets this process, and those that it starts, open this many files, or as many as it may; how many that is.
std::size_t raise_open_files(std::size_t wanted);

/// Memory that a process occupies at the moment, in KiB.
double resident_kib(pid_t process);

}  // namespace bench
