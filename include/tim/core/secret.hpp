#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace tim {

/// Text that must not be seen: a UserSig, a signing key, a token. It has no formatter, no stream operator and no
/// comparison; whoever needs the bytes says so by calling `reveal()`. The buffer is wiped when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
    Secret& operator=(const Secret& other) {
        if (this != &other) {
            wipe();
            text_ = other.text_;
        }
        return *this;
    }
    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) {
            wipe();
            text_ = std::move(other.text_);
            other.wipe();
        }
        return *this;
    }
    ~Secret() { wipe(); }

    /// The bytes, for the one call that needs them; valid while this object is neither changed nor gone. Never pass the
    /// result to a log or an error text.
    std::string_view reveal() const noexcept { return text_; }
    bool empty() const noexcept { return text_.empty(); }

private:
    void wipe() noexcept {
        // A moved-from string may keep a short text beyond its length: wipe all that the buffer can hold.
        text_.resize(text_.capacity());
        // Through volatile, so that the stores are not optimised away.
        volatile char* bytes = text_.data();
        for (std::size_t i = 0; i < text_.size(); ++i) bytes[i] = 0;
        text_.clear();
    }

    std::string text_;
};

}  // namespace tim
