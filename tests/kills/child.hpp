#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kills {

/// A program that runs beside this one, with pipes to its standard input and from its standard output. It is killed
/// when this object goes.
class Child {
public:
    /// Throws std::runtime_error when the program cannot be started.
    explicit Child(const std::vector<std::string>& command);
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();

    bool runs() const noexcept { return pid_ > 0; }
    /// Whether its output was read to the end.
    bool ended() const noexcept { return at_end_; }
    /// SIGKILL: the program does nothing any more.
    void kill();
    /// Asks it to end by SIGTERM, and waits; its exit code.
    int terminate();
    /// Waits until it ends by itself; its exit code, or 128 and the signal.
    int wait();

    void say(std::string_view line);
    /// The next line of its output. None at its end. Throws when nothing comes for two minutes.
    std::optional<std::string> hear();
    /// The same, but none at once when no whole line is there.
    std::optional<std::string> heard();
    /// Waits until one of them has said something, or ended. Throws after two minutes.
    static void wait_for_any(const std::vector<Child*>& children);

private:
    std::optional<std::string> take_line();
    bool read_more();

    pid_t pid_ = 0;
    int in_ = -1;
    int out_ = -1;
    bool at_end_ = false;
    std::string text_;
};

}  // namespace kills
