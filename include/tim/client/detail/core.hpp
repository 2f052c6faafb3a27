#pragma once

#include "tim/session/session.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>

#include <atomic>
#include <memory>
#include <utility>

namespace tim::detail {

/// Of a handle that belongs to no client, or to one that is gone.
inline Failure no_client() { return {Errc::invalid_parameters, "the client is gone, or there never was one"}; }

/// What a client and its handles share. Any thread.
class ClientCore {
public:
    ClientCore(const boost::asio::any_io_executor& executor, session::SessionOptions options)
        : executor_(executor),
          session_(session::Session::make(executor, std::move(options))),
          strand_(session_->strand()) {}

    const boost::asio::any_io_executor& executor() const noexcept { return executor_; }
    const std::shared_ptr<session::Session>& session() const noexcept { return session_; }
    session::OperationId next_id() noexcept { return ++last_id_; }

    /// Runs `work(session)` on the session's strand, in the order of the calls.
    template <class Work>
    void run(Work work) {
        boost::asio::post(strand_, [session = session_, work = std::move(work)]() mutable { work(*session); });
    }

private:
    boost::asio::any_io_executor executor_;
    std::shared_ptr<session::Session> session_;
    boost::asio::any_io_executor strand_;
    std::atomic<session::OperationId> last_id_{0};
};

}  // namespace tim::detail
