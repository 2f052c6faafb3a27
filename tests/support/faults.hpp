#pragma once

#include "tim/transport/transport.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/link.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tim::test {

class FaultyEndpoint;

/// What is wrong with a client's way to the hub. Any thread.
class Faults {
public:
    /// Ends every connection at once.
    void cut() {
        for (const std::shared_ptr<wire::Link>& link : links()) link->drop();
    }

    /// Makes the client believe that every connection has ended, of which the hub learns nothing.
    inline void abandon();

    /// While down, attempts to connect fail with 9511.
    void down(bool on) {
        const std::lock_guard lock(mutex_);
        down_ = on;
    }
    bool is_down() const {
        const std::lock_guard lock(mutex_);
        return down_;
    }

    /// Requests with this op never reach the hub from now on.
    void lose_request(std::string op) {
        change([&] { lost_requests_.insert(std::move(op)); });
    }
    /// Replies to requests with this op never reach the client from now on.
    void lose_reply(std::string op) {
        change([&] { lost_replies_.insert(std::move(op)); });
    }
    /// Loses nothing more.
    void heal() {
        change([&] {
            lost_requests_.clear();
            lost_replies_.clear();
        });
    }

    /// Requests that the client wrote, by op; those that were lost included.
    std::size_t written(const std::string& op) const {
        const std::lock_guard lock(mutex_);
        return static_cast<std::size_t>(std::count(written_.begin(), written_.end(), op));
    }
    std::size_t connections() const {
        const std::lock_guard lock(mutex_);
        return connections_;
    }

private:
    friend class FaultyEndpoint;
    friend class FaultyDialer;

    template <class Change>
    void change(Change change) {
        const std::lock_guard lock(mutex_);
        change();
    }

    std::vector<std::shared_ptr<wire::Link>> links() {
        std::vector<std::shared_ptr<wire::Link>> open;
        const std::lock_guard lock(mutex_);
        for (const auto& weak : links_)
            if (auto link = weak.lock()) open.push_back(std::move(link));
        links_.clear();
        return open;
    }

    void add(const std::shared_ptr<wire::Link>& link, const std::shared_ptr<FaultyEndpoint>& endpoint) {
        const std::lock_guard lock(mutex_);
        links_.push_back(link);
        endpoints_.push_back(endpoint);
        ++connections_;
    }

    mutable std::mutex mutex_;
    bool down_ = false;
    std::set<std::string> lost_requests_;
    std::set<std::string> lost_replies_;
    std::vector<std::string> written_;
    std::vector<std::weak_ptr<wire::Link>> links_;
    std::vector<std::weak_ptr<FaultyEndpoint>> endpoints_;
    std::size_t connections_ = 0;
};

/// Stands between the client's endpoint and its link.
class FaultyEndpoint final : public wire::Endpoint, public std::enable_shared_from_this<FaultyEndpoint> {
public:
    FaultyEndpoint(boost::asio::any_io_executor executor, std::shared_ptr<wire::Endpoint> inner,
                   std::shared_ptr<Faults> faults)
        : executor_(std::move(executor)), inner_(std::move(inner)), faults_(std::move(faults)) {}

    void opened(std::shared_ptr<wire::Link> link) override {
        if (inner_) inner_->opened(std::move(link));
    }
    void lost(error_code reason) override {
        if (const auto inner = std::exchange(inner_, nullptr)) inner->lost(reason);
    }
    void abandon() {
        boost::asio::post(executor_, [self = shared_from_this()] { self->lost(Errc::sdk_net_disconnect); });
    }

    void take(std::vector<wire::FrameText>& frames, std::size_t bytes) override {
        if (!inner_) return;
        // A link stops asking when it gets nothing: goes on until something passes or nothing is left.
        for (bool more = true; more && frames.empty();) {
            inner_->take(frames, bytes);
            more = !frames.empty();
            std::erase_if(frames, [&](const wire::FrameText& frame) { return loses_request(*frame); });
        }
    }

    void received(std::string packet) override {
        std::string passed;
        std::string_view rest = packet;
        for (std::string_view frame = wire::next_frame(rest); !frame.empty(); frame = wire::next_frame(rest))
            if (!loses_reply(frame)) (passed += frame) += '\n';
        if (inner_ && !passed.empty()) inner_->received(std::move(passed));
    }

private:
    bool loses_request(std::string_view text) {
        const auto frame = wire::read_request(wire::next_frame(text)).value();
        const std::lock_guard lock(faults_->mutex_);
        faults_->written_.push_back(frame.op);
        if (faults_->lost_replies_.contains(frame.op)) unanswered_.insert(frame.id);
        return faults_->lost_requests_.contains(frame.op);
    }

    bool loses_reply(std::string_view text) { return unanswered_.erase(wire::read_incoming(text).value().re) > 0; }

    const boost::asio::any_io_executor executor_;
    std::shared_ptr<wire::Endpoint> inner_;  ///< null when the client believes that it has ended
    const std::shared_ptr<Faults> faults_;
    std::set<std::uint64_t> unanswered_;
};

inline void Faults::abandon() {
    std::vector<std::weak_ptr<FaultyEndpoint>> endpoints;
    change([&] { endpoints.swap(endpoints_); });
    for (const auto& weak : endpoints)
        if (const auto endpoint = weak.lock()) endpoint->abandon();
}

class FaultyDialer final : public Transport::Dialer {
public:
    FaultyDialer(Transport inner, std::shared_ptr<Faults> faults)
        : inner_(std::move(inner)), faults_(std::move(faults)) {}

    std::shared_ptr<wire::Link> connect(const boost::asio::any_io_executor& executor,
                                        std::shared_ptr<wire::Endpoint> endpoint) override {
        if (faults_->is_down()) return refuse(executor, std::move(endpoint));
        const auto between = std::make_shared<FaultyEndpoint>(executor, std::move(endpoint), faults_);
        auto link = inner_.dialer().connect(executor, between);
        faults_->add(link, between);
        return link;
    }

    std::string name() const override { return inner_.dialer().name(); }

private:
    /// The link of an attempt that has failed already.
    struct NoLink final : wire::Link {
        void wake() override {}
        void close(std::uint16_t) override {}
        void drop() override {}
    };

    static std::shared_ptr<wire::Link> refuse(const boost::asio::any_io_executor& executor,
                                              std::shared_ptr<wire::Endpoint> endpoint) {
        boost::asio::post(executor, [endpoint = std::move(endpoint)] { endpoint->lost(Errc::sdk_net_conn_refuse); });
        return std::make_shared<NoLink>();
    }

    Transport inner_;
    std::shared_ptr<Faults> faults_;
};

/// `inner` with faults that a test switches on and off.
inline Transport faulty(Transport inner, std::shared_ptr<Faults> faults) {
    return Transport(std::make_shared<FaultyDialer>(std::move(inner), std::move(faults)));
}

}  // namespace tim::test
