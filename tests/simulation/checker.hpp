#pragma once

#include "tests/simulation/device_reading.hpp"
#include "tests/simulation/history.hpp"
#include "tests/simulation/hub_reading.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim {

/// What a client showed of a conversation at the end.
struct Shown {
    std::vector<std::string> ids;      ///< oldest first
    std::vector<std::string> upwards;  ///< the same, read in that direction
    std::vector<std::string> texts;
    std::optional<std::uint64_t> unread;            ///< none: the conversation is not listed
    std::vector<std::string> paged;                 ///< the same once more, by small pages, newest first
    std::map<std::string_view, std::size_t> found;  ///< messages that contain each of `sought`
};

/// Words that are searched for, and as they stand in a text.
inline constexpr std::pair<std::string_view, std::string_view> sought[] = {
    {"ND 1", "nd 1"}, {"send 2", "send 2"}, {"3", "3"}, {"SeNd", "send"}, {"d 12", "d 12"}};

/// What a device was at the end of the run.
struct DeviceEnd {
    std::string name;
    std::string user;
    bool in_step = false;  ///< said that it was *online* when nothing happened any more
    unsigned visit = 0;
    DeviceReading reading;
    std::map<tim::ConvKey, Shown> histories;
};

/// What a run left.
struct Remains {
    const History& history;
    std::vector<HubLog> hub;
    std::vector<DeviceEnd> devices;
};

/// Holds what clients were told against what the hub and the devices have. Each rule adds a sentence for whatever
/// breaks it.
class Checker {
public:
    explicit Checker(const Remains& remains);

    /// All rules; empty when everything is as it must be.
    std::vector<std::string> check();

private:
    struct Place {
        const HubLog* log;
        const HubEntry* entry;
    };

    // checker.cpp: the hub's logs against what was called
    void logs_are_dense();
    void sends_are_in_their_log_once();
    void acknowledged_is_kept();
    void refused_never_appears();
    void settled_was_true();
    void ephemeral_left_no_trace();
    void order_is_that_of_the_calls();
    void memberships_follow_tips();
    void operations_ended();

    // checker_devices.cpp: what devices hold and showed
    void devices_hold_all();
    void holds(const DeviceEnd& device, const HubLog& log);
    void devices_hold_no_more();
    void sends_were_settled();
    void shown_in_order_once();
    void shown_completely();
    void nobody_saw_what_was_not_for_him();
    void sees(std::size_t device, std::size_t number, const tim::ConvKey& conv, Millis since, const char* how);
    void restoring_was_told();
    void histories_show_what_is_held();
    void taken_away_stays_gone();
    bool was_taken_away(const std::string& user, const std::string& msg_id) const;
    void only_what_was_named_is_gone();
    void unread_is_what_the_hub_counts();
    std::uint64_t unread(const HubLog& log, const std::string& user) const;

    /// Whether something that was called then and known to be done at `done` may be missing after a restoring.
    bool may_be_lost(Millis called, Millis done) const;
    /// Whether the device that sent it may have forgotten what it had told then.
    bool may_be_forgotten(const Sent& sent, Millis told) const;
    /// Whether a restored hub may have lost it, and its device that it was acknowledged.
    bool may_be_sent_anew(const Sent& sent) const;
    std::string name(const Sent& sent) const;
    static std::string name(const HubLog& log);
    template <class... Parts>
    void wrong(const Parts&... parts) {
        std::string text;
        ((text += parts), ...);
        findings_.push_back(std::move(text));
    }

    const Remains& remains_;
    const History& history_;
    std::vector<std::vector<Place>> places_;  ///< of each send
    std::vector<std::string> findings_;
};

}  // namespace sim
