#pragma once

#include "tim/core/secret.hpp"
#include "tim/core/unique_function.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace bench {

using Arguments = std::vector<std::string>;

/// What a process does that was started as `Process`, until its input ends. Defined with the part that uses it.
void hub_role(const Arguments& arguments);       // folder
void beast_role(const Arguments& arguments);     // none
void sender_role(const Arguments& arguments);    // url, "c2c" or "group", whom to write to, folder
void receiver_role(const Arguments& arguments);  // url, user, folder
void members_role(const Arguments& arguments);   // url, group, type, how many
void crowd_role(const Arguments& arguments);     // url, how many

/// The token of a user for the benchmark's hubs, which all have the same key.
tim::Secret sig_of(const std::string& user);

/// Answers to the process that gave the orders.
void say(std::string_view line);

/// Reads the orders from standard input; at their end it stops the context.
class Orders {
public:
    using Handler = tim::UniqueFunction<void(const std::string& line)>;

    Orders(boost::asio::io_context& context, Handler handler);

private:
    void read();

    boost::asio::io_context& context_;
    boost::asio::posix::stream_descriptor input_;
    Handler handler_;
    std::string buffer_;
};

}  // namespace bench
