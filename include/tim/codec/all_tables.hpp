#pragma once

#include "tim/codec/table.hpp"
#include "tim/core/config.hpp"

#include <cstdint>
#include <span>

/// Everything that the tables say, for what is derived from them: the C header, the key reference, tests.
namespace tim::codec {

struct EnumValue {
    const char* constant;  ///< the C enumerator
    std::int32_t number;   ///< C's enums are signed
};

struct EnumTable {
    const char* name;  ///< the C enum
    std::span<const EnumValue> values;
};

/// The tables of the documented structs. Any thread.
TIM_DECL std::span<const Table* const> all_tables();

/// The documented enums of which the structs make use. Any thread.
TIM_DECL std::span<const EnumTable> all_enums() noexcept;

}  // namespace tim::codec

#ifdef TIM_HEADER_ONLY
#include "tim/codec/impl/all_tables.ipp"
#endif
