#pragma once

#include "tim/session/session.hpp"

#include <boost/asio/execution_context.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace tim::session {

/// The sessions of one execution context. What waits in a session often owns the client that owns the session: a
/// coroutine with a client in it that waits for a message. When the context goes, nothing will end that wait, so each
/// session is stopped then; what it lets go of is destroyed with the context. Any thread.
class LivingSessions {
public:
    void add(const std::shared_ptr<Session>& session) {
        const std::lock_guard lock(mutex_);
        sessions_.emplace(session.get(), session);
    }
    void remove(Session* session) {
        const std::lock_guard lock(mutex_);
        sessions_.erase(session);
    }
    void stop_all() {
        std::map<Session*, std::weak_ptr<Session>> sessions;
        {
            const std::lock_guard lock(mutex_);
            sessions.swap(sessions_);
        }
        for (const auto& [address, weak] : sessions)
            if (const auto session = weak.lock()) session->stop();
    }

private:
    std::mutex mutex_;
    std::map<Session*, std::weak_ptr<Session>> sessions_;
};

/// Ends the sessions of a context before it is gone.
class SessionService final : public boost::asio::execution_context::service {
public:
    using key_type = SessionService;
    static inline boost::asio::execution_context::id id;

    explicit SessionService(boost::asio::execution_context& context) : service(context) {}

    const std::shared_ptr<LivingSessions>& sessions() const noexcept { return sessions_; }

private:
    void shutdown() noexcept override { sessions_->stop_all(); }

    const std::shared_ptr<LivingSessions> sessions_ = std::make_shared<LivingSessions>();
};

}  // namespace tim::session
