#pragma once
// table: the keys of every frame and body, each under the name of its member

#include "tim/wire/tables.hpp"

namespace tim::wire {

using codec::key;

TIM_DECL const codec::Table& keys_of(const Hello*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Hello::app_id>("app_id"),     key<&Hello::client>("client"),   key<&Hello::device>("device"),
        key<&Hello::platform>("platform"), key<&Hello::resume>("resume"),   key<&Hello::sig>("sig"),
        key<&Hello::user>("user"),         key<&Hello::version>("version"),
    };
    static constexpr codec::Table table = codec::make_table<Hello>("Hello", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Welcome*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Welcome::epoch>("epoch"),         key<&Welcome::heartbeat>("heartbeat"), key<&Welcome::time>("time"),
        key<&Welcome::user_head>("user_head"), key<&Welcome::user_log>("user_log"),   key<&Welcome::version>("version"),
    };
    static constexpr codec::Table table = codec::make_table<Welcome>("Welcome", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Entry*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Entry::body>("body"), key<&Entry::from>("from"), key<&Entry::id>("id"),
        key<&Entry::kind>("kind"), key<&Entry::pos>("pos"),   key<&Entry::quiet>("quiet"),
        key<&Entry::seq>("seq"),   key<&Entry::time>("time"), key<&Entry::version>("version"),
    };
    static constexpr codec::Table table = codec::make_table<Entry>("Entry", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const EntryRange*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&EntryRange::entries>("entries"), key<&EntryRange::from>("from"), key<&EntryRange::head>("head"),
        key<&EntryRange::log>("log"),         key<&EntryRange::to>("to"),
    };
    static constexpr codec::Table table = codec::make_table<EntryRange>("EntryRange", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const ConvChange*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&ConvChange::conv_id>("conv_id"), key<&ConvChange::conv_type>("conv_type"),
        key<&ConvChange::end>("end"),         key<&ConvChange::gone>("gone"),
        key<&ConvChange::log>("log"),         key<&ConvChange::start>("start"),
    };
    static constexpr codec::Table table = codec::make_table<ConvChange>("ConvChange", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Head*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Head::conv_id>("conv_id"),
        key<&Head::conv_type>("conv_type"),
        key<&Head::head>("head"),
        key<&Head::log>("log"),
        key<&Head::n>("n"),
        key<&Head::peer_read>("peer_read"),
        key<&Head::read>("read"),
        key<&Head::start>("start"),
    };
    static constexpr codec::Table table = codec::make_table<Head>("Head", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const HeadsQuery*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&HeadsQuery::after>("after"),
        key<&HeadsQuery::count>("count"),
    };
    static constexpr codec::Table table = codec::make_table<HeadsQuery>("HeadsQuery", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Heads*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Heads::as_of>("as_of"),
        key<&Heads::heads>("heads"),
        key<&Heads::next>("next"),
    };
    static constexpr codec::Table table = codec::make_table<Heads>("Heads", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const SyncQuery*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&SyncQuery::count>("count"),   key<&SyncQuery::from>("from"), key<&SyncQuery::log>("log"),
        key<&SyncQuery::newest>("newest"), key<&SyncQuery::seq>("seq"),   key<&SyncQuery::time>("time"),
        key<&SyncQuery::to>("to"),
    };
    static constexpr codec::Table table = codec::make_table<SyncQuery>("SyncQuery", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const OpenQuery*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&OpenQuery::conv_id>("conv_id"),
        key<&OpenQuery::conv_type>("conv_type"),
    };
    static constexpr codec::Table table = codec::make_table<OpenQuery>("OpenQuery", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Opened*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Opened::head>("head"),
        key<&Opened::log>("log"),
        key<&Opened::n>("n"),
        key<&Opened::start>("start"),
    };
    static constexpr codec::Table table = codec::make_table<Opened>("Opened", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Send*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Send::conv_id>("conv_id"),
        key<&Send::conv_type>("conv_type"),
        key<&Send::log>("log"),
        key<&Send::message>("message"),
        key<&Send::n>("n"),
    };
    static constexpr codec::Table table = codec::make_table<Send>("Send", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Cancel*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Cancel::conv_id>("conv_id"),
        key<&Cancel::conv_type>("conv_type"),
        key<&Cancel::id>("id"),
        key<&Cancel::log>("log"),
        key<&Cancel::n>("n"),
    };
    static constexpr codec::Table table = codec::make_table<Cancel>("Cancel", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Sent*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Sent::log>("log"),   key<&Sent::pos>("pos"),         key<&Sent::seq>("seq"),
        key<&Sent::time>("time"), key<&Sent::version>("version"),
    };
    static constexpr codec::Table table = codec::make_table<Sent>("Sent", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const OutOfStep*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&OutOfStep::n>("n"),
    };
    static constexpr codec::Table table = codec::make_table<OutOfStep>("OutOfStep", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Pong*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Pong::mark>("mark"),
    };
    static constexpr codec::Table table = codec::make_table<Pong>("Pong", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Live*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Live::conv_id>("conv_id"), key<&Live::conv_type>("conv_type"), key<&Live::from>("from"),
        key<&Live::id>("id"),           key<&Live::message>("message"),     key<&Live::time>("time"),
    };
    static constexpr codec::Table table = codec::make_table<Live>("Live", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Kicked*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Kicked::platform>("platform"),
    };
    static constexpr codec::Table table = codec::make_table<Kicked>("Kicked", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const ReadMark*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&ReadMark::log>("log"),
        key<&ReadMark::pos>("pos"),
    };
    static constexpr codec::Table table = codec::make_table<ReadMark>("ReadMark", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Removal*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Removal::ids>("ids"),
        key<&Removal::log>("log"),
        key<&Removal::positions>("positions"),
        key<&Removal::single>("single"),
    };
    static constexpr codec::Table table = codec::make_table<Removal>("Removal", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Clear*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Clear::hide>("hide"),
        key<&Clear::log>("log"),
        key<&Clear::pos>("pos"),
    };
    static constexpr codec::Table table = codec::make_table<Clear>("Clear", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Settings*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Settings::conv_id>("conv_id"),
        key<&Settings::conv_type>("conv_type"),
        key<&Settings::pinned>("pinned"),
        key<&Settings::recv_opt>("recv_opt"),
    };
    static constexpr codec::Table table = codec::make_table<Settings>("Settings", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const SettingsChange*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&SettingsChange::conv_id>("conv_id"),
        key<&SettingsChange::conv_type>("conv_type"),
        key<&SettingsChange::pinned>("pinned"),
        key<&SettingsChange::recv_opt>("recv_opt"),
    };
    static constexpr codec::Table table = codec::make_table<SettingsChange>("SettingsChange", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const ReceiveOptions*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&ReceiveOptions::recv_opt>("recv_opt"),
        key<&ReceiveOptions::users>("users"),
    };
    static constexpr codec::Table table = codec::make_table<ReceiveOptions>("ReceiveOptions", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Unread*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Unread::count>("count"),
        key<&Unread::log>("log"),
        key<&Unread::read>("read"),
    };
    static constexpr codec::Table table = codec::make_table<Unread>("Unread", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const GroupRef*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&GroupRef::group_id>("group_id"),
        key<&GroupRef::text>("text"),
    };
    static constexpr codec::Table table = codec::make_table<GroupRef>("GroupRef", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Joined*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Joined::pending>("pending"),
    };
    static constexpr codec::Table table = codec::make_table<Joined>("Joined", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Request*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Request::body>("body"),
        key<&Request::id>("id"),
        key<&Request::op>("op"),
    };
    static constexpr codec::Table table = codec::make_table<Request>("Request", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const Incoming*) noexcept {
    static constexpr codec::Row rows[] = {
        key<&Incoming::body>("body"), key<&Incoming::code>("code"),   key<&Incoming::push>("push"),
        key<&Incoming::re>("re"),     key<&Incoming::retry>("retry"), key<&Incoming::text>("text"),
    };
    static constexpr codec::Table table = codec::make_table<Incoming>("Incoming", rows);
    return table;
}

}  // namespace tim::wire
