#include "tests/simulation/machine.hpp"

#include "tim/crypto/user_sig.hpp"
#include "tim/db/thread_check.hpp"

#include <chrono>
#include <utility>
#include <vector>

namespace sim {
namespace {

constexpr std::uint64_t app = 1400000001;
const std::string key = "the simulated hub's key";

tim::Limits unhurried() {
    tim::Limits limits;
    limits.group_messages_per_second = 0;
    limits.requests_per_second = 0;
    limits.logins_per_second = 0;
    limits.removals_per_second = 0;
    return limits;
}

tim::LogSink log_of(World& world, const std::string& name) {
    return [&world, name](tim::LogLevel, std::string_view line) { world.note(name, line); };
}

}  // namespace

Machine::Machine(World& world, Network& network, std::string name)
    : world_(world),
      network_(network),
      name_(std::move(name)),
      chance_(world.chance.branch()),
      disk_chance_(world.chance.branch()),
      clock_(world),
      disk_(name_, *disk_chance_, clock_) {}

Process& Machine::begin_life() {
    ++life_;
    disk_.revive();
    process_ = std::make_unique<Process>(world_, disk_delay_);
    world_.note(name_, "starts, life " + std::to_string(life_));
    return *process_;
}

void Machine::die(bool with_power) {
    if (with_power)
        disk_.power_cut(*disk_chance_);
    else
        disk_.kill();
    if (process_) {
        world_.note(name_, with_power ? "loses power" : "ends");
        const tim::db::BlockingAllowed allowed;
        network_.died(*process_, with_power);
        destroy_program();
        process_.reset();
    }
    when_dead_(with_power);
}

void Machine::kill_at_write(Op op, std::uint64_t after_calls, bool with_power) {
    disk_.faults().at_call(op, after_calls, [this, with_power] {
        if (with_power)
            disk_.power_cut(*disk_chance_);
        else
            disk_.kill();
        world_.soon([this, with_power] { die(with_power); });
    });
}

HubHost::HubHost(World& world, Network& network) : Machine(world, network, "hub"), address_(addresses[0]) {}

HubHost::~HubHost() { kill(); }

void HubHost::start() {
    Process& process = begin_life();
    tim::Limits limits = unhurried();
    limits.session_queue_bytes = queue_bytes_;
    hub_.emplace(process.code(), tim::hub::HubOptions()
                                     .data(".")
                                     .vfs(disk().vfs_name())
                                     .app(app, tim::Secret(key))
                                     .limits(limits)
                                     .restored(restored_)
                                     .log(log_of(world_, name()))
                                     .clock(clock())
                                     .random(chance())
                                     .timers(process.timers())
                                     .storage_executor(process.disk()));
    network_.serve(address_, hub_->peer(), process);
    // A hub whose disk fails at its start is started again, as every daemon is.
    hub_->open([this, life = life()](tim::error_code failed) {
        if (!failed) {
            restored_ = false;
            return;
        }
        world_.soon([this, life] {
            if (!runs() || this->life() != life) return;
            kill();
            world_.after(500, [this, life] {
                if (!runs() && this->life() == life) start();
            });
        });
    });
}

void HubHost::stop() {
    if (!runs()) return;
    network_.leave(address_);
    hub_->close([this, life = life()](tim::error_code) {
        world_.soon([this, life] {
            if (this->life() == life) kill();
        });
    });
}

void HubHost::move() {
    network_.leave(address_);
    address_ = addresses[address_ == addresses[0] ? 1 : 0];
    if (runs()) network_.serve(address_, hub_->peer(), process());
}

tim::Secret HubHost::sign(const std::string& user, std::uint64_t valid_seconds) {
    const tim::crypto::UserSigClaims claims(app, user, tim::to_seconds(clock().unix_now()), valid_seconds);
    return tim::crypto::sign_user_sig(claims, tim::Secret(key)).value();
}

Device::Device(World& world, Network& network, std::string user, std::string name, tim::Platform platform,
               bool survives_power_cut)
    : Machine(world, network, std::move(name)),
      user_(std::move(user)),
      platform_(platform),
      survives_power_cut_(survives_power_cut) {}

Device::~Device() { kill(); }

void Device::start() {
    Process& process = begin_life();
    std::vector<tim::Transport> ways;
    for (const std::string_view address : addresses)
        ways.push_back(network_.way(name(), std::string(address), process));
    client_.emplace(
        process.code(), std::move(ways),
        tim::ClientOptions()
            .store(tim::store::StoreOptions(".").vfs(disk().vfs_name()).survive_power_cut(survives_power_cut_))
            .app(app)
            .platform(platform_)
            .limits(unhurried())
            .log(log_of(world_, name()))
            .clock(clock())
            .random(chance())
            .timers(process.timers())
            .database_executor(process.disk()));
}

}  // namespace sim
