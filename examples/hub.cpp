// The hub as a daemon: `hub --help` tells how to set it up. Ends with 0 after SIGINT or SIGTERM, with 1 when it cannot
// serve, with 2 when it was set up wrongly.
#include <tim/hub/hub.hpp>

#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace {

namespace asio = boost::asio;

constexpr std::string_view help_text = R"(usage: hub [OPTION]...

  --listen HOST:PORT   address to listen on (127.0.0.1:7788); port 0 takes any that is free
  --data DIR           folder of the database, made if missing; without it nothing is kept
  --restored           the database was restored from a backup: every device compares what it holds anew
  --keep-days N        keep messages for so many days; 0, the default, for ever
  --connections N      accept no more than N connections at a time; 0, the default, for no limit
  --rates WHICH        refuse what comes faster than documented, or never: documented (the default) or none
  --log LEVEL          write what is at least this bad: debug, info, warning (the default) or error
  --tls-cert FILE      speak TLS with this certificate chain (PEM)
  --tls-key FILE       and its private key (PEM)
  --config FILE        read settings from a file
  --help               this text

The app id and the key that UserSigs are signed with come from the environment, TIM_SDKAPPID and TIM_SECRET, or from
the config file. Without a key the hub serves this machine only, and makes a key of its own that nobody knows.

The config file has a setting a line; the command line and the environment go before it:

  # comment
  listen = 0.0.0.0:443
  data = /var/lib/hub
  keep-days = 90
  connections = 20000
  log = info
  tls-cert = /etc/hub/chain.pem
  tls-key = /etc/hub/key.pem
  app-id = 1400000000
  secret = ...
)";

/// Set up wrongly.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Values by the names that the config file uses. A value that is there already is kept.
using Settings = std::map<std::string, std::string>;

bool is_on_command_line(const std::string& name) {
    return name == "listen" || name == "data" || name == "keep-days" || name == "connections" || name == "rates" ||
           name == "log" || name == "tls-cert" || name == "tls-key";
}

void read_arguments(int argc, char** argv, Settings& settings, std::string& config) {
    for (int i = 1; i < argc; i += 2) {
        const std::string option = argv[i];
        // Not for the config file, where it would stay.
        if (option == "--restored") {
            settings["restored"] = "yes";
            --i;
            continue;
        }
        const std::string name = option.starts_with("--") ? option.substr(2) : "";
        if (name != "config" && !is_on_command_line(name)) throw UsageError("unknown option " + option);
        if (i + 1 == argc) throw UsageError(option + " needs a value");
        const bool added = name == "config" ? config.empty() : settings.emplace(name, argv[i + 1]).second;
        if (!added) throw UsageError(option + " is given twice");
        if (name == "config") config = argv[i + 1];
    }
}

void read_environment(Settings& settings) {
    if (const char* app_id = std::getenv("TIM_SDKAPPID")) settings.emplace("app-id", app_id);
    if (const char* secret = std::getenv("TIM_SECRET")) settings.emplace("secret", secret);
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(blanks) + 1 - begin));
}

void read_config(const std::string& path, Settings& settings) {
    std::ifstream file(path);
    if (!file) throw UsageError("cannot read " + path);
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        line = trimmed(line);
        if (line.empty() || line.front() == '#') continue;
        const std::size_t equals = line.find('=');
        const std::string name = trimmed(line.substr(0, equals));
        const bool known = is_on_command_line(name) || name == "app-id" || name == "secret";
        if (equals == std::string::npos || !known)
            throw UsageError(path + ", line " + std::to_string(number) + ": no setting");
        settings.emplace(name, trimmed(line.substr(equals + 1)));
    }
}

template <class Number>
Number read_number(const std::string& text, const std::string& what) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) throw UsageError(what + " is no number: " + text);
    return number;
}

tim::hub::ListenOptions listen_options(Settings& settings) {
    tim::hub::ListenOptions options;
    options.port(7788);
    if (const std::string& place = settings["listen"]; !place.empty()) {
        const std::size_t colon = place.rfind(':');
        if (colon == std::string::npos) throw UsageError("--listen needs HOST:PORT");
        std::string host = place.substr(0, colon);
        if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
        options.address(host).port(read_number<std::uint16_t>(place.substr(colon + 1), "the port"));
    }
    if (settings["tls-cert"].empty() != settings["tls-key"].empty())
        throw UsageError("a certificate and its key come together");
    if (const std::string& most = settings["connections"]; !most.empty())
        options.most_connections(read_number<std::size_t>(most, "the number of connections"));
    return options.tls(settings["tls-cert"], settings["tls-key"]);
}

tim::LogLevel log_level(const std::string& name) {
    if (name == "debug") return tim::LogLevel::debug;
    if (name == "info") return tim::LogLevel::info;
    if (name.empty() || name == "warning") return tim::LogLevel::warning;
    if (name == "error") return tim::LogLevel::error;
    throw UsageError("there is no log level " + name);
}

tim::Limits limits(const std::string& rates) {
    tim::Limits limits;
    if (rates == "none")
        limits.group_messages_per_second = limits.requests_per_second = limits.removals_per_second =
            limits.logins_per_second = 0;
    else if (!rates.empty() && rates != "documented")
        throw UsageError("there are no rates " + rates);
    return limits;
}

tim::hub::HubOptions hub_options(Settings& settings) {
    tim::hub::HubOptions options;
    options.data(settings["data"]).restored(!settings["restored"].empty()).limits(limits(settings["rates"]));
    const std::string& app_id = settings["app-id"];
    options.app(app_id.empty() ? options.app_id() : read_number<std::uint64_t>(app_id, "the app id"),
                tim::Secret(settings["secret"]));
    if (const std::string& days = settings["keep-days"]; !days.empty())
        options.retention(std::chrono::hours(24) * read_number<std::uint16_t>(days, "the number of days"));
    const tim::LogLevel least = log_level(settings["log"]);
    options.log([least](tim::LogLevel level, std::string_view line) {
        if (level >= least) std::cerr << "hub: " + std::string(line) + '\n';
    });
    return options;
}

std::string url(const tim::hub::ListenOptions& options, std::uint16_t port) {
    const bool ipv6 = options.address().find(':') != std::string::npos;
    const std::string host = ipv6 ? '[' + options.address() + ']' : options.address();
    return (options.tls() ? "wss://" : "ws://") + host + ':' + std::to_string(port);
}

/// Until a signal comes. On the main thread, which may wait: the files of the certificate are read here.
void serve(tim::hub::Hub& hub, asio::signal_set& signals, const tim::hub::ListenOptions& options) {
    hub.open(asio::use_future).get();
    const std::uint16_t port = hub.listen(options).value();
    std::cout << "hub: listening on " << url(options, port) << std::endl;
    signals.async_wait(asio::use_future).get();
    hub.close(asio::use_future).get();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc == 2 && argv[1] == std::string_view("--help")) {
            std::cout << help_text;
            return 0;
        }
        Settings settings;
        std::string config;
        read_arguments(argc, argv, settings, config);
        read_environment(settings);
        if (!config.empty()) read_config(config, settings);
        const tim::hub::ListenOptions listen = listen_options(settings);
        // The storage has a thread of its own; without TLS more threads than one gain little.
        asio::thread_pool threads(std::max(1u, std::thread::hardware_concurrency() / 2));
        tim::hub::Hub hub(threads.get_executor(), hub_options(settings));
        asio::signal_set signals(threads, SIGINT, SIGTERM);
        serve(hub, signals, listen);
        // The last words to those who were connected.
        threads.join();
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "hub: " << error.what() << "; --help tells more\n";
        return 2;
    } catch (const tim::Error& error) {
        std::cerr << "hub: " << error.text() << '\n';
        return error.code() == tim::Errc::invalid_parameters ? 2 : 1;
    } catch (const std::exception& error) {
        std::cerr << "hub: " << error.what() << '\n';
        return 1;
    }
}
