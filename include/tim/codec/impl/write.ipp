#pragma once

#include "tim/codec/detail/text.hpp"
#include "tim/codec/detail/writer.hpp"
#include "tim/codec/impl/read.ipp"
#include "tim/codec/write.hpp"
#include "tim/model/message_data.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

namespace tim::codec::detail {

TIM_DECL Writer::Writer(std::string& out, const WriteOptions& options) : out_(out), options_(options) {
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
        case Kind::int32:
        case Kind::uint32:
        case Kind::int64:
        case Kind::uint64:
        case Kind::enumeration:
            return whole(type.kind, value);
        case Kind::real:
            return real(*static_cast<const double*>(value));
        case Kind::text:
            return string(*static_cast<const std::string*>(value));
        case Kind::raw: {
            const RawJson& raw = *static_cast<const RawJson*>(value);
            return verbatim(raw.empty() ? "null" : raw.view());
        }
        case Kind::object:
            return object(type.table(), value);
        case Kind::list:
            return list(type, value);
        case Kind::box:
            return box(type, value);
        case Kind::element:
            return element(*static_cast<const Elem*>(value));
        case Kind::elem_type:
            return;
    }
}

/// Reads a number of any integral kind, extended to 64 bits.
TIM_DECL std::uint64_t load(Kind kind, const void* value) {
    const auto as = [value](auto number) {
        std::memcpy(&number, value, sizeof number);
        return number;
    };
    switch (kind) {
        case Kind::boolean:
            return *static_cast<const bool*>(value);
        case Kind::int32:
            return static_cast<std::uint64_t>(std::int64_t(as(std::int32_t())));
        case Kind::uint32:
        case Kind::enumeration:
            return as(std::uint32_t());
        default:
            return as(std::uint64_t());
    }
}

TIM_DECL void Writer::whole(Kind kind, const void* value) {
    need(24);
    const std::uint64_t number = load(kind, value);
    if (kind == Kind::int32 || kind == Kind::int64)
        at_ = std::to_chars(at_, end_, static_cast<std::int64_t>(number)).ptr;
    else
        at_ = std::to_chars(at_, end_, number).ptr;
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
    put('"');
    const char* run = text.data();
    const char* const end = run + text.size();
    for (;;) {
        const char* stop = find_special(run, end);
        verbatim({run, static_cast<std::size_t>(stop - run)});
        if (stop == end) break;
        escaped(static_cast<unsigned char>(*stop));
        run = stop + 1;
    }
    put('"');
}

TIM_DECL void Writer::escaped(unsigned char c) {
    constexpr std::string_view meanings = "\"\\\b\f\n\r\t";
    constexpr std::string_view names = "\"\\bfnrt";
    constexpr std::string_view digits = "0123456789abcdef";
    if (c >= 0x80) return verbatim("\xef\xbf\xbd");
    put('\\');
    if (const auto found = meanings.find(static_cast<char>(c)); found != meanings.npos) return put(names[found]);
    verbatim("u00");
    put(digits[c >> 4]);
    put(digits[c & 15]);
}

TIM_DECL void Writer::list(const Type& type, const void* list) {
    put('[');
    const std::size_t size = type.list->size(list);
    for (std::size_t index = 0; index < size; ++index) {
        const void* item = type.list->at(list, index);
        const bool is_unknown =
            type.item->kind == Kind::element && std::holds_alternative<UnknownElem>(*static_cast<const Elem*>(item));
        if (is_unknown && options_.style == Style::documented) continue;
        value(*type.item, item);
        put(',');
    }
    if (at_[-1] == ',') --at_;
    put(']');
}

TIM_DECL void Writer::box(const Type& type, const void* box) {
    const void* held = type.box->get(box);
    if (!held && options_.style == Style::compact) return verbatim("null");
    value(*type.item, held ? held : type.box->blank());
}

TIM_DECL void Writer::element(const Elem& elem) {
    if (const auto* unknown = std::get_if<UnknownElem>(&elem)) return unknown_element(*unknown);
    const void* held = std::visit([](const auto& alternative) -> const void* { return &alternative; }, elem);
    object(elem_access[elem.index()].table(), held);
}

TIM_DECL void Writer::unknown_element(const UnknownElem& elem) {
    if (!elem.json.empty()) return verbatim(elem.json.view());
    verbatim("{\"elem_type\":");
    whole(Kind::enumeration, &elem.type);
    put('}');
}

TIM_DECL void Writer::object(const Table& table, const void* object) {
    const auto start = at_ - out_.data();
    const bool compact = options_.style == Style::compact;
    const Unknown* unknown = compact && table.unknown ? table.unknown(const_cast<void*>(object)) : nullptr;
    if (unknown && !unknown->empty()) {
        const Unknown::Field* next = unknown->begin();
        for (const Row& row : table) {
            for (; next != unknown->end() && next->key < row.key(); ++next) unknown_member(*next);
            member(row, object);
        }
        for (; next != unknown->end(); ++next) unknown_member(*next);
    } else {
        for (const Row& row : table) member(row, object);
    }
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

TIM_DECL void Writer::member(const Row& row, const void* object) {
    // The table's accessors serve reading too; nothing is written through the pointer here.
    const void* held = row.access ? row.access(const_cast<void*>(object)) : nullptr;
    if (held && is_normal(row, held) && !is_shown(row, object)) return;
    const auto start = at_ - out_.data();
    need(Row::room + 24);
    std::memcpy(at_, row.quoted, Row::room);
    at_ += row.quoted_size;
    if (!held) {
        at_ = std::to_chars(at_, end_, row.options.normal).ptr;
        return;
    }
    value(*row.type, held);
    const bool nothing = row.kind == Kind::object && at_[-2] == '{';
    if (nothing && !is_shown(row, object)) at_ = out_.data() + start;
}

TIM_DECL bool Writer::is_shown(const Row& row, const void* object) const {
    if (options_.style == Style::compact) return false;
    return !row.options.when_set || (row.options.shown && row.options.shown(object));
}

TIM_DECL bool Writer::is_normal(const Row& row, const void* value) const {
    switch (row.kind) {
        case Kind::real: {
            const double number = *static_cast<const double*>(value);
            return std::bit_cast<std::uint64_t>(number) == 0 || !std::isfinite(number);
        }
        case Kind::text:
            return static_cast<const std::string*>(value)->empty();
        case Kind::raw:
            return static_cast<const RawJson*>(value)->empty();
        case Kind::list:
            return row.type->list->size(value) == 0;
        case Kind::box:
            return row.type->box->get(value) == nullptr;
        case Kind::object:
        case Kind::element:
        case Kind::elem_type:
            return false;
        default:
            return load(row.kind, value) == static_cast<std::uint64_t>(row.options.normal);
    }
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
