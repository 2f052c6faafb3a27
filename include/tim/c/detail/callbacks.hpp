#pragma once

#include "tim/c/detail/thread.hpp"
#include "tim/c/entry.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

namespace tim::c::detail {

/// A function of the program and what it wants to be reminded of.
struct Registered {
    Word function = 0;
    Word user_data = 0;
};

/// The callbacks that programs have set, by the names of the functions that set them. Any thread; kept from before init
/// until after uninit.
class Callbacks {
public:
    /// Null clears.
    void keep(std::string_view setter, Registered callback) {
        const std::lock_guard lock(mutex_);
        set_[setter] = callback;
    }

    /// Of each function one, with its newest user data.
    void add(Registered callback) {
        const std::lock_guard lock(mutex_);
        const auto same = find(callback.function);
        if (same != new_message_.end())
            *same = callback;
        else if (callback.function != 0)
            new_message_.push_back(callback);
    }
    void remove(Word function) {
        const std::lock_guard lock(mutex_);
        const auto same = find(function);
        if (same != new_message_.end()) new_message_.erase(same);
    }

    bool has(std::string_view setter) const { return get(setter).function != 0; }

    /// Calls what that setter set, if anything. On the runtime's thread.
    template <class... Parameters>
    void notify(std::string_view setter, Parameters... parameters) const {
        enter(get(setter), parameters...);
    }

    /// Calls all that listen to new messages. On the runtime's thread.
    void notify_new_message(const char* json) const {
        for (const Registered& callback : new_message_listeners()) enter(callback, json);
    }

private:
    using List = std::vector<Registered>;

    List::iterator find(Word function) {
        return std::find_if(new_message_.begin(), new_message_.end(),
                            [&](const Registered& known) { return known.function == function; });
    }

    Registered get(std::string_view setter) const {
        const std::lock_guard lock(mutex_);
        const auto found = set_.find(setter);
        return found == set_.end() ? Registered() : found->second;
    }

    List new_message_listeners() const {
        const std::lock_guard lock(mutex_);
        return new_message_;
    }

    template <class... Parameters>
    static void enter(const Registered& callback, Parameters... parameters) {
        using Function = void (*)(Parameters..., const void*);
        if (callback.function == 0) return;
        Thread::instance().enter_program(
            [&] { from_word<Function>(callback.function)(parameters..., from_word<const void*>(callback.user_data)); });
    }

    mutable std::mutex mutex_;
    std::map<std::string_view, Registered> set_;
    List new_message_;
};

}  // namespace tim::c::detail
