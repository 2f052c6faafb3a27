// The generated headers against the documented interface.

#include "tests/support/catch.hpp"
#include "tests/support/spec.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace {

namespace json = boost::json;

std::string text_of(const json::value& value, std::string_view key) {
    const json::value* found = value.as_object().if_contains(key);
    return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

const std::string& header(const std::string& name) {
    static std::map<std::string, std::string> read;
    const auto known = read.find(name);
    if (known != read.end()) return known->second;
    std::ifstream file(std::string(TIM_C_HEADERS) + '/' + name, std::ios::binary);
    INFO(name);
    REQUIRE(file);
    return read[name] = {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool has(const std::string& name, const std::string& line) { return header(name).find(line) != std::string::npos; }

std::set<std::string> matches(const std::string& text, const char* pattern) {
    const std::regex expression(pattern);
    std::set<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) found.insert((*it)[1]);
    return found;
}

/// In C an enum's name stands behind its keyword, which seven of the documents' declarations lack.
std::string c_type(std::string type, const std::set<std::string>& enums) {
    return enums.contains(type) ? "enum " + type : type;
}

std::set<std::string> enum_names() {
    std::set<std::string> names;
    const json::value spec = tim::test::read_spec("enums.json");
    for (const json::value& row : spec.at("enums").as_array()) names.insert(text_of(row, "enum"));
    return names;
}

TEST_CASE("every documented function is declared in its header as documented", "[c]") {
    const std::set<std::string> enums = enum_names();
    const json::value spec = tim::test::read_spec("prototypes.json");
    std::size_t declared = 0;
    for (const json::value& function : spec.at("functions").as_array()) {
        const std::string name = text_of(function, "name");
        INFO(name);
        if (text_of(function, "header").empty()) {
            CHECK_FALSE(has("TIMManager.h", name + "("));
            continue;
        }
        std::string line = "TIM_API " + c_type(text_of(function, "returns"), enums) + ' ' + name + '(';
        const char* separator = "";
        for (const json::value& param : function.at("params").as_array()) {
            line += separator + c_type(text_of(param, "c_type"), enums) + ' ' + text_of(param, "name");
            separator = ", ";
        }
        line += function.at("params").as_array().empty() ? "void);\n" : ");\n";
        CHECK(has(text_of(function, "header"), line));
        ++declared;
    }
    CHECK(declared == 240);
}

TEST_CASE("every documented callback has its type", "[c]") {
    const json::value spec = tim::test::read_spec("callbacks.json");
    for (const json::value& callback : spec.at("callbacks").as_array()) {
        if (text_of(callback, "scope") == "removed") continue;
        std::string line = "typedef void (*" + text_of(callback, "name") + ")(";
        const char* separator = "";
        for (const json::value& param : callback.at("params").as_array()) {
            line += separator + text_of(param, "c_type") + ' ' + text_of(param, "name");
            separator = ", ";
        }
        INFO(line);
        CHECK(has(text_of(callback, "header"), line + ");\n"));
    }
}

TEST_CASE("every documented enum has its values, in order", "[c]") {
    const json::value spec = tim::test::read_spec("enums.json");
    for (const json::value& row : spec.at("enums").as_array()) {
        std::string text = "enum " + text_of(row, "enum") + " {\n";
        const char* separator = "";
        for (const json::value& value : row.at("values").as_array()) {
            const std::int64_t number = value.at("value").as_int64();
            text += separator + ("    " + text_of(value, "name")) + " = " +
                    (number == INT32_MIN ? "-2147483647 - 1" : std::to_string(number));
            separator = ",\n";
        }
        INFO(text);
        CHECK(has(text_of(row, "header"), text + "\n};\n"));
    }
}

TEST_CASE("every documented error and result has its number", "[c]") {
    const json::value spec = tim::test::read_spec("errors.json");
    for (const json::value& error : spec.at("errors").as_array()) {
        const std::string line = text_of(error, "name") + " = " + std::to_string(error.at("code").as_int64());
        INFO(line);
        CHECK((has("TIMErrorCode.h", ' ' + line + ",\n") || has("TIMErrorCode.h", ' ' + line + "\n}")));
    }
    CHECK(has("TIMCloudDef.h", "TIM_ERR_JSON = -3,\n"));
}

std::string constant(const std::string& name, const std::string& value) {
    return "static const char* const " + name + " = \"" + value + "\";";
}

TEST_CASE("every documented key has its constant, those of older headers too", "[c]") {
    const json::value spec = tim::test::read_spec("structs.json");
    std::size_t keys = 0;
    for (const json::value& row : spec.at("structs").as_array())
        for (const json::value& field : row.at("fields").as_array()) {
            const std::string line = constant(text_of(field, "constant"), text_of(field, "key"));
            INFO(line);
            CHECK(has(text_of(row, "header"), line));
            ++keys;
        }
    CHECK(keys == 580);
    for (const json::value& removed : spec.at("keys_removed_before_v8").as_array()) {
        const std::string line = constant(text_of(removed, "constant"), text_of(removed, "key"));
        INFO(line);
        bool found = false;
        for (const char* name : {"TIMMessageManager.h", "TIMConversationManager.h", "TIMOfflinePushManager.h"})
            found = found || has(name, line);
        CHECK(found);
    }
}

TEST_CASE("documented texts have their constants", "[c]") {
    const json::value spec = tim::test::read_spec("structs.json");
    std::size_t texts = 0;
    for (const json::value& row : spec.at("string_constants").as_array()) {
        const std::string name = text_of(row, "constant");
        if (name.empty()) continue;
        const std::string line = constant(name, text_of(row, "value"));
        INFO(line);
        CHECK((has("TIMMessageManager.h", line) || has("TIMOfflinePushManager.h", line)));
        ++texts;
    }
    CHECK(texts == 3);
}

std::string all_headers() {
    std::string all;
    for (const std::string& name : matches(header("TIMCloud.h"), "#include \"(TIM\\w+\\.h)\"")) all += header(name);
    return all;
}

/// Older spellings of constants that belong to parts of the interface whose keys no document shows.
const std::set<std::string> undocumented_targets = {
    "kTIMFollowListResultNextCursor",        "kTIMFollowListResultUerInfoList", "kTIMFriendResponseAction",
    "kTIMFriendResponseGroupName",           "kTIMFriendResponseIdentifier",    "kTIMFriendResponseRemark",
    "kTIMFriendshipSearchFieldKey_NickName",
};

TEST_CASE("older spellings stand for the constants that they were corrected to", "[c]") {
    const std::string all = all_headers();
    const json::value spec = tim::test::read_spec("structs.json");
    for (const json::value& macro : spec.at("constant_spelling_macros").as_array()) {
        const std::string target = text_of(macro, "target");
        const std::string line = "#define " + text_of(macro, "macro") + ' ' + target + '\n';
        INFO(line);
        CHECK((all.find(line) != std::string::npos) != undocumented_targets.contains(target));
    }
    const json::value enums = tim::test::read_spec("enums.json");
    for (const json::value& row : enums.at("enums").as_array())
        for (const json::value& value : row.at("values").as_array()) {
            const json::value* aliases = value.as_object().if_contains("aliases");
            if (!aliases) continue;
            for (const json::value& alias : aliases->as_array()) {
                INFO(alias);
                CHECK(all.find("#define " + std::string(alias.as_string()) + ' ' + text_of(value, "name") + '\n') !=
                      std::string::npos);
            }
        }
}

TEST_CASE("an older spelling stands for something that is declared", "[c]") {
    const std::string all = all_headers();
    for (const std::string& target : matches(all, "#define \\w+ ([kT]\\w+)\n"))
        CHECK((all.find(" " + target + " = ") != std::string::npos || target == "TIM_API"));
}

}  // namespace
