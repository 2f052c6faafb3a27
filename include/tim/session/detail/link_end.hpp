#pragma once

#include "tim/wire/link.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tim::session {

/// What the driver is for a link.
class LinkUser {
public:
    virtual ~LinkUser() = default;
    virtual void link_opened() = 0;
    virtual void link_received(const std::string& packet) = 0;
    virtual void link_takes(std::vector<wire::FrameText>& frames, std::size_t bytes) = 0;
    virtual void link_lost(error_code reason) = 0;
};

/// The client's end of one connection, or of one attempt. The link keeps it alive, it does not keep the driver alive,
/// and once detached it is deaf: what a link still says after the driver gave it up reaches nobody.
class LinkEnd final : public wire::Endpoint {
public:
    explicit LinkEnd(std::weak_ptr<LinkUser> user) : user_(std::move(user)) {}

    void detach() noexcept { user_.reset(); }

    void opened(std::shared_ptr<wire::Link>) override {
        if (const auto user = user_.lock()) user->link_opened();
    }
    void received(std::string packet) override {
        if (const auto user = user_.lock()) user->link_received(packet);
    }
    void take(std::vector<wire::FrameText>& frames, std::size_t bytes) override {
        if (const auto user = user_.lock()) user->link_takes(frames, bytes);
    }
    void lost(error_code reason) override {
        if (const auto user = user_.lock()) user->link_lost(reason);
    }

private:
    std::weak_ptr<LinkUser> user_;
};

}  // namespace tim::session
