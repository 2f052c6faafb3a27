#pragma once

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"
#include "tim/session/detail/driver.hpp"
#include "tim/session/detail/failures.hpp"
#include "tim/wire/tables.hpp"

#include <algorithm>

namespace tim::session {
namespace detail {

inline constexpr SteadyMillis calm_before_indexing = 1000;
inline constexpr std::size_t indexed_at_once = 256;  // some 10 ms of the store's thread

}  // namespace detail

TIM_DECL void Driver::history(Call call, store::HistoryRead wanted, Completion<Page> done) {
    if (stopped_ || closed_) return complete(std::move(done), detail::aborted());
    if (store_user_.empty()) return complete(std::move(done), detail::not_logged_in());
    if (!early_.empty())
        return when_open(call, std::move(done),
                         [this, wanted = std::move(wanted)](const Call& same, Completion<Page> end) mutable {
                             history(same, std::move(wanted), std::move(end));
                         });
    const std::uint64_t key = begin(call, OperationKind::history);
    pages_.emplace(key, Paging{std::move(wanted), std::move(done)});
    read_page(key);
    pump();
}

TIM_DECL void Driver::read_over(Paging& paging) {
    paging.wanted.complete = false;
    paging.whole = false;
}

// Without a connection, what is missing is read over.
TIM_DECL void Driver::read_page(std::uint64_t key) {
    Paging& paging = pages_.at(key);
    if (paging.wanted.complete && !connection_.up()) read_over(paging);
    pipe_.run([wanted = paging.wanted](store::Store& store) { return store.history(wanted); },
              [this, key, visit = visit_](Result<store::HistoryPage> page) {
                  if (visit != visit_) page = detail::not_logged_in();  // what follows would be another user's
                  on_page(key, std::move(page));
              });
}

TIM_DECL void Driver::on_page(std::uint64_t key, Result<store::HistoryPage> page) {
    const auto paging = pages_.find(key);
    if (paging == pages_.end()) return;
    if (page.has_value() && page->missing) {
        if (connection_.up()) return ask_for_page(key, *std::move(page->missing));
        read_over(paging->second);
        return read_page(key);
    }
    operations_.remove(key);
    Paging read = std::move(pages_.extract(paging).mapped());
    if (page.has_error()) return complete(std::move(read.done), page.error());
    Page found;
    found.messages = std::move(page->messages);
    found.whole = read.whole;
    complete(std::move(read.done), std::move(found));
}

TIM_DECL void Driver::ask_for_page(std::uint64_t key, wire::SyncQuery query) {
    pages_.at(key).asks = true;
    const std::string body = codec::to_json(query);
    requests_.add(++last_number_, "sync", body, OnLost::forget,
                  [this, key, query = std::move(query)](Result<wire::Incoming> reply) {
                      if (reply.has_value()) on_page_answer(key, query, *reply);
                  });
}

// What the hub does not tell is not waited for.
TIM_DECL void Driver::on_page_answer(std::uint64_t key, const wire::SyncQuery& query, const wire::Incoming& reply) {
    store::Batch batch;
    if (reply.code == 0) {
        auto range = codec::read<wire::EntryRange>(reply.body.view());
        if (range.has_error() || range->log != query.log) return break_link(detail::nonsense("a page of history"));
        batch.range = *std::move(range);
        sync_.pushed(batch.range);
    }
    const auto paging = pages_.find(key);
    if (paging != pages_.end()) {
        paging->second.asks = false;
        const bool goes_on = reply.code == 0 && paging->second.wanted.answered(query, batch.range);
        if (!goes_on) read_over(paging->second);
    }
    if (reply.code == 0) {
        pipe_.apply(std::move(batch), 0, reply.body.text().size());
        events_.arrived();
    }
    if (paging != pages_.end()) read_page(key);
}

TIM_DECL void Driver::link_left_pages() {
    for (auto& [key, paging] : pages_)
        if (std::exchange(paging.asks, false)) read_page(key);
}

TIM_DECL void Driver::marks_moved() {
    marks_wait_ = true;
    pump();
}

// One round at a time: what the hub was not told then is looked up again when all of it is answered.
TIM_DECL void Driver::tell_marks() {
    if (!marks_wait_ || marks_told_ > 0 || !connection_.up() || !sync_.listed() || now() < marks_at_) return;
    marks_wait_ = false;
    marks_told_ = 1;
    pipe_.run([](store::Store& store) { return store.untold_marks(); },
              [this, connection = connections_](Result<std::vector<wire::ReadMark>> marks) {
                  if (connection != connections_ || !connection_.up()) return;
                  if (marks.has_value())
                      for (wire::ReadMark& mark : *marks) tell_mark(std::move(mark));
                  --marks_told_;
              });
}

TIM_DECL void Driver::tell_mark(wire::ReadMark mark) {
    ++marks_told_;
    const std::string body = codec::to_json(mark);
    requests_.add(++last_number_, "read", body, OnLost::forget,
                  [this, mark = std::move(mark)](Result<wire::Incoming> reply) {
                      if (reply.has_value()) on_mark_told(mark, *reply);
                  });
}

// A refusal that does not pass settles it as well: there is nothing left to tell.
TIM_DECL void Driver::on_mark_told(const wire::ReadMark& mark, const wire::Incoming& reply) {
    --marks_told_;
    marks_wait_ = true;
    if (reply.code != 0 && reply.retry) {
        marks_at_ = now() + marks_backoff_.next(random_).count();
        return;
    }
    marks_backoff_.reset();
    pipe_.run([mark](store::Store& store) { return store.note_told(mark); },
              [this](Result<store::Applied> changes) {
                  if (changes.has_error()) return store_failed(changes.error());
                  take_changes(std::move(*changes));
              });
}

// Words are put into the index when nothing else happens: a message costs more to index than to store.
TIM_DECL void Driver::index_when_calm() {
    if (!index_at_ || indexing_ || !store_ready_ || now() < *index_at_) return;
    indexing_ = true;
    pipe_.run([](store::Store& store) { return store.index_some(detail::indexed_at_once); },
              [this, visit = visit_](Result<bool> more) {
                  if (visit != visit_) return;
                  indexing_ = false;
                  const bool goes_on = more.has_value() && *more;
                  if (!goes_on && index_at_ && now() >= *index_at_) index_at_.reset();
              });
}

TIM_DECL void Driver::index_later() { index_at_ = now() + detail::calm_before_indexing; }

}  // namespace tim::session
