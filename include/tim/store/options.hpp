#pragma once

#include <string>
#include <utility>

namespace tim::store {

/// Where a client keeps what it holds. Setters return `*this`, so that they can be chained.
class StoreOptions {
public:
    /// In memory, gone with the client.
    StoreOptions() = default;
    /// Below this folder (UTF-8; made if missing), one database a user. A user id becomes a file name hex-encoded only.
    explicit StoreOptions(std::string folder) : folder_(std::move(folder)) {}

    /// As given to the constructor; empty: in memory.
    StoreOptions& folder(std::string path) {
        folder_ = std::move(path);
        return *this;
    }

    /// `synchronous=FULL`: an acknowledged local commit survives a power cut. Default NORMAL: it survives a killed
    /// process.
    StoreOptions& survive_power_cut(bool on) {
        full_ = on;
        return *this;
    }

    /// Name of a registered SQLite VFS; empty, the default, for the platform's. Simulation and tests inject their own.
    /// With one, the folder is the beginning of the file's path and nothing is made.
    StoreOptions& vfs(std::string name) {
        vfs_ = std::move(name);
        return *this;
    }

    const std::string& folder() const noexcept { return folder_; }
    bool survive_power_cut() const noexcept { return full_; }
    const std::string& vfs() const noexcept { return vfs_; }

private:
    std::string folder_;
    std::string vfs_;
    bool full_ = false;
};

}  // namespace tim::store
