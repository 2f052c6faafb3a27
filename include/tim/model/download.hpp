#pragma once

#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace tim {

/// A file to fetch, described by what its element says of it.
struct DownloadElemParam {
    DownloadType type{};
    std::string id;
    std::uint32_t business_id = 0;
    std::string url;
    std::uint32_t flag = 0;  ///< before version 8 only
    Unknown unknown;

    DownloadElemParam() = default;
    DownloadElemParam(DownloadType kind, std::string file_id, std::uint32_t route, std::string address)
        : type(kind), id(std::move(file_id)), business_id(route), url(std::move(address)) {}

    friend bool operator==(const DownloadElemParam&, const DownloadElemParam&) = default;
};

/// How far a download is, in bytes.
struct MsgDownloadElemResult {
    std::uint32_t current_size = 0;
    std::uint32_t total_size = 0;
    Unknown unknown;

    MsgDownloadElemResult() = default;

    friend bool operator==(const MsgDownloadElemResult&, const MsgDownloadElemResult&) = default;
};

}  // namespace tim
