#pragma once

#include "tim/codec/table.hpp"

namespace tim::codec::detail {

TIM_DECL std::uint64_t load(Kind kind, const void* number) noexcept {
    switch (kind) {
        case Kind::boolean:
            return *static_cast<const bool*>(number);
        case Kind::int32:
            return static_cast<std::uint64_t>(std::int64_t(load_as<std::int32_t>(number)));
        case Kind::uint32:
        case Kind::enumeration:
            return load_as<std::uint32_t>(number);
        case Kind::int64:
        case Kind::uint64:
            return load_as<std::uint64_t>(number);
        default:
            return 0;
    }
}

TIM_DECL Plan::Plan(const Table& from, void* blank) noexcept : table(&from) {
    Step* step = steps.data();
    for (const Row& row : from) {
        const auto* member = row.access ? static_cast<const char*>(row.access(blank)) : static_cast<char*>(blank);
        step->offset = static_cast<std::uint32_t>(member - static_cast<char*>(blank));
        step->kind = row.kind;
        step->quoted_size = static_cast<std::uint8_t>(row.quoted_size - 2);
        step->normal = load(row.kind, member);
        step->type = row.type;
        step->row = &row;
        ++step;
    }
    last = step;
}

}  // namespace tim::codec::detail
