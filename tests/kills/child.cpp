#include "tests/kills/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace kills {
namespace {

constexpr int longest_silence_ms = 120'000;

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        read = ends[0];
        write = ends[1];
    }
    int read = -1;
    int write = -1;
};

[[noreturn]] void become(const std::vector<std::string>& command, int in, int out) {
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execv(words[0], words.data());
    ::_exit(127);
}

void poll_all(std::vector<pollfd> ends) {
    if (::poll(ends.data(), ends.size(), longest_silence_ms) == 0)
        throw std::runtime_error("nothing has happened for two minutes");
}

}  // namespace

Child::Child(const std::vector<std::string>& command) {
    ::signal(SIGPIPE, SIG_IGN);  // a child that was killed does not listen any more
    const Pipe to_child;
    const Pipe from_child;
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("cannot start " + command.front());
    if (pid_ == 0) become(command, to_child.read, from_child.write);
    ::close(to_child.read);
    ::close(from_child.write);
    in_ = to_child.write;
    out_ = from_child.read;
}

Child::~Child() {
    kill();
    ::close(in_);
    ::close(out_);
}

void Child::kill() {
    if (!runs()) return;
    ::kill(pid_, SIGKILL);
    wait();
}

int Child::terminate() {
    ::kill(pid_, SIGTERM);
    return wait();
}

int Child::wait() {
    int status = 0;
    ::waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Child::say(std::string_view line) {
    const std::string text = std::string(line) + '\n';
    // What cannot be said to one that has ended is of no consequence.
    if (::write(in_, text.data(), text.size()) < 0) at_end_ = true;
}

std::optional<std::string> Child::hear() {
    for (;;) {
        if (auto line = take_line()) return line;
        if (at_end_) return std::nullopt;
        poll_all({{out_, POLLIN, 0}});
        read_more();
    }
}

std::optional<std::string> Child::heard() {
    for (;;) {
        if (auto line = take_line()) return line;
        pollfd end{out_, POLLIN, 0};
        if (at_end_ || ::poll(&end, 1, 0) <= 0 || !read_more()) return std::nullopt;
    }
}

void Child::wait_for_any(const std::vector<Child*>& children) {
    std::vector<pollfd> ends;
    for (const Child* child : children) ends.push_back({child->out_, POLLIN, 0});
    poll_all(std::move(ends));
}

std::optional<std::string> Child::take_line() {
    const std::size_t end = text_.find('\n');
    if (end == std::string::npos) return std::nullopt;
    std::string line = text_.substr(0, end);
    text_.erase(0, end + 1);
    return line;
}

bool Child::read_more() {
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(out_, buffer.data(), buffer.size());
    at_end_ = count <= 0;
    if (!at_end_) text_.append(buffer.data(), static_cast<std::size_t>(count));
    return !at_end_;
}

}  // namespace kills
