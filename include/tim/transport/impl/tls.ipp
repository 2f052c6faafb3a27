#pragma once

#include "tim/transport/detail/tls.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <new>
#include <utility>

namespace tim::transport {

/// How OpenSSL reaches the socket: reads and writes that do not block.
struct Tls::Io {
    static Tls& owner(BIO* bio) { return *static_cast<Tls*>(BIO_get_data(bio)); }

    static int create(BIO* bio) {
        BIO_set_init(bio, 1);
        return 1;
    }

    static int read(BIO* bio, char* data, std::size_t size, std::size_t* done) {
        Tls& tls = owner(bio);
        BIO_clear_retry_flags(bio);
        *done = tls.socket_.read_some(net::buffer(data, size), tls.socket_error_);
        return result(bio, tls.socket_error_, BIO_FLAGS_READ);
    }

    static int write(BIO* bio, const char* data, std::size_t size, std::size_t* done) {
        Tls& tls = owner(bio);
        BIO_clear_retry_flags(bio);
        *done = tls.socket_.write_some(net::buffer(data, size), tls.socket_error_);
        return result(bio, tls.socket_error_, BIO_FLAGS_WRITE);
    }

    static int result(BIO* bio, error_code& ec, int direction) {
        if (!ec) return 1;
        if (ec == net::error::would_block || ec == net::error::try_again) {
            ec.clear();
            BIO_set_flags(bio, direction | BIO_FLAGS_SHOULD_RETRY);
        }
        return 0;
    }

    static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

    static BIO_METHOD* make_method() {
        BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "tim socket");
        if (!method) throw std::bad_alloc();
        BIO_meth_set_create(method, create);
        BIO_meth_set_read_ex(method, read);
        BIO_meth_set_write_ex(method, write);
        BIO_meth_set_ctrl(method, control);
        return method;
    }

    /// Never freed: a connection may end while static objects are torn down.
    static BIO_METHOD* method() {
        static BIO_METHOD* const made = make_method();
        return made;
    }
};

TIM_DECL Tls::Tls(Tcp::socket& socket, net::ssl::context& context)
    : socket_(socket), ssl_(SSL_new(context.native_handle())) {
    BIO* bio = ssl_ ? BIO_new(Io::method()) : nullptr;
    if (!bio) throw std::bad_alloc();
    BIO_set_data(bio, this);
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_mode(ssl_.get(),
                 SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_set_read_ahead(ssl_.get(), 1);
    socket_.non_blocking(true, socket_error_);
}

// Without what is set here any valid certificate would do.
TIM_DECL bool Tls::expect(const std::string& host) {
    error_code not_an_address;
    net::ip::make_address(host, not_an_address);
    if (!not_an_address) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_.get()), host.c_str()) == 1;
    SSL_set_hostflags(ssl_.get(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set_tlsext_host_name(ssl_.get(), host.c_str()) == 1 && SSL_set1_host(ssl_.get(), host.c_str()) == 1;
}

TIM_DECL void Tls::connect(const std::string& host, IoHandler done) {
    if (!expect(host)) {
        ERR_clear_error();
        net::post(socket_.get_executor(), [done = std::move(done)]() mutable { done(Errc::sdk_net_auth_invalid, 0); });
        return;
    }
    SSL_set_connect_state(ssl_.get());
    start({Kind::handshake, {}, {}, {}, std::move(done)});
}

TIM_DECL void Tls::accept(IoHandler done) {
    SSL_set_accept_state(ssl_.get());
    start({Kind::handshake, {}, {}, {}, std::move(done)});
}

TIM_DECL void Tls::read_some(net::mutable_buffer buffer, IoHandler done) {
    start({Kind::read, buffer, {}, {}, std::move(done)});
}

TIM_DECL void Tls::write_some(net::const_buffer buffer, IoHandler done) {
    start({Kind::write, {}, buffer, {}, std::move(done)});
}

TIM_DECL void Tls::write_some(std::unique_ptr<char[]> gathered, std::size_t size, IoHandler done) {
    const net::const_buffer source(gathered.get(), size);
    start({Kind::write, {}, source, std::move(gathered), std::move(done)});
}

TIM_DECL void Tls::shut() noexcept {
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
}

TIM_DECL void Tls::start(Operation operation) {
    error_code ec;
    std::size_t bytes = 0;
    const Want want = attempt(operation, ec, bytes);
    if (want != Want::nothing) return wait(std::move(operation), want);
    net::post(socket_.get_executor(), [done = std::move(operation.done), ec, bytes]() mutable { done(ec, bytes); });
}

TIM_DECL void Tls::wait(Operation operation, Want want) {
    const auto ready = want == Want::to_read ? Tcp::socket::wait_read : Tcp::socket::wait_write;
    socket_.async_wait(ready, [this, operation = std::move(operation)](error_code ec) mutable {
        std::size_t bytes = 0;
        const Want again = ec ? Want::nothing : attempt(operation, ec, bytes);
        if (again != Want::nothing) return wait(std::move(operation), again);
        operation.done(ec, bytes);
    });
}

TIM_DECL Tls::Want Tls::attempt(Operation& operation, error_code& ec, std::size_t& bytes) {
    SSL* const ssl = ssl_.get();
    ERR_clear_error();
    switch (operation.kind) {
        case Kind::handshake:
            return wanted(SSL_do_handshake(ssl), ec);
        case Kind::read:
            return wanted(SSL_read_ex(ssl, operation.target.data(), operation.target.size(), &bytes), ec);
        case Kind::write:
            return wanted(SSL_write_ex(ssl, operation.source.data(), operation.source.size(), &bytes), ec);
    }
    return Want::nothing;
}

TIM_DECL Tls::Want Tls::wanted(int result, error_code& ec) {
    if (result == 1) return Want::nothing;
    const int why = SSL_get_error(ssl_.get(), result);
    if (why == SSL_ERROR_WANT_READ) return Want::to_read;
    if (why == SSL_ERROR_WANT_WRITE) return Want::to_write;
    if (why == SSL_ERROR_SSL && !socket_error_)
        ec = error_code(static_cast<int>(ERR_get_error()), net::error::get_ssl_category());
    else
        ec = socket_error_ ? socket_error_ : net::error::eof;
    return Want::nothing;
}

}  // namespace tim::transport
