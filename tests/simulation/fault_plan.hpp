#pragma once

#include "tests/simulation/menu.hpp"
#include "tests/simulation/scene.hpp"

#include <optional>

namespace sim {

/// What goes wrong, at random: one call of `act` is one fault. Each run knows some kinds of fault only.
class FaultPlan {
public:
    explicit FaultPlan(Scene& scene);

    void act();
    /// Everything is repaired and switched on, and no fault comes any more.
    void end();

private:
    void cut_link();
    void hold_up();
    void isolate();
    void stall_device();
    void device_dies();
    void device_disk_fails();
    void device_clock_jumps();
    void hub_dies();
    void hub_stops();
    void hub_disk_fails();
    void hub_disk_is_full();
    void hub_disk_is_slow();
    void hub_clock_jumps();
    void hub_moves();
    void back_up();
    void restore();

    void start_hub_after(Millis pause);
    void disk_fails(Machine& machine);
    Chance& chance() { return scene_.world.chance; }

    struct Backup {
        Disk::Content content;
        Millis at = 0;
    };

    Scene& scene_;
    Menu menu_;
    std::optional<Backup> backup_;
    bool restoring_ = false;
    bool over_ = false;
};

}  // namespace sim
