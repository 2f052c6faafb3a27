#include "tests/simulation/disk_rig.hpp"
#include "tests/simulation/volume.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace sim;
using namespace sim::test;
using tim::test::SeededRandom;
using Synchronous = tim::db::Synchronous;

namespace {

constexpr std::uint64_t seeds = 300;

/// Cuts the power at a moment of the seed's choosing, also in the middle of SQLite's work, of a machine that adds
/// batches, and turns it on again. Without `syncs` SQLite is told that it need not sync.
void cut_power_at_work(DiskRig& rig, Synchronous level, bool syncs = true) {
    const Op op = std::vector{Op::write, Op::write, Op::sync, Op::remove}[rig.random.below(4)];
    rig.disk.faults().at_call(op, rig.random.below(op == Op::write ? 300 : 30),
                              [&] { rig.disk.power_cut(rig.random); });
    (void)tim::db::test::error_of([&] {
        rig.open(level);
        if (!syncs) rig.connection->script("PRAGMA synchronous = OFF");
        while (rig.committed < 20) rig.add();
    });
    if (rig.disk.is_alive()) rig.disk.power_cut(rig.random);
    rig.close();
    rig.disk.faults().heal();
    rig.disk.revive();
}

/// What four sectors of 'a' are after they were overwritten by 'b' and the power was cut: "aaaa" to "bbbb", '?' for a
/// sector that is neither.
std::string cut_sectors(std::uint64_t seed) {
    constexpr std::size_t sector = StoredFile::sector_bytes;
    SeededRandom random(seed);
    StoredFile file(std::string(4 * sector, 'a'));
    file.write(std::string(4 * sector, 'b'), 0);
    file.power_cut(random);
    std::string shape;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string bytes = file.content().substr(i * sector, sector);
        const bool whole = bytes == std::string(sector, bytes[0]);
        shape += whole ? bytes[0] : '?';
    }
    return shape;
}

/// In how many of 100 power cuts "x" is there, after `prepare(volume)`.
template <class Prepare>
int survivals_of_x(Prepare prepare) {
    int survivals = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SeededRandom random(seed);
        Volume volume;
        prepare(volume);
        volume.power_cut(random);
        if (volume.find("x")) ++survivals;
    }
    return survivals;
}

}  // namespace

TEST_CASE("a power cut keeps none of the unsynced sectors, all, the first ones, or later ones without earlier ones",
          "[disk]") {
    std::set<std::string> shapes;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) shapes.insert(cut_sectors(seed));
    for (const char* shape : {"aaaa", "bbbb", "baaa", "bbaa", "bbba", "aaab", "abab"}) {
        INFO(shape);
        CHECK(shapes.contains(shape));
    }
    CHECK(std::any_of(shapes.begin(), shapes.end(), [](const auto& shape) { return shape.find('?') < 4; }));
}

TEST_CASE("a power cut keeps what was synced of a file, and not always what came later", "[disk]") {
    std::set<std::size_t> sizes;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SeededRandom random(seed);
        StoredFile file;
        file.write("synced", 0);
        file.sync();
        file.write(std::string(5000, 'x'), StoredFile::sector_bytes);
        file.power_cut(random);
        CHECK(file.content().substr(0, 6) == "synced");
        sizes.insert(file.content().size());
    }
    CHECK(sizes.contains(6));
    CHECK(sizes.contains(5512));
}

TEST_CASE("names are as durable as the syncs after them", "[disk]") {
    const auto created = [](Volume& volume) { volume.create("x"); };
    const auto synced = [](Volume& volume) { volume.sync("x", volume.create("x")); };
    const auto removed = [&](Volume& volume) {
        synced(volume);
        volume.remove("x", false);
    };
    const auto durably_removed = [&](Volume& volume) {
        synced(volume);
        volume.remove("x", true);
    };
    const auto removed_and_other_created = [&](Volume& volume) {
        removed(volume);
        volume.sync("y", volume.create("y"));
    };
    const int created_left = survivals_of_x(created);
    CHECK((created_left > 0 && created_left < 100));
    CHECK(survivals_of_x(synced) == 100);
    const int removed_left = survivals_of_x(removed);
    CHECK((removed_left > 0 && removed_left < 100));
    CHECK(survivals_of_x(durably_removed) == 0);
    CHECK(survivals_of_x(removed_and_other_created) == 0);
}

TEST_CASE("a commit under synchronous=FULL survives every power cut", "[disk]") {
    std::set<int> committed;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        INFO("seed " << seed);
        DiskRig rig(seed);
        cut_power_at_work(rig, Synchronous::full);
        const auto found = rig.count_after_opening();
        REQUIRE(found);
        CHECK((*found == rig.committed || *found == rig.begun));
        committed.insert(rig.committed);
    }
    CHECK(committed.size() > 12);
}

TEST_CASE("what a killed process had not synced survives a power cut once it was read under synchronous=FULL",
          "[disk]") {
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        INFO("seed " << seed);
        DiskRig rig(seed);
        rig.open();
        rig.add();
        rig.disk.faults().at_call(Op::sync, 0, [&] { rig.disk.kill(); });
        CHECK(tim::db::test::error_of([&] { rig.add(); }));
        rig.close();
        rig.disk.revive();
        rig.open();
        REQUIRE(rig.connection->find<int>("SELECT count(*) FROM item") == 2 * DiskRig::rows_in_batch);
        rig.disk.power_cut(rig.random);
        rig.close();
        rig.disk.revive();
        CHECK(rig.count_after_opening() == 2);
    }
}

TEST_CASE("under synchronous=NORMAL a power cut takes last commits at most and leaves the database sound", "[disk]") {
    int shortened = 0;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        INFO("seed " << seed);
        DiskRig rig(seed);
        cut_power_at_work(rig, Synchronous::normal);
        const auto found = rig.count_after_opening();
        REQUIRE(found);
        CHECK(*found <= rig.begun);
        if (*found < rig.committed) ++shortened;
    }
    CHECK(shortened > 20);
}

TEST_CASE("under synchronous=OFF power cuts lose commits and damage databases", "[disk]") {
    int lost = 0;
    int damaged = 0;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        DiskRig rig(seed);
        cut_power_at_work(rig, Synchronous::full, false);
        const auto found = rig.count_after_opening();
        if (!found)
            ++damaged;
        else if (*found < rig.committed)
            ++lost;
    }
    CHECK(lost > 10);
    CHECK(damaged > 10);
}
