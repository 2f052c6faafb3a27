// The tables against the documented interface, as the files of tests/spec have it.

#include "tests/codec/all_types.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/spec.hpp"
#include "tim/codec/all_tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace {

namespace json = boost::json;
using tim::codec::Kind;
using tim::codec::Row;
using tim::codec::Table;
using tim::codec::Type;
using tim::codec::Use;

const std::map<std::string, std::string> structs_without_table = {
    {"Elem", "its only key, elem_type, is a row of each element's table"},
    {"MessageReaction", "reactions are not among the 33 functions"},
    {"MessageReactionResult", "as MessageReaction"},
    {"MessageReactionUserResult", "as MessageReaction"},
    {"MessageReactionChangeInfo", "as MessageReaction"},
    {"TIMReceiveMessageOptInfo", "the option for all messages is not among the 33 functions"},
    {"SdkConfig", "starting and configuring belongs to the C interface"},
    {"UserConfig", "as SdkConfig"},
    {"HttpProxyInfo", "as SdkConfig"},
    {"Socks5ProxyInfo", "as SdkConfig"},
    {"PACProxyInfo", "as SdkConfig"},
    {"SetConfig", "as SdkConfig"},
    {"GroupGetInfoOption", "part of UserConfig"},
    {"FriendShipGetProfileListParam", "profiles are fetched by no function of the 33"},
    {"TIMUserStatus", "presence is not among the 33 functions"},
    {"TIMConversationListFilter", "listing conversations is not among the 33 functions"},
    {"TIMConversationListResult", "as TIMConversationListFilter"},
    {"GetConversationListParam", "as TIMConversationListFilter"},
    {"GetTotalUnreadNumberResult", "as TIMConversationListFilter"},
    {"TIMConversationOperationResult", "as TIMConversationListFilter"},
    {"GroupSearchParam", "searching groups is no operation yet"},
    {"GroupMemberSearchParam", "as GroupSearchParam"},
    {"GroupSearchGroupMembersResult", "as GroupSearchParam"},
    {"GroupAttributes", "attributes, counters and topics of groups are no operations yet"},
    {"TIMGroupCounter", "as GroupAttributes"},
    {"TIMGroupTopicInfo", "as GroupAttributes"},
    {"TIMGroupTopicOperationResult", "as GroupAttributes"},
    {"TIMGroupTopicInfoResult", "as GroupAttributes"},
    {"GroupGetOnlineMemberCountResult", "counting who is online is no operation yet"},
    {"ReadMemberList", "an array of GroupMemberInfo, no struct"},
    {"PinnedGroupMessage", "its keys are not documented"},
};

const std::map<std::string, std::string> enums_without_table = {
    {"TIMResult", "return values of the C interface"},
    {"TIMConvEvent", "an argument of a C callback"},
    {"TIMConversationMarkType", "bits of a 64-bit mask, kept as a number"},
    {"TIMGroupGetInfoFlag", "part of UserConfig"},
    {"TIMGroupMemberInfoFlag", "obsolete; bits of a 64-bit mask, kept as a number"},
    {"TIMGroupMemberSearchFieldKey", "searching members is no operation yet"},
    {"TIMGroupSearchFieldKey", "searching groups is no operation yet"},
    {"TIMLogLevel", "belongs to the log sink of core"},
    {"TIMLoginStatus", "a return value of the C interface"},
    {"TIMNetworkStatus", "an argument of a C callback"},
    {"TIMUserStatusType", "presence is not among the 33 functions"},
};

/// Keys whose type the documents leave open, and what was made of them.
const std::map<std::string, std::string> types_left_open = {
    {"message_risk_type_identified", "uint32"},
    {"group_tips_elem_pinned_message_list", "array<raw>"},
};

std::string type_name(const Type& type) {
    switch (type.kind) {
        case Kind::boolean:
            return "bool";
        case Kind::int32:
            return "int32";
        case Kind::uint32:
        case Kind::enumeration:
            return "uint32";
        case Kind::int64:
            return "int64";
        case Kind::uint64:
            return "uint64";
        case Kind::real:
            return "double";
        case Kind::text:
            return "string";
        case Kind::raw:
            return "raw";
        case Kind::object:
            return "object<" + std::string(type.plan().table->name) + '>';
        case Kind::list:
            return "array<" + type_name(*type.item) + '>';
        case Kind::box:
            return type_name(*type.item);
        case Kind::element:
            return "object<Elem>";
        case Kind::elem_type:
            break;
    }
    return "none";
}

std::string enum_of(const Type& type) { return type.item ? type.item->enum_name : type.enum_name; }

std::string use_name(Use use) { return use == Use::both ? "read-write" : use == Use::read ? "read" : "write"; }

/// `null` and absent are "".
std::string text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

const json::object* find_struct(const json::value& spec, std::string_view name) {
    for (const json::value& candidate : spec.at("structs").as_array())
        if (candidate.at("struct").as_string() == name) return &candidate.as_object();
    return nullptr;
}

void check_row(const Row& row, const json::object& field) {
    INFO(row.key());
    const auto open = types_left_open.find(std::string(row.key()));
    const std::string type = text_of(field, "type");
    CHECK(row.key() == text_of(field, "key"));
    CHECK(row.constant == text_of(field, "constant"));
    CHECK(type_name(*row.type) == (open == types_left_open.end() ? type : open->second));
    CHECK(row.options.required == !field.at("optional").as_bool());
    CHECK(use_name(row.options.use) == text_of(field, "direction"));
    // Masks of 64 bits are plain numbers.
    const bool is_mask = type.find("64") != std::string::npos;
    CHECK(enum_of(*row.type) == (is_mask ? "" : text_of(field, "enum")));
    json::array aliases;
    if (*row.options.older) aliases.emplace_back(row.options.older);
    CHECK(aliases == field.at("aliases").as_array());
}

const Table* find_table(std::string_view name) {
    const auto tables = tim::codec::all_tables();
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const Table* table) { return table->name == name; });
    return found == tables.end() ? nullptr : *found;
}

TEST_CASE("every documented struct has a table, or a reason to have none", "[codec]") {
    const json::value spec = tim::test::read_spec("structs.json");
    std::size_t with_table = 0;
    for (const json::value& documented : spec.at("structs").as_array()) {
        const std::string name(documented.at("struct").as_string());
        INFO(name);
        CHECK((find_table(name) != nullptr) != structs_without_table.contains(name));
        if (find_table(name)) ++with_table;
    }
    CHECK(tim::codec::all_tables().size() == with_table);
    CHECK(std::tuple_size_v<tim::test::AllTypes> == with_table);
    for (const auto& [name, reason] : structs_without_table) CHECK(find_struct(spec, name));
}

TEST_CASE("a table has its struct's documented keys, types, constants, directions and older spellings", "[codec]") {
    const json::value spec = tim::test::read_spec("structs.json");
    for (const Table* table : tim::codec::all_tables()) {
        INFO(table->name);
        const json::object* documented = find_struct(spec, table->name);
        REQUIRE(documented);
        if (documented->contains("composition")) continue;  // the next test
        std::map<std::string, const json::object*> fields;
        for (const json::value& field : documented->at("fields").as_array())
            fields[std::string(field.at("key").as_string())] = &field.as_object();
        for (const Row& row : *table) {
            if (row.kind == Kind::elem_type) continue;
            INFO(row.key());
            REQUIRE(fields.contains(std::string(row.key())));
            check_row(row, *fields.at(std::string(row.key())));
            fields.erase(std::string(row.key()));
        }
        for (const auto& [key, field] : fields) FAIL_CHECK("the table lacks " << key);
    }
}

TEST_CASE("what a revoke reports has the keys of the structs that it is composed of", "[codec]") {
    const json::value spec = tim::test::read_spec("structs.json");
    std::set<std::string> keys;
    for (const json::value& part : find_struct(spec, "MsgRevokeInfo")->at("composition").as_array()) {
        const std::string name(part.as_string());
        if (const auto dot = name.find('.'); dot != name.npos) {
            keys.insert(name.substr(dot + 1));
            continue;
        }
        for (const json::value& field : find_struct(spec, name)->at("fields").as_array())
            keys.emplace(field.at("key").as_string());
    }
    std::set<std::string> rows;
    for (const Row& row : *find_table("MsgRevokeInfo")) rows.emplace(row.key());
    CHECK(rows == keys);
    for (const Row& row : *find_table("MsgRevokeInfo")) {
        const Table& origin = *find_table(row.key().starts_with("message_locator_") ? "MsgLocator" : "Message");
        const Row* same =
            std::find_if(origin.begin(), origin.end(), [&](const Row& r) { return r.key() == row.key(); });
        REQUIRE(same != origin.end());
        CHECK(std::string(row.constant) == same->constant);
        CHECK(type_name(*row.type) == type_name(*same->type));
    }
}

TEST_CASE("an element's table carries the documented type number", "[codec]") {
    const json::value spec = tim::test::read_spec("structs.json");
    const json::object& variants = find_struct(spec, "Elem")->at("variants").as_object();
    std::size_t elements = 0;
    for (const Table* table : tim::codec::all_tables()) {
        for (const Row& row : *table) {
            if (row.kind != Kind::elem_type) continue;
            ++elements;
            CHECK(row.key() == "elem_type");
            CHECK(text_of(variants, std::to_string(row.number)) == table->name);
        }
    }
    CHECK(elements == variants.size());
}

TEST_CASE("every documented enum has its numbers under their C names, or a reason to have none", "[codec]") {
    const json::value spec = tim::test::read_spec("enums.json");
    std::map<std::string, const tim::codec::EnumTable*> tables;
    for (const tim::codec::EnumTable& table : tim::codec::all_enums()) tables[table.name] = &table;
    std::size_t checked = 0;
    for (const json::value& documented : spec.at("enums").as_array()) {
        const std::string name(documented.at("enum").as_string());
        INFO(name);
        CHECK(tables.contains(name) != enums_without_table.contains(name));
        if (!tables.contains(name)) continue;
        ++checked;
        std::map<std::string, std::int64_t> expected;
        for (const json::value& value : documented.at("values").as_array())
            expected.emplace(value.at("name").as_string(), value.at("value").as_int64());
        std::map<std::string, std::int64_t> actual;
        for (const tim::codec::EnumValue& value : tables.at(name)->values) actual.emplace(value.constant, value.number);
        CHECK(actual == expected);
    }
    CHECK(checked == tables.size());
}

TEST_CASE("the names for everybody in a group are the documented ones", "[codec]") {
    const json::value spec = tim::test::read_spec("structs.json");
    for (const json::value& constant : spec.at("string_constants").as_array()) {
        if (text_of(constant.as_object(), "constant") != "kImSDK_MessageAtALL") continue;
        CHECK(constant.at("value").as_string() == tim::at_all);
        CHECK(constant.at("aliases").as_array() == json::array{tim::at_all_older});
        return;
    }
    FAIL("the constant is gone");
}

}  // namespace
