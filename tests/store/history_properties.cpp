// Random traffic against a naive model of what one device should show.

#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"
#include "tim/codec/read.hpp"
#include "tim/store/detail/place.hpp"

#include <algorithm>
#include <limits>
#include <set>

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

using Ids = std::vector<std::string>;
using store::detail::last_position;

/// The log with bob as the hub keeps it for alice, and alice's own log. Every position has a time of its own.
struct Hub {
    struct Slot {
        wire::Entry entry;  // no id: nothing that alice may see
        UnixMillis time = 0;
        bool gone = false;
    };

    std::vector<Slot> slots;  // position 1 is the first
    std::vector<wire::Entry> own{conv(1, bob, bob_log)};
    Position cleared = 0;
    Position read = 0;

    Position head() const { return slots.size(); }

    Batch answer_about(Position from, Position to) const {
        std::vector<wire::Entry> entries;
        for (Position pos = from; pos <= to; ++pos) {
            const Slot& slot = slots[pos - 1];
            if (!slot.gone && !slot.entry.kind.empty()) entries.push_back(slot.entry);
        }
        return answer(bob_log, from, to, std::move(entries), head());
    }

    /// As the protocol page says.
    Batch sync(const wire::SyncQuery& query) const {
        Position from = query.from;
        Position to = std::min(query.to, head());
        const auto cut = [&](const Slot& slot, bool later) {
            if (query.time != 0) return later ? slot.time > query.time : slot.time < query.time;
            if (query.seq == 0 || slot.entry.seq == 0) return false;
            return later ? slot.entry.seq > query.seq : slot.entry.seq < query.seq;
        };
        if (query.newest) {
            for (Position pos = to; pos >= from; --pos)
                if (cut(slots[pos - 1], true)) to = pos - 1;
            if (to >= from) from = std::max(from, to - std::min<Position>(to - 1, query.count - 1));
        } else {
            for (Position pos = from; pos <= to; ++pos)
                if (cut(slots[pos - 1], false)) from = pos + 1;
            if (to >= from) to = std::min(to, from + query.count - 1);
        }
        if (to < from) return answer(bob_log, query.from, query.from - 1, {}, head());
        return answer_about(from, to);
    }

    void tell(wire::Entry one) {
        one.pos = own.size() + 1;
        own.push_back(std::move(one));
    }
};

/// What the device should show: every message at its place, the naive way.
struct Model {
    struct Item {
        std::string id;
        Position pos = 0;  // that it stands at, or behind
        bool is_local = false;
        bool is_others = false;
        bool counts = false;
        bool deleted = false;
        UnixMillis time = 0;
    };

    std::vector<Item> items;   // in the order of the history
    std::vector<Item> afloat;  // being sent
    std::set<Position> held;
    std::set<Position> removed;
    Position head = 0;
    Position cleared = 0;
    Position read = 0;

    void take(const wire::EntryRange& range) {
        head = std::max(head, range.head);
        for (const wire::Entry& one : range.entries)
            if (held.count(one.pos) == 0) take(one);
        for (Position pos = range.from; pos <= range.to; ++pos) held.insert(pos);
    }

    void take(const wire::Entry& one) {
        if (one.kind == "read") read = std::max(read, codec::read<wire::ReadMark>(one.body.view())->pos);
        if (one.kind != "message") return;
        std::erase_if(afloat, [&](const Item& item) { return item.id == one.id; });
        if (one.pos > cleared) insert(one.pos, one.id, one.from, one.time, !one.quiet);
    }

    void insert(Position pos, const std::string& id, const std::string& from, UnixMillis time, bool counts) {
        const auto behind = [&](const Item& item) { return item.pos >= pos; };
        items.insert(std::find_if(items.begin(), items.end(), behind),
                     {id, pos, false, from != "alice", counts, removed.count(pos) != 0, time});
    }

    void acknowledge(const std::string& id, Position pos, UnixMillis time) {
        if (std::erase_if(afloat, [&](const Item& item) { return item.id == id; }) != 0 && pos > cleared)
            insert(pos, id, "alice", time, true);
        held.insert(pos);
        head = std::max(head, pos);
    }

    /// That a position was removed tells that it exists.
    void put_newest(const std::string& id, UnixMillis time) {
        Position newest = std::max(head, items.empty() ? 0 : items.back().pos);
        if (!removed.empty() && *removed.rbegin() > cleared) newest = std::max(newest, *removed.rbegin());
        items.push_back({id, newest, true, false, false, false, time});
    }

    void import(const std::string& id, UnixMillis time) {
        const auto fits = [&](const Item& item) { return item.time <= time; };
        const auto last = std::find_if(items.rbegin(), items.rend(), fits);
        const Position pos = last == items.rend() ? 0 : last->pos;
        items.insert(last.base(), {id, pos, true, true, false, false, time});
    }

    void remove(Position pos) {
        removed.insert(pos);
        for (Item& item : items) item.deleted |= item.pos == pos && !item.is_local;
    }

    void remove(const std::string& id) {
        for (Item& item : items) item.deleted |= item.id == id;
    }

    void clear(Position to) {
        if (to <= cleared) return;
        cleared = to;
        read = std::max(read, to);
        std::erase_if(items, [&](const Item& item) { return item.pos <= cleared; });
    }

    std::vector<Item> all() const {
        std::vector<Item> list = items;
        list.insert(list.end(), afloat.begin(), afloat.end());
        return list;
    }

    std::size_t unread() const {
        return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [&](const Item& item) {
            return item.is_others && !item.is_local && item.counts && !item.deleted && item.pos > read;
        }));
    }

    /// A time window is cut at messages that stand at positions, also at those that only the hub has; others are in it
    /// by their own time.
    Ids page(const HistoryRead& wanted) const {
        std::vector<Item> list = all();
        const UnixMillis begin = static_cast<UnixMillis>(wanted.begin) * 1000;
        const UnixMillis end =
            wanted.end == 0 ? std::numeric_limits<UnixMillis>::max() : static_cast<UnixMillis>(wanted.end) * 1000 + 999;
        const auto is_early = [&](const Item& item) {
            return (!item.is_local && item.time < begin) ||
                   (wanted.edge && wanted.newer && item.pos + 1 < *wanted.edge);
        };
        const auto is_late = [&](const Item& item) {
            return (!item.is_local && item.time > end) || (wanted.edge && !wanted.newer && item.pos > *wanted.edge);
        };
        list.erase(std::find_if(list.begin(), list.end(), is_late), list.end());
        list.erase(list.begin(), std::find_if(list.rbegin(), list.rend(), is_early).base());
        if (!wanted.newer) std::reverse(list.begin(), list.end());
        if (!wanted.after.empty()) {
            const auto start =
                std::find_if(list.begin(), list.end(), [&](const Item& item) { return item.id == wanted.after; });
            list.erase(list.begin(), start == list.end() ? start : start + 1);
        }
        Ids ids;
        for (const Item& item : list)
            if (!item.deleted && item.time >= begin && item.time <= end && ids.size() < wanted.count)
                ids.push_back(item.id);
        return ids;
    }
};

class World {
public:
    explicit World(std::uint64_t seed) : random_(seed), alice_(in_folder(folder_)) { log_in(alice_); }

    void step() {
        now_ += static_cast<UnixMillis>(random_.below(2500));
        const std::uint64_t dice = random_.below(100);
        if (dice < 30) return append("bob");
        if (dice < 34) return append("");
        if (dice < 42) return send();
        if (dice < 56) return ask();
        if (dice < 68) return deliver();
        if (dice < 74) return acknowledge();
        if (dice < 78) return remove();
        if (dice < 80) return remove_local();
        if (dice < 83) return read();
        if (dice < 85) return read_elsewhere();
        if (dice < 86) return clear();
        if (dice < 92) return import();
        if (dice < 95) return save();
        if (dice < 97) return fail();
        if (dice < 98) alice_.reopen();
        push_own();
    }

    void check() {
        HistoryRead wanted(bob, random_.chance(30) ? 1000 : 1 + random_.below(6));
        wanted.newer = random_.chance(50);
        const std::vector<Model::Item> all = model_.all();
        if (random_.chance(60) && !all.empty()) {
            wanted.after = all[random_.below(all.size())].id;
        } else if (random_.chance(60)) {
            if (random_.chance(60)) wanted.end = to_seconds(time_of(0)) + random_.below(200);
            if (random_.chance(60)) wanted.begin = to_seconds(time_of(0)) + random_.below(200);
        }
        CAPTURE(wanted.after, wanted.begin, wanted.end, wanted.newer, wanted.count);
        REQUIRE(ids_of(alice_->history(wanted).messages) == model_.page(wanted));
        REQUIRE(unread(alice_) == model_.unread());
        if (random_.chance(40)) check_complete(wanted);
    }

    /// Everything that the hub has comes to the device.
    void settle() {
        while (!own_.empty() || !waiting_.empty() || told_ < hub_.own.size()) {
            push_own();
            deliver();
            acknowledge();
        }
        if (hub_.head() > 0) apply_to_both(hub_.answer_about(1, hub_.head()));
        check();
        for (const Model::Item& item : model_.items) {
            if (item.is_local) continue;
            REQUIRE(item.deleted == hub_.slots[item.pos - 1].gone);
        }
        REQUIRE(model_.cleared == hub_.cleared);
        Ids visible;
        for (const Hub::Slot& slot : hub_.slots)
            if (!slot.gone && slot.entry.kind == "message") visible.push_back(slot.entry.id);
        Ids shown;
        for (const Model::Item& item : model_.items)
            if (!item.is_local && !item.deleted) shown.push_back(item.id);
        REQUIRE(shown == visible);
    }

private:
    void append(const std::string& from) {
        Hub::Slot slot;
        slot.time = now_;
        const Position pos = hub_.head() + 1;
        if (!from.empty()) {
            slot.entry = message(pos, from);
            slot.entry.time = now_;
            slot.entry.seq = ++seq_;
            slot.entry.quiet = random_.chance(20);
        }
        hub_.slots.push_back(std::move(slot));
    }

    void send() {
        const std::string id = "alice-own-" + std::to_string(++made_);
        alice_->save_outgoing(dated(id, 0));
        model_.afloat.push_back({id, last_position, true, false, false, false, seconds()});
        own_.push_back(id);
        append("alice");
        Hub::Slot& slot = hub_.slots.back();
        slot.entry.id = id;
        own_positions_.push_back(slot.entry.pos);
    }

    void acknowledge() {
        if (own_.empty()) return;
        const std::string id = own_.front();
        const Position pos = own_positions_.front();
        own_.erase(own_.begin());
        own_positions_.erase(own_positions_.begin());
        wire::Sent reply = sent(bob_log, pos);
        reply.time = hub_.slots[pos - 1].time;
        reply.seq = hub_.slots[pos - 1].entry.seq;
        alice_->delivered(std::array{Delivery(bob, id, reply)});
        model_.acknowledge(id, pos, reply.time);
    }

    /// The hub answers now; the answer may come much later.
    void ask() {
        if (hub_.head() == 0) return;
        const Position from = random_.between(1, hub_.head());
        Batch reply = hub_.answer_about(from, std::min(hub_.head(), from + random_.below(6)));
        reply.skips_to_newest = random_.chance(30);
        waiting_.push_back(std::move(reply));
    }

    void deliver() {
        if (waiting_.empty()) return;
        const auto which = waiting_.begin() + static_cast<std::ptrdiff_t>(random_.below(waiting_.size()));
        apply_to_both(*which);
        waiting_.erase(which);
    }

    void apply_to_both(const Batch& batch) {
        apply(alice_, batch);
        model_.take(batch.range);
    }

    void push_own() {
        if (told_ >= hub_.own.size()) return;
        const wire::Entry one = hub_.own[told_++];
        apply_own(alice_, one);
        if (one.kind == "removed") {
            const wire::Removal removal = *codec::read<wire::Removal>(one.body.view());
            for (const Position pos : removal.positions)
                if (pos > model_.cleared) model_.remove(pos);
        }
        if (one.kind == "cleared") model_.clear(codec::read<wire::Clear>(one.body.view())->pos);
    }

    void remove() {
        if (hub_.head() == 0) return;
        std::vector<Position> positions;
        for (std::uint64_t n = random_.between(1, 3); n != 0; --n) {
            const Position pos = random_.between(1, hub_.head());
            Hub::Slot& slot = hub_.slots[pos - 1];
            if (slot.gone || slot.entry.kind != "message") continue;
            slot.gone = true;
            positions.push_back(pos);
        }
        if (!positions.empty()) hub_.tell(removed_entry(0, bob_log, positions));
    }

    void remove_local() {
        if (model_.items.empty()) return;
        const Model::Item& item = model_.items[random_.below(model_.items.size())];
        if (!item.is_local) return;
        alice_->remove_local(bob, std::array{item.id});
        model_.remove(std::string(item.id));
    }

    void read() {
        if (model_.items.empty()) return;
        const Model::Item& item = model_.items[random_.below(model_.items.size())];
        alice_->mark_read(bob, item.id);
        const Position to = std::min(item.pos, model_.head);
        const auto is_news = [&](const Model::Item& one) {
            return one.is_others && !one.is_local && one.pos > model_.read && one.pos <= to;
        };
        bool moves = std::any_of(model_.items.begin(), model_.items.end(), is_news);
        for (Position pos = model_.read + 1; pos <= to; ++pos) moves |= model_.held.count(pos) == 0;
        if (moves) model_.read = std::max(model_.read, to);
    }

    void read_elsewhere() {
        if (hub_.head() == 0) return;
        Hub::Slot slot;
        slot.time = now_;
        hub_.read = std::max(hub_.read, random_.between(1, hub_.head()));
        slot.entry = read_entry(hub_.head() + 1, bob_log, hub_.read);
        slot.entry.seq = 0;
        slot.entry.time = now_;
        hub_.slots.push_back(slot);
    }

    void clear() {
        if (hub_.head() == 0) return;
        hub_.cleared = std::max(hub_.cleared, random_.below(hub_.head()) + 1);
        for (Position pos = 1; pos <= hub_.cleared; ++pos) {
            Hub::Slot& slot = hub_.slots[pos - 1];
            if (slot.entry.kind == "message") slot.gone = true;
        }
        hub_.tell(cleared_entry(0, bob_log, hub_.cleared));
    }

    void import() {
        const std::string id = "carol-in-" + std::to_string(++made_);
        const std::uint64_t time = to_seconds(time_of(0)) + random_.below(to_seconds(now_ - time_of(0)) + 1);
        MessageData data = dated(id, time);
        data.sender = "carol";
        alice_->import(bob, std::array{data});
        model_.import(id, static_cast<UnixMillis>(time) * 1000);
    }

    void save() {
        const std::string id = "alice-note-" + std::to_string(++made_);
        alice_->save(bob, dated(id, to_seconds(now_)));
        model_.put_newest(id, seconds());
    }

    void fail() {
        const std::string id = "alice-failed-" + std::to_string(++made_);
        alice_->save_outgoing(dated(id, 0));
        alice_->failed(bob, id, 10017);
        model_.put_newest(id, seconds());
    }

    /// Reads as a session does, asking for what is missing: then the page is what the model shows.
    void check_complete(HistoryRead wanted) {
        wanted.complete = true;
        HistoryPage page = alice_->history(wanted);
        for (int tries = 0; page.missing; ++tries) {
            REQUIRE(tries < 300);
            const Batch reply = hub_.sync(*page.missing);
            apply_to_both(reply);
            REQUIRE(wanted.answered(*page.missing, reply.range));
            page = alice_->history(wanted);
        }
        REQUIRE(ids_of(page.messages) == model_.page(wanted));
        check_gapless(page.messages);
        if (page.messages.size() < wanted.count) check_end(wanted, page.messages);
    }

    /// A page that is not full ends where the log does, not at what the device does not hold. Upwards it begins at the
    /// oldest message that the device holds.
    void check_end(const HistoryRead& wanted, const std::vector<MessageData>& page) {
        if (wanted.begin != 0 || wanted.end != 0) return;
        const LogState log = log_state(alice_);
        Range passed{std::max(log.start, model_.cleared + 1), log.head};
        std::vector<Position> begin;
        if (!wanted.after.empty())
            begin = alice_->positions(bob, std::array{wanted.after}).positions;
        else if (wanted.newer && !page.empty())
            begin = alice_->positions(bob, std::array{page.front().msg_id}).positions;
        if (begin.empty() && (wanted.newer || !wanted.after.empty())) return;
        if (!begin.empty()) (wanted.newer ? passed.from : passed.to) = begin[0];
        if (passed.from <= passed.to) REQUIRE_FALSE(log.held.newest_hole(passed));
    }

    /// No message of the hub's lies between those of the page and is not among them.
    void check_gapless(const std::vector<MessageData>& messages) {
        std::set<std::string> ids;
        std::vector<Position> positions;
        for (const MessageData& one : messages) {
            ids.insert(one.msg_id);
            for (const Position pos : alice_->positions(bob, std::array{one.msg_id}).positions)
                positions.push_back(pos);
        }
        if (positions.empty()) return;
        const auto [first, last] = std::minmax_element(positions.begin(), positions.end());
        for (Position pos = *first; pos <= *last; ++pos) {
            const Hub::Slot& slot = hub_.slots[pos - 1];
            const bool visible = !slot.gone && slot.entry.kind == "message";
            if (visible && ids.count(slot.entry.id) == 0) REQUIRE(alice_->find(std::array{slot.entry.id}).size() == 1);
        }
    }

    MessageData dated(const std::string& id, std::uint64_t time) const {
        MessageData data = outgoing(id);
        data.client_time = to_seconds(now_);
        data.server_time = time;
        return data;
    }
    UnixMillis seconds() const { return now_ / 1000 * 1000; }

    SeededRandom random_;
    tim::test::TemporaryDirectory folder_;
    Device alice_;
    Hub hub_;
    Model model_;
    std::vector<Batch> waiting_;
    std::size_t told_ = 1;
    Ids own_;
    std::vector<Position> own_positions_;
    UnixMillis now_ = time_of(1);
    std::uint64_t seq_ = 0;
    int made_ = 0;
};

TEST_CASE("after any traffic pages, unread and what is gone are what a naive model says", "[store]") {
    const std::uint64_t seed = GENERATE(range(1, 61));
    CAPTURE(seed);
    World world(seed);
    for (int step = 0; step < 250; ++step) {
        CAPTURE(step);
        world.step();
        world.check();
    }
    world.settle();
}

}  // namespace
