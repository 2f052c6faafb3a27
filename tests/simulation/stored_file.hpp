#pragma once

#include "tim/core/random.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// Who holds which of SQLite's locks on one file. Levels are SQLite's: 0 none, 1 shared, 2 reserved, 3 pending,
/// 4 exclusive.
class FileLocks {
public:
    /// False when another holder is in the way.
    bool lock(const void* holder, int level);
    /// Goes down to `level`.
    void unlock(const void* holder, int level);
    bool is_reserved() const;

private:
    int most_of_others(const void* holder) const;

    std::map<const void*, int> levels_;
};

/// A file on a simulated disk: what programs read, and apart from it what a power cut cannot take.
class StoredFile {
public:
    StoredFile() = default;
    /// A file that is durable as it is.
    explicit StoredFile(std::string content) : written_(content), durable_(std::move(content)) {}

    const std::string& content() const noexcept { return written_; }
    /// Returns how many bytes there were.
    std::size_t read(char* to, std::size_t count, std::size_t offset) const noexcept;
    void write(std::string_view bytes, std::size_t offset);
    void truncate(std::size_t size);
    void sync();

    /// Of what was written since the last sync a part remains: nothing, all, all up to some moment, or any of its
    /// pieces, later ones without earlier ones. A piece is what one write changes of one sector. A sector that was
    /// being written may be garbage as a whole, and so may a gap before a piece beyond the old end.
    void power_cut(tim::Random& random);

    FileLocks& locks() noexcept { return locks_; }

    static constexpr std::size_t sector_bytes = 512;

private:
    struct Change {
        std::size_t offset;  ///< the new size, if it truncates
        std::string bytes;
        bool truncates;
    };

    /// How many bytes of a change, from its byte `done` on, lie in one sector.
    static std::size_t piece_bytes(const Change& change, std::size_t done) noexcept;
    std::size_t count_pieces() const noexcept;

    std::string written_;
    std::string durable_;
    std::vector<Change> unsynced_;
    FileLocks locks_;
};

}  // namespace sim
