#pragma once

#include "tim/c/arguments.hpp"
#include "tim/c/detail/runtime.hpp"
#include "tim/c/entry.hpp"
#include "tim/c/operation.hpp"

#include <exception>
#include <map>
#include <string_view>

namespace tim::c {

const Operation& operation_named(const char* name) noexcept {
    using Names = std::map<std::string_view, const Operation*>;
    static const Names& names = *[] {
        auto* all = new Names;
        for (const OperationTable& table : all_operations())
            for (const Operation& row : table.rows) all->emplace(row.name, &row);
        return all;
    }();
    const auto found = names.find(name);
    if (found == names.end()) std::terminate();
    return *found->second;
}

Word enter(const Operation& operation, std::span<const Word> words) noexcept {
    try {
        Arguments arguments(operation);
        if (const int refused = arguments.take(words); refused != success) return to_word(refused);
        if (operation.check)
            if (const int refused = operation.check(arguments); refused != success) return to_word(refused);
        if (operation.immediate) return operation.immediate(arguments);
        detail::runtime().accept(std::move(arguments));
        return success;
    } catch (...) {
        // No memory, no thread.
        return to_word(bad_parameter);
    }
}

}  // namespace tim::c
