#pragma once

#include "tim/transport/transport.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tim::transport::test {

/// An endpoint that remembers what happened to it, and offers what it is told to send. Any thread.
class Recorder : public wire::Endpoint {
public:
    void send(const std::string& frame) {
        std::shared_ptr<wire::Link> link;
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::make_shared<const std::string>(frame + '\n'));
            link = link_;
        }
        if (link) link->wake();
    }

    std::shared_ptr<wire::Link> link() const {
        const std::lock_guard lock(mutex_);
        return link_;
    }

    void opened(std::shared_ptr<wire::Link> link) override {
        const Call call(*this);
        {
            const std::lock_guard lock(mutex_);
            link_ = link;
        }
        ++openings;
        link->wake();
    }

    void heard() override {
        const Call call(*this);
        ++signs;
    }

    void received(std::string packet) override {
        const Call call(*this);
        ++packets;
        const std::lock_guard lock(mutex_);
        text_ += packet;
        if (text_.empty() || text_.back() != '\n') text_ += '\n';
    }

    void take(std::vector<wire::FrameText>& frames, std::size_t bytes) override {
        const Call call(*this);
        const std::lock_guard lock(mutex_);
        std::size_t taken = 0;
        while (!waiting_.empty() && (taken == 0 || taken + waiting_.front()->size() <= bytes)) {
            taken += waiting_.front()->size();
            frames.push_back(std::move(waiting_.front()));
            waiting_.pop_front();
        }
    }

    void lost(error_code why) override {
        const Call call(*this);
        std::shared_ptr<wire::Link> released;
        {
            const std::lock_guard lock(mutex_);
            released = std::move(link_);
            reason_ = why;
        }
        ++losses;
    }

    /// All that was received, one frame a line.
    std::string text() const {
        const std::lock_guard lock(mutex_);
        return text_;
    }
    error_code reason() const {
        const std::lock_guard lock(mutex_);
        return reason_;
    }

    std::atomic<int> openings{0};
    std::atomic<int> losses{0};
    std::atomic<int> packets{0};
    std::atomic<int> signs{0};            ///< of life
    std::atomic<bool> overlapped{false};  ///< was called while it was being called

private:
    struct Call {
        explicit Call(Recorder& recorder) : running(recorder.running_) {
            if (++running > 1) recorder.overlapped = true;
        }
        ~Call() { --running; }
        std::atomic<int>& running;
    };

    std::atomic<int> running_{0};
    mutable std::mutex mutex_;
    std::shared_ptr<wire::Link> link_;
    std::deque<wire::FrameText> waiting_;
    std::string text_;
    error_code reason_;
};

/// Sends back what it gets.
class Echo : public Recorder {
public:
    void received(std::string packet) override {
        Recorder::received(packet);
        if (!packet.empty() && packet.back() == '\n') packet.pop_back();
        send(packet);
    }
};

/// A hub whose endpoints only echo.
class EchoPeer : public wire::Peer {
public:
    std::shared_ptr<wire::Endpoint> accept(const wire::LinkInfo& info) override {
        const std::lock_guard lock(mutex_);
        if (refuses) return nullptr;
        infos_.push_back(info);
        endpoints_.push_back(std::make_shared<Echo>());
        return endpoints_.back();
    }

    std::vector<wire::LinkInfo> infos() const {
        const std::lock_guard lock(mutex_);
        return infos_;
    }
    std::vector<std::shared_ptr<Echo>> endpoints() const {
        const std::lock_guard lock(mutex_);
        return endpoints_;
    }
    std::shared_ptr<Echo> last() const { return endpoints().back(); }

    bool refuses = false;

private:
    mutable std::mutex mutex_;
    std::vector<wire::LinkInfo> infos_;
    std::vector<std::shared_ptr<Echo>> endpoints_;
};

/// Runs the context on this thread until `happened()`; throws when it has nothing more to do or takes far too long.
inline void run_until(boost::asio::io_context& context, const std::function<bool()>& happened) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    context.restart();
    while (!happened()) {
        if (context.run_one_until(end) == 0) throw std::runtime_error("what was waited for did not happen");
    }
}

/// A connection attempt: its endpoint, and the link that `connect` returned.
struct Attempt {
    std::shared_ptr<Recorder> endpoint = std::make_shared<Recorder>();
    std::shared_ptr<wire::Link> link;

    Attempt(boost::asio::io_context& context, const Transport& transport)
        : link(transport.dialer().connect(boost::asio::make_strand(context), endpoint)) {}

    bool opened() const { return endpoint->openings > 0; }
    bool lost() const { return endpoint->losses > 0; }
};

}  // namespace tim::transport::test
