#pragma once

#include "tests/c/library.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tim::test {

/// What a callback was given.
struct Answer {
    int code = 0;
    std::string desc;
    std::string json;
    std::string tag;  ///< of the call that it belongs to
    std::thread::id thread;
};

/// Keeps what callbacks bring, in their order. `user_data` is a pointer to a tag. Lives as long as callbacks may come.
class Answers {
public:
    static Answers& instance() {
        static Answers& answers = *new Answers;
        return answers;
    }

    /// For `TIMCommCallback`.
    static void common(std::int32_t code, const char* desc, const char* json, const void* tag) {
        instance().add({code, desc ? desc : "(null)", json ? json : "(null)", text(tag), std::this_thread::get_id()});
    }
    /// For `TIMMsgGroupMessageReadMemberListCallback`, which has no code.
    static void members(const char* json, std::uint64_t next, bool finished, const void* tag) {
        instance().add(
            {finished ? 1 : static_cast<int>(next), "", json ? json : "(null)", text(tag), std::this_thread::get_id()});
    }

    /// A `user_data` with that text; it stays for good, as callbacks may come when its test is over.
    static const void* tag(std::string text) {
        static std::set<std::string>& all = *new std::set<std::string>;
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        return &*all.insert(std::move(text)).first;
    }

    /// Everything that came until the answer with that tag, it included; throws after half a minute.
    std::vector<Answer> take_until(const std::string& tag) {
        std::unique_lock lock(mutex_);
        const auto end = find(lock, tag) + 1;
        std::vector<Answer> taken(waiting_.begin(), end);
        waiting_.erase(waiting_.begin(), end);
        return taken;
    }

    /// The answer with that tag; others stay.
    Answer wait(const std::string& tag) {
        std::unique_lock lock(mutex_);
        const auto found = find(lock, tag);
        Answer answer = std::move(*found);
        waiting_.erase(found);
        return answer;
    }

private:
    static std::string text(const void* tag) { return tag ? *static_cast<const std::string*>(tag) : std::string(); }

    std::vector<Answer>::iterator find(std::unique_lock<std::mutex>& lock, const std::string& tag) {
        auto found = waiting_.end();
        const auto is_there = [&] {
            found = std::find_if(waiting_.begin(), waiting_.end(), [&](const Answer& a) { return a.tag == tag; });
            return found != waiting_.end();
        };
        if (!arrived_.wait_for(lock, std::chrono::seconds(30), is_there))
            throw std::runtime_error("no answer to " + tag);
        return found;
    }

    void add(Answer answer) {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(answer));
        arrived_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<Answer> waiting_;
};

/// Calls a function whose last two parameters are a callback and its `user_data`, which is the function's name.
inline int call_back(const std::string& name, std::vector<Word> words) {
    words.push_back(word(&Answers::common));
    words.push_back(word(Answers::tag(name)));
    return static_cast<int>(call_words(name, std::move(words)));
}

/// The answer to a call that is accepted.
inline Answer answer_to(const std::string& name, std::vector<Word> words) {
    const int returned = call_back(name, std::move(words));
    if (returned != 0) throw std::runtime_error(name + " returned " + std::to_string(returned));
    return Answers::instance().wait(name);
}

/// Everything that was answered to calls that need no hub.
inline std::vector<Answer> settle() {
    static int last = 0;
    const std::string tag = "settled " + std::to_string(++last);
    call_words("TIMSetConfig", {word("{}"), word(&Answers::common), word(Answers::tag(tag))});
    std::vector<Answer> answers = Answers::instance().take_until(tag);
    answers.pop_back();
    return answers;
}

}  // namespace tim::test
