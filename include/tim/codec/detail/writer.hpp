#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/write.hpp"

#include <cstddef>
#include <cstring>
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
    TIM_DECL void object(const Table& table, const void* object);
    TIM_DECL void member(const Row& row, const void* object);
    TIM_DECL bool is_normal(const Row& row, const void* value) const;
    TIM_DECL bool is_shown(const Row& row, const void* object) const;
    TIM_DECL void unknown_member(const Unknown::Field& field);
    TIM_DECL void list(const Type& type, const void* list);
    TIM_DECL void box(const Type& type, const void* box);
    TIM_DECL void element(const Elem& elem);
    TIM_DECL void unknown_element(const UnknownElem& elem);
    TIM_DECL void string(std::string_view text);
    TIM_DECL void escaped(unsigned char c);
    TIM_DECL void verbatim(std::string_view text);
    TIM_DECL void whole(Kind kind, const void* value);
    TIM_DECL void real(double number);

    /// Makes sure that `bytes` more can be stored at `at_`.
    void need(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) < bytes) grow(bytes);
    }
    TIM_DECL void grow(std::size_t bytes);
    void put(char c) {
        need(1);
        *at_++ = c;
    }

    std::string& out_;
    WriteOptions options_;
    char* at_;
    char* end_;
};

}  // namespace tim::codec::detail
