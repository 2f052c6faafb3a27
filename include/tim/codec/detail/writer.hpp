#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/write.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace tim::codec::detail {

/// Appends structs to a string by their tables: one interpreter for all of them. Keeps the string longer than what is
/// written, so that most writes are plain stores; the destructor cuts it to size.
class Writer {
public:
    TIM_DECL Writer(std::string& out, const WriteOptions& options);
    TIM_DECL ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    TIM_DECL void value(const Type& type, const void* value);

private:
    TIM_DECL void object(const Plan& plan, const char* object);
    TIM_DECL void members(const Step* first, const Step* last, const char* object);
    TIM_DECL void member(const Step& step, const char* held);
    TIM_DECL bool is_shown(const Step& step, const void* object) const;
    TIM_DECL void unknown_member(const Unknown::Field& field);
    TIM_DECL void list(const Type& type, const void* list);
    TIM_DECL void box(const Type& type, const void* box);
    TIM_DECL void element(const Elem& elem);
    TIM_DECL void unknown_element(const UnknownElem& elem);
    TIM_DECL void string(std::string_view text);
    TIM_DECL const char* special(const char* at, const char* end);
    TIM_DECL void verbatim(std::string_view text);
    TIM_DECL void whole(Kind kind, std::uint64_t number);
    TIM_DECL void real(double number);
    void key(const Step& step);

    /// Makes sure that `bytes` more can be stored at `at_`.
    void need(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) < bytes) [[unlikely]]
            grow(bytes);
    }
    TIM_DECL void grow(std::size_t bytes);
    void put(char c) {
        need(1);
        *at_++ = c;
    }

    std::string& out_;
    bool compact_;
    char* at_;
    char* end_;
};

}  // namespace tim::codec::detail
