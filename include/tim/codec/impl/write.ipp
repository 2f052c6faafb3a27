#pragma once

#include "tim/codec/detail/elem_access.hpp"
#include "tim/codec/detail/text.hpp"
#include "tim/codec/detail/writer.hpp"
#include "tim/codec/impl/table.ipp"
#include "tim/codec/write.hpp"
#include "tim/model/message_data.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <variant>

namespace tim::codec::detail {

TIM_DECL Writer::Writer(std::string& out, const WriteOptions& options)
    : out_(out), compact_(options.style == Style::compact) {
    const std::size_t used = out.size();
    out.resize(used + std::clamp<std::size_t>(out.capacity() - used, 512, 4096));
    at_ = out.data() + used;
    end_ = out.data() + out.size();
}

TIM_DECL Writer::~Writer() { out_.resize(static_cast<std::size_t>(at_ - out_.data())); }

TIM_DECL void Writer::grow(std::size_t bytes) {
    const auto used = static_cast<std::size_t>(at_ - out_.data());
    out_.resize(std::max(out_.size() * 2, used + bytes));
    at_ = out_.data() + used;
    end_ = out_.data() + out_.size();
}

TIM_DECL void Writer::value(const Type& type, const void* value) {
    switch (type.kind) {
        case Kind::boolean:
            return verbatim(*static_cast<const bool*>(value) ? "true" : "false");
        case Kind::real:
            return real(*static_cast<const double*>(value));
        case Kind::text:
            return string(*static_cast<const std::string*>(value));
        case Kind::raw: {
            const RawJson& raw = *static_cast<const RawJson*>(value);
            return verbatim(raw.empty() ? "null" : raw.view());
        }
        case Kind::object:
            return object(type.plan(), static_cast<const char*>(value));
        case Kind::list:
            return list(type, value);
        case Kind::box:
            return box(type, value);
        case Kind::element:
            return element(*static_cast<const Elem*>(value));
        default:
            return whole(type.kind, load(type.kind, value));
    }
}

inline constexpr auto digit_pairs = [] {
    std::array<char, 200> pairs{};
    for (std::size_t i = 0; i < 100; ++i) {
        pairs[2 * i] = static_cast<char>('0' + i / 10);
        pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}();

TIM_DECL void Writer::whole(Kind kind, std::uint64_t number) {
    constexpr std::size_t most = 20;
    need(most + 1);
    if ((kind == Kind::int32 || kind == Kind::int64) && static_cast<std::int64_t>(number) < 0) {
        *at_++ = '-';
        number = 0 - number;
    }
    // From the last digit on; twice the room, so that what is copied has a fixed size.
    char digits[2 * most] = {};
    char* first = digits + most;
    for (; number >= 100; number /= 100) std::memcpy(first -= 2, &digit_pairs[number % 100 * 2], 2);
    if (number >= 10)
        std::memcpy(first -= 2, &digit_pairs[number * 2], 2);
    else
        *--first = static_cast<char>('0' + number);
    std::memcpy(at_, first, most);
    at_ += digits + most - first;
}

TIM_DECL void Writer::real(double number) {
    need(32);
    at_ = std::to_chars(at_, end_, std::isfinite(number) ? number : 0.0).ptr;
}

TIM_DECL void Writer::verbatim(std::string_view text) {
    need(text.size());
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
}

TIM_DECL void Writer::string(std::string_view text) {
    constexpr std::size_t word = 8;
    need(text.size() + word + 2);
    *at_++ = '"';
    const char* from = text.data();
    const char* const end = from + text.size();
    for (;;) {
        while (end - from >= std::ptrdiff_t(word)) {
            std::uint64_t bytes;
            std::memcpy(&bytes, from, word);
            if (not_plain(bytes)) break;
            std::memcpy(at_, from, word);
            from += word;
            at_ += word;
        }
        while (from != end && is_plain(static_cast<unsigned char>(*from))) *at_++ = *from++;
        if (from == end) break;
        from = special(from, end);
        need(static_cast<std::size_t>(end - from) + word + 2);
    }
    *at_++ = '"';
}

/// Writes one character that is not plain, or a run of non-ASCII ones; the first of the text behind it.
TIM_DECL const char* Writer::special(const char* at, const char* end) {
    constexpr std::string_view meanings = "\"\\\b\f\n\r\t";
    constexpr std::string_view names = "\"\\bfnrt";
    constexpr std::string_view digits = "0123456789abcdef";
    if (const auto c = static_cast<unsigned char>(*at); c < 0x80) {
        put('\\');
        if (const auto found = meanings.find(*at); found != meanings.npos) {
            put(names[found]);
        } else {
            verbatim("u00");
            put(digits[c >> 4]);
            put(digits[c & 15]);
        }
        return at + 1;
    }
    const char* stop = skip_utf8(at, end);
    verbatim(stop == at ? "\xef\xbf\xbd" : std::string_view(at, static_cast<std::size_t>(stop - at)));
    return std::max(stop, at + 1);
}

TIM_DECL void Writer::list(const Type& type, const void* list) {
    put('[');
    const std::size_t size = type.list->size(list);
    for (std::size_t index = 0; index < size; ++index) {
        const void* item = type.list->at(list, index);
        const bool is_unknown =
            type.item->kind == Kind::element && std::holds_alternative<UnknownElem>(*static_cast<const Elem*>(item));
        if (is_unknown && !compact_) continue;
        value(*type.item, item);
        put(',');
    }
    if (at_[-1] == ',') --at_;
    put(']');
}

TIM_DECL void Writer::box(const Type& type, const void* box) {
    const void* held = type.box->get(box);
    if (!held && compact_) return verbatim("null");
    value(*type.item, held ? held : type.box->blank());
}

TIM_DECL void Writer::element(const Elem& elem) {
    if (const auto* unknown = std::get_if<UnknownElem>(&elem)) return unknown_element(*unknown);
    const ElemAccess& access = elem_access[elem.index()];
    object(access.plan(), static_cast<const char*>(access.get(elem)));
}

TIM_DECL void Writer::unknown_element(const UnknownElem& elem) {
    if (!elem.json.empty()) return verbatim(elem.json.view());
    verbatim("{\"elem_type\":");
    whole(Kind::enumeration, static_cast<std::uint32_t>(elem.type));
    put('}');
}

/// Whether a member holds what a default-constructed struct does. A struct within the struct never counts as default.
inline bool is_default(const Step& step, const char* held) noexcept {
    switch (step.kind) {
        case Kind::text:
            return reinterpret_cast<const std::string*>(held)->empty();
        case Kind::boolean:
            return *reinterpret_cast<const bool*>(held) == (step.normal != 0);
        case Kind::int32:
        case Kind::uint32:
        case Kind::enumeration:
            return load_as<std::uint32_t>(held) == static_cast<std::uint32_t>(step.normal);
        case Kind::int64:
        case Kind::uint64:
            return load_as<std::uint64_t>(held) == step.normal;
        case Kind::real:
            return load_as<std::uint64_t>(held) == 0 || !std::isfinite(load_as<double>(held));
        case Kind::raw:
            return reinterpret_cast<const RawJson*>(held)->empty();
        case Kind::list:
            return step.type->list->size(held) == 0;
        case Kind::box:
            return step.type->box->get(held) == nullptr;
        default:
            return false;
    }
}

TIM_DECL void Writer::members(const Step* first, const Step* last, const char* object) {
    for (const Step* step = first; step != last; ++step) {
        const char* held = object + step->offset;
        if (is_default(*step, held) && (compact_ || !is_shown(*step, object))) continue;
        const auto start = at_ - out_.data();
        member(*step, held);
        // That a struct within the struct is all defaults shows when it has been written.
        const bool nothing = step->kind == Kind::object && at_[-2] == '{';
        if (nothing && (compact_ || !is_shown(*step, object))) at_ = out_.data() + start;
    }
}

TIM_DECL void Writer::object(const Plan& plan, const char* object) {
    const auto start = at_ - out_.data();
    const Step* step = plan.begin();
    // The accessor serves reading too; nothing is written through its pointer here.
    const auto access = plan.table->unknown;
    if (const Unknown* unknown = compact_ && access ? access(const_cast<char*>(object)) : nullptr) {
        for (const Unknown::Field& field : *unknown) {
            const Step* next = step;
            while (next != plan.end() && next->row->key() < field.key) ++next;
            members(step, next, object);
            unknown_member(field);
            step = next;
        }
    }
    members(step, plan.end(), object);
    // Every member begins with a comma; the first of them turns into the opening brace.
    if (at_ - out_.data() == start)
        put('{');
    else
        out_[static_cast<std::size_t>(start)] = '{';
    put('}');
}

TIM_DECL void Writer::unknown_member(const Unknown::Field& field) {
    put(',');
    string(field.key);
    put(':');
    verbatim(field.json);
}

inline void Writer::key(const Step& step) {
    need(Row::room);
    std::memcpy(at_, step.row->quoted, Row::room);
    at_ += step.quoted_size + 2;
}

/// Writes key and value, whatever the value is.
TIM_DECL void Writer::member(const Step& step, const char* held) {
    key(step);
    switch (step.kind) {
        case Kind::text:
            return string(*reinterpret_cast<const std::string*>(held));
        case Kind::elem_type:
            return whole(Kind::uint32, step.row->number);
        default:
            return value(*step.type, held);
    }
}

/// Whether the documented style writes a member that is default.
TIM_DECL bool Writer::is_shown(const Step& step, const void* object) const {
    const KeyOptions& options = step.row->options;
    return !options.when_set || (options.shown && options.shown(object));
}

TIM_DECL void write_value(std::string& out, const Type& type, const void* value, const WriteOptions& options) {
    Writer(out, options).value(type, value);
}

}  // namespace tim::codec::detail

namespace tim::codec {

TIM_DECL bool is_utf8(std::string_view text) noexcept {
    const char* at = text.data();
    const char* const end = at + text.size();
    while ((at = detail::find_special(at, end)) != end)
        if (static_cast<unsigned char>(*at++) >= 0x80) return false;
    return true;
}

}  // namespace tim::codec
