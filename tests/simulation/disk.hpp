#pragma once

#include "tests/simulation/disk_faults.hpp"
#include "tim/core/random.hpp"
#include "tim/core/time.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sim {

/// The disk of one simulated machine: files in memory, which SQLite reaches through a VFS of the disk's own, so that
/// the machine's process can be killed and its power cut. Used by one thread at a time. Outlives its connections.
class Disk {
public:
    /// Paths and bytes of all files.
    using Content = std::map<std::string, std::string>;

    /// `name` is not that of another living disk. `random` makes the faults' chances and what SQLite asks for.
    Disk(std::string name, tim::Random& random, tim::Clock& clock);
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    ~Disk();

    /// For `HubOptions::vfs`, `StoreOptions::vfs`, `db::OpenOptions::vfs`; stays the same after a revival.
    const std::string& vfs_name() const noexcept { return name_; }

    /// The process dies: what it had open fails from now on and changes nothing, its locks are free, what it wrote
    /// stays. May be called in the middle of a call, see `DiskFaults::at_call`.
    void kill();

    /// As `kill`, and of what was written since the last sync, names of files included, a part chosen by `random` is
    /// lost. Also for a machine whose process is dead already.
    void power_cut(tim::Random& random);

    /// A new process, which may open files; nothing if the process lives. The old one's connections stay dead.
    void revive();
    bool is_alive() const noexcept;

    DiskFaults& faults() noexcept;

    /// The files as a copy of them would be.
    Content snapshot() const;
    /// Puts back a snapshot, durably, in place of all files. What is open keeps the old ones: kill first.
    void restore(const Content& content);

    std::vector<std::string> files() const;
    /// Bytes of a file; empty when there is none.
    std::string read(const std::string& path) const;
    /// Makes or replaces a file, durably, behind the back of those who have it open.
    void write(const std::string& path, std::string bytes);

private:
    struct State;

    const std::string name_;
    const std::unique_ptr<State> state_;
};

/// Lets SQLite's own chance, one for the whole program, follow from a seed that is not 0: the salts of write-ahead
/// logs, `random()`.
void seed_sqlite(int seed);

}  // namespace sim
