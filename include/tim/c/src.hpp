#pragma once

/// The bodies of the C interface, for one translation unit of the shared library `tim::c`. This room alone has no
/// header-only mode: it is a library's inside, and programs see it through C headers.
#ifndef TIM_SEPARATE_COMPILATION
#error "tim/c is compiled separately: define TIM_SEPARATE_COMPILATION for the whole library"
#endif

#include "tim/c/impl/account.ipp"
#include "tim/c/impl/arguments.ipp"
#include "tim/c/impl/call.ipp"
#include "tim/c/impl/config.ipp"
#include "tim/c/impl/constants.ipp"
#include "tim/c/impl/conversation_calls.ipp"
#include "tim/c/impl/conversation_list.ipp"
#include "tim/c/impl/entry.ipp"
#include "tim/c/impl/event_relay.ipp"
#include "tim/c/impl/group_calls.ipp"
#include "tim/c/impl/history_calls.ipp"
#include "tim/c/impl/message_calls.ipp"
#include "tim/c/impl/operation_table.ipp"
#include "tim/c/impl/runtime.ipp"
#include "tim/c/impl/session_calls.ipp"
#include "tim/c/impl/thread.ipp"
