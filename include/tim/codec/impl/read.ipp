#pragma once

#include "tim/codec/detail/elem_access.hpp"
#include "tim/codec/detail/reader.hpp"
#include "tim/codec/detail/text.hpp"
#include "tim/codec/impl/scanner.ipp"
#include "tim/codec/impl/table.ipp"
#include "tim/codec/read.hpp"
#include "tim/model/message_data.hpp"

#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <system_error>
#include <utility>

namespace tim::codec::detail {

/// What reading one object has seen so far; bit n of the masks stands for row n.
struct Reader::ObjectState {
    const Plan& plan;
    char* target;
    std::uint64_t seen = 0;
    std::uint64_t seen_older = 0;
    Unknown::Fields unknown = {};
};

/// `{}` in a list of messages is three bytes of text and hundreds in memory, so memory is limited too, by a multiple
/// that no text with content reaches. And an element whose type comes last is walked over before it is read, and so are
/// all the elements in it again: a text that is nested deep would take its depth times its size.
TIM_DECL Reader::Reader(std::string_view text, std::size_t most_depth) noexcept
    : Scanner(text, most_depth), room_(1024 * 1024 + 64 * text.size()), look_ahead_(16 * text.size()) {}

TIM_DECL bool Reader::blame(std::string_view key) {
    if (key.size() > Row::room) key = "(a long key)";
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
            return object(type.plan(), target);
        case Kind::list:
            return list(type, target);
        case Kind::box:
            return box(type, target);
        case Kind::element:
            return element(*static_cast<Elem*>(target));
        case Kind::elem_type:
            break;
    }
    std::uint32_t decided_before;  // it chose the table that this row belongs to
    return whole(Kind::enumeration, &decided_before);
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
            if (room_ < type.list->item_size) return fail("too many items");
            room_ -= type.list->item_size;
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
    if (take_word("\"elem_type\":")) {
        if (!in("elem_type", peek() == 'n' || whole(Kind::enumeration, &type))) return false;
        close();
        at_ = start;
        return true;
    }
    bool found = false;
    if (!take('}')) {
        do {
            if (!key(&scratch_)) return false;
            found = scratch_ == "elem_type";
            if (!in(scratch_, found && peek() != 'n' ? whole(Kind::enumeration, &type) : skip_value())) return false;
        } while (!found && take(','));
        if (!found && !take('}')) return fail("expected ',' or '}'");
    }
    const auto walked = static_cast<std::size_t>(at_ - start);
    if (look_ahead_ < walked) return fail("elem_type comes behind too much");
    look_ahead_ -= walked;
    close();
    at_ = start;
    return true;
}

TIM_DECL bool Reader::element(Elem& target) {
    if (peek() != '{') return fail("expected an object");
    std::uint32_t type;
    if (!find_elem_type(type)) return false;
    if (type < elem_access.size()) return object(elem_access[type].plan(), elem_access[type].emplace(target));
    auto& unknown = target.emplace<UnknownElem>();
    unknown.type = static_cast<ElemType>(type);
    return raw(unknown.json);
}

TIM_DECL bool Reader::object(const Plan& plan, void* target) {
    if (peek() != '{') return fail("expected an object");
    if (!open()) return false;
    ObjectState state{plan, static_cast<char*>(target)};
    const Step* guess = plan.begin();
    if (!take('}')) {
        do {
            skip_space();
            if (const Step* step = match(plan, guess)) {
                if (!member(*step, state.seen, state)) return blame(step->row->key());
                guess = step + 1;
            } else if (!other_member(state)) {
                return false;
            }
        } while (take(','));
        if (!take('}')) return fail("expected ',' or '}'");
    }
    close();
    return state.unknown.empty() || keep(state);
}

/// Takes the key and colon that come next if the table has the key, looking from `guess` on: keys mostly come in order.
TIM_DECL const Step* Reader::match(const Plan& plan, const Step* guess) {
    const auto left = static_cast<std::size_t>(end_ - at_);
    const auto is_next = [&](const Step& step) {
        const std::size_t size = step.quoted_size;
        return left > size && at_[size - 1] == '"' && at_[size] == ':' && same(at_, step.row->quoted + 1, size);
    };
    const Step* step = guess;
    while (step != plan.end() && !is_next(*step)) ++step;
    if (step == plan.end()) {
        step = plan.begin();
        while (step != guess && !is_next(*step)) ++step;
        if (step == guess) return nullptr;
    }
    at_ += step->quoted_size + 1;
    return step;
}

TIM_DECL bool Reader::member(const Step& step, std::uint64_t& seen, ObjectState& state) {
    const std::uint64_t bit = std::uint64_t(1) << (&step - state.plan.begin());
    if (seen & bit) return fail("duplicate key");
    seen |= bit;
    if (peek() == 'n' && take_word("null")) return true;
    char* target = state.target + step.offset;
    return step.kind == Kind::text ? string(reinterpret_cast<std::string*>(target)) : value(*step.type, target);
}

TIM_DECL bool Reader::other_member(ObjectState& state) {
    if (!key(&scratch_)) return false;
    const Table& table = *state.plan.table;
    for (const Step& step : state.plan) {
        if (step.row->key() == scratch_) return in(step.row->key(), member(step, state.seen, state));
        if (!table.has_older || scratch_.empty() || step.row->options.older != scratch_) continue;
        const bool has_current = state.seen >> (&step - state.plan.begin()) & 1;
        return in(step.row->options.older, has_current ? skip_value() : member(step, state.seen_older, state));
    }
    skip_space();
    const char* start = at_;
    std::string name = scratch_;
    if (!in(name, skip_value())) return false;
    if (table.unknown) state.unknown.emplace_back(std::move(name), std::string(start, at_));
    return true;
}

TIM_DECL bool Reader::keep(ObjectState& state) {
    const auto before = [](const auto& left, const auto& right) { return left.key < right.key; };
    std::sort(state.unknown.begin(), state.unknown.end(), before);
    const auto same_key = [](const auto& left, const auto& right) { return left.key == right.key; };
    const auto twice = std::adjacent_find(state.unknown.begin(), state.unknown.end(), same_key);
    if (twice != state.unknown.end()) return in(twice->key, fail("duplicate key"));
    state.plan.table->unknown(state.target)->assign(std::move(state.unknown));
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
