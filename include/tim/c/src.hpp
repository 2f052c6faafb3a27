#pragma once

/// The bodies of the C interface, for separate compilation, as `tim/src.hpp` has those of the library; compiled into
/// the shared library of the CMake target `tim::c`.
#ifndef TIM_SEPARATE_COMPILATION
#error "tim/c/src.hpp is for separate compilation: define TIM_SEPARATE_COMPILATION for the whole program"
#endif

#include "tim/c/impl/account.ipp"
#include "tim/c/impl/arguments.ipp"
#include "tim/c/impl/call.ipp"
#include "tim/c/impl/config.ipp"
#include "tim/c/impl/constants.ipp"
#include "tim/c/impl/entry.ipp"
#include "tim/c/impl/event_relay.ipp"
#include "tim/c/impl/group_calls.ipp"
#include "tim/c/impl/message_calls.ipp"
#include "tim/c/impl/operation_table.ipp"
#include "tim/c/impl/runtime.ipp"
#include "tim/c/impl/session_calls.ipp"
#include "tim/c/impl/thread.ipp"
