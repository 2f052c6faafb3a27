#pragma once

#include "tim/c/arguments.hpp"
#include "tim/codec/read.hpp"
#include "tim/core/ids.hpp"

#include <cstddef>
#include <stdexcept>

namespace tim::c {
namespace detail {

inline constexpr std::string_view json_blanks = " \t\r\n";

std::string_view without_blanks(std::string_view json) {
    const std::size_t begin = json.find_first_not_of(json_blanks);
    if (begin == json.npos) return {};
    return json.substr(begin, json.find_last_not_of(json_blanks) + 1 - begin);
}

bool has_shape(std::string_view json, Shape shape) {
    return !json.empty() && json.front() == (shape == Shape::object ? '{' : '[');
}

/// `{}` or `[]`.
bool is_blank(std::string_view json) {
    return json.size() >= 2 && without_blanks(json.substr(1, json.size() - 2)).empty();
}

int take_json(const Param& param, const std::string& text, std::shared_ptr<void>& value) {
    const std::string_view json = without_blanks(text);
    if (!has_shape(json, param.shape)) return param.for_bad_json;
    if (is_blank(json) && !param.may_be_blank) return param.for_bad_json;
    if (!param.read) return codec::check_json(json) ? success : param.for_bad_json;
    value = param.read(json);
    return value ? success : param.for_bad_json;
}

bool is_chat(Word conv_type) {
    const auto type = static_cast<ConvType>(conv_type);
    return type == ConvType::c2c || type == ConvType::group;
}

}  // namespace detail

int Arguments::take(std::span<const Word> words) {
    for (std::size_t i = 0; i < operation_->param_count; ++i) {
        const Param& param = operation_->all_params[i];
        Argument& argument = all_[i];
        argument.word = words[i];
        switch (param.role) {
            case Role::text:
            case Role::json:
                if (argument.word == 0) {
                    if (!param.may_be_null) return bad_parameter;
                    break;
                }
                argument.text = from_word<const char*>(argument.word);
                if (argument.text.empty()) {
                    if (!param.may_be_empty) return param.for_empty;
                } else if (param.role == Role::json) {
                    if (const int refused = detail::take_json(param, argument.text, argument.value)) return refused;
                }
                break;
            case Role::conv_type:
                if (!detail::is_chat(argument.word)) return bad_parameter;
                break;
            case Role::callback:
                callback_ = argument.word;
                break;
            case Role::user_data:
                user_data_ = argument.word;
                break;
            case Role::number:
            case Role::buffer:
                break;
        }
    }
    return success;
}

bool Arguments::has_key(std::string_view name, std::string_view key) const {
    // Within a text of the JSON the quote would be escaped.
    return text(name).find('"' + std::string(key) + '"') != std::string::npos;
}

std::size_t Arguments::find(std::string_view name) const noexcept {
    std::size_t i = 0;
    while (i < operation_->param_count && operation_->all_params[i].name != name) ++i;
    return i;
}

std::size_t Arguments::index_of(std::string_view name) const {
    const std::size_t i = find(name);
    if (i == operation_->param_count)
        throw std::logic_error(std::string(operation_->name) + " has no parameter " + std::string(name));
    return i;
}

}  // namespace tim::c
