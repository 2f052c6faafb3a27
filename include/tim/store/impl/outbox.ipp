#pragma once

#include "tim/store/detail/outbox.hpp"
#include "tim/store/detail/place.hpp"

namespace tim::store::detail {

TIM_DECL void Outbox::put(std::int64_t message, const Outgoing& outgoing, bool is_body, bool uncertain) {
    db_.run("INSERT INTO outbox(message, durable, uncertain, log, n, text) VALUES(?, ?, ?, ?, ?, ?)", message,
            outgoing.durable, uncertain, outgoing.log, outgoing.n, is_body ? std::string_view() : outgoing.text);
}

TIM_DECL void Outbox::replace(std::int64_t message, const Outgoing& outgoing, bool is_body) {
    const bool had_number =
        db_.find<bool>("DELETE FROM outbox WHERE message = ? RETURNING n > 0 OR uncertain", message).value_or(false);
    put(message, outgoing, is_body, had_number && outgoing.n == 0);
}

TIM_DECL void Outbox::number(const Numbered& numbered) {
    db_.run(
        "UPDATE outbox SET log = ?, n = ? WHERE message = (SELECT m.key FROM messages m JOIN conversations c "
        "ON c.key = m.conv WHERE m.msg_id = ? AND m.sender = ? AND c.type = ? AND c.id = ?)",
        numbered.log, numbered.n, numbered.msg_id, user_, numbered.conv.type, numbered.conv.id);
}

TIM_DECL void Outbox::forget_numbers() { db_.run("UPDATE outbox SET uncertain = 1, log = '', n = 0 WHERE n > 0"); }

TIM_DECL std::vector<std::int64_t> Outbox::given_up(bool unnumbered) {
    std::vector<std::int64_t> keys;
    db::Rows rows = db_.query(
        "SELECT m.key FROM messages m LEFT JOIN outbox o ON o.message = m.key WHERE m.era = ? AND (o.message IS NULL "
        "OR (? AND o.durable = 0 AND o.n = 0 AND o.uncertain = 0)) ORDER BY m.conv, m.pos, m.sub",
        era_afloat, unnumbered);
    while (rows.next()) keys.push_back(rows.get<std::int64_t>(0));
    return keys;
}

TIM_DECL void Outbox::unwant_unnumbered(std::int32_t why) {
    db_.run("UPDATE outbox SET unwanted = ? WHERE durable = 0 AND n = 0 AND uncertain = 0 AND unwanted = 0", why);
}

TIM_DECL void Outbox::unwant(std::int64_t message, std::int32_t why) {
    db_.run("UPDATE outbox SET unwanted = ? WHERE message = ?", why, message);
}

TIM_DECL std::vector<Unsent> Outbox::rows(std::vector<std::int64_t>& keys) {
    std::vector<Unsent> list;
    db::Rows rows = db_.query(
        "SELECT o.message, CASE o.text WHEN '' THEN m.body ELSE o.text END, o.durable, o.log, o.n, o.uncertain, "
        "o.unwanted FROM outbox o JOIN messages m "
        "ON m.key = o.message ORDER BY m.conv, m.era, m.pos, m.sub");
    while (rows.next()) {
        keys.push_back(rows.get<std::int64_t>(0));
        Unsent& unsent = list.emplace_back();
        unsent.outgoing.text = rows.get<std::string>(1);
        unsent.outgoing.durable = rows.get<bool>(2);
        unsent.outgoing.log = rows.get<std::string>(3);
        unsent.outgoing.n = rows.get<std::uint64_t>(4);
        unsent.uncertain = rows.get<bool>(5);
        unsent.unwanted = rows.get<std::int32_t>(6);
    }
    return list;
}

}  // namespace tim::store::detail
