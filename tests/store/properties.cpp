#include "tests/store/support.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

namespace {

/// A log as the hub has it. Positions may be void, of unknown kind, or messages: of others, or of alice.
struct HubLog {
    std::string id;
    ConvKey conv;
    std::vector<wire::Entry> entries;  // in order
    Position head = 0;

    void append(SeededRandom& random) {
        ++head;
        if (random.chance(15)) return;  // not for this user
        if (random.chance(10)) {
            entries.push_back(entry(head, "glow", "bob", "", "{}"));
            return;
        }
        static const std::vector<std::string> authors{"bob", "carol", "alice"};
        wire::Entry one = message(head, authors[random.below(3)]);
        one.id = one.from + "-" + id + "-" + std::to_string(++made_);
        entries.push_back(one);
    }

    /// The hub was restored from a backup.
    void lose(Position newest) {
        head = newest;
        while (!entries.empty() && entries.back().pos > head) entries.pop_back();
    }

    Batch answer_about(Position from, Position to) const {
        std::vector<wire::Entry> within;
        for (const wire::Entry& one : entries)
            if (one.pos >= from && one.pos <= to) within.push_back(one);
        return answer(id, from, to, std::move(within), head);
    }

    std::vector<std::string> message_ids() const {
        std::vector<std::string> ids;
        for (const wire::Entry& one : entries)
            if (one.kind == "message") ids.push_back(one.id);
        return ids;
    }

private:
    int made_ = 0;
};

HubLog random_log(SeededRandom& random, std::string id, ConvKey conv, Position length) {
    HubLog log;
    log.id = std::move(id);
    log.conv = std::move(conv);
    for (Position pos = 0; pos < length; ++pos) log.append(random);
    return log;
}

/// Answers that together cover the log, some of it twice, in any order.
std::vector<Batch> random_answers(SeededRandom& random, const HubLog& log) {
    std::vector<Batch> answers;
    for (Position from = 1; from <= log.head;) {
        const Position to = std::min(log.head, from + random.below(8));
        answers.push_back(log.answer_about(from, to));
        from = to + 1;
    }
    for (std::uint64_t more = random.below(6); more != 0; --more) {
        const Position from = random.between(1, log.head);
        answers.push_back(log.answer_about(from, std::min(log.head, from + random.below(12))));
    }
    for (std::size_t i = answers.size(); i > 1; --i) std::swap(answers[i - 1], answers[random.below(i)]);
    return answers;
}

/// Applies in random portions, and opens the store anew between some of them. Returns how many news were told of.
std::size_t apply_all(Device& alice, SeededRandom& random, std::vector<Batch> batches) {
    std::size_t news = 0;
    for (std::size_t done = 0; done < batches.size();) {
        const std::size_t count = std::min<std::size_t>(batches.size() - done, random.between(1, 4));
        const Applied applied = alice->apply(std::span(batches).subspan(done, count));
        news += applied.news;
        done += count;
        for (const LogState& told : applied.logs) REQUIRE(told == log_state(alice, told.log));
        if (random.chance(10)) alice.reopen();
    }
    return news;
}

std::vector<std::string> news_of(Device& alice, const ConvKey& conv) {
    std::vector<std::string> ids;
    for (const News& one : alice->news(0, 1'000'000))
        if (one.message.conv_id == conv.id) ids.push_back(one.message.msg_id);
    return ids;
}

std::vector<std::string> reversed(std::vector<std::string> ids) {
    std::reverse(ids.begin(), ids.end());
    return ids;
}

template <class Without>
std::vector<std::string> without(std::vector<std::string> ids, const Without& gone) {
    std::erase_if(ids, [&](const std::string& id) { return gone.count(id) != 0; });
    return ids;
}

/// Some of alice's messages were sent from this device: it saves them, and may hear of its sends by acknowledgement or
/// by entry.
std::set<std::string> save_own(Device& alice, SeededRandom& random, const HubLog& log) {
    std::set<std::string> own;
    for (const wire::Entry& one : log.entries) {
        if (one.from != "alice" || one.kind != "message" || !random.chance(50)) continue;
        alice->save_outgoing(outgoing(one.id, log.conv));
        if (random.chance(20)) alice->failed(log.conv, one.id, 10017);
        own.insert(one.id);
    }
    return own;
}

std::size_t acknowledge_some(Device& alice, SeededRandom& random, const HubLog& log, const std::set<std::string>& own) {
    std::size_t news = 0;
    for (const wire::Entry& one : log.entries) {
        if (own.count(one.id) == 0 || !random.chance(60)) continue;
        wire::Sent acknowledged = sent(log.id, one.pos);
        acknowledged.seq = one.seq;
        news += note_delivered(alice, log.conv, one.id, acknowledged).changes.news;
    }
    return news;
}

TEST_CASE("answers in any order, split and repeated, end in the same rows, ranges and news", "[store]") {
    const std::uint64_t seed = GENERATE(range(1, 41));
    CAPTURE(seed);
    SeededRandom random(seed);
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    alice->greet("epoch", user_log, 2);
    apply(alice, answer(user_log, 1, 2, {conv(1, bob, bob_log), conv(2, team, team_log)}));

    const std::vector<HubLog> logs{random_log(random, std::string(bob_log), bob, random.between(1, 60)),
                                   random_log(random, std::string(team_log), team, random.between(1, 60))};
    std::vector<std::set<std::string>> own;
    std::vector<Batch> batches;
    for (const HubLog& log : logs) {
        own.push_back(save_own(alice, random, log));
        for (Batch& batch : random_answers(random, log)) {
            const std::size_t at = random.below(batches.size() + 1);
            batches.insert(batches.begin() + static_cast<std::ptrdiff_t>(at), std::move(batch));
        }
    }
    const std::size_t half = batches.size() / 2;
    std::size_t told = apply_all(alice, random, {batches.begin(), batches.begin() + static_cast<std::ptrdiff_t>(half)});
    for (std::size_t i = 0; i < logs.size(); ++i) told += acknowledge_some(alice, random, logs[i], own[i]);
    told += apply_all(alice, random, {batches.begin() + static_cast<std::ptrdiff_t>(half), batches.end()});

    for (std::size_t i = 0; i < logs.size(); ++i) {
        const HubLog& log = logs[i];
        CHECK(history(alice, log.conv) == reversed(log.message_ids()));
        CHECK(held(alice, log.id) == std::vector<Range>{{1, log.head}});
        CHECK(log_state(alice, log.id).news_to == log.head);
        CHECK(news_of(alice, log.conv) == without(log.message_ids(), own[i]));
        for (const MessageData& message : newest_of(alice, log.conv, 1000))
            REQUIRE(message.status == MsgStatus::send_succ);
    }
    CHECK(told == alice->news(0, 1'000'000).size());
}

TEST_CASE("news are a beginning of the log at every moment, in its order and without repeats", "[store]") {
    const std::uint64_t seed = GENERATE(range(100, 120));
    CAPTURE(seed);
    SeededRandom random(seed);
    Device alice;
    log_in(alice);
    const HubLog log = random_log(random, std::string(bob_log), bob, 40);
    const std::vector<std::string> all = log.message_ids();
    for (const Batch& batch : random_answers(random, log)) {
        const std::size_t before = alice->news(0, 1000).size();
        const Applied applied = apply(alice, batch);
        const std::vector<std::string> news = all_news(alice);
        REQUIRE(news.size() == before + applied.news);
        REQUIRE(news.size() <= all.size());
        REQUIRE(std::equal(news.begin(), news.end(), all.begin()));
    }
    CHECK(all_news(alice) == all);
}

/// Whether the ids of `part` stand in `whole` in the same order.
bool is_subsequence(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
    auto at = whole.begin();
    for (const std::string& id : part) {
        at = std::find(at, whole.end(), id);
        if (at == whole.end()) return false;
        ++at;
    }
    return true;
}

TEST_CASE("a hub that was restored from backups: nothing is doubled, nothing that was held is gone", "[store]") {
    const std::uint64_t seed = GENERATE(range(200, 240));
    CAPTURE(seed);
    SeededRandom random(seed);
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    HubLog log = random_log(random, std::string(bob_log), bob, 30);
    std::set<std::string> seen;
    for (int epoch = 1; epoch <= 4; ++epoch) {
        log_in(alice, "epoch " + std::to_string(epoch));
        std::vector<Batch> answers = random_answers(random, log);
        const bool complete = epoch == 4 || random.chance(50);
        if (!complete) answers.resize(answers.size() / 2);
        for (const Batch& batch : answers)
            for (const wire::Entry& one : batch.range.entries)
                if (one.kind == "message") seen.insert(one.id);
        apply_all(alice, random, answers);

        const std::vector<std::string> now = reversed(history(alice));
        REQUIRE(std::set<std::string>(now.begin(), now.end()) == seen);
        REQUIRE(now.size() == seen.size());
        if (complete) {
            REQUIRE(held(alice) == std::vector<Range>{{1, log.head}});
            REQUIRE(is_subsequence(log.message_ids(), now));
            const std::vector<std::string> news = all_news(alice);
            REQUIRE(std::set<std::string>(news.begin(), news.end()).size() == news.size());
        }
        log.lose(random.between(1, log.head));
        for (std::uint64_t more = random.below(20); more != 0; --more) log.append(random);
    }
}

}  // namespace
