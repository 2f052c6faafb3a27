#pragma once

#include "tim/c/entry.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// How the functions of the C interface are declared, once, for the generated headers, the exported functions, the
/// checks of their arguments and the calls behind them alike:
///
///     function("TIMMsgFindMessages", text("json_message_id_array"), cb)
///         .reads_store().in_order().empty("[]").does(&find_messages)
///
/// A row without `does` and `now` is exported, checks its arguments, and answers *not supported* through its callback.
namespace tim::c {

class Arguments;
class Call;

/// Documented return values (`TIMResult`); the functions return no others.
inline constexpr int success = 0;
inline constexpr int bad_json = -3;
inline constexpr int bad_parameter = -4;

/// What a parameter is for.
enum class Role : std::uint8_t { text, json, number, conv_type, buffer, callback, user_data };

/// The kind of JSON value that a parameter takes.
enum class Shape : std::uint8_t { object, array };

/// Reads JSON into what a handler works with; null when it is not of the documented type.
using ReadJson = std::shared_ptr<void> (*)(std::string_view json);

struct Param {
    const char* name = "";
    const char* type = "";  ///< in C
    Role role{};
    Shape shape{};
    bool may_be_null = false;
    bool may_be_empty = false;      ///< ""
    bool may_be_blank = false;      ///< {} or []
    int for_empty = bad_parameter;  ///< what "" returns where it may not be
    int for_bad_json = bad_json;
    ReadJson read = nullptr;  ///< none: any JSON of the shape

    consteval Param or_null() const {
        Param changed = *this;
        changed.may_be_null = true;
        return changed;
    }
    consteval Param or_empty() const {
        Param changed = *this;
        changed.may_be_empty = true;
        return changed;
    }
    consteval Param or_blank() const {
        Param changed = *this;
        changed.may_be_blank = true;
        return changed;
    }
    /// Whatever is wrong with the text returns this one value.
    consteval Param wrong_is(int value) const {
        Param changed = *this;
        changed.for_empty = changed.for_bad_json = value;
        return changed;
    }
};

/// A callback, which stands for two parameters: the function and its `user_data`.
struct CallbackParam {
    const char* type = "TIMCommCallback";
    const char* name = "cb";
    bool with_user_data = true;
};

/// What a function needs before it can do anything; else its callback gets 6013 or 6014.
enum class Needs : std::uint8_t {
    nothing,
    init,   ///< 6013 `not initialized`
    store,  ///< the user's local database: 6014 `not init database`
    login,  ///< 6014 `not login`
};

/// When a callback comes. A refusal that needs nobody but the runtime is always `local`.
enum class Order : std::uint8_t {
    local,         ///< in the order of the calls: needs no hub
    conversation,  ///< in the order of the calls for one conversation
    free,          ///< when it is known
};

/// Work on the runtime's thread; ends with an answer to the call.
using Handler = void (*)(Call call);
/// Work inside the C function, on its caller's thread; brings the return value.
using Now = Word (*)(const Arguments& arguments);
/// A check beyond the single parameters, on the caller's thread; may put something into the arguments, or into the
/// caller's buffers. Not 0: the return value, and there will be no callback.
using Check = int (*)(Arguments& arguments);
/// What the row says of its arguments.
using Test = bool (*)(const Arguments& arguments);
/// The JSON of a failed call, where it is more than a constant.
using EmptyForm = std::string (*)(const Arguments& arguments, int code, std::string_view desc);
/// Calls the program's callback; strings end with NUL.
using Answer = void (*)(const Arguments& arguments, int code, const char* desc, const char* json);

void answer_common(const Arguments& arguments, int code, const char* desc, const char* json);

/// A function without a callback has only its return value, -4, to say that it does nothing. Logged.
Word refuse_unsupported(const Arguments& arguments);

/// One function of the C interface.
struct Operation {
    static constexpr std::size_t most_params = 8;

    const char* name = "";
    const char* returns = "int";  ///< in C
    std::array<Param, most_params> all_params{};
    std::size_t param_count = 0;
    Needs need = Needs::login;
    Order order = Order::free;
    Test asks_hub = nullptr;
    const char* empty_json = "";
    EmptyForm empty_form = nullptr;
    Check check = nullptr;
    Now immediate = nullptr;
    Handler handler = nullptr;
    Answer answer = &answer_common;
    bool is_pending = false;

    constexpr std::span<const Param> params() const { return {all_params.data(), param_count}; }

    consteval void add(const Param& param) { all_params[param_count++] = param; }
    consteval void add(const CallbackParam& param) {
        add({.name = param.name, .type = param.type, .role = Role::callback});
        if (param.with_user_data) add({.name = "user_data", .type = "const void*", .role = Role::user_data});
    }

private:
    // In front, because clang wants to have seen its body.
    template <class Member, class Value>
    consteval Operation with(Member Operation::*member, Value value) const {
        Operation changed = *this;
        changed.*member = value;
        return changed;
    }

public:
    consteval Operation returning(const char* c_type) const { return with(&Operation::returns, c_type); }
    consteval Operation needs(Needs what) const { return with(&Operation::need, what); }
    consteval Operation ordered(Order when) const { return with(&Operation::order, when); }
    /// Ordered freely all the same when its arguments say so.
    consteval Operation free_when(Test asks_hub) const { return with(&Operation::asks_hub, asks_hub); }
    /// Works on the local database alone.
    consteval Operation reads_store() const { return needs(Needs::store).ordered(Order::local); }
    consteval Operation empty(const char* json) const { return with(&Operation::empty_json, json); }
    consteval Operation empty(EmptyForm form) const { return with(&Operation::empty_form, form); }
    consteval Operation checks(Check more) const { return with(&Operation::check, more); }
    consteval Operation does(Handler work) const { return with(&Operation::handler, work); }
    consteval Operation now(Now work) const { return with(&Operation::immediate, work); }
    /// What it does is not yet what it is documented for.
    consteval Operation pending() const { return with(&Operation::is_pending, true); }
    consteval Operation answers(Answer call) const { return with(&Operation::answer, call); }
};

template <class... Params>
consteval Operation function(const char* name, const Params&... params) {
    Operation row;
    row.name = name;
    (row.add(params), ...);
    return row;
}

/// A text that must be there.
consteval Param text(const char* name) { return {.name = name, .type = "const char*", .role = Role::text}; }

/// JSON that no handler reads yet: only its shape is checked.
consteval Param object(const char* name) {
    return {.name = name, .type = "const char*", .role = Role::json, .shape = Shape::object};
}
consteval Param array(const char* name) {
    return {.name = name, .type = "const char*", .role = Role::json, .shape = Shape::array};
}

/// A number, an enum or a flag; never checked.
consteval Param number(const char* name, const char* c_type) {
    return {.name = name, .type = c_type, .role = Role::number};
}

/// Memory of the caller to be filled; may be null.
consteval Param buffer(const char* name) { return {.name = name, .type = "char*", .role = Role::buffer}; }

inline constexpr Param conv_id = text("conv_id");
/// 1 or 2.
inline constexpr Param conv_type{.name = "conv_type", .type = "enum TIMConvType", .role = Role::conv_type};
inline constexpr Param group_id = text("group_id");
inline constexpr CallbackParam cb{};

/// The functions of one header.
struct OperationTable {
    const char* header;  ///< empty: declared nowhere
    std::span<const Operation> rows;
};

/// Whether a function does what it is documented for.
constexpr bool is_supported(const Operation& row) {
    return !row.is_pending && (row.handler || (row.immediate && row.immediate != &refuse_unsupported));
}

/// Every exported function. Any thread.
std::span<const OperationTable> all_operations() noexcept;

}  // namespace tim::c
