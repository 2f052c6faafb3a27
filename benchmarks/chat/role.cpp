#include "benchmarks/chat/role.hpp"

#include "benchmarks/chat/hub.hpp"
#include "tim/core/time.hpp"
#include "tim/crypto/user_sig.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace bench {

tim::Secret sig_of(const std::string& user) {
    const auto now = tim::to_seconds(tim::SystemClock::instance().unix_now());
    const tim::crypto::UserSigClaims claims(app_id, user, now, 24 * 60 * 60);
    return tim::crypto::sign_user_sig(claims, tim::Secret(std::string(app_key))).value();
}

void say(std::string_view line) {
    std::printf("%.*s\n", static_cast<int>(line.size()), line.data());
    std::fflush(stdout);
}

Orders::Orders(boost::asio::io_context& context, Handler handler)
    : context_(context), input_(context, dup(STDIN_FILENO)), handler_(std::move(handler)) {
    read();
}

void Orders::read() {
    boost::asio::async_read_until(input_, boost::asio::dynamic_buffer(buffer_), '\n',
                                  [this](const boost::system::error_code& ec, std::size_t bytes) {
                                      if (ec) return context_.stop();
                                      const std::string line = buffer_.substr(0, bytes - 1);
                                      buffer_.erase(0, bytes);
                                      handler_(line);
                                      read();
                                  });
}

}  // namespace bench
