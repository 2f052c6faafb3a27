// docs/protocol.md, taken at its word: frames written by hand against a real hub, answers read by an independent
// reader. Here: logs, messages and groups.

#include "tests/hub/protocol_page.hpp"

#include <cstddef>
#include <string>

using namespace tim;
using namespace tim::hub::test;

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
    page.clock.pass(5000);
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
    const json::object taken = page.alice->asks(page.send(21, 3, "alice-1-1"));
    CHECK(taken.at("code") == 20001);
    CHECK(taken.at("body").at("pos") == 1);
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

TEST_CASE("protocol page: cancel takes the place of a send whose answer is not known", "[protocol]") {
    TwoOnPage page;
    page.sends(1);
    const std::string cancel =
        with(R"({"op":"cancel","id":20,"body":{"conv_id":"bob","conv_type":1,"id":"alice-1-$n","log":"$log","n":$n}})",
             "log", page.log);
    const json::object taken = page.alice->asks(with(cancel, "n", "1"));
    CHECK_FALSE(taken.contains("code"));
    CHECK(taken.at("body").at("pos") == 1);
    CHECK(without_text(page.alice->asks(with(cancel, "n", "2"))) == frame(R"({"re":20,"code":8021})"));
    CHECK(without_text(page.alice->asks(page.send(21, 2, "alice-1-2"))) == frame(R"({"re":21,"code":8021})"));
    CHECK(without_text(page.alice->asks(with(cancel, "n", "4"))) ==
          frame(R"({"re":20,"code":20004,"retry":true,"body":{"n":2}})"));
    CHECK_FALSE(page.alice->asks(page.send(22, 3, "alice-1-3")).contains("code"));
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
