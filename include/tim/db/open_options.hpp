#pragma once

#include <string>
#include <utility>

namespace tim::db {

/// What a commit promises. In WAL mode a process that dies loses nothing either way.
enum class Synchronous {
    normal,  ///< a power cut may take back the last commits, the database stays sound
    full,    ///< a commit that returned survives a power cut
};

/// How to open a database. Setters return `*this`, so that they can be chained.
class OpenOptions {
public:
    /// A file, created when absent; its directory must exist. The path is UTF-8 on every platform. One connection holds
    /// it until it is closed, and every other one is refused; that also spares the shared-memory file and lets the
    /// database sit on any disk that can lock.
    static OpenOptions file(std::string utf8_path) { return OpenOptions(std::move(utf8_path)); }

    /// A database in memory that ends with its connection.
    static OpenOptions memory() { return OpenOptions(":memory:"); }

    /// Default `normal`.
    OpenOptions& synchronous(Synchronous level) {
        synchronous_ = level;
        return *this;
    }

    /// Memory for pages. Default 8192.
    OpenOptions& cache_kib(int kibibytes) {
        cache_kib_ = kibibytes;
        return *this;
    }

    /// Page size of a file that is created now: a power of two from 512 to 65536. Default 4096.
    OpenOptions& page_bytes(int bytes) {
        page_bytes_ = bytes;
        return *this;
    }

    /// When the last connection did not close the file in order, all of it is read, and refused as damaged if it
    /// contradicts itself.
    OpenOptions& check_after_crash() {
        check_after_crash_ = true;
        return *this;
    }

    /// The write-ahead log is folded into the file by `Connection::checkpoint` and `fold_log` only, instead of by
    /// whichever commit makes it longer than 1000 pages.
    OpenOptions& checkpoints_by_hand() {
        checkpoints_by_hand_ = true;
        return *this;
    }

    /// Name of a registered SQLite VFS; empty, the default, for the platform's. Simulation injects its own.
    OpenOptions& vfs(std::string name) {
        vfs_ = std::move(name);
        return *this;
    }

    /// For tools and tests that run no executor: the connection may be used outside of a `Worker`. Still by one thread
    /// at a time.
    OpenOptions& on_any_thread() {
        on_any_thread_ = true;
        return *this;
    }

private:
    friend class Connection;
    explicit OpenOptions(std::string path) : path_(std::move(path)) {}

    std::string path_;
    Synchronous synchronous_ = Synchronous::normal;
    int cache_kib_ = 8192;
    int page_bytes_ = 4096;
    bool check_after_crash_ = false;
    bool checkpoints_by_hand_ = false;
    std::string vfs_;
    bool on_any_thread_ = false;
};

}  // namespace tim::db
