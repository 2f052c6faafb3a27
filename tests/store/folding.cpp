#include "tim/store/detail/folding.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seeded_random.hpp"
#include "tim/store/detail/utf8.hpp"

#include <string>
#include <string_view>

using tim::store::detail::fold;

namespace {

std::string utf8(char32_t character) {
    std::string text;
    tim::store::detail::append_char(text, character);
    return text;
}

TEST_CASE("folding makes ASCII letters lower and leaves all others as they are", "[store]") {
    CHECK(fold("Hello, WORLD [@Z`{] 0123") == "hello, world [@z`{] 0123");
    CHECK(fold("ÄÖÜ Привет ΑΒΓ") == "ÄÖÜ Привет ΑΒΓ");
    CHECK(fold("中文 ひらがな カタカナ 한국어 👩‍👩‍👧 e\u0301") ==
          "中文 ひらがな カタカナ 한국어 👩‍👩‍👧 e\u0301");
    CHECK(fold("").empty());
}

TEST_CASE("folding makes full-width ASCII, signs and space the usual ones", "[store]") {
    CHECK(fold("ＡＢＣｘｙｚ０１９！～　＂＊") == "abcxyz019!~ \"*");
    CHECK(fold("￠￡￢￣￤￥￦") == "¢£¬¯¦¥₩");
    CHECK(fold("￨￩￪￫￬￭￮") == "│←↑→↓■○");
    CHECK(fold("｟｠") == "⦅⦆");
}

TEST_CASE("folding makes half-width katakana full, together with their voice marks", "[store]") {
    CHECK(fold("｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵ") == "。「」、・ヲァィゥェォャュョッーアイウエオ");
    CHECK(fold("ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ") ==
          "カキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン");
    CHECK(fold("ｶﾞｷﾞｸﾞｹﾞｺﾞｻﾞｼﾞｽﾞｾﾞｿﾞﾀﾞﾁﾞﾂﾞﾃﾞﾄﾞﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞｳﾞﾜﾞｦﾞ") == "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヺ");
    CHECK(fold("ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ") == "パピプペポ");
}

TEST_CASE("a voice mark that belongs to nothing before it stands alone", "[store]") {
    CHECK(fold("ﾞﾟ") == "゛゜");
    CHECK(fold("ｱﾞｯﾞｶﾟﾝﾟ") == "ア゛ッ゛カ゜ン゜");
    CHECK(fold("カﾞ") == "カ゛");
    CHECK(fold("ｶﾞﾞ") == "ガ゛");
}

TEST_CASE("folding makes half-width Hangul letters compatibility letters", "[store]") {
    CHECK(fold("ﾡﾢﾷﾾￂￇￊￏￒￗￚￜ") == "ㄱㄲㅇㅎㅏㅔㅕㅚㅛㅠㅡㅣ");
    CHECK(fold(utf8(0xFFA0)) == utf8(0x3164));
    for (const char32_t unused :
         {0xFFBFu, 0xFFC0u, 0xFFC8u, 0xFFC9u, 0xFFD0u, 0xFFD8u, 0xFFDDu, 0xFFDFu, 0xFFE7u, 0xFFEFu})
        CHECK(fold(utf8(unused)) == utf8(unused));
}

TEST_CASE("bytes that are no UTF-8 are replaced one by one, and the rest stays", "[store]") {
    const std::string bad = utf8(0xFFFD);
    CHECK(fold("A\xff"
               "B") == "a" + bad + "b");
    CHECK(fold("\xc0\x80Z") == bad + bad + "z");
    CHECK(fold("\xed\xa0\x80Z") == bad + bad + bad + "z");
    CHECK(fold("\xf4\x90\x80\x80") == bad + bad + bad + bad);
    CHECK(fold("\xe4\xb8") == bad + bad);
    CHECK(fold("\xe4\xb8Q") == bad + bad + "q");
    CHECK(fold("\xf0\x9f\x98") == bad + bad + bad);
    CHECK(fold("\xef\xbd\xb6\xef\xbe") == "カ" + bad + bad);
}

TEST_CASE("a zero byte is a character like others", "[store]") {
    using namespace std::string_view_literals;
    CHECK(fold("A\0B\0"sv) == "a\0b\0"sv);
}

TEST_CASE("whatever is folded is UTF-8, and folding it again changes nothing", "[store]") {
    tim::test::SeededRandom random(5);
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (std::uint64_t more = random.below(12); more != 0; --more) {
            if (random.chance(50))
                text += static_cast<char>(random.below(256));
            else
                tim::store::detail::append_char(text, 0xFF00 + static_cast<char32_t>(random.below(256)));
        }
        const std::string folded = fold(text);
        REQUIRE(fold(folded) == folded);
        std::string again;
        for (std::size_t at = 0; at < folded.size();)
            tim::store::detail::append_char(again, tim::store::detail::next_char(folded, at));
        REQUIRE(again == folded);
    }
}

}  // namespace
