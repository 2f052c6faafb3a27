#pragma once

#include "tim/c/detail/account.hpp"
#include "tim/c/detail/as_result.hpp"
#include "tim/c/detail/thread.hpp"
#include "tim/hub/hub.hpp"
#include "tim/transport/loopback.hpp"
#include "tim/transport/url.hpp"
#include "tim/transport/websocket.hpp"

namespace tim::c::detail {

Account::Account(LogSink log, UniqueFunction<void(std::shared_ptr<Client>)> follow)
    : log_(std::move(log)), follow_(std::move(follow)) {}

Account::~Account() = default;

void Account::login(std::string user, Secret sig, Done done) {
    if (closing_) return waiting_logins_.push_back({std::move(user), std::move(sig), std::move(done)});
    switch (status()) {
        case LoginStatus::logging_in:
            return done(Failure(Errc::sdk_account_login_in_process, "login is in process"));
        case LoginStatus::logging_out:
            return done(Failure(Errc::sdk_account_logout_in_process, "logout is in process"));
        case LoginStatus::logged_in:
            if (user == this->user()) return done({});
            return switch_to(std::move(user), std::move(sig), std::move(done));
        case LoginStatus::logged_out:
            start(std::move(user), std::move(sig), std::move(done));
    }
}

void Account::switch_to(std::string user, Secret sig, Done done) {
    logout([this, user = std::move(user), sig = std::move(sig), done = std::move(done),
            before = client_.get()](const Result<void>&) mutable {
        // Closed meanwhile: nobody logs in any more.
        if (client_.get() == before) start(std::move(user), std::move(sig), std::move(done));
    });
}

void Account::start(std::string user, Secret sig, Done done) {
    if (!settings_.server.empty())
        if (const Result<transport::Url> url = transport::parse_url(settings_.server); !url) return done(url.error());
    if (!client_) make_client();
    set(LoginStatus::logging_in);
    has_store_ = true;
    auto finish = [this, user, done = std::move(done)](Result<void> result) mutable {
        if (status() == LoginStatus::logging_in)
            result ? set(LoginStatus::logged_in, std::move(user)) : set(LoginStatus::logged_out);
        done(std::move(result));
    };
    client_->login(std::move(user), std::move(sig), AsResult(std::move(finish)));
}

void Account::make_client() {
    const boost::asio::any_io_executor executor = Thread::instance().context().get_executor();
    const std::string folder = settings_.folder.empty() ? "." : settings_.folder;
    if (settings_.server.empty()) {
        hub::HubOptions options;
        // Nobody else can reach it, so whoever is written to will hardly have logged in.
        options.data(folder + "/hub").app(settings_.app_id, settings_.secret).unknown_receivers(true).log(log_);
        hub_ = std::make_unique<hub::Hub>(executor, std::move(options));
    }
    const Transport way = hub_ ? loopback(*hub_) : websocket(settings_.server);
    client_ = std::make_shared<Client>(executor, way, ClientOptions().data(folder).app(settings_.app_id).log(log_));
    follow_(client_);
}

void Account::logout(Done done) {
    if (status() == LoginStatus::logging_out)
        return done(Failure(Errc::sdk_account_logout_in_process, "logout is in process"));
    if (!has_store_) return done({});
    set(LoginStatus::logging_out);
    auto finish = [this, done = std::move(done)](const Result<void>&) mutable {
        if (status() == LoginStatus::logging_out) set(LoginStatus::logged_out);
        has_store_ = false;
        done({});
    };
    client_->logout(AsResult(std::move(finish)));
}

void Account::lost() {
    if (status() == LoginStatus::logged_in) set(LoginStatus::logged_out);
}

void Account::close(UniqueFunction<void()> done) {
    if (closing_) {
        waiting_logins_.clear();
        return after_closing_.push_back(std::move(done));
    }
    set(LoginStatus::logged_out);
    has_store_ = false;
    closing_ = true;
    after_closing_.push_back(std::move(done));
    if (!client_) return closed();
    Client& client = *client_;
    // It ends with what it completes.
    auto gone = [this, client = std::exchange(client_, nullptr)](const Result<void>&) mutable {
        client.reset();
        if (!hub_) return closed();
        hub_->close(AsResult([this](const Result<void>&) {
            hub_.reset();
            closed();
        }));
    };
    client.close(AsResult(std::move(gone)));
}

void Account::closed() {
    closing_ = false;
    for (UniqueFunction<void()>& waiting : std::exchange(after_closing_, {})) waiting();
    for (WaitingLogin& waiting : std::exchange(waiting_logins_, {}))
        login(std::move(waiting.user), std::move(waiting.sig), std::move(waiting.done));
}

void Account::set(LoginStatus status, std::string user) {
    const bool is_in = status == LoginStatus::logged_in;
    std::shared_ptr<Client> before;
    const std::lock_guard lock(mutex_);
    user_ = std::move(user);
    before = std::exchange(logged_in_, is_in ? client_ : nullptr);
    status_ = status;
}

std::string Account::user() const {
    const std::lock_guard lock(mutex_);
    return user_;
}

std::shared_ptr<Client> Account::logged_in() const {
    const std::lock_guard lock(mutex_);
    return logged_in_;
}

UnixMillis Account::server_time() const {
    const std::shared_ptr<Client> client = logged_in();
    return client ? client->server_time() : SystemClock::instance().unix_now();
}

bool Account::prepare(MessageData& message) const {
    const std::shared_ptr<Client> client = logged_in();
    if (!client) return false;
    try {
        message = client->conversation(ConvKey(message.conv_type, message.conv_id)).prepare(message).data();
        return true;
    } catch (const Error&) {
        return false;  // logged out meanwhile
    }
}

}  // namespace tim::c::detail
