#include "tests/session/rig.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tim/codec/read.hpp"
#include "tim/wire/tables.hpp"

#include <functional>

using namespace tim;
using namespace tim::session;
using tim::session::test::Outcome;
using tim::session::test::Rig;
using tim::session::test::ScriptedLink;

namespace {

/// A hub in small: one log of alice and bob, held as `docs/protocol.md` wants it. It counts the frames that it reads
/// and writes, and in the place of one of them something happens to the client.
class SmallHub {
public:
    SmallHub(Rig& rig, int cut_at, std::function<void()> accident)
        : rig_(rig), cut_at_(cut_at), accident_(std::move(accident)) {}

    /// Answers until the client has nothing more to say and the link stands.
    void serve() {
        for (int quiet = 0; quiet < 3;) {
            rig_.run();
            if (rig_.link().ended()) {
                accepted_ = nullptr;
                rig_.pass(1000);
            } else if (accepted_ != &rig_.link()) {
                accepted_ = &rig_.link();
                rig_.link().accept();
            } else if (const std::string frame = rig_.link().heard(); !frame.empty()) {
                quiet = 0;
                take(frame);
            } else {
                ++quiet;
            }
        }
    }
    /// Bob writes, and it is pushed.
    void bob_writes(const std::string& words) {
        append("bob", "bob-1-" + std::to_string(log.size() + 1),
               "{\"message_elem_array\":[{\"elem_type\":0,\"text_elem_content\":\"" + words + "\"}]}");
        if (greeted_) tell("{\"push\":\"entries\",\"body\":" + range(log.size(), log.size()) + "}");
    }

    int steps() const noexcept { return steps_; }

    struct Written {
        std::string from;
        std::string id;
        std::string body;
    };
    std::vector<Written> log;

private:
    bool cut_here() {
        if (steps_++ != cut_at_) return false;
        accident_();
        greeted_ = false;
        return true;
    }
    void tell(const std::string& frame) {
        if (!cut_here()) rig_.link().say(frame + "\n");
    }
    void reply(std::uint64_t id, const std::string& rest) { tell("{\"re\":" + std::to_string(id) + "," + rest + "}"); }

    void append(std::string from, std::string id, std::string body) {
        log.push_back({std::move(from), std::move(id), std::move(body)});
    }
    std::string range(Position from, Position to) const {
        std::string entries;
        for (Position pos = from; pos <= to; ++pos) {
            const Written& one = log.at(pos - 1);
            const std::string number = std::to_string(pos);
            entries += (entries.empty() ? "" : ",") + ("{\"pos\":" + number) +
                       ",\"kind\":\"message\",\"time\":1700000005000,\"seq\":" + number + ",\"version\":1,\"from\":\"" +
                       one.from + "\",\"id\":\"" + one.id + "\",\"body\":" + one.body + "}";
        }
        return "{\"log\":\"77aa\",\"from\":" + std::to_string(from) + ",\"to\":" + std::to_string(to) +
               ",\"head\":" + std::to_string(log.size()) + ",\"entries\":[" + entries + "]}";
    }

    void take(const std::string& frame) {
        if (cut_here()) return;
        const auto request = wire::read_request(frame).value();
        if (request.op == "hello") {
            greeted_ = true;
            reply(request.id,
                  "\"body\":{\"epoch\":\"e1\",\"heartbeat\":30000,\"time\":1,\"user_head\":0,\"user_log\":\"u1\","
                  "\"version\":1}");
        } else if (request.op == "heads") {
            reply(request.id,
                  "\"body\":{\"heads\":[{\"conv_type\":1,\"conv_id\":\"bob\",\"log\":\"77aa\",\"start\":1,\"head\":" +
                      std::to_string(log.size()) + ",\"n\":" + std::to_string(sends_.size()) + "}]}");
        } else if (request.op == "open") {
            reply(request.id, "\"body\":{\"log\":\"77aa\",\"start\":1,\"head\":" + std::to_string(log.size()) +
                                  ",\"n\":" + std::to_string(sends_.size()) + "}");
        } else if (request.op == "sync") {
            const auto query = codec::read<wire::SyncQuery>(request.body.view()).value();
            reply(request.id, "\"body\":" + range(query.from, std::min<Position>(query.to, log.size())));
        } else if (request.op == "send") {
            take_send(request.id, codec::read<wire::Send>(request.body.view()).value());
        } else {
            reply(request.id, "\"body\":{}");
        }
    }
    void take_send(std::uint64_t id, const wire::Send& send) {
        if (send.n > sends_.size() + 1)
            return reply(id, "\"code\":20004,\"retry\":true,\"body\":{\"n\":" + std::to_string(sends_.size()) + "}");
        if (send.n == sends_.size() + 1) {
            const auto message = codec::read<MessageData>(send.message.view()).value();
            append("alice", message.msg_id, send.message.text());
            sends_.push_back(log.size());
            if (sends_.size() == 2) bob_writes("in between");
        }
        const std::string pos = std::to_string(sends_.at(send.n - 1));
        reply(id, "\"body\":{\"log\":\"77aa\",\"pos\":" + pos + ",\"seq\":" + pos +
                      ",\"time\":1700000005000,\"version\":1}");
    }

    Rig& rig_;
    int cut_at_;
    std::function<void()> accident_;
    int steps_ = 0;
    ScriptedLink* accepted_ = nullptr;
    bool greeted_ = false;
    std::vector<Position> sends_;  ///< position by n
};

std::vector<std::string> ids_of(const std::vector<SmallHub::Written>& log) {
    std::vector<std::string> ids;
    for (const auto& one : log) ids.push_back(one.id);
    return ids;
}

/// The scenario with a cut at one step. Returns how many steps there were.
int run_with_cut(int cut_at) {
    CAPTURE(cut_at);
    Rig rig;
    SmallHub hub(rig, cut_at, [&rig] { rig.link().cut(); });
    hub.bob_writes("before");
    const auto login = rig.login();
    std::vector<Outcome<MessageData>> sent;
    for (const char* words : {"one", "two", "three"}) sent.push_back(rig.send(Rig::text(words)));
    hub.serve();
    hub.bob_writes("after");
    hub.serve();

    CHECK(login.code() == 0);
    CHECK(rig.session->state() == ConnectionState::online);
    for (const auto& outcome : sent) CHECK(outcome.code() == 0);
    REQUIRE(hub.log.size() == 6);
    std::vector<std::string> own;
    for (const auto& one : hub.log)
        if (one.from == "alice") own.push_back(one.id);
    REQUIRE(own.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(sent[i].value().msg_id == own[i]);

    std::vector<std::string> held;
    for (const MessageData& message : rig.messages()) {
        held.insert(held.begin(), message.msg_id);
        CHECK(message.status == MsgStatus::send_succ);
    }
    CHECK(held == ids_of(hub.log));
    std::vector<std::string> news;
    for (const Event& event : rig.events()) {
        CHECK_FALSE(std::holds_alternative<SendSettled>(event));
        if (const auto* arrived = std::get_if<MessageArrived>(&event))
            news.push_back(std::get<TextElem>(arrived->message.elements.at(0)).content);
    }
    CHECK(news == std::vector<std::string>{"before", "in between", "after"});
    return hub.steps();
}

/// The program ends at one step and begins anew on the same disk. Returns how many steps there were.
int run_with_kill(int kill_at) {
    CAPTURE(kill_at);
    const tim::test::TemporaryDirectory folder;
    SessionOptions options;
    options.store = store::StoreOptions(folder.file(u8"data"));
    Rig rig(options);
    SmallHub hub(rig, kill_at, [&] {
        rig.session->stop();
        rig.run();
        rig.make(options);
        rig.login();
    });
    rig.login();
    Call durable;
    durable.durable = true;
    for (const char* words : {"one", "two", "three"}) rig.send(Rig::text(words), durable);
    hub.serve();

    CHECK(rig.session->state() == ConnectionState::online);
    std::vector<std::string> held;
    for (const MessageData& message : rig.messages()) {
        held.insert(held.begin(), message.msg_id);
        CHECK(message.status == MsgStatus::send_succ);
    }
    CHECK(held == ids_of(hub.log));
    std::vector<std::string> words;
    for (const auto& one : hub.log)
        words.push_back(std::get<TextElem>(codec::read<MessageData>(one.body).value().elements.at(0)).content);
    CHECK(words == std::vector<std::string>{"one", "two", "in between", "three"});
    return hub.steps();
}

}  // namespace

TEST_CASE(
    "wherever the program is killed, durable sends arrive once and in order, and the device holds what the hub has") {
    const int steps = run_with_kill(-1);
    CHECK(steps >= 10);
    for (int kill_at = 0; kill_at < steps; ++kill_at) run_with_kill(kill_at);
}

TEST_CASE("wherever the link is cut, sends arrive once and in order, and the device holds what the hub has") {
    const int steps = run_with_cut(-1);
    CHECK(steps >= 13);
    for (int cut_at = 0; cut_at < steps; ++cut_at) run_with_cut(cut_at);
}
