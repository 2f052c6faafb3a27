#include "tests/simulation/fault_plan.hpp"

#include <algorithm>
#include <utility>

namespace sim {

FaultPlan::FaultPlan(Scene& scene) : scene_(scene) {
    const auto maybe = [this](std::uint64_t weight, void (FaultPlan::*fault)()) {
        if (chance().percent(50)) menu_.add(weight, [this, fault] { (this->*fault)(); });
    };
    maybe(12, &FaultPlan::cut_link);
    maybe(4, &FaultPlan::hold_up);
    maybe(3, &FaultPlan::isolate);
    maybe(3, &FaultPlan::stall_device);
    maybe(8, &FaultPlan::device_dies);
    maybe(3, &FaultPlan::device_disk_fails);
    maybe(2, &FaultPlan::device_clock_jumps);
    maybe(4, &FaultPlan::hub_dies);
    maybe(2, &FaultPlan::hub_stops);
    maybe(3, &FaultPlan::hub_disk_fails);
    maybe(2, &FaultPlan::hub_disk_is_full);
    maybe(2, &FaultPlan::hub_disk_is_slow);
    maybe(2, &FaultPlan::hub_clock_jumps);
    maybe(2, &FaultPlan::hub_moves);
    if (!chance().percent(30)) return;
    menu_.add(3, [this] { back_up(); });
    menu_.add(2, [this] { restore(); });
}

void FaultPlan::act() {
    if (!menu_.is_empty()) menu_.choose(chance());
}

void FaultPlan::end() {
    over_ = true;
    scene_.network.weather = Weather();
    scene_.hub.disk().faults().heal();
    for (const auto& device : scene_.devices) {
        device->disk().faults().heal();
        scene_.network.isolate(device->name(), 0);
    }
    if (!scene_.hub.runs() && !restoring_) scene_.hub.start();
}

void FaultPlan::cut_link() {
    Cut cut;
    const auto told = [this] { return chance().percent(25) ? std::nullopt : std::optional(chance().between(0, 4000)); };
    cut.client_told = told();
    cut.hub_told = told();
    if (chance().percent(50)) cut.late = chance().between(0, 5000);
    Device& device = scene_.any_device();
    scene_.world.note(device.name(), "link is cut");
    scene_.world.after_steps(chance().below(20), [this, name = device.name(), cut] { scene_.network.cut(name, cut); });
}

void FaultPlan::hold_up() {
    Device& device = scene_.any_device();
    scene_.world.note(device.name(), "does not read");
    scene_.network.hold_up(device.name(), chance().percent(70), scene_.world.now() + chance().between(10, 20'000));
}

void FaultPlan::isolate() {
    Device& device = scene_.any_device();
    scene_.world.note(device.name(), "has no network");
    scene_.network.isolate(device.name(), scene_.world.now() + chance().between(100, 30'000));
    scene_.network.cut(device.name(), Cut());
}

void FaultPlan::stall_device() {
    Device& device = scene_.any_device();
    if (!device.runs()) return;
    scene_.world.note(device.name(), "sleeps");
    const Millis pause = chance().between(10, 8000);
    if (chance().percent(50)) device.clock().jump(pause);
    device.process().stall(scene_.world.now() + pause);
}

void FaultPlan::device_dies() {
    Actor& actor = scene_.any_actor();
    Device& device = actor.device();
    const bool with_power = chance().percent(40);
    if (chance().percent(40))
        device.kill_at_write(chance().percent(60) ? Op::write : Op::sync, chance().below(12), with_power);
    else
        scene_.world.after_steps(chance().below(30), [&device, with_power] {
            if (with_power)
                device.power_cut();
            else
                device.kill();
        });
    scene_.world.after(chance().between(1, 8000), [&actor] { actor.start(); });
}

void FaultPlan::disk_fails(Machine& machine) {
    scene_.world.note(machine.name(), "disk fails now and then");
    scene_.history.forgetful.insert(machine.name());
    const Op op = chance().percent(50) ? Op::write : Op::sync;
    if (chance().percent(50))
        machine.disk().faults().fail_next(op, chance().below(20), 1 + chance().below(5));
    else
        machine.disk().faults().fail_by_chance(op, 100'000);
    scene_.world.after(chance().between(100, 4000), [&machine] { machine.disk().faults().heal(); });
}

void FaultPlan::device_disk_fails() { disk_fails(scene_.any_device()); }
void FaultPlan::hub_disk_fails() { disk_fails(scene_.hub); }

void FaultPlan::device_clock_jumps() {
    Device& device = scene_.any_device();
    scene_.world.note(device.name(), "clock jumps");
    device.clock().jump(chance().between(-7'200'000, 7'200'000));
}

void FaultPlan::hub_clock_jumps() {
    scene_.world.note("hub", "clock jumps");
    scene_.hub.clock().jump(chance().between(-7'200'000, 7'200'000));
}

void FaultPlan::start_hub_after(Millis pause) {
    scene_.world.after(pause, [this] {
        if (!scene_.hub.runs() && !restoring_) scene_.hub.start();
    });
}

void FaultPlan::hub_dies() {
    const bool with_power = chance().percent(50);
    HubHost& hub = scene_.hub;
    if (chance().percent(50))
        hub.kill_at_write(chance().percent(60) ? Op::write : Op::sync, chance().below(25), with_power);
    else
        scene_.world.after_steps(chance().below(40), [&hub, with_power] {
            if (with_power)
                hub.power_cut();
            else
                hub.kill();
        });
    start_hub_after(chance().between(1000, 6000));
}

void FaultPlan::hub_stops() {
    scene_.hub.stop();
    start_hub_after(chance().between(500, 5000));
}

void FaultPlan::hub_disk_is_full() {
    scene_.world.note("hub", "disk is full");
    scene_.hub.disk().faults().full(true);
    scene_.world.after(chance().between(100, 5000), [this] { scene_.hub.disk().faults().full(false); });
}

void FaultPlan::hub_disk_is_slow() {
    if (scene_.hub.runs()) scene_.hub.process().stall_disk(scene_.world.now() + chance().between(50, 8000));
}

void FaultPlan::hub_moves() {
    scene_.hub.move();
    scene_.world.note("hub", "moves to " + scene_.hub.address());
    Cut cut;
    cut.client_told = 0;
    cut.hub_told = 0;
    for (const auto& device : scene_.devices) scene_.network.cut(device->name(), cut);
}

// A copy of the files of a hub that does not run is whole.
void FaultPlan::back_up() {
    if (restoring_ || !scene_.hub.runs()) return;
    scene_.hub.kill();
    backup_ = Backup{scene_.hub.disk().snapshot(), scene_.world.now()};
    scene_.world.note("hub", "is backed up");
    start_hub_after(chance().between(1, 500));
}

void FaultPlan::restore() {
    if (restoring_ || !backup_) return;
    scene_.hub.kill();
    restoring_ = true;
    scene_.world.note("hub", "loses its disk");
    scene_.world.after(chance().between(1, 5000), [this] {
        scene_.hub.kill();
        scene_.hub.disk().restore(backup_->content);
        scene_.history.restorings.push_back({backup_->at, scene_.world.now()});
        restoring_ = false;
        scene_.hub.restored();
        scene_.hub.start();
    });
}

}  // namespace sim
