#pragma once

#include "tim/hub/detail/dismissals.hpp"
#include "tim/hub/detail/groups_schema.hpp"
#include "tim/hub/detail/own_schema.hpp"
#include "tim/hub/detail/schema.hpp"

#include <array>
#include <string>

namespace tim::hub {

TIM_DECL const db::Schema& hub_schema() {
    // Never destroyed: a program may leave while its storage thread opens a database.
    static const auto& first = *new std::string(std::string(logs_schema).append(groups_schema));
    static const std::array<std::string_view, 4> migrations = {first, own_schema, ids_schema, dismissals_schema};
    static const db::Schema schema{0x74696d68, "hub database", migrations};  // "timh"
    return schema;
}

}  // namespace tim::hub
