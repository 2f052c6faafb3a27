#pragma once

#include "tim/session/detail/operations.hpp"

namespace tim::session {

TIM_DECL void Operations::add(Operation operation, std::optional<SteadyMillis> deadline) {
    if (operation.id != 0) keys_[operation.id] = operation.key;
    if (deadline) deadlines_.set(operation.key, *deadline);
    by_key_[operation.key] = operation;
}

TIM_DECL void Operations::remove(std::uint64_t key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    const auto named = keys_.find(found->second.id);
    if (named != keys_.end() && named->second == key) keys_.erase(named);
    by_key_.erase(found);
    deadlines_.remove(key);
}

TIM_DECL std::optional<Operations::Operation> Operations::cancel(OperationId id) {
    const auto named = keys_.find(id);
    if (named == keys_.end()) return std::nullopt;
    const Operation operation = by_key_.at(named->second);
    remove(operation.key);
    return operation;
}

TIM_DECL std::optional<Operations::Operation> Operations::take_due(SteadyMillis now) {
    const auto key = deadlines_.take_due(now);
    if (!key) return std::nullopt;
    const Operation operation = by_key_.at(*key);
    remove(*key);
    return operation;
}

}  // namespace tim::session
