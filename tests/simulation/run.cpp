#include "tests/simulation/run.hpp"

#include "tests/simulation/fault_plan.hpp"
#include "tests/simulation/scene.hpp"
#include "tests/simulation/traffic.hpp"
#include "tim/db/thread_check.hpp"

#include <algorithm>
#include <utility>

namespace sim {
namespace {

constexpr Millis longest_calm = 600'000;
// Longer than it takes a device to find out by its heartbeats that it missed something.
constexpr Millis quiet_time = 100'000;

class Run {
public:
    Run(std::uint64_t seed, const RunOptions& options) : options_(options), scene_(seed, options.shown) {}

    RunResult go() {
        begin();
        chat();
        calm_down();
        RunResult result;
        result.findings = check();
        result.trace = scene_.world.trace.sum();
        result.steps = scene_.world.steps();
        result.sends = scene_.history.sends.size();
        for (const Sent& sent : scene_.history.sends) result.delivered += sent.outcome == Outcome::done;
        return result;
    }

private:
    void pass(Millis time) { scene_.world.run_to(scene_.world.now() + time); }

    // Everybody has been there once, because nobody can write to strangers.
    void begin() {
        scene_.hub.start();
        for (const auto& actor : scene_.actors)
            scene_.world.after(scene_.world.chance.between(0, 500), [&actor] { actor->start(); });
        pass(1500);
        for (const tim::CreateGroupParam& group : scene_.new_groups) scene_.any_actor().create_group(group);
        pass(1000);
    }

    void chat() {
        Chance& chance = scene_.world.chance;
        const Millis duration = chance.between(10'000, 60'000);
        const std::int64_t deeds = chance.between(40, 120);
        for (std::int64_t i = 0; i < deeds; ++i)
            scene_.world.after(chance.between(0, duration), [this] { traffic_.act(); });
        const std::int64_t mishaps = chance.percent(10) ? 0 : chance.between(1, 15);
        for (std::int64_t i = 0; i < mishaps; ++i)
            scene_.world.after(chance.between(0, duration), [this] { faults_.act(); });
        pass(duration);
        faults_.end();
        pass(10'000);  // what was planned for later still comes
    }

    void calm_down() {
        const Millis end = scene_.world.now() + longest_calm;
        Millis quiet_since = scene_.world.now();
        while (scene_.world.now() < end && scene_.world.now() - quiet_since < quiet_time) {
            if (!bring_back()) quiet_since = scene_.world.now() + 5000;
            pass(5000);
        }
        for (const auto& actor : scene_.actors) {
            DeviceEnd device;
            device.name = actor->device().name();
            device.user = actor->user();
            device.visit = actor->visit();
            device.in_step = is_in_step(*actor);
            if (!device.in_step && !actor->device().is_rival())
                scene_.history.complaints.push_back(device.name + " did not come online");
            ends_.push_back(std::move(device));
        }
        Actor& reader = scene_.any_actor();
        if (is_in_step(reader)) read_histories(reader);
    }

    // Of one device only, because it takes its time.
    void read_histories(Actor& reader) {
        const auto read = [&](const tim::ConvKey& conv) {
            Shown& shown = ends_[reader.number()].histories[conv];
            reader.read(conv, false, [&shown](const Actor::Messages& messages) {
                for (const tim::Message& message : messages) {
                    shown.ids.push_back(message.id());
                    shown.texts.emplace_back(message.text());
                }
            });
            reader.read(conv, true, [&shown](const Actor::Messages& messages) {
                for (const tim::Message& message : messages) shown.upwards.push_back(message.id());
            });
            reader.count_unread(conv, [&shown](std::uint64_t count) { shown.unread = count; });
            reader.read_pages(conv, static_cast<std::size_t>(scene_.world.chance.between(1, 7)),
                              [&shown](const Actor::Messages& messages) {
                                  for (const tim::Message& message : messages) shown.paged.push_back(message.id());
                              });
            for (const auto& [word, part] : sought)
                reader.search(conv, std::string(word),
                              [&shown, word = word](std::size_t count) { shown.found[word] = count; });
        };
        for (const std::string& user : scene_.users) read(tim::ConvKey(tim::ConvType::c2c, user));
        for (const std::string& group : scene_.groups) read(tim::ConvKey(tim::ConvType::group, group));
        pass(5000);
    }

    static bool is_in_step(Actor& actor) {
        return actor.device().runs() && actor.device().client().state() == tim::ConnectionState::online;
    }

    static bool has_no_session(Actor& actor) {
        const tim::ConnectionState state = actor.device().client().state();
        return state == tim::ConnectionState::offline || state == tim::ConnectionState::kicked ||
               state == tim::ConnectionState::expired;
    }

    /// True when there is nothing to do.
    bool bring_back() {
        bool all = true;
        if (!scene_.hub.runs()) scene_.hub.start();
        for (const auto& actor : scene_.actors) {
            if (actor->device().is_rival()) {
                actor->device().kill();
                continue;
            }
            if (is_in_step(*actor) && actor->is_idle(scene_.world.now() + 1)) continue;
            all = false;
            if (!actor->device().runs())
                actor->start();
            else if (actor->is_idle(scene_.world.now() + 1) && has_no_session(*actor))
                actor->login();
        }
        return all;
    }

    std::vector<std::string> check() {
        for (const auto& actor : scene_.actors) actor->device().kill();
        scene_.hub.stop();
        pass(1000);
        scene_.hub.kill();
        scene_.hub.disk().revive();
        const tim::db::BlockingAllowed allowed;
        const Remains remains{scene_.history, read_hub(scene_.hub.disk()), read_devices()};
        return Checker(remains).check();
    }

    std::vector<DeviceEnd> read_devices() {
        for (std::size_t i = 0; i < ends_.size(); ++i) {
            Device& device = scene_.actors[i]->device();
            device.disk().revive();
            ends_[i].reading = read_device(device.disk(), device.user());
        }
        return std::move(ends_);
    }

    const RunOptions options_;
    Scene scene_;
    Traffic traffic_{scene_};
    FaultPlan faults_{scene_};
    std::vector<DeviceEnd> ends_;
};

}  // namespace

RunResult run(std::uint64_t seed, const RunOptions& options) {
    seed_sqlite(static_cast<int>(1 + seed % 1'000'000'000));
    return Run(seed, options).go();
}

}  // namespace sim
