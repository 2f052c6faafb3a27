#include "benchmarks/chat/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <stdexcept>
#include <vector>

namespace bench {
namespace {

constexpr int patience_ms = 60'000;

}  // namespace

Process::Process(std::string_view role, std::initializer_list<std::string> arguments) : role_(role) {
    int input[2];
    int output[2];
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
    start(role, arguments, input[0], output[1]);
    close(input[0]);
    close(output[1]);
    orders_ = input[1];
    answers_ = output[0];
}

void Process::start(std::string_view role, std::initializer_list<std::string> arguments, int input, int output) {
    std::vector<std::string> words = {"bench_chat", "--role", std::string(role)};
    words.insert(words.end(), arguments);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    id_ = fork();
    if (id_ < 0) throw std::runtime_error("cannot start a process");
    if (id_ > 0) return;
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    execv("/proc/self/exe", pointers.data());
    _exit(127);
}

Process::~Process() {
    close(orders_);
    // It may still have something to say, and must not wait for a reader.
    char rest[4096];
    pollfd wait{answers_, POLLIN, 0};
    while (poll(&wait, 1, patience_ms) > 0 && read(answers_, rest, sizeof rest) > 0) continue;
    close(answers_);
    if (wait.revents == 0) kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
}

void Process::tell(const std::string& order) {
    const std::string line = order + '\n';
    if (write(orders_, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        throw std::runtime_error("the process " + role_ + " takes no orders");
}

std::string Process::hear() {
    for (;;) {
        if (const auto end = heard_.find('\n'); end != std::string::npos) {
            std::string line = heard_.substr(0, end);
            heard_.erase(0, end + 1);
            return line;
        }
        char bytes[4096];
        pollfd wait{answers_, POLLIN, 0};
        if (poll(&wait, 1, patience_ms) <= 0) throw std::runtime_error("the process " + role_ + " is silent");
        const ssize_t count = read(answers_, bytes, sizeof bytes);
        if (count <= 0) throw std::runtime_error("the process " + role_ + " has ended");
        heard_.append(bytes, static_cast<std::size_t>(count));
    }
}

std::string Process::hear(std::string_view word) {
    const std::string line = hear();
    if (!line.starts_with(word)) throw std::runtime_error("the process " + role_ + " says: " + line);
    return line.substr(std::min(line.size(), word.size() + 1));
}

}  // namespace bench
