// Programs that are killed while they work: the hub daemon of the examples and four clients, over real sockets and
// files.

#include "tests/kills/child.hpp"
#include "tests/kills/diary.hpp"
#include "tests/simulation/checker.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/db/thread_check.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using kills::Child;

constexpr int hub_kills = 50;

void expect(Child& child, const std::string& word) {
    while (const auto line = child.hear())
        if (*line == word) return;
    throw std::runtime_error("a program ended before it said " + word);
}

/// The hub, the clients, and what they leave on the disk.
class Town {
public:
    explicit Town(const std::string& folder) : folder_(folder) {
        ::setenv("TIM_SECRET", "0123456789abcdef0123456789abcdef", 1);
        start_hub("127.0.0.1:0");
        clients_.resize(kills::most_devices);
        for (std::size_t device = 0; device < clients_.size(); ++device) start_client(device);
        for (const auto& client : clients_) client->say("go");
    }

    void kill_hub() {
        hub_->kill();
        start_hub(server_.substr(std::string("ws://").size()));
    }

    /// The others rest until it is back: to one that misses more than a page the rest is history, which is not shown.
    void kill_client(std::size_t device) {
        clients_[device]->kill();
        for (const auto& client : clients_)
            if (client->runs()) client->say("rest");
        start_client(device);
        for (const auto& client : clients_) client->say("go");
    }

    /// Until the hub has acknowledged so many more messages, whoever wrote them.
    void wait_for_acks(int count) {
        std::vector<Child*> all;
        for (const auto& client : clients_) all.push_back(client.get());
        while (count > 0) {
            Child::wait_for_any(all);
            for (Child* const client : all) {
                while (const auto line = client->heard()) count -= *line == "ack";
                if (client->ended()) throw std::runtime_error("a client ended by itself");
            }
        }
    }

    /// All write their last words, hear those of all others, and leave.
    void end() {
        for (const char* const order : {"calm", "end"}) {
            for (const auto& client : clients_) client->say(order);
            for (const auto& client : clients_) expect(*client, order == std::string("calm") ? "calm" : "whole");
        }
        for (const auto& client : clients_) {
            client->say("quit");
            CHECK(client->wait() == 0);
        }
        CHECK(hub_->terminate() == 0);
    }

    std::vector<std::string> check() const {
        sim::History history;
        std::vector<sim::DeviceEnd> devices(clients_.size());
        for (std::size_t i = 0; i < devices.size(); ++i) {
            devices[i].user = "user" + std::to_string(i);
            devices[i].name = devices[i].user + "'s device";
            devices[i].in_step = true;
            devices[i].visit = kills::read_diary(diary(i), i, history);
            devices[i].reading =
                sim::read_device(tim::db::OpenOptions::file(data(i) + "/" + sim::database_of(devices[i].user)));
        }
        sends_ = std::count_if(history.sends.begin(), history.sends.end(),
                               [](const sim::Sent& sent) { return sent.outcome == sim::Outcome::done; });
        const sim::Remains remains{history, sim::read_hub(tim::db::OpenOptions::file(folder_ + "/hub/hub.db")),
                                   std::move(devices)};
        return sim::Checker(remains).check();
    }
    /// How many sends were acknowledged, after `check`.
    std::ptrdiff_t acknowledged() const noexcept { return sends_; }

private:
    std::string data(std::size_t device) const { return folder_ + "/client" + std::to_string(device); }
    std::string diary(std::size_t device) const { return data(device) + ".diary"; }

    void start_hub(const std::string& address) {
        hub_ = std::make_unique<Child>(
            std::vector<std::string>{TIM_HUB_PROGRAM, "--listen", address, "--data", folder_ + "/hub"});
        const auto line = hub_->hear();
        const std::string head = "hub: listening on ";
        if (!line || !line->starts_with(head)) throw std::runtime_error("the hub does not start again");
        server_ = line->substr(head.size());
    }

    void start_client(std::size_t device) {
        clients_[device] = std::make_unique<Child>(std::vector<std::string>{
            TIM_CHATTER_PROGRAM, server_, std::to_string(device), data(device), diary(device)});
        expect(*clients_[device], "ready");
    }

    const std::string folder_;
    std::string server_;
    std::unique_ptr<Child> hub_;
    std::vector<std::unique_ptr<Child>> clients_;
    mutable std::ptrdiff_t sends_ = 0;
};

}  // namespace

TEST_CASE("a hub and clients that are killed under load lose, double and reorder nothing") {
    const tim::test::TemporaryDirectory folder;
    std::mt19937 chance(std::random_device{}());
    Town town(folder.path().string());
    for (int i = 0; i < hub_kills; ++i) {
        town.wait_for_acks(1 + static_cast<int>(chance() % 60));
        const std::size_t device = chance() % kills::most_devices;
        if (chance() % 3 == 0) town.kill_client(device);
        town.kill_hub();
        if (chance() % 3 == 0) town.kill_client(device);
    }
    town.end();
    const tim::db::BlockingAllowed allowed;
    const std::vector<std::string> findings = town.check();
    for (const std::string& finding : findings) FAIL_CHECK(finding);
    CHECK(town.acknowledged() > hub_kills);
}
