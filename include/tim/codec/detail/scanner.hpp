#pragma once

#include "tim/core/config.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tim::codec::detail {

/// Walks over one JSON text and checks its grammar (RFC 8259). Functions that return false have recorded a failure;
/// nothing may be called after that but the accessors of the failure.
class Scanner {
public:
    static constexpr std::size_t deepest = 1000;

    enum class Trouble : std::uint8_t { none, malformed, too_deep };

    TIM_DECL Scanner(std::string_view text, std::size_t most_depth) noexcept;

    Trouble trouble() const noexcept { return trouble_; }
    const char* complaint() const noexcept { return complaint_; }
    std::size_t offset() const noexcept { return static_cast<std::size_t>(failed_at_ - begin_); }

    /// Walks over any value without looking into it; it is checked all the same. Takes no stack however deep it is
    /// nested.
    TIM_DECL bool skip_value();

    /// After the document's value: nothing but space may follow.
    TIM_DECL bool at_end();

protected:
    bool fail(const char* complaint) { return fail(complaint, at_); }
    TIM_DECL bool fail(const char* complaint, const char* where, Trouble trouble = Trouble::malformed);

    void skip_space() noexcept {
        if (at_ == end_ || static_cast<unsigned char>(*at_) > ' ') return;  // texts made by programs have none
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
    }
    /// The next character that is no space, without taking it; 0 at the end.
    char peek() noexcept {
        skip_space();
        return at_ != end_ ? *at_ : '\0';
    }
    /// Takes `wanted` if it comes next.
    bool take(char wanted) noexcept {
        if (at_ == end_ || *at_ != wanted) return take_behind_space(wanted);
        ++at_;
        return true;
    }
    TIM_DECL bool take_behind_space(char wanted) noexcept;
    TIM_DECL bool take_word(std::string_view word) noexcept;

    /// Goes one level down into an object or array whose opening character comes next.
    TIM_DECL bool open();
    void close() noexcept { --depth_; }

    /// Reads a string, decoded, into `out`; skips it when `out` is null.
    TIM_DECL bool string(std::string* out);
    /// As `string`, and the colon behind it.
    TIM_DECL bool key(std::string* out);
    /// Takes a number's text.
    TIM_DECL bool number(std::string_view& text);
    /// Reads an integer as sign and magnitude.
    TIM_DECL bool integer(bool& negative, std::uint64_t& magnitude);

    const char* begin_;
    const char* at_;
    const char* end_;

private:
    TIM_DECL bool escape(std::string* out);
    TIM_DECL bool unicode_escape(std::uint32_t& unit);

    std::size_t depth_ = 0;
    std::size_t most_depth_;
    const char* failed_at_;
    const char* complaint_ = "";
    Trouble trouble_ = Trouble::none;
};

}  // namespace tim::codec::detail
