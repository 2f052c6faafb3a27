#pragma once

#include "tim/codec/detail/reader.hpp"
#include "tim/codec/impl/scanner.ipp"
#include "tim/codec/read.hpp"
#include "tim/model/message_data.hpp"

#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <system_error>
#include <utility>

namespace tim::codec::detail {

struct ElemAccess {
    const Table& (*table)();
    void* (*emplace)(Elem& elem);
};

template <std::size_t... Index>
constexpr auto make_elem_access(std::index_sequence<Index...>) {
    return std::array{ElemAccess{&table_for<std::variant_alternative_t<Index, Elem>>,
                                 [](Elem& elem) -> void* { return &elem.emplace<Index>(); }}...};
}

/// Indexed by the documented type number.
inline constexpr auto elem_access = make_elem_access(std::make_index_sequence<std::variant_size_v<Elem> - 1>());

/// What reading one object has seen so far; bit n of the masks stands for row n.
struct Reader::ObjectState {
    const Table& table;
    void* target;
    std::uint64_t seen = 0;
    std::uint64_t seen_older = 0;
    Unknown::Fields unknown = {};
};

TIM_DECL bool Reader::blame(std::string_view key) {
    path_.insert(0, path_.empty() || path_[0] == '[' ? "" : ".");
    path_.insert(0, key);
    return false;
}

TIM_DECL bool Reader::value(const Type& type, void* target) {
    switch (type.kind) {
        case Kind::boolean:
            return boolean(*static_cast<bool*>(target));
        case Kind::int32:
        case Kind::uint32:
        case Kind::int64:
        case Kind::uint64:
        case Kind::enumeration:
            return whole(type.kind, target);
        case Kind::real:
            return real(*static_cast<double*>(target));
        case Kind::text:
            return string(static_cast<std::string*>(target));
        case Kind::raw:
            return raw(*static_cast<RawJson*>(target));
        case Kind::object:
            return object(type.table(), target);
        case Kind::list:
            return list(type, target);
        case Kind::box:
            return box(type, target);
        case Kind::element:
            return element(*static_cast<Elem*>(target));
        case Kind::elem_type:
            break;
    }
    std::uint32_t known_already;
    return whole(Kind::enumeration, &known_already);
}

TIM_DECL bool Reader::boolean(bool& target) {
    skip_space();
    if (take_word("true"))
        target = true;
    else if (take_word("false"))
        target = false;
    else
        return fail("expected true or false");
    return true;
}

TIM_DECL bool Reader::whole(Kind kind, void* target) {
    bool negative;
    std::uint64_t magnitude;
    skip_space();
    const char* start = at_;
    if (!integer(negative, magnitude)) return false;
    const auto store = [target](auto number) {
        std::memcpy(target, &number, sizeof number);  // an enum may not be written through a pointer to its integer
        return true;
    };
    constexpr std::uint64_t bit31 = std::uint64_t(1) << 31;
    constexpr std::uint64_t bit63 = std::uint64_t(1) << 63;
    const std::uint64_t number = negative ? 0 - magnitude : magnitude;
    const std::uint64_t sign = negative && magnitude != 0;
    if (kind == Kind::uint64 && !sign) return store(number);
    if (kind == Kind::uint32 && !sign && magnitude < 2 * bit31) return store(static_cast<std::uint32_t>(number));
    if (kind == Kind::enumeration && (sign ? magnitude <= bit31 : magnitude < 2 * bit31))
        return store(static_cast<std::uint32_t>(number));
    if (kind == Kind::int64 && magnitude < bit63 + sign) return store(static_cast<std::int64_t>(number));
    if (kind == Kind::int32 && magnitude < bit31 + sign)
        return store(static_cast<std::int32_t>(static_cast<std::int64_t>(number)));
    return fail("integer out of range", start);
}

TIM_DECL bool Reader::real(double& target) {
    const char c = peek();
    if (c != '-' && (c < '0' || c > '9')) return fail("expected a number");
    const char* start = at_;
    std::string_view text;
    if (!number(text)) return false;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), target);
    return result.ec == std::errc() || fail("number out of range", start);
}

TIM_DECL bool Reader::raw(RawJson& target) {
    skip_space();
    const char* start = at_;
    if (!skip_value()) return false;
    target = RawJson(std::string(start, at_));
    return true;
}

TIM_DECL bool Reader::list(const Type& type, void* target) {
    type.list->clear(target);
    const char c = peek();
    if (c != '[' && c != '{') return fail("expected an array");
    const char* start = at_;
    if (!open()) return false;
    if (c == '{') {
        if (!take('}')) return fail("expected an array", start);
        close();
        return true;
    }
    if (!take(']')) {
        for (std::size_t index = 0;; ++index) {
            if (!value(*type.item, type.list->append(target))) return blame('[' + std::to_string(index) + ']');
            if (take(',')) continue;
            if (take(']')) break;
            return fail("expected ',' or ']'");
        }
    }
    close();
    return true;
}

TIM_DECL bool Reader::box(const Type& type, void* target) {
    if (peek() == 'n') {
        type.box->reset(target);
        return take_word("null") || fail("expected a value");
    }
    return value(*type.item, type.box->emplace(target));
}

TIM_DECL bool Reader::find_elem_type(std::uint32_t& type) {
    type = static_cast<std::uint32_t>(ElemType::text);
    const char* start = at_;
    if (!open()) return false;
    bool found = false;
    if (!take('}')) {
        do {
            if (!key(&scratch_)) return false;
            found = scratch_ == "elem_type";
            if (!in(scratch_, found && peek() != 'n' ? whole(Kind::enumeration, &type) : skip_value())) return false;
        } while (!found && take(','));
        if (!found && !take('}')) return fail("expected ',' or '}'");
    }
    close();
    at_ = start;
    return true;
}

TIM_DECL bool Reader::element(Elem& target) {
    if (peek() != '{') return fail("expected an object");
    std::uint32_t type;
    if (!find_elem_type(type)) return false;
    if (type < elem_access.size()) return object(elem_access[type].table(), elem_access[type].emplace(target));
    auto& unknown = target.emplace<UnknownElem>();
    unknown.type = static_cast<ElemType>(type);
    return raw(unknown.json);
}

TIM_DECL bool Reader::object(const Table& table, void* target) {
    if (peek() != '{') return fail("expected an object");
    if (!open()) return false;
    ObjectState state{table, target};
    const Row* guess = table.begin();
    if (!take('}')) {
        do {
            skip_space();
            const auto left = static_cast<std::size_t>(end_ - at_);
            const Row* row = guess;
            for (std::size_t tried = 0;; ++tried, ++row) {
                if (tried == table.size) {
                    row = nullptr;
                    break;
                }
                if (row == table.end()) row = table.begin();
                const std::size_t length = row->quoted_size - std::size_t(2);
                if (left > length && at_[length - 1] == '"' && std::memcmp(at_, row->quoted + 1, length) == 0) break;
            }
            if (row) {
                at_ += row->quoted_size - 2;
                if (!take(':')) return fail("expected ':'");
                if (!in(row->key(), member(*row, state.seen, state))) return false;
                guess = row + 1;
            } else if (!other_member(state)) {
                return false;
            }
        } while (take(','));
        if (!take('}')) return fail("expected ',' or '}'");
    }
    close();
    return keep(state);
}

TIM_DECL bool Reader::member(const Row& row, std::uint64_t& seen, ObjectState& state) {
    const std::uint64_t bit = std::uint64_t(1) << (&row - state.table.begin());
    if (seen & bit) return fail("duplicate key");
    seen |= bit;
    if (peek() == 'n' && take_word("null")) return true;
    if (row.kind == Kind::elem_type) {
        std::uint32_t known_already;
        return whole(Kind::enumeration, &known_already);
    }
    return value(*row.type, row.access(state.target));
}

TIM_DECL bool Reader::other_member(ObjectState& state) {
    if (!key(&scratch_)) return false;
    for (const Row& row : state.table) {
        if (row.key() == scratch_) return in(row.key(), member(row, state.seen, state));
        if (!state.table.has_older || row.options.older != scratch_) continue;
        if ((state.seen >> (&row - state.table.begin()) & 1) == 0)
            return in(row.options.older, member(row, state.seen_older, state));
        return in(row.options.older, skip_value());
    }
    skip_space();
    const char* start = at_;
    if (!in(scratch_, skip_value())) return false;
    if (state.table.unknown) state.unknown.emplace_back(scratch_, std::string(start, at_));
    return true;
}

TIM_DECL bool Reader::keep(ObjectState& state) {
    if (state.unknown.empty()) return true;
    const auto before = [](const auto& left, const auto& right) { return left.key < right.key; };
    std::sort(state.unknown.begin(), state.unknown.end(), before);
    const auto same = [](const auto& left, const auto& right) { return left.key == right.key; };
    const auto twice = std::adjacent_find(state.unknown.begin(), state.unknown.end(), same);
    if (twice != state.unknown.end()) return in(twice->key, fail("duplicate key"));
    state.table.unknown(state.target)->assign(std::move(state.unknown));
    return true;
}

TIM_DECL Failure failure_of(const Scanner& scanner, std::string path) {
    if (!path.empty()) path += ": ";
    path += scanner.complaint();
    path += " at byte ";
    path += std::to_string(scanner.offset());
    const bool deep = scanner.trouble() == Scanner::Trouble::too_deep;
    return {deep ? Errc::sdk_net_decode_failed : Errc::invalid_json, std::move(path)};
}

TIM_DECL Result<void> check_size(std::string_view json, const ReadOptions& options) {
    if (json.size() <= options.most_bytes) return {};
    return Failure(Errc::sdk_net_pkg_size_limit,
                   std::to_string(json.size()) + " bytes, at most " + std::to_string(options.most_bytes) + " allowed");
}

TIM_DECL Result<void> read_into(const Type& type, void* target, std::string_view json, const ReadOptions& options) {
    if (Result<void> fits = check_size(json, options); fits.has_error()) return fits;
    Reader reader(json, options.most_depth);
    if (reader.value(type, target) && reader.at_end()) return {};
    return failure_of(reader, reader.path());
}

}  // namespace tim::codec::detail

namespace tim::codec {

TIM_DECL Result<RawJson> check_json(std::string_view json, const ReadOptions& options) {
    if (Result<void> fits = detail::check_size(json, options); fits.has_error()) return fits.error();
    detail::Scanner scanner(json, options.most_depth);
    if (scanner.skip_value() && scanner.at_end()) return RawJson(std::string(json));
    return detail::failure_of(scanner, {});
}

}  // namespace tim::codec
