#pragma once

#include <sys/types.h>

#include <initializer_list>
#include <string>
#include <string_view>

namespace bench {

/// Another process of this program, in a role of its own: `Process hub("hub", {folder})`. The two talk in lines.
class Process {
public:
    Process(std::string_view role, std::initializer_list<std::string> arguments);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    /// Closes its input, which ends it, and waits.
    ~Process();

    void tell(const std::string& order);
    /// The next line that it prints. Throws when it has ended, or was silent for a minute.
    std::string hear();
    /// The same, which must begin with this word; returns what comes behind.
    std::string hear(std::string_view word);

    pid_t id() const noexcept { return id_; }

private:
    void start(std::string_view role, std::initializer_list<std::string> arguments, int input, int output);

    const std::string role_;
    pid_t id_ = -1;
    int orders_ = -1;
    int answers_ = -1;
    std::string heard_;  ///< beyond the last line
};

}  // namespace bench
