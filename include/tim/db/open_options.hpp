#pragma once

#include <cstdint>
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
    /// A file, created when absent; its directory must exist. The path is UTF-8 on every platform.
    static OpenOptions file(std::string utf8_path) { return OpenOptions(std::move(utf8_path)); }

    /// A database in memory that ends with its connection.
    static OpenOptions memory() { return OpenOptions(":memory:"); }

    /// Default `normal`.
    OpenOptions& synchronous(Synchronous level) {
        synchronous_ = level;
        return *this;
    }

    /// Lets other connections and processes open the file too. By default one connection holds it until it is closed,
    /// and every other one is refused; that also spares the shared-memory file and lets the database sit on any disk
    /// that can lock.
    OpenOptions& shared() {
        exclusive_ = false;
        return *this;
    }

    /// How long to wait for another connection that holds the file. Default 1000.
    OpenOptions& busy_timeout_ms(int milliseconds) {
        busy_timeout_ms_ = milliseconds;
        return *this;
    }

    /// Memory for pages. Default 8192.
    OpenOptions& cache_kib(int kibibytes) {
        cache_kib_ = kibibytes;
        return *this;
    }

    /// Most of the file that is read through a memory map; 0, the default, for none.
    OpenOptions& mmap_bytes(std::int64_t bytes) {
        mmap_bytes_ = bytes;
        return *this;
    }

    /// Page size of a file that is created now: a power of two from 512 to 65536. Default 4096.
    OpenOptions& page_bytes(int bytes) {
        page_bytes_ = bytes;
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
    bool exclusive_ = true;
    int busy_timeout_ms_ = 1000;
    int cache_kib_ = 8192;
    std::int64_t mmap_bytes_ = 0;
    int page_bytes_ = 4096;
    std::string vfs_;
    bool on_any_thread_ = false;
};

}  // namespace tim::db
