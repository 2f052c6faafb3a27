#pragma once

#include "tim/codec/table.hpp"
#include "tim/core/config.hpp"
#include "tim/wire/frame.hpp"
#include "tim/wire/messages.hpp"

/// The keys of frames and of their bodies: what makes `codec::read<wire::Hello>` and `codec::write` work.
namespace tim::wire {

TIM_DECL const codec::Table& keys_of(const Hello*) noexcept;
TIM_DECL const codec::Table& keys_of(const Welcome*) noexcept;
TIM_DECL const codec::Table& keys_of(const Entry*) noexcept;
TIM_DECL const codec::Table& keys_of(const EntryRange*) noexcept;
TIM_DECL const codec::Table& keys_of(const ConvChange*) noexcept;
TIM_DECL const codec::Table& keys_of(const Head*) noexcept;
TIM_DECL const codec::Table& keys_of(const HeadsQuery*) noexcept;
TIM_DECL const codec::Table& keys_of(const Heads*) noexcept;
TIM_DECL const codec::Table& keys_of(const SyncQuery*) noexcept;
TIM_DECL const codec::Table& keys_of(const OpenQuery*) noexcept;
TIM_DECL const codec::Table& keys_of(const Opened*) noexcept;
TIM_DECL const codec::Table& keys_of(const Send*) noexcept;
TIM_DECL const codec::Table& keys_of(const Cancel*) noexcept;
TIM_DECL const codec::Table& keys_of(const Sent*) noexcept;
TIM_DECL const codec::Table& keys_of(const OutOfStep*) noexcept;
TIM_DECL const codec::Table& keys_of(const Pong*) noexcept;
TIM_DECL const codec::Table& keys_of(const Live*) noexcept;
TIM_DECL const codec::Table& keys_of(const Kicked*) noexcept;
TIM_DECL const codec::Table& keys_of(const ReadMark*) noexcept;
TIM_DECL const codec::Table& keys_of(const Removal*) noexcept;
TIM_DECL const codec::Table& keys_of(const Clear*) noexcept;
TIM_DECL const codec::Table& keys_of(const Settings*) noexcept;
TIM_DECL const codec::Table& keys_of(const SettingsChange*) noexcept;
TIM_DECL const codec::Table& keys_of(const ReceiveOptions*) noexcept;
TIM_DECL const codec::Table& keys_of(const Unread*) noexcept;
TIM_DECL const codec::Table& keys_of(const GroupRef*) noexcept;
TIM_DECL const codec::Table& keys_of(const Joined*) noexcept;
TIM_DECL const codec::Table& keys_of(const Request*) noexcept;
TIM_DECL const codec::Table& keys_of(const Incoming*) noexcept;

}  // namespace tim::wire

#ifdef TIM_HEADER_ONLY
#include "tim/wire/impl/tables.ipp"
#endif
