#pragma once

#include "tests/simulation/actor.hpp"
#include "tests/simulation/checker.hpp"
#include "tests/simulation/history.hpp"
#include "tests/simulation/machine.hpp"
#include "tests/simulation/network.hpp"
#include "tests/simulation/world.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sim {

/// Everything that takes part in a run: a hub, users with their devices, groups, and the notes that are taken.
class Scene {
public:
    Scene(std::uint64_t seed, bool shown);

    Actor& any_actor() { return *actors[world.chance.below(actors.size())]; }
    Device& any_device() { return any_actor().device(); }
    const std::string& any_user() { return world.chance.pick(users); }

    World world;
    Network network;
    History history;
    std::vector<std::string> users;
    std::vector<std::string> groups;
    std::vector<tim::CreateGroupParam> new_groups;  ///< as they are made
    std::vector<std::unique_ptr<Actor>> actors;     ///< of each device
    HubHost hub;
    std::vector<std::unique_ptr<Device>> devices;

private:
    void add_users();
    void add_groups();
};

}  // namespace sim
