#include "tree_rules.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

namespace tree {
namespace {

constexpr int most_code_lines = 400;

// In the order of dependence: a room includes only rooms before it.
constexpr std::array<std::string_view, 12> rooms = {"core",  "model",     "codec",   "wire",   "crypto", "db",
                                                    "store", "transport", "session", "client", "hub",    "c"};

// The hub stands beside the client's rooms, not on them.
constexpr std::array<std::string_view, 3> not_for_hub = {"store", "session", "client"};

struct Forbidden {
    std::string_view header;
    std::string_view why;
};

constexpr std::string_view channel_loses =
    "a cancelled receive makes the channel of Boost 1.81 refuse the next send";

constexpr std::array forbidden_headers = {
    Forbidden{"boost/asio/experimental/awaitable_operators.hpp", "a group swallows the failure of one side"},
    Forbidden{"boost/asio/experimental/channel.hpp", channel_loses},
    Forbidden{"boost/asio/experimental/concurrent_channel.hpp", channel_loses},
    Forbidden{"boost/asio/experimental/co_composed.hpp", "it is unfinished in Boost 1.81"},
    Forbidden{"boost/asio/yield.hpp", "its macros clash between translation units"},
    Forbidden{"boost/asio.hpp", "include the narrow headers"},
};

constexpr std::array<std::string_view, 2> forbidden_words = {"TODO", "FIXME"};

constexpr std::array<std::string_view, 7> posix_headers = {"unistd.h", "fcntl.h", "signal.h", "pthread.h",
                                                           "dirent.h", "dlfcn.h", "sys/"};

using Findings = std::vector<std::string>;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

/// Lines without comments and blanks around them; blank ones are left out.
std::vector<std::string> code_of(std::string_view text) {
    std::vector<std::string> code;
    bool in_block = false;
    for (std::string_view line : split(text, '\n')) {
        line = trimmed(line);
        if (in_block || line.starts_with("/*")) {
            in_block = line.find("*/") == std::string_view::npos;
            continue;
        }
        if (line.starts_with("//")) continue;
        line = trimmed(line.substr(0, std::min(line.find("// "), line.size())));
        if (!line.empty()) code.emplace_back(line);
    }
    return code;
}

/// Targets of the `#include` lines, without quotes or brackets.
std::vector<std::string> includes_of(const std::vector<std::string>& code) {
    std::vector<std::string> targets;
    for (const std::string& line : code) {
        if (!line.starts_with('#') || line.find("include") == std::string::npos) continue;
        const std::size_t begin = line.find_first_of("<\"");
        const std::size_t end = line.find_last_of(">\"");
        if (begin != std::string::npos && end > begin) targets.push_back(line.substr(begin + 1, end - begin - 1));
    }
    return targets;
}

/// Whether a path lies in `<room>/<folder>/` of a room.
bool in_folder(const std::vector<std::string_view>& parts, std::size_t room, std::string_view folder) {
    return parts.size() > room + 2 && parts[room + 1] == folder;
}

int rank(std::string_view room) {
    return static_cast<int>(std::find(rooms.begin(), rooms.end(), room) - rooms.begin());
}

bool may_include(std::string_view room, std::string_view other) {
    if (room == "hub" && std::find(not_for_hub.begin(), not_for_hub.end(), other) != not_for_hub.end()) return false;
    return rank(other) <= rank(room);
}

void check_layers(const File& file, const std::vector<std::string>& includes, Findings& findings) {
    const auto parts = split(file.path, '/');
    const bool in_room = parts.size() > 3 && parts[0] == "include";
    const std::string_view room = in_room ? parts[2] : std::string_view();
    if (in_room && rank(room) == static_cast<int>(rooms.size())) {
        findings.push_back(file.path + ": the room " + std::string(room) + " is not in the list of rooms");
        return;
    }
    for (const std::string& target : includes) {
        const auto target_parts = split(target, '/');
        if (target_parts.size() < 3 || target_parts[0] != "tim") continue;
        const std::string_view other = target_parts[1];
        if (in_room && !may_include(room, other))
            findings.push_back(file.path + ": " + std::string(room) + " may not include " + target);
        if (room == other || file.path == "include/tim/src.hpp") continue;
        if (in_folder(target_parts, 1, "detail") || in_folder(target_parts, 1, "impl"))
            findings.push_back(file.path + ": " + target + " is private to its room");
    }
}

bool is_table(const File& file) {
    const std::string_view head = std::string_view(file.text).substr(0, 300);
    return file.path.ends_with("_table.ipp") || file.path.ends_with("_tables.ipp") ||
           file.path.ends_with("/errc.hpp") ||
           head.find("// table:") != std::string_view::npos;
}

void check_forbidden(const File& file, const std::vector<std::string>& includes, Findings& findings) {
    for (const Forbidden& forbidden : forbidden_headers)
        if (std::find(includes.begin(), includes.end(), forbidden.header) != includes.end())
            findings.push_back(file.path + ": " + std::string(forbidden.header) + ": " + std::string(forbidden.why));
    for (std::string_view word : forbidden_words)
        if (file.text.find(word) != std::string::npos)
            findings.push_back(file.path + ": says " + std::string(word) + ": write an issue instead");
}

void check_text(const File& file, const std::vector<std::string>& code, Findings& findings) {
    const bool header = file.path.ends_with(".hpp") || file.path.ends_with(".ipp");
    if (header && (code.empty() || code.front() != "#pragma once"))
        findings.push_back(file.path + ": does not begin with #pragma once");
    if (!is_table(file) && static_cast<int>(code.size()) > most_code_lines)
        findings.push_back(file.path + ": " + std::to_string(code.size()) + " lines of code, more than " +
                           std::to_string(most_code_lines));
}

/// Every `.ipp` is reached by separate compilation: `src.hpp` or another `.ipp` includes it.
void check_bodies(const std::vector<File>& files, const std::set<std::string>& included_by_bodies, Findings& findings) {
    for (const File& file : files) {
        constexpr std::string_view prefix = "include/";
        if (!file.path.starts_with(prefix) || !file.path.ends_with(".ipp")) continue;
        if (!included_by_bodies.contains(file.path.substr(prefix.size())))
            findings.push_back(file.path + ": tim/src.hpp does not include it");
    }
}

void check_posix(const std::vector<std::string>& users, Findings& findings) {
    if (users.size() < 2) return;
    for (const std::string& user : users) findings.push_back(user + ": only one header may include POSIX headers");
}

/// A test file that no list names would silently never run.
void check_tests_listed(const std::vector<File>& files, Findings& findings) {
    std::string lists;
    for (const File& file : files)
        if (file.path.starts_with("tests/") && (file.path.ends_with("CMakeLists.txt") || file.path.ends_with(".cmake")))
            lists += file.text;
    for (const File& file : files) {
        if (!file.path.starts_with("tests/") || !file.path.ends_with(".cpp")) continue;
        const std::string name = file.path.substr(file.path.find_last_of('/') + 1);
        const std::string stem = name.substr(0, name.size() - 4);
        const bool listed = lists.find(name) != std::string::npos || lists.find("    " + stem + "\n") != std::string::npos;
        if (!listed) findings.push_back(file.path + ": no CMakeLists.txt names it, so it is not built");
    }
}

bool is_source(const File& file) {
    return file.path.starts_with("include/") || file.path.starts_with("src/") || file.path.starts_with("examples/");
}

bool includes_posix(const std::vector<std::string>& includes) {
    return std::any_of(includes.begin(), includes.end(), [](const std::string& target) {
        return std::any_of(posix_headers.begin(), posix_headers.end(),
                           [&](std::string_view header) { return target.starts_with(header); });
    });
}

}  // namespace

int code_lines(std::string_view text) { return static_cast<int>(code_of(text).size()); }

std::vector<std::string> check(const std::vector<File>& files) {
    Findings findings;
    std::set<std::string> included_by_bodies;
    std::vector<std::string> posix_users;
    for (const File& file : files) {
        if (!is_source(file) || file.path.ends_with(".txt")) continue;
        const std::vector<std::string> code = code_of(file.text);
        const std::vector<std::string> includes = includes_of(code);
        check_layers(file, includes, findings);
        check_forbidden(file, includes, findings);
        check_text(file, code, findings);
        if (file.path.ends_with(".ipp") || file.path.ends_with("/src.hpp"))
            included_by_bodies.insert(includes.begin(), includes.end());
        if (file.path.starts_with("include/") && includes_posix(includes)) posix_users.push_back(file.path);
    }
    check_bodies(files, included_by_bodies, findings);
    check_posix(posix_users, findings);
    check_tests_listed(files, findings);
    return findings;
}

}  // namespace tree
