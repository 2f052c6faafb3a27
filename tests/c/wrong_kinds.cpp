// Values of the wrong kind, or out of range, under every documented key of every documented function.

#include "tests/c/arguments.hpp"
#include "tests/support/catch.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tim::test {
namespace {

namespace json = boost::json;

/// Whose JSON is looked at in shape only: nothing reads it yet, or the callback tells.
const std::set<std::string> shape_only = {"TIMProfileGetUserProfileList", "TIMSetSelfStatus",
                                          "TIMMsgFindByMsgLocatorList", "TIMConvSubscribeUnreadMessageCountByFilter",
                                          "TIMConvUnsubscribeUnreadMessageCountByFilter"};

/// Where wrong JSON is told as a wrong parameter.
const std::set<std::string> told_as_parameter = {"TIMMsgSendMessageReadReceipts", "TIMMsgGetMessageReadReceipts"};

/// Keys of an older version, which nothing reads, and one whose marks have 64 bits elsewhere.
const std::set<std::string> not_tried = {"conversation_list_filter_count", "conversation_list_filter_group_name",
                                         "conversation_list_filter_next_seq", "conversation_list_filter_mark_type"};

/// What is no value of a documented type.
const std::map<std::string, std::vector<const char*>> wrong_values = {
    {"string", {"1", "true", "{}", "[]"}},
    {"bool", {"2", R"("true")", "{}", "[]"}},
    {"int32", {R"("1")", "1.5", "2147483648", "-2147483649", "{}"}},
    {"uint32", {R"("1")", "1.5", "-1", "4294967296", "[]"}},
    // The documents number them from below zero, too.
    {"enum", {R"("1")", "1.5", "4294967296", "[]"}},
    {"int64", {R"("1")", "1.5", "9223372036854775808", "{}"}},
    {"uint64", {R"("1")", "1.5", "-1", "18446744073709551616", "{}"}},
    {"double", {R"("1")", "{}"}},
    {"object", {"1", R"("x")", "[]"}},
    {"array", {"1", R"("x")", "true"}},
    {"array<string>", {"[1]", "[{}]"}},
    {"array<uint32>", {R"(["x"])", "[-1]", "[4294967296]"}},
    {"array<uint64>", {R"(["x"])", "[-1]"}},
    {"array<enum>", {R"(["x"])", "[4294967296]"}},
    {"array<object", {"[1]", R"(["x"])"}},
};

std::vector<const char*> wrong_values_of(const std::string& type) {
    std::vector<const char*> values;
    for (const std::string& key : {type, type.substr(0, type.find('<')), type.substr(0, type.find('<', 6))}) {
        const auto found = wrong_values.find(key);
        if (found == wrong_values.end()) continue;
        for (const char* value : found->second)
            if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
    return values;
}

std::string kind_of(const json::value& field) {
    const std::string type(field.at("type").as_string());
    if (!field.as_object().contains("enum")) return type;
    return type.starts_with("array") ? "array<enum>" : type == "uint32" ? "enum" : type;
}

/// The documented keys of each struct, with their types.
std::map<std::string, std::map<std::string, std::string>> documented_structs() {
    std::map<std::string, std::map<std::string, std::string>> structs;
    const json::value spec = read_spec("structs.json");
    for (const json::value& row : spec.at("structs").as_array())
        for (const json::value& field : row.at("fields").as_array())
            structs[std::string(row.at("struct").as_string())][std::string(field.at("key").as_string())] =
                kind_of(field);
    return structs;
}

/// An accepted argument in which one key has another value.
std::string with_member(const Prototype& function, const Parameter& parameter, const std::string& key,
                        const char* value) {
    json::value good = json::parse(good_json(function, parameter));
    json::value& object = good.is_array() ? good.as_array().at(0) : good;
    // Big numbers would not survive a parser.
    object.as_object()[key] = "@";
    std::string text = json::serialize(good);
    return text.replace(text.find("\"@\""), 3, value);
}

TEST_CASE("no key of any function takes a value of the wrong kind, or out of range", "[c]") {
    const auto structs = documented_structs();
    const json::value spec = read_spec("functions.json");
    std::map<std::string, json::object> json_params;
    for (const json::value& row : spec.at("functions").as_array())
        if (const auto* params = row.as_object().if_contains("json_params"); params && params->is_object())
            json_params[std::string(row.at("name").as_string())] = params->as_object();
    std::size_t tried = 0;
    for (const Prototype& function : prototypes()) {
        if (!json_params.contains(function.name) || shape_only.contains(function.name)) continue;
        for (std::size_t i = 0; i < function.parameters.size(); ++i) {
            const Parameter& parameter = function.parameters[i];
            const json::value* documented = json_params.at(function.name).if_contains(parameter.name);
            if (!documented) continue;
            std::string type(documented->as_string());
            if (type.starts_with("array<")) type = type.substr(6, type.size() - 7);
            if (!structs.contains(type)) continue;
            for (const auto& [key, kind] : structs.at(type)) {
                if (not_tried.contains(key)) continue;
                for (const char* value : wrong_values_of(kind)) {
                    const std::string text = with_member(function, parameter, key, value);
                    INFO(function.name << ' ' << text);
                    Arguments arguments(function);
                    arguments.set_text(i, text);
                    CHECK(arguments.call() == (told_as_parameter.contains(function.name) ? -4 : -3));
                    ++tried;
                }
            }
        }
    }
    CHECK(tried > 4000);
    CHECK(settle().empty());
}

}  // namespace
}  // namespace tim::test
