#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace tim {

/// One JSON value as text, carried verbatim: nothing decodes it on the way. Empty means absent.
/// Reading a record fills it with text that has been checked; `codec::check_json` makes one from text of unknown
/// origin.
class RawJson {
public:
    RawJson() = default;

    /// Precondition: `text` is empty or exactly one valid JSON value, as the codec's writer makes it.
    explicit RawJson(std::string text) : text_(std::move(text)) {}

    const std::string& text() const noexcept { return text_; }
    std::string_view view() const noexcept { return text_; }
    bool empty() const noexcept { return text_.empty(); }

    /// Hands the text over; the object is empty afterwards.
    std::string release() noexcept { return std::exchange(text_, {}); }

    friend bool operator==(const RawJson&, const RawJson&) = default;

private:
    std::string text_;
};

}  // namespace tim
