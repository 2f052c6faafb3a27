#pragma once

#include "tim/c/operation.hpp"
#include "tim/core/ids.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tim::c {

/// What a C function was called with: checked, and copied, so that it outlives the call. Parameters are found by their
/// documented names; a name that the row lacks is a fault of the handler and throws `std::logic_error`.
class Arguments {
public:
    explicit Arguments(const Operation& operation) : operation_(&operation) {}

    /// Takes over what came; the function's return value when it is refused.
    int take(std::span<const Word> words);

    const Operation& operation() const noexcept { return *operation_; }

    bool has(std::string_view name) const noexcept { return find(name) < operation_->param_count; }

    /// Empty when null was given.
    const std::string& text(std::string_view name) const { return at(name).text; }
    /// Hands the text over: it is not here any more.
    std::string release(std::string_view name) { return std::exchange(all_[index_of(name)].text, {}); }
    /// Whether a JSON text names a key, at whatever depth.
    bool has_key(std::string_view name, std::string_view key) const;
    /// The JSON as the row says: `json<MessageData>("json_msg")`; for `array<T>` a `std::vector<T>`.
    template <class T>
    T& json(std::string_view name) const {
        return *static_cast<T*>(at(name).value.get());
    }
    template <class T>
    T number(std::string_view name) const {
        return static_cast<T>(at(name).word);
    }
    /// What `conv_type` and `conv_id` say.
    ConvKey conversation() const { return {number<ConvType>("conv_type"), text("conv_id")}; }
    /// The caller's memory, null when none was given: only within the C function.
    char* buffer(std::string_view name) const { return from_word<char*>(at(name).word); }

    /// The program's last callback, of the type that the row documents, null when it gave none.
    template <class Function>
    Function callback() const {
        return from_word<Function>(callback_);
    }
    /// One of several.
    template <class Function>
    Function callback(std::string_view name) const {
        return from_word<Function>(at(name).word);
    }
    const void* user_data() const noexcept { return from_word<const void*>(user_data_); }

private:
    struct Argument {
        Word word = 0;
        std::string text;
        std::shared_ptr<void> value;
    };

    /// `param_count` when there is none.
    std::size_t find(std::string_view name) const noexcept;
    std::size_t index_of(std::string_view name) const;
    const Argument& at(std::string_view name) const { return all_[index_of(name)]; }

    const Operation* operation_;
    std::array<Argument, Operation::most_params> all_;
    Word callback_ = 0;
    Word user_data_ = 0;
};

}  // namespace tim::c
