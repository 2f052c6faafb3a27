#pragma once

// A second process, for tests of what survives one and of what two must not share. POSIX only; a test that uses it
// stands behind `TIM_TEST_HAS_CHILD_PROCESS`.
#if defined(__unix__) || defined(__APPLE__)
#define TIM_TEST_HAS_CHILD_PROCESS 1

#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace tim::test {

/// Runs a function in a copy of this process, whose only thread is the one that makes it. Killed at destruction.
class ChildProcess {
public:
    /// `body(child)` runs in the child and returns its exit code.
    template <class Body>
    explicit ChildProcess(Body body) {
        if (::pipe(ready_) != 0) return;
        id_ = ::fork();
        if (id_ == 0) ::_exit(body(*this));
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess() {
        kill();
        ::close(ready_[0]);
        ::close(ready_[1]);
    }

    /// In the child: tells the parent that it may go on, then waits until it is killed.
    [[noreturn]] void stay() {
        const char byte = 1;
        if (::write(ready_[1], &byte, 1) != 1) ::_exit(1);
        for (;;) ::pause();
    }

    /// In the parent: true once the child stays; false when it died before.
    bool wait_until_it_stays() {
        ::close(ready_[1]);
        ready_[1] = -1;
        char byte = 0;
        return ::read(ready_[0], &byte, 1) == 1;
    }

    /// In the parent: like `kill -9`.
    void kill() {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        wait();
    }

    /// In the parent: the status of its end, as `waitpid` gives it.
    int wait() {
        int status = 0;
        ::waitpid(id_, &status, 0);
        id_ = -1;
        return status;
    }

private:
    int ready_[2] = {-1, -1};
    pid_t id_ = -1;
};

}  // namespace tim::test

#endif
