#pragma once

#include "tests/simulation/disk_faults.hpp"
#include "tests/simulation/volume.hpp"
#include "tim/core/random.hpp"
#include "tim/core/time.hpp"

#include <sqlite3.h>

#include <optional>
#include <string>

namespace sim {

/// A simulated machine's hardware, as far as SQLite uses it.
struct Hardware {
    explicit Hardware(tim::Random& the_random, tim::Clock& the_clock)
        : random(the_random), clock(the_clock), faults(the_random) {}

    tim::Random& random;
    tim::Clock& clock;
    Volume volume;
    DiskFaults faults;
};

/// SQLite's way to the disk during one life of a process: a registered VFS without shared memory and memory maps, which
/// promises nothing about writes. After `kill` all that came through it fails and changes nothing, so that a connection
/// of the dead process can be closed at any time. Outlives its connections.
class Vfs {
public:
    Vfs(const std::string& name, Hardware& hardware);
    Vfs(const Vfs&) = delete;
    Vfs& operator=(const Vfs&) = delete;
    ~Vfs() { leave(); }

    void kill() noexcept { is_alive_ = false; }
    bool is_alive() const noexcept { return is_alive_; }
    /// Frees the name for the next process.
    void leave() noexcept { sqlite3_vfs_unregister(&vfs_); }

    Hardware& hardware() noexcept { return hardware_; }
    const sqlite3_io_methods& methods() const noexcept { return methods_; }

    /// Counts a call; `failure`, SQLITE_FULL or SQLITE_IOERR if it fails.
    int enter(Op op, int failure);

private:
    int open(const char* path, sqlite3_file* opened, int flags, int* out_flags);
    int remove(const char* path, bool durably);
    int full_path(const char* path, int bytes, char* out) const;
    void set_vfs();
    void set_methods();

    const std::string name_;
    Hardware& hardware_;
    sqlite3_vfs vfs_{};
    sqlite3_io_methods methods_{};
    bool is_alive_ = true;
};

}  // namespace sim
