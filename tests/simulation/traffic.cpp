#include "tests/simulation/traffic.hpp"

#include <utility>
#include <vector>

namespace sim {

Traffic::Traffic(Scene& scene) : scene_(scene) {
    Chance& chance = scene.world.chance;
    menu_.add(60, [this] { send(); });
    menu_.add(10, [this] { join(); });
    menu_.add(3, [this] { quit(); });
    menu_.add(2, [this] { kick(); });
    menu_.add(3, [this] { invite(); });
    menu_.add(1, [this] { create(); });
    menu_.add(8, [this] { mark_read(); });
    menu_.add(4, [this] { remove(); });
    menu_.add(1, [this] { clear(); });
    if (chance.percent(50)) menu_.add(2, [this] { log_out(); });
    if (chance.percent(50)) menu_.add(2, [this] { leave(); });
    menu_.add(3, [this] { log_in(); });
}

tim::ConvKey Traffic::conversation() {
    Chance& chance = scene_.world.chance;
    if (chance.percent(55)) return {tim::ConvType::group, chance.pick(scene_.groups)};
    return {tim::ConvType::c2c, scene_.any_user()};
}

Letter Traffic::letter(Actor& from) {
    Chance& chance = scene_.world.chance;
    Letter letter;
    letter.to = conversation();
    const bool to_group = letter.to.type == tim::ConvType::group;
    letter.ephemeral = chance.percent(8);
    letter.durable = !letter.ephemeral && chance.percent(15);
    const bool directed = to_group && !letter.to.id.starts_with('@') && !letter.ephemeral && chance.percent(20);
    if (directed)
        for (const std::string& user : scene_.users)
            if (user != from.user() && chance.percent(40)) letter.only_to.push_back(user);
    if (chance.percent(10)) letter.deadline = chance.between(1, 3000);
    if (chance.percent(8)) letter.cancel_after = chance.between(0, 300);
    if (chance.percent(10)) letter.padding = static_cast<std::size_t>(chance.between(100, 3000));
    return letter;
}

void Traffic::send() {
    Actor& from = scene_.any_actor();
    Chance& chance = scene_.world.chance;
    Letter first = letter(from);
    const std::int64_t more = chance.percent(30) ? chance.between(1, 6) : 0;
    for (std::int64_t i = 0; i < more; ++i) {
        Letter next = letter(from);
        if (chance.percent(80)) next.to = first.to;
        if (next.to.type != tim::ConvType::group || next.to.id.starts_with('@')) next.only_to.clear();
        from.send(next);
    }
    from.send(first);
}

void Traffic::join() {
    scene_.any_actor().group("join", scene_.world.chance.pick(scene_.groups), [](const tim::Group& group, auto done) {
        group.join("", without_value<tim::Joined>(std::move(done)));
    });
}

void Traffic::quit() {
    scene_.any_actor().group("quit", scene_.world.chance.pick(scene_.groups),
                             [](const tim::Group& group, auto done) { group.quit(std::move(done)); });
}

void Traffic::kick() {
    scene_.any_actor().group("kick", scene_.world.chance.pick(scene_.groups),
                             [user = scene_.any_user()](const tim::Group& group, auto done) {
                                 using Results = std::vector<tim::GroupDeleteMemberResult>;
                                 group.kick(std::vector<std::string>(1, user), without_value<Results>(std::move(done)));
                             });
}

void Traffic::invite() {
    scene_.any_actor().group("invite", scene_.world.chance.pick(scene_.groups),
                             [user = scene_.any_user()](const tim::Group& group, auto done) {
                                 using Results = std::vector<tim::GroupInviteMemberResult>;
                                 group.invite(std::vector<std::string>(1, user),
                                              without_value<Results>(std::move(done)));
                             });
}

void Traffic::create() { scene_.any_actor().create_group(scene_.world.chance.pick(scene_.new_groups)); }

void Traffic::mark_read() {
    Chance& chance = scene_.world.chance;
    scene_.any_actor().mark_read(conversation(),
                                 chance.percent(60) ? 0 : static_cast<std::size_t>(chance.between(1, 8)));
}

void Traffic::remove() {
    scene_.any_actor().remove(conversation(), static_cast<std::size_t>(scene_.world.chance.between(1, 5)));
}

void Traffic::clear() { scene_.any_actor().clear(conversation(), scene_.world.chance.percent(30)); }

// Refused unless the session had ended; the token may run out soon.
void Traffic::log_in() {
    Chance& chance = scene_.world.chance;
    scene_.any_actor().login(chance.percent(30) ? static_cast<std::uint64_t>(chance.between(1, 30)) : Actor::a_year);
}

// And in again, some time later.
void Traffic::log_out() {
    Actor& actor = scene_.any_actor();
    actor.logout();
    scene_.world.after(scene_.world.chance.between(1, 8000), [&actor] { actor.login(); });
}

void Traffic::leave() {
    Actor& actor = scene_.any_actor();
    actor.leave();
    scene_.world.after(scene_.world.chance.between(1, 8000), [&actor] { actor.start(); });
}

}  // namespace sim
