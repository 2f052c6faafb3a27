#pragma once

#include "tests/db/support.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tim/db/connection.hpp"
#include "tim/db/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace sim::test {

/// A machine with one database on its disk, to which batches of rows are added, a transaction each.
class DiskRig {
public:
    using Synchronous = tim::db::Synchronous;

    static constexpr const char* path = "/data/a.db";
    static constexpr int rows_in_batch = 3;

    explicit DiskRig(std::uint64_t seed = 1) : random(seed), disk("simulated", random, clock) {
        seed_sqlite(static_cast<int>(seed) + 1);
    }

    tim::db::OpenOptions options(Synchronous level = Synchronous::full) const {
        return tim::db::test::at(path).vfs(disk.vfs_name()).synchronous(level);
    }

    /// Opens the database; folds its log into the file often, so that power cuts hit that, too.
    void open(Synchronous level = Synchronous::full) {
        connection.emplace(options(level), tim::db::test::item_schema);
        connection->script("PRAGMA wal_autocheckpoint = 12");
    }
    void close() { connection.reset(); }
    void die_and_live() {
        disk.kill();
        close();
        disk.revive();
    }

    /// Adds the next batch; throws `DbError`.
    void add() {
        ++begun;
        tim::db::Transaction transaction(*connection);
        for (int i = 0; i < rows_in_batch; ++i) add_row(committed * rows_in_batch + i);
        transaction.commit();
        ++committed;
    }

    /// Opens, adds so many batches and closes; false when a call failed on the way.
    bool run(int batches, Synchronous level = Synchronous::full) {
        const auto error = tim::db::test::error_of([&] {
            open(level);
            for (int i = 0; i < batches; ++i) add();
        });
        return !error;
    }

    /// How many batches the database has, read through a new connection; empty when it is not sound, or has anything
    /// but the first so many batches as they were added.
    std::optional<int> count_after_opening() {
        std::optional<int> count;
        const auto error = tim::db::test::error_of([&] {
            tim::db::Connection reader(options(), tim::db::test::item_schema);
            if (reader.find<std::string>("PRAGMA integrity_check") == "ok") count = count_batches(reader);
        });
        return error ? std::nullopt : count;
    }

    tim::test::SeededRandom random;
    tim::test::ManualClock clock;
    Disk disk;
    std::optional<tim::db::Connection> connection;
    int begun = 0;
    int committed = 0;

private:
    static std::string data_of(std::int64_t id) {
        return std::string(static_cast<std::size_t>(id * 977 % 3001), static_cast<char>('a' + id % 26));
    }

    void add_row(std::int64_t id) {
        connection->run("INSERT INTO item(id, name, data) VALUES(?, ?, ?)", id, "row " + std::to_string(id),
                        data_of(id));
    }

    static std::optional<int> count_batches(tim::db::Connection& reader) {
        int id = 0;
        auto rows = reader.query("SELECT id, name, data FROM item ORDER BY id");
        for (; rows.next(); ++id) {
            const bool as_added = rows.get<int>(0) == id && rows.get<std::string>(1) == "row " + std::to_string(id) &&
                                  rows.get<std::string>(2) == data_of(id);
            if (!as_added) return std::nullopt;
        }
        return id % rows_in_batch == 0 ? std::optional(id / rows_in_batch) : std::nullopt;
    }
};

}  // namespace sim::test
