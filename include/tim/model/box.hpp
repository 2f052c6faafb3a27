#pragma once

#include <memory>
#include <utility>

namespace tim {

/// A value that may be absent, kept on the heap: one pointer wide, copied deeply, usable with a type that is declared
/// only. Records hold their rare parts in it (a sender's profile, a push configuration), so that a plain message stays
/// small.
template <class T>
class Box {
public:
    using value_type = T;

    Box() noexcept = default;
    Box(T value) : held_(std::make_unique<T>(std::move(value))) {}
    Box(const Box& other) : held_(other.held_ ? std::make_unique<T>(*other.held_) : nullptr) {}
    Box(Box&& other) noexcept = default;
    Box& operator=(const Box& other) { return *this = Box(other); }
    Box& operator=(Box&& other) noexcept = default;
    ~Box() = default;

    bool has_value() const noexcept { return held_ != nullptr; }
    explicit operator bool() const noexcept { return has_value(); }

    /// Precondition of these: `has_value()`.
    T& operator*() noexcept { return *held_; }
    const T& operator*() const noexcept { return *held_; }
    T* operator->() noexcept { return held_.get(); }
    const T* operator->() const noexcept { return held_.get(); }

    /// Replaces what is held by a default value.
    T& emplace() { return *(held_ = std::make_unique<T>()); }
    void reset() noexcept { held_.reset(); }

    friend bool operator==(const Box& left, const Box& right) {
        return left.held_ && right.held_ ? *left.held_ == *right.held_ : !left.held_ == !right.held_;
    }

private:
    std::unique_ptr<T> held_;
};

}  // namespace tim
