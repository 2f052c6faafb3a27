#pragma once

// What the documents and the measurements say of the functions' arguments, independent of the library's own tables: the
// prototypes are those of tests/spec, what they leave open stands here.

#include "tests/c/answers.hpp"

#include <fstream>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tim::test {

struct Parameter {
    std::string name;
    std::string type;

    bool is_text() const { return type == "const char*"; }
    bool is_callback() const { return type.ends_with("Callback"); }
    bool is_conv_type() const { return type.find("TIMConvType") != std::string::npos; }
};

struct Prototype {
    std::string name;
    std::string returns;
    std::vector<Parameter> parameters;
    bool is_declared = true;

    /// Sets a callback.
    bool is_setter() const { return returns == "void"; }
    bool has_callback() const {
        return std::any_of(parameters.begin(), parameters.end(), [](const Parameter& p) { return p.is_callback(); });
    }
};

inline const std::vector<Prototype>& prototypes() {
    static const std::vector<Prototype> all = [] {
        std::vector<Prototype> list;
        const auto spec = read_spec("prototypes.json");
        for (const auto& function : spec.at("functions").as_array()) {
            Prototype& row = list.emplace_back();
            row.name = function.at("name").as_string();
            row.returns = function.at("returns").as_string();
            row.is_declared = function.at("params").is_array();
            if (!row.is_declared) continue;
            for (const auto& param : function.at("params").as_array())
                row.parameters.push_back(
                    {std::string(param.at("name").as_string()), std::string(param.at("c_type").as_string())});
        }
        return list;
    }();
    return all;
}

/// What the page of the documentation says of the functions.
inline std::map<std::string, std::string> documented_states() {
    std::map<std::string, std::string> states;
    std::ifstream page(TIM_C_FUNCTIONS);
    const std::regex row("\\| `(\\w+)` \\| (.*) \\|");
    std::smatch match;
    for (std::string line; std::getline(page, line);)
        if (std::regex_match(line, match, row)) states[match[1]] = match[2];
    return states;
}

/// Texts that are no JSON; all others are.
inline const std::set<std::string> plain_texts = {
    "conv_id",
    "conversation_id",
    "custom_data",
    "data",
    "group_counter_key",
    "group_id",
    "group_name",
    "hello_msg",
    "invite_id",
    "invitee",
    "language",
    "message_id",
    "new_name",
    "next_cursor",
    "official_account_id",
    "old_name",
    "path",
    "permission_group_id",
    "reaction_id",
    "source_language",
    "target_language",
    "unsubscribe_official_account_id",
    "url",
    "user_id",
    "user_sig",
};

/// JSON parameters that take an array; all others take an object.
inline const std::set<std::string> array_names = {
    "conversation_id_array",
    "friend_id_list",
    "json_add_to_blacklist_param",
    "json_delete_friend_group_param",
    "json_delete_from_blacklist_param",
    "json_extension_array",
    "json_extension_key_array",
    "json_get_conv_list_param",
    "json_get_friend_group_list_param",
    "json_group_attributes",
    "json_group_counter_array",
    "json_group_counter_key_array",
    "json_group_getinfo_param",
    "json_identifier_array",
    "json_invitee_array",
    "json_keys",
    "json_member_id_array",
    "json_message_id_array",
    "json_msg_Locator_array",
    "json_msg_array",
    "json_official_account_id_list",
    "json_permission_group_id_array",
    "json_source_text_array",
    "json_topic_id_array",
    "json_user_id_list",
    "member_array",
};

inline bool is_json(const Parameter& parameter) { return parameter.is_text() && !plain_texts.contains(parameter.name); }
inline bool is_array(const Parameter& parameter) { return array_names.contains(parameter.name); }

/// An own message of which receipts can be got.
inline const std::string receipt_message =
    R"({"message_conv_id":"g","message_conv_type":2,"message_seq":1,"message_msg_id":"m","message_status":2,)"
    R"("message_need_read_receipt":true,"message_is_from_self":true})";

/// JSON that a function accepts, where the least one of its shape is not enough.
inline const std::map<std::string, std::string> sufficient = {
    {"TIMMsgDelete", R"({"msg_delete_param_msg":{}})"},
    {"TIMGroupCreate", R"({"create_group_param_group_name":"tea"})"},
    {"TIMMsgGetGroupMessageReadMemberList", receipt_message},
    {"TIMMsgGetMessageReadReceipts", '[' + receipt_message + ']'},
    {"callExperimentalAPI", R"({"request_internal_operation":"internal_operation_set_ui_platform"})"},
};

inline std::string good_json(const Prototype& function, const Parameter& parameter) {
    const auto more = sufficient.find(function.name);
    if (more != sufficient.end()) return more->second;
    if (!is_array(parameter)) return R"({"no_such_key":1})";
    const bool of_objects = parameter.name == "json_msg_array" || parameter.name == "json_extension_array" ||
                            parameter.name == "json_msg_Locator_array" || parameter.name == "json_get_conv_list_param";
    return of_objects ? R"([{"no_such_key":1}])" : R"(["one"])";
}

/// Arguments that are accepted. Callbacks are those of `Answers`, reminded of `tag`.
struct Arguments {
    explicit Arguments(const Prototype& function, const std::string& tag = "") : prototype(function) {
        texts.resize(function.parameters.size());
        words.resize(function.parameters.size());
        for (std::size_t i = 0; i < words.size(); ++i) {
            const Parameter& parameter = function.parameters[i];
            if (parameter.is_text())
                set_text(i, is_json(parameter) ? good_json(function, parameter) : "one");
            else if (parameter.is_callback())
                words[i] = callback(parameter);
            else if (parameter.name == "user_data")
                words[i] = word(Answers::tag(tag.empty() ? function.name : tag));
            else if (parameter.type != "char*")
                words[i] = 1;
        }
    }

    void set_text(std::size_t i, std::string text) {
        texts[i] = std::make_unique<std::string>(std::move(text));
        words[i] = word(texts[i]->c_str());
    }

    int call() const { return static_cast<int>(call_words(prototype.name, words)); }

    const Prototype& prototype;
    std::vector<std::unique_ptr<std::string>> texts;
    std::vector<Word> words;

private:
    static Word callback(const Parameter& parameter) {
        if (parameter.name == "msgid_cb") return 0;
        if (parameter.type == "TIMMsgGroupMessageReadMemberListCallback") return word(&Answers::members);
        if (parameter.type == "TIMCommCallback") return word(&Answers::common);
        return 0;
    }
};

}  // namespace tim::test
