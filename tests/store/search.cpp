#include "tests/store/search_support.hpp"
#include "tests/support/catch.hpp"

using namespace tim;
using namespace tim::store;
using namespace tim::store::test;

using Texts = std::vector<std::string>;

namespace {

std::vector<std::size_t> counts(const MessageSearchResult& result) {
    std::vector<std::size_t> counts;
    for (const MessageSearchResultItem& item : result.items) counts.push_back(item.total_message_count);
    return counts;
}

TEST_CASE("a search finds one, two and more characters of Chinese, Japanese and Korean anywhere in a text", "[store]") {
    Device alice;
    log_in(alice);
    receive(alice, {"今天晚上吃火锅", "明日は晴れです", "오늘 만나요", "火"});
    CHECK(found(alice, "火") == Texts{"火", "今天晚上吃火锅"});
    CHECK(found(alice, "锅") == Texts{"今天晚上吃火锅"});
    CHECK(found(alice, "火锅") == Texts{"今天晚上吃火锅"});
    CHECK(found(alice, "天晚上吃") == Texts{"今天晚上吃火锅"});
    CHECK(found(alice, "晴れ") == Texts{"明日は晴れです"});
    CHECK(found(alice, "늘 만") == Texts{"오늘 만나요"});
    CHECK(found(alice, "나요") == Texts{"오늘 만나요"});
    CHECK(found(alice, "晚吃").empty());
    CHECK(found(alice, "火锅店").empty());
}

TEST_CASE("a search finds parts of words, without regard to ASCII case and to width", "[store]") {
    Device alice;
    log_in(alice);
    receive(alice, {"See you at the STATION", "ｶﾞｲﾄﾞ ＡＢＣ", "ガイド　abc"});
    CHECK(found(alice, "tat") == Texts{"See you at the STATION"});
    CHECK(found(alice, "Station") == Texts{"See you at the STATION"});
    CHECK(found(alice, "ｓｔ") == Texts{"See you at the STATION"});
    CHECK(found(alice, "U AT THE S") == Texts{"See you at the STATION"});
    CHECK(found(alice, "ガイ") == Texts{"ガイド　abc", "ｶﾞｲﾄﾞ ＡＢＣ"});
    CHECK(found(alice, "ｶﾞｲﾄﾞ a") == Texts{"ガイド　abc", "ｶﾞｲﾄﾞ ＡＢＣ"});
    CHECK(found(alice, "カイ").empty());
}

TEST_CASE("no query means more than its characters", "[store]") {
    Device alice;
    log_in(alice);
    receive(alice, {"a AND b", "a", "x\" OR \"y", "50% off_er", "NEAR(a b, 3)", "terms:a ^a -b a*",
                    "😀👍🏽 e\u0301", "  ", std::string("z\0y", 3)});
    CHECK(found(alice, "a AND b") == Texts{"a AND b"});
    CHECK(found(alice, "\" OR \"") == Texts{"x\" OR \"y"});
    CHECK(found(alice, "\"") == Texts{"x\" OR \"y"});
    CHECK(found(alice, "%") == Texts{"50% off_er"});
    CHECK(found(alice, "f_e") == Texts{"50% off_er"});
    CHECK(found(alice, "NEAR(a") == Texts{"NEAR(a b, 3)"});
    CHECK(found(alice, "terms:a") == Texts{"terms:a ^a -b a*"});
    CHECK(found(alice, "^a") == Texts{"terms:a ^a -b a*"});
    CHECK(found(alice, "a*") == Texts{"terms:a ^a -b a*"});
    CHECK(found(alice, "👍") == Texts{"😀👍🏽 e\u0301"});
    CHECK(found(alice, "\u0301") == Texts{"😀👍🏽 e\u0301"});
    CHECK(found(alice, "  ") == Texts{"  "});
    CHECK(found(alice, std::string("\0", 1)).size() == 1);
    CHECK(found(alice, std::string("z\0y", 3)).size() == 1);
    CHECK(found(alice, "zy").empty());
    for (const std::string syntax : {"a* OR b", "*", ")", "a NOT b", "'; DROP TABLE messages; --", "\xff", "{a}:", "+"})
        CHECK(found(alice, syntax).size() == (syntax == "*" || syntax == ")" ? 1u : 0u));
}

TEST_CASE("a search looks at texts, names of files, descriptions, titles and summaries, at each alone", "[store]") {
    Device alice;
    log_in(alice);
    MessageData data;
    data.elements.push_back(TextElem("one"));
    data.elements.push_back(FileElem("/home/path", "two.pdf"));
    data.elements.push_back(CustomElem("payload").set_desc("three").set_ext("extra"));
    data.elements.push_back(LocationElem("four", 1, 2));
    data.elements.push_back(MergerElem("five", {"six", "seven"}, "fallback", {}));
    data.elements.push_back(FaceElem(1, "grin"));
    apply(alice, answer(bob_log, 1, 1, {message_of(1, data)}));
    for (const char* there : {"one", "two.pdf", "three", "four", "five", "six", "seven"})
        CHECK(search(alice, words({there})).total_count == 1);
    for (const char* not_there : {"path", "payload", "extra", "fallback", "grin", "onetwo", "eth", "efo", "exs", "xs"})
        CHECK(search(alice, words({not_there})).total_count == 0);
}

TEST_CASE("a modified message is found by its new words only", "[store]") {
    Device alice;
    log_in(alice);
    const bool indexed_before = GENERATE(true, false);
    receive(alice, {"old words", "others"});
    if (indexed_before) CHECK(found(alice, "old") == Texts{"old words"});
    apply(alice, answer(bob_log, 1, 1, {text_message(1, "new words", "bob", 2)}, 2));
    CHECK(found(alice, "old").empty());
    CHECK(found(alice, "new") == Texts{"new words"});
    CHECK(found(alice, "words") == Texts{"new words"});
}

TEST_CASE("a long word is found whole, in few messages and in many", "[store]") {
    Device alice;
    log_in(alice);
    std::vector<std::string> texts(GENERATE(3, 1200), "a blackboard here");
    const std::size_t count = texts.size();
    texts.push_back("blackbird ackboa board");
    texts.push_back("black board");
    receive(alice, texts);
    CHECK(found(alice, "blackboard") == Texts(count, "a blackboard here"));
    CHECK(found(alice, "blackbird ack") == Texts{"blackbird ackboa board"});
    CHECK(found(alice, "blackboards").empty());
}

TEST_CASE("deleted and revoked messages are never found", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    const bool indexed_before = GENERATE(true, false);
    const MsgStatus ended = GENERATE(MsgStatus::deleted, MsgStatus::revoked);
    receive(alice, {"same one", "same two", "same three"});
    if (indexed_before) CHECK(found(alice, "same").size() == 3);
    change_database(alice, folder, [&](db::Connection& database) {
        database.run("UPDATE messages SET status = ? WHERE pos = 1", ended);
        database.run("DELETE FROM messages WHERE pos = 3");
    });
    CHECK(found(alice, "same") == Texts{"same two"});
    CHECK(found(alice, MessageSearchParam().set_senders({"bob"}).set_conversation(bob)) == Texts{"same two"});
    change_database(alice, folder, [&](db::Connection& database) {
        database.run("UPDATE messages SET status = ?", MsgStatus::send_succ);
    });
    CHECK(found(alice, "same") == Texts{"same two", "same one"});
}

TEST_CASE("nothing of a message that is gone stays in the index", "[store]") {
    const tim::test::TemporaryDirectory folder;
    Device alice(in_folder(folder));
    log_in(alice);
    receive(alice, {"confidential words"});
    CHECK(found(alice, "confidential").size() == 1);
    change_database(alice, folder, [](db::Connection& database) { database.run("DELETE FROM messages"); });
    while (alice->index_some(10)) continue;
    change_database(alice, folder, [](db::Connection& database) {
        database.script("CREATE VIRTUAL TABLE short_terms USING fts5vocab(search_short, row)");
        database.script("CREATE VIRTUAL TABLE long_terms USING fts5vocab(search_long, row)");
        CHECK(database.find<int>("SELECT count(*) FROM short_terms") == 0);
        CHECK(database.find<int>("SELECT count(*) FROM long_terms") == 0);
        CHECK(database.find<int>("SELECT count(*) FROM search_stale") == 0);
    });
}

TEST_CASE("messages that take keys of cleared ones are found, though the newest of those was not indexed", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(bob_log, 1, 2, {text_message(1, "one"), text_message(2, "two")}));
    alice->index_some(10);
    apply(alice, answer(bob_log, 3, 3, {text_message(3, "three")}));
    alice->clear(bob, 3);
    alice->index_some(10);
    apply(alice, answer(bob_log, 4, 5, {text_message(4, "blue"), text_message(5, "green")}));
    CHECK(found(alice, "blue") == Texts{"blue"});
    CHECK(found(alice, "ee") == Texts{"green"});
}

TEST_CASE("a message that takes the key of a discarded one is found by its own words", "[store]") {
    Device alice;
    log_in(alice);
    for (const bool indexed_between : {false, true}) {
        alice->save_outgoing(outgoing("alice-1", bob, "first"));
        alice->save_outgoing(outgoing("alice-2", bob, "second"));
        CHECK(found(alice, "s") == Texts{"second", "first"});
        alice->discard(bob, "alice-1");
        if (indexed_between) alice->index_some(10);
        alice->discard(bob, "alice-2");
        if (indexed_between) alice->index_some(10);
        alice->save_outgoing(outgoing("alice-3", bob, "third"));
        CHECK(found(alice, "s").empty());
        CHECK(found(alice, "r") == Texts{"third"});
        alice->discard(bob, "alice-3");
    }
}

TEST_CASE("a message of one's own is found while it is sent, when it failed and when it is delivered", "[store]") {
    Device alice;
    log_in(alice);
    receive(alice, {"from bob"});
    alice->save_outgoing(outgoing("alice-1", bob, "from alice"));
    CHECK(found(alice, "from") == Texts{"from bob", "from alice"});  // bob's has the later time
    alice->failed(bob, "alice-1", 10017);
    CHECK(found(alice, "from") == Texts{"from bob", "from alice"});
    alice->save_outgoing(outgoing("alice-1", bob, "from alice"));
    note_delivered(alice, bob, "alice-1", sent(bob_log, 2));
    CHECK(found(alice, "from") == Texts{"from alice", "from bob"});
}

TEST_CASE("any of several keywords is enough, or all are needed", "[store]") {
    Device alice;
    log_in(alice);
    receive(alice, {"red", "blue", "red and blue", "green"});
    CHECK(found(alice, words({"red", "blue"})) == Texts{"red and blue", "blue", "red"});
    MessageSearchParam all = words({"red", "", "blue"});
    all.match_type = KeywordListMatchType::all;
    CHECK(found(alice, all) == Texts{"red and blue"});
    all.keywords = {"red", "green"};
    CHECK(found(alice, all).empty());
}

TEST_CASE("a search can be restricted to senders, to types and to a time", "[store]") {
    Device alice;
    log_in(alice);
    MessageData picture;
    picture.elements.push_back(TextElem("word with picture"));
    picture.elements.push_back(ImageElem("path"));
    MessageData face;
    face.elements.push_back(FaceElem(1, "grin"));
    apply(alice, answer(bob_log, 1, 5,
                        {text_message(1, "word one"), text_message(2, "word two", "alice"),
                         text_message(3, "word three", "carol"), message_of(4, picture), message_of(5, face)}));
    const auto word = words({"word"});
    CHECK(found(alice, MessageSearchParam(word).set_senders({"alice", "carol"})) == Texts{"word three", "word two"});
    CHECK(found(alice, MessageSearchParam(word).set_senders({"nobody"})).empty());
    CHECK(found(alice, MessageSearchParam(word).set_message_types({ElemType::image})) == Texts{"word with picture"});
    CHECK(found(alice, MessageSearchParam(word).set_message_types({ElemType::face})).empty());
    const auto time = [](Position pos) { return to_seconds(time_of(pos)); };
    CHECK(found(alice, MessageSearchParam(word).set_time(time(3), 1)) == Texts{"word three", "word two"});
    CHECK(found(alice, MessageSearchParam(word).set_time(time(2), 0)) == Texts{"word two", "word one"});
    CHECK(found(alice, MessageSearchParam(word).set_time(time(2), time(9))) == Texts{"word two", "word one"});
    CHECK(found(alice, MessageSearchParam(word).set_time(0, now - time(4))) == Texts{"word with picture"});
    CHECK(found(alice, MessageSearchParam(word).set_time(0, now - time(4) - 1)).empty());
}

TEST_CASE("without keywords a search finds all of the senders or types, but no faces", "[store]") {
    Device alice;
    log_in(alice);
    MessageData picture;
    picture.elements.push_back(ImageElem("path"));
    MessageData face;
    face.elements.push_back(FaceElem(1, "grin"));
    apply(alice, answer(bob_log, 1, 3, {text_message(1, "text"), message_of(2, picture), message_of(3, face)}));
    const MessageSearchParam all = MessageSearchParam().set_conversation(bob);
    CHECK(search(alice, MessageSearchParam(all).set_senders({"bob"})).total_count == 2);
    CHECK(search(alice, MessageSearchParam(all).set_message_types({ElemType::image})).total_count == 1);
    CHECK(search(alice, MessageSearchParam(all).set_message_types({ElemType::face})).total_count == 0);
}

TEST_CASE("pages of one conversation count its messages, newest first, those of one second by place", "[store]") {
    Device alice;
    log_in(alice);
    std::vector<wire::Entry> entries;
    for (Position pos = 1; pos <= 7; ++pos) {
        entries.push_back(text_message(pos, "n" + std::to_string(pos)));
        entries.back().time = 1'700'000'000'000 + static_cast<UnixMillis>(pos / 4) * 1000;
    }
    apply(alice, answer(bob_log, 5, 7, {entries.begin() + 4, entries.end()}));
    apply(alice, answer(bob_log, 1, 4, {entries.begin(), entries.begin() + 4}));
    const auto page = [&](std::uint32_t index) {
        const MessageSearchParam param = words({"n"}).set_page(index, 3);
        CHECK(search(alice, param).total_count == 7);
        CHECK(counts(search(alice, param)) == std::vector<std::size_t>{7});
        return found(alice, param);
    };
    CHECK(page(0) == Texts{"n7", "n6", "n5"});
    CHECK(page(1) == Texts{"n4", "n3", "n2"});
    CHECK(page(2) == Texts{"n1"});
    CHECK(page(3).empty());
    CHECK(page(0xffffffff).empty());
    CHECK(found(alice, words({"n"})).size() == 7);
    CHECK(found(alice, words({"n"}).set_page(1, 0)).empty());
}

TEST_CASE("a search everywhere counts conversations, and shows a message where it is the only one", "[store]") {
    Device alice;
    log_in(alice);
    apply(alice, answer(user_log, 2, 2, {conv(2, team, team_log)}));
    receive(alice, {"tea", "tea", "coffee"});
    apply(alice, answer(team_log, 1, 5, {text_message(1, "coffee", "carol"), text_message(5, "tea", "carol")}));
    const MessageSearchResult tea = search(alice, MessageSearchParam({"tea"}));
    CHECK(tea.total_count == 2);
    REQUIRE(counts(tea) == std::vector<std::size_t>{1, 2});
    CHECK(tea.items[0].conv_id == "team");
    CHECK(tea.items[0].conv_type == ConvType::group);
    REQUIRE(tea.items[0].messages.size() == 1);
    CHECK(tea.items[0].messages[0].sender == "carol");
    CHECK(tea.items[1].conv_id == "bob");
    CHECK(tea.items[1].messages.empty());

    const MessageSearchResult second = search(alice, MessageSearchParam({"tea"}).set_page(1, 1));
    CHECK(second.total_count == 2);
    REQUIRE(counts(second) == std::vector<std::size_t>{2});
    CHECK(second.items[0].conv_id == "bob");
    CHECK(search(alice, MessageSearchParam({"tea"}).set_page(2, 1)).items.empty());
    CHECK(search(alice, MessageSearchParam({"water"})).items.empty());
    CHECK(search(alice, words({"tea"}, ConvKey(ConvType::c2c, "nobody"))).total_count == 0);
}

TEST_CASE("words far longer than any index takes are compared to their end", "[store]") {
    Device alice;
    log_in(alice);
    std::string text;
    for (int i = 0; i < 400; ++i) text += std::to_string(i) + ' ';
    receive(alice, {text + "end", text + "other"});
    CHECK(found(alice, text) == Texts{text + "other", text + "end"});
    CHECK(found(alice, text + "END") == Texts{text + "end"});
    CHECK(found(alice, text + "none").empty());
}

TEST_CASE("the index follows in bounded steps", "[store]") {
    Device alice;
    log_in(alice);
    receive(alice, Texts(10, "same"));
    CHECK(alice->index_some(4));
    CHECK(alice->index_some(4));
    CHECK_FALSE(alice->index_some(4));
    CHECK_FALSE(alice->index_some(4));
    CHECK(found(alice, "same").size() == 10);
}

TEST_CASE("messages of a store that had no search yet are found", "[store]") {
    const tim::test::TemporaryDirectory folder;
    {
        const std::span all(store::detail::migrations);
        const db::Schema older{store::detail::schema.application_id, "local message database", all.first(4)};
        db::Connection made(db::OpenOptions::file(folder.file(u8"616c696365.db")).on_any_thread(), older);
        made.run("INSERT INTO device(user_id, id) VALUES('alice', 'device')");
        made.run("INSERT INTO conversations(key, type, id) VALUES(1, 1, 'bob')");
        for (Position pos = 1; pos <= 3; ++pos)
            made.run(
                "INSERT INTO messages(conv, era, pos, sub, generation, arrival, seq, time, version, status, "
                "local_body, msg_id, sender, body) VALUES(1, 0, ?1, 0, 0, NULL, ?1, ?2, 1, 2, 0, ?3, 'bob', ?4)",
                pos, time_of(pos), message(pos).id, text_body("text " + std::to_string(pos)));
    }
    Device alice(in_folder(folder));
    CHECK(found(alice, "text") == Texts{"text 3", "text 2", "text 1"});
}

TEST_CASE("a search that makes no sense is refused", "[store]") {
    const auto refused = [](const MessageSearchParam& param) {
        const Result<void> checked = check_search(param);
        return checked.has_error() && checked.error().code == Errc::invalid_parameters && !checked.error().text.empty();
    };
    const std::vector<std::string> five{"1", "2", "3", "4", "5"};
    const std::vector<std::string> six{"1", "2", "3", "4", "5", "6"};
    CHECK_FALSE(refused(MessageSearchParam(five).set_senders(five)));
    CHECK(refused(MessageSearchParam(six)));
    CHECK(refused(MessageSearchParam({"word"}).set_senders(six)));
    CHECK(refused(MessageSearchParam()));
    CHECK(refused(MessageSearchParam({"", ""})));
    CHECK_FALSE(refused(MessageSearchParam({"", ""}).set_senders({"bob"})));
    CHECK_FALSE(refused(MessageSearchParam().set_message_types({ElemType::text})));
    CHECK(refused(MessageSearchParam({"word"}).set_conversation(ConvKey(ConvType::c2c, ""))));
    CHECK(refused(MessageSearchParam({"word"}).set_conversation(ConvKey(ConvType::group, ""))));
    CHECK_FALSE(refused(MessageSearchParam({"word"}).set_conversation(notices)));
    CHECK(refused(MessageSearchParam({"word"}).set_conversation(ConvKey(static_cast<ConvType>(9), "x"))));
    CHECK(refused(MessageSearchParam({"word"}, static_cast<KeywordListMatchType>(2))));
}

}  // namespace
