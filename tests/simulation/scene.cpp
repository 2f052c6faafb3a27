#include "tests/simulation/scene.hpp"

#include <utility>

namespace sim {

Scene::Scene(std::uint64_t seed, bool shown) : world(seed, shown), network(world), hub(world, network) {
    Chance& chance = world.chance;
    network.weather.most_latency = chance.between(2, 60);
    network.weather.percent_slow = chance.percent(30) ? 5 : 0;
    network.weather.percent_tiny = chance.percent(50) ? 20 : 0;
    network.weather.percent_duplicate = chance.percent(50) ? 10 : 0;
    if (chance.percent(30)) hub.queue_bytes(static_cast<std::size_t>(chance.between(500, 4000)));
    hub.disk_delay(chance.percent(30) ? 40 : 4);
    add_users();
    add_groups();
}

void Scene::add_users() {
    Chance& chance = world.chance;
    static constexpr tim::Platform kinds[] = {tim::Platform::android, tim::Platform::windows, tim::Platform::android};
    static constexpr const char* names[] = {"-phone", "-laptop", "-phone2"};
    const std::int64_t count = chance.between(3, 6);
    for (std::int64_t i = 0; i < count; ++i) {
        users.push_back("user" + std::to_string(i));
        // A second phone cannot be online together with the first one.
        const bool laptop = chance.percent(40);
        const bool rival = chance.percent(10);
        for (const std::size_t k : {0, 1, 2}) {
            if ((k == 1 && !laptop) || (k == 2 && !rival)) continue;
            const std::string name = users.back() + names[k];
            devices.push_back(
                std::make_unique<Device>(world, network, users.back(), name, kinds[k], chance.percent(50)));
            devices.back()->disk_delay(chance.percent(20) ? 30 : 3);
            actors.push_back(std::make_unique<Actor>(world, hub, *devices.back(), actors.size(), history));
        }
    }
}

void Scene::add_groups() {
    static constexpr tim::GroupType types[] = {tim::GroupType::public_group, tim::GroupType::meeting,
                                               tim::GroupType::community};
    const std::int64_t count = world.chance.between(1, 3);
    for (std::int64_t i = 0; i < count; ++i) {
        const tim::GroupType type = types[world.chance.below(3)];
        groups.push_back((type == tim::GroupType::community ? "@TGS#_group" : "group") + std::to_string(i));
        tim::CreateGroupParam group(type, "group " + std::to_string(i));
        group.set_group_id(groups.back()).set_add_option(tim::GroupAddOption::any);
        new_groups.push_back(std::move(group));
    }
}

}  // namespace sim
