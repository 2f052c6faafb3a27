#pragma once

#include "tim/client/client.hpp"
#include "tim/core/log.hpp"
#include "tim/core/secret.hpp"
#include "tim/core/time.hpp"
#include "tim/core/unique_function.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tim::hub {
class Hub;
}

namespace tim::c::detail {

/// Documented numbers (`TIMLoginStatus`).
enum class LoginStatus : int { logged_in = 1, logging_in = 2, logged_out = 3, logging_out = 4 };

/// What one init fixed.
struct Settings {
    std::uint64_t app_id = 0;
    std::string folder;  ///< of the databases; empty: the current one
    std::string server;  ///< url of the hub; empty: one in this process serves
    Secret secret;       ///< the embedded hub's key; without one it believes what a UserSig says

    Settings() = default;
};

/// Who is logged in, and by which client. On the runtime's thread, but for what says otherwise.
class Account {
public:
    using Done = UniqueFunction<void(Result<void>)>;

    /// `follow` is given each client that is made.
    Account(LogSink log, UniqueFunction<void(std::shared_ptr<Client>)> follow);
    Account(const Account&) = delete;
    Account& operator=(const Account&) = delete;
    ~Account();

    void begin(Settings settings) { settings_ = std::move(settings); }

    /// 7501 while another login runs, 7502 while a logout does; done when that user is logged in already. Another user
    /// is logged out first. 6017 for a server that is no url; refusals as for `Client::login`. Dropped when everything
    /// is closed before it began.
    void login(std::string user, Secret sig, Done done);
    /// Done, too, when nobody is logged in; 7502 while another logout runs. A login under way ends.
    void logout(Done done);
    /// Ends everything; done when the databases are closed. Operations under way are aborted, logins that wait for the
    /// end of an earlier close are dropped.
    void close(UniqueFunction<void()> done);
    /// The connection has ended for good: kicked, expired, refused.
    void lost();

    /// Null while nobody has tried to log in.
    Client* client() const noexcept { return client_.get(); }
    /// Whether a user's local database may be open: from a login on, even if it failed, to the logout.
    bool has_store() const noexcept { return has_store_; }

    /// Any thread.
    LoginStatus status() const noexcept { return status_.load(); }
    /// Who is logged in; empty when nobody is. Any thread.
    std::string user() const;
    /// The hub's clock; this machine's when nobody is logged in. Any thread.
    UnixMillis server_time() const;
    /// Gives a message sender, id and time. False when nobody is logged in. Any thread.
    bool prepare(MessageData& message) const;

private:
    /// Until an earlier close is done.
    struct WaitingLogin {
        std::string user;
        Secret sig;
        Done done;
    };

    void start(std::string user, Secret sig, Done done);
    void switch_to(std::string user, Secret sig, Done done);
    void make_client();
    void closed();
    void set(LoginStatus status, std::string user = {});
    std::shared_ptr<Client> logged_in() const;

    LogSink log_;
    UniqueFunction<void(std::shared_ptr<Client>)> follow_;
    Settings settings_;
    std::unique_ptr<hub::Hub> hub_;
    std::shared_ptr<Client> client_;
    bool has_store_ = false;
    bool closing_ = false;
    std::vector<UniqueFunction<void()>> after_closing_;
    std::vector<WaitingLogin> waiting_logins_;

    std::atomic<LoginStatus> status_{LoginStatus::logged_out};
    mutable std::mutex mutex_;
    std::string user_;                   ///< under `mutex_`
    std::shared_ptr<Client> logged_in_;  ///< `client_` while somebody is logged in; under `mutex_`
};

}  // namespace tim::c::detail
