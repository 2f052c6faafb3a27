#pragma once

#include "tim/core/config.hpp"
#include "tim/core/ids.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/message_enums.hpp"
#include "tim/wire/messages.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tim::store {

/// Asks for a page of a conversation's history (semantics of `TIMMsgGetMsgList`). Rows of status *deleted* are left
/// out, revoked ones included; messages that have no position at the hub appear where they stand. A time window goes
/// from position to position; what has none is in it if it stands there and its own time, the author's if there is no
/// other, fits.
struct HistoryRead {
    HistoryRead() = default;
    explicit HistoryRead(ConvKey of, std::size_t most = 20) : conv(std::move(of)), count(most) {}

    ConvKey conv;
    std::size_t count = 20;       ///< most messages of the page
    bool newer = false;           ///< towards newer messages, oldest first; else towards older ones, newest first
    std::string after;            ///< behind the message with this id, without it; an unknown id: nothing
    std::uint64_t seq = 0;        ///< from the message with this number on, with it; 0 or with `after`: not asked for
    std::uint64_t begin = 0;      ///< oldest time, UTC seconds, included; 0: no limit
    std::uint64_t end = 0;        ///< newest time, included; 0: no limit
    std::vector<ElemType> types;  ///< messages with an element of one of these; empty: all
    std::vector<std::uint64_t> seqs;  ///< exactly these, ordered as `newer` says, whatever else is asked for

    /// Stop in front of what is missing, and say what to ask the hub for. Without it missing positions are read over.
    /// Nothing is known to be missing of a conversation that has no log.
    bool complete = false;

    /// Where the hub said that the page begins, see `answered`: positions beyond it are out of bounds.
    std::optional<Position> edge;
    /// Numbers that the hub was asked for: what it did not bring does not exist.
    std::vector<std::uint64_t> sought;

    /// Takes note of the answer to `HistoryPage::missing`, after `Store::apply` got it: then the page is to be read
    /// again. False: the answer brought nothing new, and another try would not end.
    TIM_DECL bool answered(const wire::SyncQuery& asked, const wire::EntryRange& answer);
};

/// What is there of a page.
struct HistoryPage {
    HistoryPage() = default;
    std::vector<MessageData> messages;
    /// The page goes on behind `messages`, with what the hub is to be asked for. None: the page is full, or there is
    /// nothing more within its bounds.
    std::optional<wire::SyncQuery> missing;
};

}  // namespace tim::store

#ifdef TIM_HEADER_ONLY
#include "tim/store/impl/history_read.ipp"
#endif
