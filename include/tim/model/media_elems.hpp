#pragma once

#include "tim/model/message_enums.hpp"
#include "tim/model/unknown.hpp"

#include <cstdint>
#include <string>
#include <utility>

/// Elements whose content is a file. Files are not uploaded yet: give ids or addresses of files that the application
/// stored itself. Paths are the device's own and never leave it. Sizes are bytes, times are seconds, widths and heights
/// are pixels.
namespace tim {

/// A picture in three sizes: the original, `large` (short side 720 pixels) and `thumb` (short side 198 pixels).
struct ImageElem {
    std::string orig_path;  ///< local file
    ImageLevel level{};
    std::int32_t format = 0;  ///< 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 unknown
    std::string orig_id;
    std::int32_t orig_pic_height = 0;
    std::int32_t orig_pic_width = 0;
    std::int32_t orig_pic_size = 0;
    std::string thumb_id;
    std::int32_t thumb_pic_height = 0;
    std::int32_t thumb_pic_width = 0;
    std::int32_t thumb_pic_size = 0;
    std::string large_id;
    std::int32_t large_pic_height = 0;
    std::int32_t large_pic_width = 0;
    std::int32_t large_pic_size = 0;
    std::string orig_url;
    std::string thumb_url;
    std::string large_url;
    std::int32_t task_id = 0;  ///< obsolete
    Unknown unknown;

    ImageElem() = default;
    explicit ImageElem(std::string path, ImageLevel quality = ImageLevel::orig)
        : orig_path(std::move(path)), level(quality) {}

    friend bool operator==(const ImageElem&, const ImageElem&) = default;
};

/// A recording. At most one in a message.
struct SoundElem {
    std::string file_path;  ///< local file
    std::int32_t file_size = 0;
    std::int32_t file_time = 0;
    std::string file_id;
    std::int32_t business_id = 0;  ///< goes into `DownloadElemParam`
    std::string url;
    std::int32_t task_id = 0;        ///< obsolete
    std::int32_t download_flag = 0;  ///< before version 8 only
    Unknown unknown;

    SoundElem() = default;
    SoundElem(std::string path, std::int32_t seconds) : file_path(std::move(path)), file_time(seconds) {}

    friend bool operator==(const SoundElem&, const SoundElem&) = default;
};

/// A file of any kind. At most one in a message.
struct FileElem {
    std::string file_path;  ///< local file
    std::string file_name;  ///< shown to the receiver; empty: the path's last part
    std::int32_t file_size = 0;
    std::string file_id;
    std::int32_t business_id = 0;  ///< goes into `DownloadElemParam`
    std::string url;
    std::int32_t task_id = 0;        ///< obsolete
    std::int32_t download_flag = 0;  ///< before version 8 only
    Unknown unknown;

    FileElem() = default;
    explicit FileElem(std::string path, std::string shown_name = {})
        : file_path(std::move(path)), file_name(std::move(shown_name)) {}

    friend bool operator==(const FileElem&, const FileElem&) = default;
};

/// A film with a still picture that stands for it.
struct VideoElem {
    std::string video_type;  ///< such as `mp4`
    std::uint32_t video_size = 0;
    std::uint32_t video_duration = 0;
    std::string video_path;  ///< local file
    std::string video_id;
    std::int32_t business_id = 0;  ///< goes into `DownloadElemParam`
    std::string video_url;
    std::string image_type;  ///< such as `png`
    std::uint32_t image_size = 0;
    std::uint32_t image_width = 0;
    std::uint32_t image_height = 0;
    std::string image_path;  ///< local file
    std::string image_id;
    std::string image_url;
    std::uint32_t task_id = 0;             ///< obsolete
    std::int32_t video_download_flag = 0;  ///< before version 8 only
    std::int32_t image_download_flag = 0;  ///< before version 8 only
    Unknown unknown;

    VideoElem() = default;
    VideoElem(std::string film_path, std::string film_type, std::uint32_t seconds, std::string still_path,
              std::string still_type)
        : video_type(std::move(film_type)),
          video_duration(seconds),
          video_path(std::move(film_path)),
          image_type(std::move(still_type)),
          image_path(std::move(still_path)) {}

    friend bool operator==(const VideoElem&, const VideoElem&) = default;
};

}  // namespace tim
