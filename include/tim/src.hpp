#pragma once

/// The bodies of the library, for separate compilation: define `TIM_SEPARATE_COMPILATION` for the whole program and
/// include this file in exactly one translation unit. The CMake target `tim::compiled` does both.
#ifndef TIM_SEPARATE_COMPILATION
#error "tim/src.hpp is for separate compilation: define TIM_SEPARATE_COMPILATION for the whole program"
#endif

// Rooms in the order of dependence, files in the order of the alphabet.
#include "tim/core/impl/error.ipp"
#include "tim/core/impl/ids.ipp"
#include "tim/model/impl/merger_elem.ipp"
#include "tim/codec/impl/all_tables.ipp"
#include "tim/codec/impl/element_tables.ipp"
#include "tim/codec/impl/enum_tables.ipp"
#include "tim/codec/impl/group_tables.ipp"
#include "tim/codec/impl/member_tables.ipp"
#include "tim/codec/impl/message_tables.ipp"
#include "tim/codec/impl/notice_tables.ipp"
#include "tim/codec/impl/people_tables.ipp"
#include "tim/codec/impl/query_tables.ipp"
#include "tim/codec/impl/read.ipp"
#include "tim/codec/impl/scanner.ipp"
#include "tim/codec/impl/write.ipp"
#include "tim/wire/impl/frame.ipp"
#include "tim/wire/impl/tables.ipp"
#include "tim/crypto/impl/base64.ipp"
#include "tim/crypto/impl/deflate.ipp"
#include "tim/crypto/impl/flat_json.ipp"
#include "tim/crypto/impl/hmac.ipp"
#include "tim/crypto/impl/system_random.ipp"
#include "tim/crypto/impl/user_sig.ipp"
#include "tim/db/impl/connection.ipp"
#include "tim/db/impl/error.ipp"
#include "tim/db/impl/rows.ipp"
#include "tim/db/impl/statement.ipp"
#include "tim/db/impl/thread_check.ipp"
#include "tim/db/impl/transaction.ipp"
#include "tim/db/impl/worker.ipp"
