#include "tests/kills/diary.hpp"

#include "tim/core/time.hpp"

#include <sstream>
#include <stdexcept>
#include <utility>

namespace kills {
namespace {

// Conversations of type system have an empty id, which a word cannot be.
std::string word(const std::string& text) { return text.empty() ? "-" : text; }
std::string unword(const std::string& text) { return text == "-" ? "" : text; }

tim::ConvKey read_conversation(std::istream& line) {
    int type = 0;
    std::string id;
    line >> type >> id;
    return {static_cast<tim::ConvType>(type), unword(id)};
}

// Numbers of a device that did not get so far are sends that never were.
sim::Sent& sent_at(sim::History& history, std::size_t number) {
    while (history.sends.size() <= number) {
        sim::Sent& sent = history.sends.emplace_back();
        sent.number = history.sends.size() - 1;
        sent.outcome = sim::Outcome::vanished;
    }
    return history.sends[number];
}

class Reader {
public:
    Reader(std::size_t device, sim::History& history) : device_(device), history_(history) {}

    void take(const std::string& what, sim::Millis at, std::istream& line) {
        if (what == "life")
            begin(at);
        else if (what == "call")
            call(at, line);
        else if (what == "done")
            done(at, line);
        else if (what == "failed")
            failed(at, line);
        else if (what == "settled")
            settled(at, line);
        else if (what == "received")
            received(at, line);
        else if (what == "reset")
            history_.resets.push_back({device_, at, {}});
        else
            throw std::runtime_error("a diary says " + what);
        if (!line) throw std::runtime_error("a diary breaks off after " + what);
    }
    unsigned lives() const noexcept { return life_; }

private:
    void begin(sim::Millis at) {
        for (sim::Life& life : history_.lives)
            if (life.device == device_ && !life.end) life.end = at;
        history_.lives.push_back({device_, at, {}});
        ++life_;
    }
    void call(sim::Millis at, std::istream& line) {
        std::size_t number = 0;
        line >> number;
        sim::Sent& sent = sent_at(history_, number);
        sent.device = device_;
        sent.visit = life_;
        sent.conv = read_conversation(line);
        sent.called = at;
    }
    sim::Sent& known(std::istream& line) {
        std::size_t number = 0;
        line >> number;
        return sent_at(history_, number);
    }
    void done(sim::Millis at, std::istream& line) {
        sim::Sent& sent = known(line);
        line >> sent.seq >> sent.server_time >> sent.msg_id;
        sent.outcome = sim::Outcome::done;
        sent.ended = at;
    }
    void failed(sim::Millis at, std::istream& line) {
        sim::Sent& sent = known(line);
        line >> sent.code;
        sent.outcome = sim::Outcome::failed;
        sent.ended = at;
    }
    void settled(sim::Millis at, std::istream& line) {
        sim::Sent& sent = known(line);
        sim::Settled settled{life_, at, 0};
        line >> settled.code;
        sent.settled.push_back(settled);
    }
    void received(sim::Millis at, std::istream& line) {
        sim::Received received;
        received.device = device_;
        received.life = life_;
        received.visit = life_;
        received.at = at;
        received.conv = read_conversation(line);
        line >> received.msg_id >> received.sender >> received.seq >> received.from_self >> std::ws;
        std::getline(line, received.text);
        received.text = unword(received.text);
        history_.received.push_back(std::move(received));
    }

    std::size_t device_;
    sim::History& history_;
    unsigned life_ = 0;
};

}  // namespace

Diary::Diary(const std::string& path, std::size_t device) : device_(device) {
    std::ifstream before(path);
    for (std::string line; std::getline(before, line);) turn_ += line.starts_with("call ");
    file_.open(path, std::ios::app);
    note("life");
}

// One write a line, so that no line is half there.
template <class... Words>
void Diary::note(const char* what, const Words&... words) {
    std::ostringstream line;
    line << what << ' ' << tim::SystemClock::instance().steady_now();
    ((line << ' ' << words), ...);
    line << '\n';
    file_ << line.str() << std::flush;
}

std::size_t Diary::call(const tim::ConvKey& to) {
    const std::size_t number = turn_++ * most_devices + device_;
    note("call", number, static_cast<int>(to.type), word(to.id));
    return number;
}

void Diary::done(std::size_t number, const std::string& msg_id, std::uint64_t seq, std::uint64_t server_time) {
    note("done", number, seq, server_time, msg_id);
}

void Diary::failed(std::size_t number, int code) { note("failed", number, code); }

void Diary::settled(std::size_t number, int code) { note("settled", number, code); }

void Diary::received(const tim::ConvKey& conv, const std::string& msg_id, const std::string& sender, std::uint64_t seq,
                     bool from_self, const std::string& text) {
    note("received", static_cast<int>(conv.type), word(conv.id), word(msg_id), word(sender), seq, from_self,
         word(text));
}

void Diary::reset() { note("reset"); }

unsigned read_diary(const std::string& path, std::size_t device, sim::History& history) {
    Reader reader(device, history);
    std::ifstream file(path);
    for (std::string text; std::getline(file, text);) {
        std::istringstream line(text);
        std::string what;
        sim::Millis at = 0;
        line >> what >> at;
        reader.take(what, at, line);
    }
    return reader.lives();
}

}  // namespace kills
