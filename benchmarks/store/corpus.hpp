#pragma once

#include "benchmarks/store/language.hpp"
#include "tim/core/ids.hpp"
#include "tim/store/batch.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// Whose store it is, and the log that tells of the conversations.
inline constexpr std::string_view user = "alice";
inline constexpr std::string_view user_log = "log-of-alice";

/// What a device syncs: messages of mixed language in a few hundred conversations, some of them much busier than
/// others. The same in every run.
class Corpus {
public:
    Corpus();

    /// What the user's log says: the conversations.
    tim::store::Batch conversations() const;
    /// The next hundred messages, all of one conversation.
    tim::store::Batch next();

    static constexpr std::size_t a_batch = 100;
    static tim::ConvKey conversation(std::size_t i);
    /// That of a log made here.
    static std::size_t number_of(std::string_view log);

    const std::array<Language, 4>& languages() const noexcept { return languages_; }

private:
    std::string text();
    std::string body();

    Engine engine_{2026};
    std::array<Language, 4> languages_;
    Zipf conversation_;
    std::vector<tim::Position> heads_;
    std::int64_t time_ = 1'600'000'000'000;
};

}  // namespace bench
