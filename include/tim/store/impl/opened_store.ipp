#pragma once

#include "tim/db/connection.hpp"
#include "tim/db/thread_check.hpp"
#include "tim/db/transaction.hpp"
#include "tim/store/detail/logs.hpp"
#include "tim/store/detail/messages.hpp"
#include "tim/store/detail/personal.hpp"
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
    return open.checkpoints_by_hand().vfs(options.vfs());
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
        wake();
    }

    /// Entries that an older version kept without understanding them.
    void wake() {
        Change change(*this);
        detail::Logs logs(db);
        detail::Personal(db, user, logs).wake_all();
        Applied applied;
        logs.save(applied);
        change.commit();
    }

    /// What was committed is folded into the file once that has become much, which takes some 20 ms: before the next
    /// change, so that whoever made the last one has not to wait for it. Until the disk lets it be done the log grows.
    void fold_log() {
        constexpr int most_pages = 4000;
        (void)db::attempt([this] { db.fold_log(most_pages); });
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
            if (impl.together) return;
            impl.fold_log();
            own_.emplace(impl.db);
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
    Impl::Change change(*impl_);
    const Impl::Together calls(*impl_);
    if (!work()) return false;
    change.commit();
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

}  // namespace tim::store
