// docs/protocol.md, taken at its word: frames written by hand against a real hub, answers read by an independent
// reader.

#include "tests/support/catch.hpp"
#include "tim/hub/hub.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/json.hpp>

#include <chrono>
#include <deque>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace tim;

namespace {

namespace json = boost::json;

/// A client that knows nothing but text.
class HandClient final : public wire::Link, public std::enable_shared_from_this<HandClient> {
public:
    explicit HandClient(boost::asio::io_context& context) : context_(context) {}

    void connect(wire::Peer& peer) {
        endpoint_ = peer.accept(wire::LinkInfo{"192.0.2.1", false});
        endpoint_->opened(shared_from_this());
    }

    /// Writes a packet as it is.
    void says(std::string packet) {
        if (endpoint_) endpoint_->received(std::move(packet));
    }

    /// The next frame that comes.
    json::object hears() {
        while (frames_.empty()) run_one();
        const std::string text = std::move(frames_.front());
        frames_.pop_front();
        return json::parse(text).as_object();
    }

    /// Writes a request and returns the next frame.
    json::object asks(std::string packet) {
        says(std::move(packet));
        return hears();
    }

    /// Everything that still comes until the hub has answered a ping, without that answer.
    std::vector<json::object> hears_all() {
        says(R"({"op":"ping","id":999999})");
        std::vector<json::object> all;
        for (;;) {
            json::object frame = hears();
            if (frame.contains("re") && frame.at("re") == 999999) return all;
            all.push_back(std::move(frame));
        }
    }

    bool silent() const { return frames_.empty(); }
    void stops_reading(bool stopped) {
        stopped_ = stopped;
        if (!stopped) wake();
    }
    /// Goes without a word.
    void lose() {
        if (const auto endpoint = std::exchange(endpoint_, nullptr)) endpoint->lost({});
    }

    /// The close code with which the hub ends the connection.
    std::uint16_t end() {
        while (endpoint_) run_one();
        return close_code_;
    }

    void wake() override {
        boost::asio::post(context_, [self = shared_from_this()] { self->take(); });
    }
    void close(std::uint16_t code) override {
        boost::asio::post(context_, [self = shared_from_this(), code] {
            self->take();
            self->close_code_ = code;
            self->lose();
        });
    }
    void drop() override {
        boost::asio::post(context_, [self = shared_from_this()] { self->lose(); });
    }

private:
    void take() {
        if (!endpoint_ || stopped_) return;
        std::vector<wire::FrameText> taken;
        endpoint_->take(taken, 1024 * 1024);
        for (const auto& frame : taken) {
            REQUIRE(frame->ends_with('\n'));
            REQUIRE(frame->find('\n') == frame->size() - 1);
            frames_.push_back(*frame);
        }
    }

    void run_one() {
        context_.restart();
        if (context_.run_one_for(std::chrono::seconds(60)) == 0) throw std::runtime_error("the hub stays silent");
    }

    boost::asio::io_context& context_;
    std::shared_ptr<wire::Endpoint> endpoint_;
    std::deque<std::string> frames_;
    std::uint16_t close_code_ = 0;
    bool stopped_ = false;
};

class PageClock final : public Clock {
public:
    UnixMillis unix_now() noexcept override { return now; }
    SteadyMillis steady_now() noexcept override { return now; }
    UnixMillis now = 1'700'000'000'042;
};

/// `text` with $name replaced.
std::string with(std::string text, const std::string& name, const std::string& value) {
    const std::string mark = "$" + name;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    return text;
}

/// A frame as it must be. Its `text` says why, in words that may change.
json::object without_text(json::object frame) {
    frame.erase("text");
    return frame;
}

json::object frame(std::string_view text) { return json::parse(text).as_object(); }

struct Page {
    explicit Page(Limits limits = Limits()) : hub(context.get_executor(), options(limits)) {}

    ~Page() {
        for (const auto& client : clients) client->lose();
    }

    hub::HubOptions options(Limits& limits) {
        limits.logins_per_second = 0;
        return hub::HubOptions().app(1400000000, Secret("key")).clock(clock).limits(limits);
    }

    std::shared_ptr<HandClient> connect() {
        auto client = std::make_shared<HandClient>(context);
        client->connect(*hub.peer());
        clients.push_back(client);
        return client;
    }

    std::string hello(const std::string& user, const std::string& device = "6f1c", int platform = 4) {
        std::string text = R"({"op":"hello","id":1,"body":{"app_id":1400000000,"client":"tim/0.1","device":"$device",)"
                           R"("platform":$platform,"resume":false,"sig":"$sig","user":"$user","version":1}})";
        text = with(std::move(text), "device", device);
        text = with(std::move(text), "platform", std::to_string(platform));
        text = with(std::move(text), "user", user);
        return with(std::move(text), "sig", std::string(hub.sign(user).reveal()));
    }

    std::shared_ptr<HandClient> login(const std::string& user, const std::string& device = "6f1c", int platform = 4) {
        auto client = connect();
        const json::object welcome = client->asks(hello(user, device, platform));
        REQUIRE(welcome.at("re") == 1);
        REQUIRE_FALSE(welcome.contains("code"));
        user_log = welcome.at("body").as_object().at("user_log").as_string().c_str();
        return client;
    }

    PageClock clock;
    boost::asio::io_context context;
    hub::Hub hub;
    std::string user_log;  ///< of the last login
    std::vector<std::shared_ptr<HandClient>> clients;
};

/// Alice and bob are logged in, and alice has opened their log.
struct TwoOnPage : Page {
    explicit TwoOnPage(Limits limits = Limits()) : Page(limits), bob(login("bob")) {
        bob_log = user_log;
        alice = login("alice");
        alice_log = user_log;
        const json::object opened = alice->asks(R"({"op":"open","id":2,"body":{"conv_type":1,"conv_id":"bob"}})");
        log = opened.at("body").as_object().at("log").as_string().c_str();
    }

    /// The page's `send`.
    std::string send(int id, int n, const std::string& msg_id = "alice-1700000000-812",
                     const std::string& text = "hi") {
        std::string packet =
            R"({"op":"send","id":$id,"body":{"conv_id":"bob","conv_type":1,"log":"$log","message":{"message_client_time":)"
            R"(1700000000,"message_elem_array":[{"elem_type":0,"text_elem_content":"$text"}],"message_msg_id":"$msg",)"
            R"("message_rand":812},"n":$n}})";
        packet = with(std::move(packet), "text", text);
        packet = with(std::move(packet), "id", std::to_string(id));
        packet = with(std::move(packet), "log", log);
        packet = with(std::move(packet), "msg", msg_id);
        return with(std::move(packet), "n", std::to_string(n));
    }

    json::object expected(const std::string& text) {
        return frame(with(with(with(text, "log", log), "alice", alice_log), "bob", bob_log));
    }

    /// Sends messages 1 to `count` and passes over what alice hears of it.
    void sends(int count) {
        for (int n = 1; n <= count; ++n) alice->says(send(100 + n, n, "alice-1-" + std::to_string(n)));
        alice->hears_all();
    }

    std::shared_ptr<HandClient> bob, alice;
    std::string bob_log, alice_log, log;
};

}  // namespace

TEST_CASE("protocol page: hello is answered with epoch, heartbeat, time and the user's log", "[protocol]") {
    Page page;
    const auto alice = page.connect();
    const json::object welcome = alice->asks(page.hello("alice") + "\n");
    CHECK(welcome.at("re") == 1);
    const json::object& body = welcome.at("body").as_object();
    CHECK(body.at("heartbeat").to_number<int>() == 30000);
    CHECK(body.at("time") == 1700000000042);
    CHECK(body.at("version") == 1);
    CHECK_FALSE(body.at("epoch").as_string().empty());
    CHECK_FALSE(body.at("user_log").as_string().empty());
    CHECK_FALSE(body.contains("user_head"));
}

TEST_CASE("protocol page: before hello everything is refused with 6014", "[protocol]") {
    Page page;
    const auto alice = page.connect();
    CHECK(without_text(alice->asks(R"({"op":"heads","id":7})")) == frame(R"({"re":7,"code":6014})"));
}

TEST_CASE("protocol page: a refused hello gets its code and ends the connection", "[protocol]") {
    Page page;
    struct {
        const char* name;
        const char* from;
        const char* to;
        int code;
    } cases[] = {
        {"version", R"("version":1)", R"("version":0)", 60017},
        {"user id", R"("user":"alice")", R"("user":"")", 7003},
        {"another user", R"("user":"alice")", R"("user":"bob")", 70013},
        {"no app", R"("app_id":1400000000)", R"("app_id":0)", 60006},
        {"another app", R"("app_id":1400000000)", R"("app_id":1)", 70014},
        {"forged", R"("sig":"eJ)", R"("sig":"e9)", 70003},
    };
    for (const auto& one : cases) {
        INFO(one.name);
        std::string hello = page.hello("alice");
        const std::size_t at = hello.find(one.from);
        REQUIRE(at != std::string::npos);
        hello.replace(at, std::string_view(one.from).size(), one.to);
        const auto client = page.connect();
        const json::object refused = client->asks(hello);
        CHECK(refused.at("code") == one.code);
        CHECK(refused.at("re") == 1);
        CHECK(client->end() == 1000);
    }
}

TEST_CASE("protocol page: a packet holds several frames, the last with or without a line feed", "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    alice->says(R"({"op":"ping","id":2})"
                "\n\n"
                R"({"op":"ping","id":3})");
    CHECK(alice->hears() == frame(R"({"re":2,"body":{}})"));
    CHECK(alice->hears() == frame(R"({"re":3,"body":{}})"));
}

TEST_CASE("protocol page: unknown fields are ignored, an unknown op gets 60017, an unreadable body 6027",
          "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    const json::object pong = alice->asks(R"({"op":"ping","id":2,"trace":{"a":[1]},"body":null})");
    CHECK(pong.at("re") == 2);
    CHECK_FALSE(pong.contains("code"));
    CHECK(without_text(alice->asks(R"({"op":"dance","id":3,"body":{}})")) == frame(R"({"re":3,"code":60017})"));
    CHECK(without_text(alice->asks(R"({"op":"open","id":4,"body":[]})")) == frame(R"({"re":4,"code":6027})"));
    CHECK(without_text(alice->asks(R"({"op":"open","id":5,"body":{"conv_type":"one"}})")) ==
          frame(R"({"re":5,"code":6027})"));
}

TEST_CASE("protocol page: a frame that cannot be read ends the connection with 1007", "[protocol]") {
    Page page;
    for (const char* text : {"nonsense", R"({"op":"ping","id":2)", "[]", "{\"op\":\"\xff\",\"id\":1}", R"("ping")"}) {
        INFO(text);
        const auto alice = page.login("alice");
        alice->says(text);
        CHECK(alice->end() == 1007);
    }
}

TEST_CASE("protocol page: open makes the log of two users without telling anybody", "[protocol]") {
    TwoOnPage page;
    CHECK(page.alice->asks(R"({"op":"open","id":3,"body":{"conv_type":1,"conv_id":"bob"}})") ==
          page.expected(R"({"re":3,"body":{"log":"$log","start":1}})"));
    CHECK(page.bob->asks(R"({"op":"open","id":3,"body":{"conv_type":1,"conv_id":"alice"}})") ==
          page.expected(R"({"re":3,"body":{"log":"$log","start":1}})"));
    CHECK(without_text(page.alice->asks(R"({"op":"open","id":4,"body":{"conv_type":1,"conv_id":"nobody"}})")) ==
          frame(R"({"re":4,"code":20003})"));
    CHECK(page.alice->asks(R"({"op":"heads","id":5,"body":{"after":"","count":500}})") ==
          frame(R"({"re":5,"body":{}})"));
}

TEST_CASE("protocol page: the first message writes both users' conv entries and is acknowledged behind them",
          "[protocol]") {
    TwoOnPage page;
    page.alice->says(page.send(7, 1));
    CHECK(page.alice->hears() ==
          page.expected(R"({"push":"entries","body":{"log":"$alice","from":1,"to":1,"head":1,"entries":[{"pos":1,)"
                        R"("kind":"conv","time":1700000000042,)"
                        R"("body":{"conv_type":1,"conv_id":"bob","log":"$log","start":1}}]}})"));
    CHECK(page.alice->hears() ==
          page.expected(R"({"re":7,"body":{"log":"$log","pos":1,"seq":1,"time":1700000000042,"version":1}})"));
    CHECK(page.bob->hears() ==
          page.expected(R"({"push":"entries","body":{"log":"$bob","from":1,"to":1,"head":1,"entries":[{"pos":1,)"
                        R"("kind":"conv","time":1700000000042,)"
                        R"("body":{"conv_type":1,"conv_id":"alice","log":"$log","start":1}}]}})"));
    CHECK(page.bob->hears() ==
          page.expected(R"({"push":"entries","body":{"log":"$log","from":1,"to":1,"head":1,"entries":[{"pos":1,)"
                        R"("kind":"message","time":1700000000042,"seq":1,"from":"alice",)"
                        R"("id":"alice-1700000000-812","version":1,"body":{"message_client_time":1700000000,)"
                        R"("message_elem_array":[{"elem_type":0,"text_elem_content":"hi"}],)"
                        R"("message_msg_id":"alice-1700000000-812","message_rand":812}}]}})"));
    CHECK(page.alice->hears_all().empty());
    CHECK(page.alice->asks(R"({"op":"heads","id":8})") ==
          page.expected(R"({"re":8,"body":{"as_of":1,"heads":[)"
                        R"({"log":"$log","conv_type":1,"conv_id":"bob","head":1,"start":1,"n":1}]}})"));
    CHECK(page.alice->asks(R"({"op":"ping","id":9})") == frame(R"({"re":9,"body":{"mark":2}})"));
}

TEST_CASE("protocol page: a repeated n gets the first answer and appends nothing", "[protocol]") {
    TwoOnPage page;
    page.sends(3);
    page.clock.now += 5000;
    const json::object again = page.alice->asks(page.send(20, 2, "alice-1-2"));
    CHECK(again ==
          page.expected(R"({"re":20,"body":{"log":"$log","pos":2,"seq":2,"time":1700000000042,"version":1}})"));
    const json::object opened = page.alice->asks(R"({"op":"open","id":21,"body":{"conv_type":1,"conv_id":"bob"}})");
    CHECK(opened == page.expected(R"({"re":21,"body":{"log":"$log","head":3,"start":1,"n":3}})"));
}

TEST_CASE("protocol page: a gap in n is refused in passing and tells the last n", "[protocol]") {
    TwoOnPage page;
    page.sends(2);
    CHECK(without_text(page.alice->asks(page.send(20, 4, "alice-1-4"))) ==
          frame(R"({"re":20,"code":20004,"retry":true,"body":{"n":2}})"));
    CHECK_FALSE(page.alice->asks(page.send(21, 3, "alice-1-3")).contains("code"));
}

TEST_CASE("protocol page: n and message id belong together", "[protocol]") {
    TwoOnPage page;
    page.sends(2);
    CHECK(without_text(page.alice->asks(page.send(20, 2, "alice-1-99"))) == frame(R"({"re":20,"code":20001})"));
    CHECK(without_text(page.alice->asks(page.send(21, 3, "alice-1-1"))) == frame(R"({"re":21,"code":20001})"));
    CHECK(without_text(page.alice->asks(page.send(22, 4, "bob-1-1"))) == frame(R"({"re":22,"code":20001})"));
}

TEST_CASE("protocol page: a final refusal uses its n up and is repeated word for word", "[protocol]") {
    TwoOnPage page;
    page.sends(1);
    const std::string empty = with(with(R"({"op":"send","id":$id,"body":{"conv_id":"bob","conv_type":1,"log":"$log",)"
                                        R"("message":{"message_elem_array":[],"message_msg_id":"alice-1-2"},"n":2}})",
                                        "id", "20"),
                                   "log", page.log);
    const json::object refused = page.alice->asks(empty);
    CHECK(without_text(refused) == frame(R"({"re":20,"code":6016})"));
    CHECK(page.alice->asks(empty) == refused);
    CHECK_FALSE(page.alice->asks(page.send(21, 3, "alice-1-3")).contains("code"));
}

TEST_CASE("protocol page: send asks for the right log, and for membership", "[protocol]") {
    TwoOnPage page;
    page.sends(1);
    std::string wrong = page.send(20, 2, "alice-1-2");
    wrong.replace(wrong.find(R"("conv_id":"bob")"), 15, R"("conv_id":"eve")");
    CHECK(without_text(page.alice->asks(wrong)) == frame(R"({"re":20,"code":6004})"));
    const auto carol = page.login("carol");
    CHECK(without_text(carol->asks(page.send(21, 1, "carol-1-1"))).at("code") == 6004);
    CHECK(without_text(carol->asks(with(R"({"op":"sync","id":22,"body":{"log":"$log","from":1}})", "log", page.log))) ==
          frame(R"({"re":22,"code":20002})"));
    CHECK(without_text(carol->asks(R"({"op":"sync","id":23,"body":{"log":"0000","from":1}})")) ==
          frame(R"({"re":23,"code":6004})"));
}

TEST_CASE("protocol page: sync answers about a range, upwards or from the top down", "[protocol]") {
    TwoOnPage page;
    page.sends(5);
    page.bob->hears_all();
    const auto sync = [&](int id, const std::string& rest) {
        const std::string text =
            with(R"({"op":"sync","id":$id,"body":{"log":"$log",)", "id", std::to_string(id)) + rest + "}}";
        json::object reply = page.bob->asks(with(text, "log", page.log));
        REQUIRE_FALSE(reply.contains("code"));
        json::object body = reply.at("body").as_object();
        std::string positions;
        if (body.contains("entries"))
            for (const json::value& entry : body.at("entries").as_array())
                positions += std::to_string(entry.at("pos").to_number<int>());
        const auto number = [&](const char* name) { return body.contains(name) ? body.at(name).to_number<int>() : 0; };
        CHECK(number("head") == 5);
        return std::to_string(number("from")) + "-" + std::to_string(number("to")) + ":" + positions;
    };
    CHECK(sync(20, R"("from":1)") == "1-5:12345");
    CHECK(sync(21, R"("from":2,"to":4)") == "2-4:234");
    CHECK(sync(22, R"("from":1,"count":2)") == "1-2:12");
    CHECK(sync(23, R"("from":1,"count":2,"newest":true)") == "4-5:45");
    CHECK(sync(24, R"("from":1,"to":3,"count":2,"newest":true)") == "2-3:23");
    CHECK(sync(25, R"("from":4,"to":77)") == "4-5:45");
    CHECK(sync(26, R"("from":6)") == "6-5:");
}

TEST_CASE("protocol page: an ephemeral message is pushed live and enters no log", "[protocol]") {
    TwoOnPage page;
    CHECK(
        page.alice->asks(R"({"op":"send","id":7,"body":{"conv_id":"bob","conv_type":1,"message":{"message_elem_array":)"
                         R"([{"elem_type":0,"text_elem_content":"…"}],"message_is_online_msg":true,)"
                         R"("message_msg_id":"alice-1-1"}}})") == frame(R"({"re":7,"body":{"time":1700000000042}})"));
    CHECK(page.bob->hears() ==
          frame(R"({"push":"live","body":{"conv_type":1,"conv_id":"bob","from":"alice","time":1700000000042,)"
                R"("id":"alice-1-1","message":{"message_elem_array":[{"elem_type":0,"text_elem_content":"…"}],)"
                R"("message_is_online_msg":true,"message_msg_id":"alice-1-1"}}})"));
    CHECK(page.alice->asks(R"({"op":"heads","id":8})") == frame(R"({"re":8,"body":{}})"));
}

TEST_CASE("protocol page: a session that does not read is told that it is behind and finds all by position",
          "[protocol]") {
    Limits limits;
    limits.session_queue_bytes = 3000;
    TwoOnPage page(limits);
    page.bob->stops_reading(true);
    page.sends(60);
    page.bob->stops_reading(false);
    int last = 0, pushed = 0;
    for (;;) {
        const json::object push = page.bob->hears();
        if (push.at("push") == "behind") break;
        const json::object& body = push.at("body").as_object();
        if (body.at("log").as_string() != page.log) continue;
        last = body.at("to").to_number<int>();
        CHECK(body.at("from").to_number<int>() == ++pushed);
    }
    CHECK(last < 60);
    const json::object rest =
        page.bob->asks(with(with(R"({"op":"sync","id":20,"body":{"log":"$log","from":$from}})", "log", page.log),
                            "from", std::to_string(last + 1)));
    CHECK(rest.at("body").at("entries").as_array().size() == static_cast<std::size_t>(60 - last));
    // From here on it is pushed to again.
    page.alice->says(page.send(200, 61, "alice-1-61"));
    CHECK(page.bob->hears().at("body").at("to") == 61);
}

TEST_CASE("protocol page: another device of the same platform is told that it is kicked", "[protocol]") {
    Page page;
    const auto first = page.login("alice", "6f1c", 4);
    const auto second = page.login("alice", "77aa", 4);
    const auto other = page.login("alice", "0815", 2);
    CHECK(first->hears() == frame(R"({"push":"kicked","body":{"platform":4}})"));
    CHECK(first->end() == 1000);
    CHECK(second->asks(R"({"op":"ping","id":2})").at("re") == 2);
    CHECK(other->asks(R"({"op":"ping","id":2})").at("re") == 2);
    // Coming back by itself, it does not kick in turn.
    std::string resume = page.hello("alice", "6f1c", 4);
    resume.replace(resume.find(R"("resume":false)"), 14, R"("resume":true)");
    const auto again = page.connect();
    CHECK(without_text(again->asks(resume)) == frame(R"({"re":1,"code":6208})"));
}

TEST_CASE("protocol page: the same device replaces its session without a word", "[protocol]") {
    Page page;
    const auto first = page.login("alice");
    const auto second = page.login("alice");
    CHECK(first->end() == 1000);
    CHECK(first->silent());
    CHECK(second->asks(R"({"op":"ping","id":2})").at("re") == 2);
}

TEST_CASE("protocol page: a session whose sig runs out is told so and ends", "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    page.clock.now += std::chrono::milliseconds(std::chrono::hours(24 * 180)).count();
    CHECK(alice->asks(R"({"op":"ping","id":2})") == frame(R"({"push":"expired"})"));
    CHECK(alice->end() == 1000);
}

TEST_CASE("protocol page: bye is answered and ends the session", "[protocol]") {
    Page page;
    const auto alice = page.login("alice");
    CHECK(alice->asks(R"({"op":"bye","id":2})") == frame(R"({"re":2})"));
    CHECK(alice->end() == 1000);
}

TEST_CASE("protocol page: a group's changes are tips in its log, what concerns one person is a notice", "[protocol]") {
    TwoOnPage page;
    CHECK(page.alice
              ->asks(R"({"op":"group.create","id":3,"body":{"create_group_param_group_name":"tea",)"
                     R"("create_group_param_group_id":"team","create_group_param_group_type":1}})")
              .at("push") == "entries");
    json::object created = page.alice->hears();
    while (!created.contains("re")) created = page.alice->hears();
    CHECK(created == frame(R"({"re":3,"body":{"create_group_result_groupid":"team"}})"));
    page.alice->says(R"({"op":"group.invite","id":4,"body":{"group_invite_member_param_group_id":"team",)"
                     R"("group_invite_member_param_identifier_array":["bob"]}})");
    const json::object conv = page.bob->hears();
    CHECK(conv.at("body").at("entries").at(0).at("kind") == "conv");
    CHECK(conv.at("body").at("entries").at(0).at("body").at("conv_id") == "team");
    const json::object tip = page.bob->hears();
    const json::value& tip_entry = tip.at("body").at("entries").at(0);
    CHECK(tip_entry.at("kind") == "tip");
    CHECK(tip_entry.at("from") == "@TIM#SYSTEM");
    CHECK(tip_entry.at("body").at("message_elem_array").at(0).at("elem_type") == 5);
    const json::object notice = page.bob->hears();
    CHECK(notice.at("body").at("log").as_string() == page.bob_log);
    CHECK(notice.at("body").at("entries").at(0).at("kind") == "notice");
    CHECK(notice.at("body").at("entries").at(0).at("body").at("message_elem_array").at(0).at("elem_type") == 8);
    CHECK(page.bob->asks(R"({"op":"group.quit","id":5,"body":{"group_id":"team"}})").at("push") == "entries");
    for (json::object last = page.bob->hears(); !last.contains("re"); last = page.bob->hears()) {
        const json::value& entry = last.at("body").at("entries").at(0);
        if (entry.at("kind") != "conv") continue;
        CHECK(entry.at("body").at("gone") == true);
        CHECK(entry.at("body").at("end") == 2);
    }
    CHECK(without_text(page.bob->asks(R"({"op":"group.dismiss","id":6,"body":{"group_id":"team"}})")) ==
          frame(R"({"re":6,"code":10007})"));
}
