#pragma once

#include "tests/simulation/menu.hpp"
#include "tests/simulation/scene.hpp"

namespace sim {

/// What people do, at random: one call of `act` is one thing that one of them does.
class Traffic {
public:
    explicit Traffic(Scene& scene);

    void act() { menu_.choose(scene_.world.chance); }

private:
    void send();
    Letter letter(Actor& from);
    void join();
    void quit();
    void kick();
    void invite();
    void create();
    tim::ConvKey conversation();
    void mark_read();
    void remove();
    void clear();
    void log_in();
    void log_out();
    void leave();

    Scene& scene_;
    Menu menu_;
};

}  // namespace sim
