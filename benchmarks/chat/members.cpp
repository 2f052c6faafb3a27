#include "benchmarks/chat/frame_client.hpp"
#include "benchmarks/chat/machine.hpp"
#include "benchmarks/chat/role.hpp"
#include "tim/codec/write.hpp"
#include "tim/model/create_group.hpp"
#include "tim/transport/websocket.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace bench {
namespace {

/// Makes a group and fills it with members, each with a connection of its own. On order, "<messages>", it tells when
/// every member has got so many.
class Members {
public:
    Members(boost::asio::io_context& context, const Arguments& arguments)
        : context_(context),
          transport_(tim::websocket(arguments.at(0))),
          group_(arguments.at(1)),
          type_(arguments.at(2) == "meeting" ? tim::GroupType::meeting : tim::GroupType::public_group),
          most_(std::stoul(arguments.at(3))) {
        enter_next();
    }

    void obey(const std::string& order) {
        expected_ += std::stoul(order);
        lacking_ = members_.size();
        say("expecting");
    }

private:
    struct Member {
        std::shared_ptr<FrameClient> client;
        std::size_t messages = 0;
    };

    // One after the other: the next when the last is in.
    void enter_next() {
        if (members_.size() == most_) return say("ready");
        auto& member = members_.emplace_back(std::make_unique<Member>());
        member->client = FrameClient::connect(context_, transport_);
        member->client->on_message([this, counted = member.get()] { count(*counted); });
        const std::string user = "member" + std::to_string(members_.size());
        member->client->login(user, [this](const tim::wire::Incoming&) { enter_group(); });
    }

    void enter_group() {
        FrameClient& newest = *members_.back()->client;
        const auto done = [this](const tim::wire::Incoming&) { enter_next(); };
        if (members_.size() > 1) return newest.ask("group.join", R"({"group_id":")" + group_ + "\"}", done);
        tim::CreateGroupParam group(type_, group_);
        group.set_group_id(group_).set_add_option(tim::GroupAddOption::any);
        newest.ask("group.create", tim::codec::to_json(group), done);
    }

    void count(Member& member) {
        if (++member.messages != expected_ || --lacking_ > 0) return;
        say("received " + std::to_string(now_ns()));
    }

    boost::asio::io_context& context_;
    const tim::Transport transport_;
    const std::string group_;
    const tim::GroupType type_;
    const std::size_t most_;
    std::vector<std::unique_ptr<Member>> members_;
    std::size_t expected_ = 0;
    std::size_t lacking_ = 0;
};

}  // namespace

void members_role(const Arguments& arguments) {
    boost::asio::io_context context(1);
    Members members(context, arguments);
    const Orders orders(context, [&](const std::string& order) { members.obey(order); });
    context.run();
}

}  // namespace bench
