#include "tests/simulation/device_reading.hpp"

#include "tests/simulation/history.hpp"
#include "tim/db/connection.hpp"
#include "tim/store/detail/schema.hpp"

#include <algorithm>

namespace sim {
namespace {

void read_messages(tim::db::Connection& db, std::map<std::int64_t, HeldLog*>& logs) {
    tim::db::Rows rows = db.query(
        "SELECT m.conv, m.sub = 0 AND m.era = c.era AND m.generation = c.generation, m.pos, m.seq, m.status, m.msg_id, "
        "m.sender, m.body FROM messages m JOIN conversations c ON c.key = m.conv ORDER BY m.conv, m.era, m.pos, m.sub");
    while (rows.next()) {
        HeldMessage& message = logs.at(rows.get<std::int64_t>(0))->messages.emplace_back();
        message.in_log = rows.get<bool>(1);
        message.pos = rows.get<tim::Position>(2);
        message.seq = rows.get<std::uint64_t>(3);
        message.status = rows.get<tim::MsgStatus>(4);
        message.msg_id = rows.get<std::optional<std::string>>(5).value_or("");
        message.sender = rows.get<std::string>(6);
        message.number = number_in(rows.get<std::string>(7));
    }
}

}  // namespace

std::string database_of(const std::string& user) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string name;
    for (const char c : user) (name += digits[static_cast<unsigned char>(c) >> 4]) += digits[c & 15];
    return name + ".db";
}

DeviceReading read_device(const Disk& disk, const std::string& user) {
    const std::string path = "./" + database_of(user);
    const std::vector<std::string> files = disk.files();
    if (std::find(files.begin(), files.end(), path) == files.end()) return {};
    return read_device(tim::db::OpenOptions::file(path).vfs(disk.vfs_name()));
}

DeviceReading read_device(tim::db::OpenOptions database) {
    DeviceReading reading;
    tim::db::Connection db(database.on_any_thread(), tim::store::detail::schema);
    std::map<std::int64_t, HeldLog*> logs;
    tim::db::Rows rows = db.query(
        "SELECT c.key, c.type, c.id, l.id, l.head, l.start_pos, l.end_pos, l.gone FROM conversations c "
        "LEFT JOIN logs l ON l.conv = c.key");
    while (rows.next()) {
        HeldLog& log = reading[tim::ConvKey(rows.get<tim::ConvType>(1), rows.get<std::string>(2))];
        logs[rows.get<std::int64_t>(0)] = &log;
        log.id = rows.get<std::optional<std::string>>(3).value_or("");
        if (log.id.empty()) continue;
        log.head = rows.get<tim::Position>(4);
        log.start = rows.get<tim::Position>(5);
        log.end = rows.get<tim::Position>(6);
        log.gone = rows.get<bool>(7);
    }
    tim::db::Rows ranges = db.query("SELECT conv, first, last FROM ranges");
    while (ranges.next())
        logs.at(ranges.get<std::int64_t>(0))->held.add({ranges.get<tim::Position>(1), ranges.get<tim::Position>(2)});
    read_messages(db, logs);
    return reading;
}

}  // namespace sim
