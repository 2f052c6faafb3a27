#pragma once

#include "tim/db/connection.hpp"
#include "tim/db/thread_check.hpp"
#include "tim/db/transaction.hpp"
#include "tim/store/detail/merge.hpp"
#include "tim/store/detail/outbox.hpp"
#include "tim/store/detail/schema.hpp"
#include "tim/store/store.hpp"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace tim::store {
namespace detail {

TIM_DECL void make_folder(const std::filesystem::path& path, const std::string& folder) {
    db::check_blocking_allowed("making the folder of a store");
    std::error_code failed;
    std::filesystem::create_directories(path, failed);
    if (failed) db::throw_error(db::Problem::io, "cannot make the folder " + folder + ": " + failed.message());
}

TIM_DECL std::string database_path(const StoreOptions& options, std::string_view user) {
    static constexpr char digits[] = "0123456789abcdef";
    std::u8string name;
    for (const char c : user) {
        const auto byte = static_cast<unsigned char>(c);
        name += static_cast<char8_t>(digits[byte >> 4]);
        name += static_cast<char8_t>(digits[byte & 15]);
    }
    name += u8".db";
    const std::filesystem::path directory(std::u8string(options.folder().begin(), options.folder().end()));
    if (options.vfs().empty()) make_folder(directory, options.folder());
    const std::u8string path = (directory / name).u8string();
    return {path.begin(), path.end()};
}

TIM_DECL db::OpenOptions open_options(const StoreOptions& options, std::string_view user) {
    db::OpenOptions open =
        options.folder().empty() ? db::OpenOptions::memory() : db::OpenOptions::file(database_path(options, user));
    if (options.survive_power_cut()) open.synchronous(db::Synchronous::full);
    open.vfs(options.vfs());
    return open;
}

}  // namespace detail

struct Store::Impl {
    Impl(const StoreOptions& options, std::string_view name, Random& random)
        : db(detail::open_options(options, name), detail::schema),
          user(name),
          keeps_commits(options.folder().empty() || options.survive_power_cut()) {
        const auto owner = db.find<std::string>("SELECT user_id FROM device");
        if (!owner) {
            db.run("INSERT INTO device(user_id, id) VALUES(?, ?)", user, random.hex(16));
        } else if (*owner != user) {
            db::throw_error(db::Problem::foreign, "the local message database belongs to another user");
        }
    }

    /// The message of one's own with this id.
    detail::StoredMessage find_own(std::int64_t conv, std::string_view msg_id) {
        auto stored = detail::Messages(db, user).find(conv, msg_id, user);
        if (!stored) db::throw_error(db::Problem::statement, "no such message of one's own in the conversation");
        return *stored;
    }

    db::Connection db;
    std::string user;
    bool keeps_commits;  ///< no power cut takes one back that was done
    bool together = false;

    /// While it lives a transaction of several calls runs.
    struct Together {
        explicit Together(Impl& of) : impl(of) { impl.together = true; }
        ~Together() { impl.together = false; }
        Impl& impl;
    };

    /// What one call changes: part of the transaction that several calls make together, else one of its own.
    class Change {
    public:
        explicit Change(Impl& impl) {
            if (!impl.together) own_.emplace(impl.db);
        }
        void commit() {
            if (own_) own_->commit();
        }

    private:
        std::optional<db::Transaction> own_;
    };
};

TIM_DECL Store::Store(const StoreOptions& options, std::string_view user, Random& random)
    : impl_(std::make_unique<Impl>(options, user, random)) {}

TIM_DECL Store::~Store() = default;

TIM_DECL bool Store::together(UniqueFunction<bool()> work) {
    db::Transaction transaction(impl_->db);
    const Impl::Together calls(*impl_);
    if (!work()) return false;
    transaction.commit();
    return true;
}

TIM_DECL State Store::state() {
    State state;
    {
        db::Rows rows = impl_->db.query("SELECT id, epoch FROM device");
        if (!rows.next()) db::throw_error(db::Problem::damaged, "the local message database has no device id");
        state.device = rows.get<std::string>(0);
        state.epoch = rows.get<std::string>(1);
    }
    state.logs = detail::read_logs(impl_->db);
    for (const LogState& log : state.logs)
        if (log.conv.type == ConvType::invalid) state.user_log = log.log;
    return state;
}

TIM_DECL bool Store::greet(std::string_view epoch, std::string_view user_log, Position user_head) {
    Impl::Change change(*impl_);
    const std::string known = impl_->db.find<std::string>("SELECT epoch FROM device").value_or("");
    detail::Logs logs(impl_->db);
    detail::Log* users = logs.find(detail::system_conversation());
    const bool is_another = !known.empty() && (known != epoch || !users || users->state.log != user_log ||
                                               user_head < users->state.held.newest());
    if (is_another) {
        logs.forget_all();
        detail::Outbox(impl_->db, impl_->user).forget_numbers();
        users = nullptr;
    }
    if (known != epoch) impl_->db.run("UPDATE device SET epoch = ?", epoch);
    if (!users) users = &logs.attach(detail::system_conversation(), user_log, 1);
    users->changed |= user_head > users->state.head;
    users->state.head = std::max(users->state.head, user_head);
    Applied applied;
    logs.save(applied);
    change.commit();
    return is_another;
}

TIM_DECL Applied Store::learn(std::span<const wire::Head> heads, Position as_of) {
    Impl::Change change(*impl_);
    detail::Logs logs(impl_->db);
    for (const wire::Head& head : heads) logs.learn(head, as_of);
    Applied applied;
    logs.save(applied);
    change.commit();
    return applied;
}

TIM_DECL Applied Store::apply(std::span<const Batch> batches) {
    Impl::Change change(*impl_);
    detail::Merge merge(impl_->db, impl_->user);
    std::string user_log;
    if (batches.size() > 1)
        user_log =
            impl_->db
                .find<std::string>("SELECT l.id FROM conversations c JOIN logs l ON l.conv = c.key WHERE c.type = ?",
                                   ConvType::system)
                .value_or("");
    for (const Batch& batch : batches)
        if (batch.range.log == user_log) merge.take(batch);
    for (const Batch& batch : batches)
        if (batch.range.log != user_log) merge.take(batch);
    Applied applied = merge.finish();
    change.commit();
    return applied;
}

TIM_DECL Saved Store::save_outgoing(const MessageData& message, const Outgoing& outgoing) {
    Impl::Change change(*impl_);
    detail::Messages messages(impl_->db, impl_->user);
    detail::Outbox outbox(impl_->db, impl_->user);
    const MsgStatus status = message.status == MsgStatus{} ? MsgStatus::sending : message.status;
    const detail::LocalBody body(message, outgoing.text);
    Saved saved;
    saved.changes.conversations.emplace_back(message.conv_type, message.conv_id);
    if (status == MsgStatus::sending)
        if (const auto key = messages.insert_sending(message, body)) {
            outbox.put(*key, outgoing, !body.is_own());
            change.commit();
            return saved;
        }
    const auto conversation = detail::find_or_make_conversation(impl_->db, saved.changes.conversations.front());
    const auto stored =
        messages.find(conversation.key, message.msg_id, message.sender.empty() ? impl_->user : message.sender);
    if (stored && stored->status == MsgStatus::send_succ) {
        saved.changes.conversations.clear();
        saved.delivered = messages.get(stored->key);
        return saved;
    }
    const bool is_afloat = stored && stored->place.era == detail::era_afloat;
    detail::Place place;
    if (status != MsgStatus::sending)
        place = messages.behind_newest(conversation);
    else
        place = is_afloat ? stored->place : messages.behind(conversation.key, detail::era_afloat, 0);
    const std::int64_t key =
        stored ? stored->key : messages.insert_local(conversation.key, place, message, body, status);
    if (stored) messages.replace_local(key, place, message, body, status);
    if (status == MsgStatus::sending) outbox.put(key, outgoing, !body.is_own());
    change.commit();
    return saved;
}

TIM_DECL Delivered Store::delivered(std::span<const Delivery> deliveries) {
    Impl::Change change(*impl_);
    detail::Merge merge(impl_->db, impl_->user);
    detail::Messages messages(impl_->db, impl_->user);
    Delivered delivered;
    std::optional<detail::Conversation> conversation;
    for (const Delivery& delivery : deliveries) {
        auto& known = delivered.known.emplace_back();
        if (merge.acknowledge_sending(delivery.conv, delivery.msg_id, delivery.sent)) continue;
        if (!conversation || conversation->name != delivery.conv)
            conversation = detail::find_or_make_conversation(impl_->db, delivery.conv);
        const detail::StoredMessage stored = impl_->find_own(conversation->key, delivery.msg_id);
        if (!stored.is_undelivered()) known = messages.get(stored.key);
        merge.acknowledge(delivery.conv, stored, delivery.sent);
    }
    delivered.changes = merge.finish();
    change.commit();
    return delivered;
}

TIM_DECL void Store::number(std::span<const Numbered> numbers) {
    Impl::Change change(*impl_);
    detail::Outbox outbox(impl_->db, impl_->user);
    for (const Numbered& numbered : numbers) outbox.number(numbered);
    change.commit();
}

TIM_DECL std::vector<Unsent> Store::unsent() {
    std::vector<std::int64_t> keys;
    std::vector<Unsent> list = detail::Outbox(impl_->db, impl_->user).rows(keys);
    detail::Messages messages(impl_->db, impl_->user);
    for (std::size_t i = 0; i < list.size(); ++i) {
        list[i].message = messages.get(keys[i]);
        list[i].uncertain |= list[i].outgoing.n == 0 && !impl_->keeps_commits;
    }
    return list;
}

TIM_DECL std::vector<MessageData> Store::fail_unwritten(std::int32_t why) {
    Impl::Change change(*impl_);
    detail::Messages messages(impl_->db, impl_->user);
    std::vector<MessageData> failed;
    detail::Outbox outbox(impl_->db, impl_->user);
    for (const std::int64_t key : outbox.given_up(impl_->keeps_commits)) {
        const MessageData message = messages.get(key);
        const auto conversation =
            detail::find_or_make_conversation(impl_->db, ConvKey(message.conv_type, message.conv_id));
        messages.mark_failed(key, messages.behind_newest(conversation), why);
        failed.push_back(messages.get(key));
    }
    outbox.unwant_unnumbered(why);
    change.commit();
    return failed;
}

TIM_DECL void Store::unwant(const ConvKey& conv, std::string_view msg_id, std::int32_t why) {
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return;
    const auto stored = detail::Messages(impl_->db, impl_->user).find(conversation->key, msg_id, impl_->user);
    if (stored) detail::Outbox(impl_->db, impl_->user).unwant(stored->key, why);
}

TIM_DECL Updated Store::failed(const ConvKey& conv, std::string_view msg_id, std::int32_t why) {
    Impl::Change change(*impl_);
    detail::Messages messages(impl_->db, impl_->user);
    Updated updated;
    const auto conversation = detail::find_conversation(impl_->db, conv);
    const auto stored = conversation ? messages.find(conversation->key, msg_id, impl_->user) : std::nullopt;
    if (!stored) return updated;
    if (stored->status == MsgStatus::sending) {
        messages.mark_failed(stored->key, messages.behind_newest(*conversation), why);
        updated.changes.conversations.push_back(conv);
    }
    updated.message = messages.get(stored->key);
    change.commit();
    return updated;
}

TIM_DECL Applied Store::discard(const ConvKey& conv, std::string_view msg_id) {
    Impl::Change change(*impl_);
    Applied changes;
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return changes;
    detail::Messages messages(impl_->db, impl_->user);
    const auto stored = messages.find(conversation->key, msg_id, impl_->user);
    if (!stored || !stored->is_undelivered()) return changes;
    messages.erase(stored->key);
    changes.conversations.push_back(conv);
    change.commit();
    return changes;
}

TIM_DECL std::vector<MessageData> Store::messages(const ConvKey& conv, std::size_t count, std::string_view before) {
    const auto conversation = detail::find_conversation(impl_->db, conv);
    if (!conversation) return {};
    detail::Messages messages(impl_->db, impl_->user);
    std::optional<detail::Place> place = detail::Place{detail::era_afloat + 1, 0, 0};
    if (!before.empty()) place = messages.place_of(conversation->key, before);
    return place ? messages.page(conversation->key, *place, count) : std::vector<MessageData>();
}

TIM_DECL std::vector<MessageData> Store::find(std::span<const std::string> msg_ids) {
    detail::Messages messages(impl_->db, impl_->user);
    std::vector<MessageData> found;
    for (const std::string& id : msg_ids)
        for (MessageData& message : messages.find(id)) found.push_back(std::move(message));
    return found;
}

TIM_DECL std::vector<News> Store::news(std::uint64_t arrival, std::size_t count) {
    return detail::Messages(impl_->db, impl_->user).news(arrival, count);
}

TIM_DECL std::uint64_t Store::shown() { return impl_->db.find<std::uint64_t>("SELECT shown FROM device").value_or(0); }

TIM_DECL void Store::set_shown(std::uint64_t arrival) {
    impl_->db.run("UPDATE device SET shown = ?1 WHERE shown < ?1", arrival);
}

}  // namespace tim::store
