#include "tests/simulation/disk.hpp"

#include "tests/simulation/vfs.hpp"

#include <utility>

namespace sim {

struct Disk::State {
    State(tim::Random& random, tim::Clock& clock) : hardware(random, clock) {}

    Vfs& process() noexcept { return *processes.back(); }

    Hardware hardware;
    std::vector<std::unique_ptr<Vfs>> processes;  ///< dead ones, whose connections may still be open, and the last one
};

Disk::Disk(std::string name, tim::Random& random, tim::Clock& clock)
    : name_(std::move(name)), state_(std::make_unique<State>(random, clock)) {
    state_->processes.push_back(std::make_unique<Vfs>(name_, state_->hardware));
}

Disk::~Disk() = default;

void Disk::kill() {
    state_->process().kill();
    state_->hardware.volume.unlock_all();
}

void Disk::power_cut(tim::Random& random) {
    kill();
    state_->hardware.volume.power_cut(random);
}

void Disk::revive() {
    if (is_alive()) return;
    state_->process().leave();
    state_->processes.push_back(std::make_unique<Vfs>(name_, state_->hardware));
}

bool Disk::is_alive() const noexcept { return state_->process().is_alive(); }

DiskFaults& Disk::faults() noexcept { return state_->hardware.faults; }

Disk::Content Disk::snapshot() const { return state_->hardware.volume.content(); }

void Disk::restore(const Content& content) { state_->hardware.volume.set_content(content); }

std::vector<std::string> Disk::files() const {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : snapshot()) paths.push_back(path);
    return paths;
}

std::string Disk::read(const std::string& path) const {
    const Volume::File file = state_->hardware.volume.find(path);
    return file ? file->content() : std::string();
}

void Disk::write(const std::string& path, std::string bytes) {
    state_->hardware.volume.set_file(path, std::move(bytes));
}

void seed_sqlite(int seed) { sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, seed, nullptr); }

}  // namespace sim
