#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace tim {

template <class Signature>
class UniqueFunction;

/// A callable that is moved and never copied, so it may own what it works on. Small ones need no allocation.
/// Calling an empty one is undefined. Not safe for use by two threads at once.
template <class R, class... Args>
class UniqueFunction<R(Args...)> {
public:
    UniqueFunction() = default;

    template <class F>
    requires(!std::is_same_v<std::decay_t<F>, UniqueFunction> && std::is_invocable_r_v<R, std::decay_t<F>&, Args...>)
        UniqueFunction(F&& function)
        : table_(&table_of<std::decay_t<F>>) {
        using Target = std::decay_t<F>;
        if constexpr (is_small<Target>)
            ::new (static_cast<void*>(room_)) Target(std::forward<F>(function));
        else
            ::new (static_cast<void*>(room_)) Target*(new Target(std::forward<F>(function)));
    }

    UniqueFunction(UniqueFunction&& other) noexcept : table_(std::exchange(other.table_, nullptr)) {
        if (table_) table_->relocate(other.room_, room_);
    }

    UniqueFunction& operator=(UniqueFunction&& other) noexcept {
        if (this != &other) {
            reset();
            table_ = std::exchange(other.table_, nullptr);
            if (table_) table_->relocate(other.room_, room_);
        }
        return *this;
    }

    ~UniqueFunction() { reset(); }

    explicit operator bool() const noexcept { return table_ != nullptr; }

    R operator()(Args... args) { return table_->call(room_, std::forward<Args>(args)...); }

private:
    static constexpr std::size_t room_bytes = 6 * sizeof(void*);

    struct Table {
        R (*call)(void* room, Args&&... args);
        void (*relocate)(void* from, void* to) noexcept;  // leaves nothing to destroy behind
        void (*destroy)(void* room) noexcept;
    };

    template <class Target>
    static constexpr bool is_small =
        sizeof(Target) <= room_bytes &&
        alignof(Target) <= alignof(std::max_align_t) && std::is_nothrow_move_constructible_v<Target>;

    template <class Target>
    static Target& target(void* room) noexcept {
        if constexpr (is_small<Target>)
            return *std::launder(static_cast<Target*>(room));
        else
            return **std::launder(static_cast<Target**>(room));
    }

    template <class Target>
    static constexpr Table table_of{
        [](void* room, Args&&... args) -> R {
            if constexpr (std::is_void_v<R>)
                static_cast<void>(std::invoke(target<Target>(room), std::forward<Args>(args)...));
            else
                return std::invoke(target<Target>(room), std::forward<Args>(args)...);
        },
        [](void* from, void* to) noexcept {
            if constexpr (is_small<Target>) {
                ::new (to) Target(std::move(target<Target>(from)));
                std::destroy_at(&target<Target>(from));
            } else {
                ::new (to) Target*(&target<Target>(from));
            }
        },
        [](void* room) noexcept {
            if constexpr (is_small<Target>)
                std::destroy_at(&target<Target>(room));
            else
                delete &target<Target>(room);
        }};

    void reset() noexcept {
        if (const Table* table = std::exchange(table_, nullptr)) table->destroy(room_);
    }

    const Table* table_ = nullptr;
    alignas(std::max_align_t) unsigned char room_[room_bytes];
};

}  // namespace tim
