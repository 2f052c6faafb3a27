#include "tests/simulation/stored_file.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace sim {
namespace {

enum class Fate { survives, garbage, lost };

/// What becomes of the pieces that a power cut finds unsynced.
class Fates {
public:
    Fates(tim::Random& random, std::size_t pieces) : random_(random) {
        switch (random.below(4)) {
            case 0:
                break;
            case 1:
                in_order_ = pieces;
                break;
            case 2:
                in_order_ = random.below(pieces + 1);
                torn_ = random.below(2) == 0;
                break;
            default:
                survivors_in_256_ = 1 + random.below(255);
        }
    }

    Fate next() {
        if (piece_++ < in_order_) return Fate::survives;
        if (survivors_in_256_ != 0) {
            if (random_.below(32) == 0) return Fate::garbage;
            return random_.below(256) < survivors_in_256_ ? Fate::survives : Fate::lost;
        }
        return piece_ == in_order_ + 1 && torn_ ? Fate::garbage : Fate::lost;
    }

private:
    tim::Random& random_;
    std::size_t piece_ = 0;
    std::size_t in_order_ = 0;
    bool torn_ = false;
    std::uint64_t survivors_in_256_ = 0;
};

void put(std::string& content, std::size_t offset, std::string_view bytes) {
    if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
    content.replace(offset, bytes.size(), bytes);
}

void put_garbage(std::string& content, std::size_t from, std::size_t to, tim::Random& random) {
    if (content.size() < to) content.resize(to);
    random.fill(std::span(reinterpret_cast<unsigned char*>(content.data()) + from, to - from));
}

}  // namespace

bool FileLocks::lock(const void* holder, int level) {
    int& own = levels_[holder];
    if (own >= level) return true;
    const int others = most_of_others(holder);
    const bool free = level == 1 ? others < 3 : others < 2;
    if (!free) return false;
    // Readers keep a writer waiting, and its pending lock keeps new readers out.
    const bool waits = level == 4 && others == 1;
    own = waits ? 3 : level;
    return !waits;
}

void FileLocks::unlock(const void* holder, int level) {
    const auto own = levels_.find(holder);
    if (own != levels_.end()) own->second = std::min(own->second, level);
    if (level == 0) levels_.erase(holder);
}

bool FileLocks::is_reserved() const { return most_of_others(nullptr) >= 2; }

int FileLocks::most_of_others(const void* holder) const {
    int most = 0;
    for (const auto& [other, level] : levels_)
        if (other != holder) most = std::max(most, level);
    return most;
}

std::size_t StoredFile::read(char* to, std::size_t count, std::size_t offset) const noexcept {
    if (offset >= written_.size()) return 0;
    const std::size_t there = std::min(count, written_.size() - offset);
    std::memcpy(to, written_.data() + offset, there);
    return there;
}

void StoredFile::write(std::string_view bytes, std::size_t offset) {
    put(written_, offset, bytes);
    unsynced_.push_back({offset, std::string(bytes), false});
}

void StoredFile::truncate(std::size_t size) {
    written_.resize(size);
    unsynced_.push_back({size, {}, true});
}

void StoredFile::sync() {
    for (const Change& change : unsynced_) {
        if (change.truncates)
            durable_.resize(change.offset);
        else
            put(durable_, change.offset, change.bytes);
    }
    unsynced_.clear();
}

void StoredFile::power_cut(tim::Random& random) {
    Fates fates(random, count_pieces());
    for (const Change& change : unsynced_) {
        if (change.truncates) {
            if (fates.next() == Fate::survives) durable_.resize(change.offset);
            continue;
        }
        for (std::size_t done = 0; done < change.bytes.size();) {
            const std::size_t offset = change.offset + done;
            const std::size_t count = piece_bytes(change, done);
            const Fate fate = fates.next();
            if (fate != Fate::lost && offset > durable_.size() && random.below(2) == 0)
                put_garbage(durable_, durable_.size(), offset, random);
            if (fate == Fate::survives) {
                put(durable_, offset, std::string_view(change.bytes).substr(done, count));
            } else if (fate == Fate::garbage) {
                const std::size_t sector = offset - offset % sector_bytes;
                const std::size_t end = std::min(sector + sector_bytes, std::max(durable_.size(), offset + count));
                put_garbage(durable_, sector, end, random);
            }
            done += count;
        }
    }
    unsynced_.clear();
    written_ = durable_;
}

std::size_t StoredFile::piece_bytes(const Change& change, std::size_t done) noexcept {
    const std::size_t in_sector = sector_bytes - (change.offset + done) % sector_bytes;
    return std::min(in_sector, change.bytes.size() - done);
}

std::size_t StoredFile::count_pieces() const noexcept {
    std::size_t pieces = 0;
    for (const Change& change : unsynced_) {
        if (change.truncates) ++pieces;
        for (std::size_t done = 0; done < change.bytes.size(); ++pieces) done += piece_bytes(change, done);
    }
    return pieces;
}

}  // namespace sim
