#pragma once

#include "tests/simulation/disk.hpp"
#include "tests/simulation/network.hpp"
#include "tests/simulation/process.hpp"
#include "tim/core/time.hpp"
#include "tim/tim.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// The clocks of one machine; the wall clock may be wrong.
class MachineClock final : public tim::Clock {
public:
    static constexpr tim::UnixMillis begin = 1'700'000'000'000;

    explicit MachineClock(const World& world) : world_(world) {}
    tim::UnixMillis unix_now() noexcept override { return begin + world_.now() + wrong_; }
    tim::SteadyMillis steady_now() noexcept override { return world_.now(); }
    void jump(Millis by) noexcept { wrong_ += by; }

private:
    const World& world_;
    Millis wrong_ = 0;
};

/// A computer: a disk, a clock, and at most one running program.
class Machine {
public:
    Machine(World& world, Network& network, std::string name);
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;
    virtual ~Machine() = default;

    const std::string& name() const noexcept { return name_; }
    bool runs() const noexcept { return process_ != nullptr; }
    Process& process() noexcept { return *process_; }
    /// How often the program was started.
    unsigned life() const noexcept { return life_; }

    /// The program is gone at once; what it wrote stays.
    void kill() { die(false); }
    /// So is the machine, and with it what was not synced. It is up again at the next start.
    void power_cut() { die(true); }
    /// Kills when the disk has been asked so often, in the middle of what the program does.
    void kill_at_write(Op op, std::uint64_t after_calls, bool with_power);

    Disk& disk() noexcept { return disk_; }
    MachineClock& clock() noexcept { return clock_; }
    Chance& chance() noexcept { return *chance_; }
    /// Called after each death, with whether the power was lost.
    void when_dead(std::function<void(bool)> call) { when_dead_ = std::move(call); }
    /// Longest time that the disk takes for a job, from the next start on.
    void disk_delay(Millis most) noexcept { disk_delay_ = most; }

protected:
    /// A process for a new life.
    Process& begin_life();
    virtual void destroy_program() = 0;

    World& world_;
    Network& network_;

private:
    void die(bool with_power);

    const std::string name_;
    const std::unique_ptr<Chance> chance_;
    const std::unique_ptr<Chance> disk_chance_;
    MachineClock clock_;
    Disk disk_;
    std::unique_ptr<Process> process_;
    std::function<void(bool)> when_dead_ = [](bool) {};
    unsigned life_ = 0;
    Millis disk_delay_ = 3;
};

/// The machine with the hub.
class HubHost final : public Machine {
public:
    HubHost(World& world, Network& network);
    ~HubHost() override;

    /// Starts the hub. It accepts at `address`.
    void start();
    /// The disk was put back to an older state: the hub is told so until it has taken notice.
    void restored() noexcept { restored_ = true; }
    /// Ends the hub properly.
    void stop();
    /// Clients reach it at the other address from now on; connections end.
    void move();
    const std::string& address() const { return address_; }

    /// Bytes of pushes that wait for a session at most; from the next start on.
    void queue_bytes(std::size_t bytes) noexcept { queue_bytes_ = bytes; }
    /// A token that this hub takes for so long from now on.
    tim::Secret sign(const std::string& user, std::uint64_t valid_seconds);

private:
    void destroy_program() override { hub_.reset(); }

    std::optional<tim::hub::Hub> hub_;
    std::string address_;
    bool restored_ = false;
    std::size_t queue_bytes_ = 48 * 1024;
};

/// A user's phone, or computer.
class Device final : public Machine {
public:
    Device(World& world, Network& network, std::string user, std::string name, tim::Platform platform,
           bool survives_power_cut);
    ~Device() override;

    const std::string& user() const noexcept { return user_; }
    bool survives_power_cut() const noexcept { return survives_power_cut_; }

    /// Cannot be online together with another device of its user.
    bool is_rival() const noexcept { return name().ends_with('2'); }
    /// Starts the program; nobody is logged in.
    void start();
    tim::Client& client() { return *client_; }

private:
    void destroy_program() override { client_.reset(); }

    const std::string user_;
    const tim::Platform platform_;
    const bool survives_power_cut_;
    std::optional<tim::Client> client_;
};

/// Where hubs accept, in the order in which devices try.
inline constexpr std::string_view addresses[] = {"hub-a", "hub-b"};

}  // namespace sim
