#pragma once

#include "tim/codec/table.hpp"
#include "tim/codec/tables.hpp"
#include "tim/model/custom_elem.hpp"
#include "tim/model/face_elem.hpp"
#include "tim/model/location_elem.hpp"
#include "tim/model/media_elems.hpp"
#include "tim/model/merger_elem.hpp"
#include "tim/model/message_data.hpp"
#include "tim/model/text_elem.hpp"

namespace tim {

TIM_DECL const codec::Table& keys_of(const TextElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::text),
        key<&TextElem::content>("text_elem_content", "kTIMTextElemContent", {.required = true}),
    };
    static constexpr Table table = make_table<TextElem>("TextElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const CustomElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        key<&CustomElem::data>("custom_elem_data", "kTIMCustomElemData"),
        key<&CustomElem::desc>("custom_elem_desc", "kTIMCustomElemDesc"),
        key<&CustomElem::ext>("custom_elem_ext", "kTIMCustomElemExt"),
        key<&CustomElem::sound>("custom_elem_sound", "kTIMCustomElemSound"),
        elem_type(ElemType::custom),
    };
    static constexpr Table table = make_table<CustomElem>("CustomElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const FaceElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::face),
        key<&FaceElem::buf>("face_elem_buf", "kTIMFaceElemBuf"),
        key<&FaceElem::index>("face_elem_index", "kTIMFaceElemIndex", {.required = true}),
    };
    static constexpr Table table = make_table<FaceElem>("FaceElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const LocationElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::location),
        key<&LocationElem::desc>("location_elem_desc", "kTIMLocationElemDesc"),
        key<&LocationElem::latitude>("location_elem_latitude", "kTIMLocationElemLatitude", {.required = true}),
        key<&LocationElem::longitude>("location_elem_longitude", "kTIMLocationElemLongitude", {.required = true}),
    };
    static constexpr Table table = make_table<LocationElem>("LocationElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const ImageElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::image),
        key<&ImageElem::format>("image_elem_format", "kTIMImageElemFormat"),
        key<&ImageElem::large_id>("image_elem_large_id", "kTIMImageElemLargeId", {.use = Use::read}),
        key<&ImageElem::large_pic_height>("image_elem_large_pic_height", "kTIMImageElemLargePicHeight",
                                          {.use = Use::read}),
        key<&ImageElem::large_pic_size>("image_elem_large_pic_size", "kTIMImageElemLargePicSize", {.use = Use::read}),
        key<&ImageElem::large_pic_width>("image_elem_large_pic_width", "kTIMImageElemLargePicWidth",
                                         {.use = Use::read}),
        key<&ImageElem::large_url>("image_elem_large_url", "kTIMImageElemLargeUrl", {.use = Use::read}),
        key<&ImageElem::level>("image_elem_level", "kTIMImageElemLevel", {.required = true}),
        key<&ImageElem::orig_id>("image_elem_orig_id", "kTIMImageElemOrigId", {.use = Use::read}),
        key<&ImageElem::orig_path>("image_elem_orig_path", "kTIMImageElemOrigPath", {.required = true}),
        key<&ImageElem::orig_pic_height>("image_elem_orig_pic_height", "kTIMImageElemOrigPicHeight",
                                         {.use = Use::read}),
        key<&ImageElem::orig_pic_size>("image_elem_orig_pic_size", "kTIMImageElemOrigPicSize", {.use = Use::read}),
        key<&ImageElem::orig_pic_width>("image_elem_orig_pic_width", "kTIMImageElemOrigPicWidth", {.use = Use::read}),
        key<&ImageElem::orig_url>("image_elem_orig_url", "kTIMImageElemOrigUrl", {.use = Use::read}),
        key<&ImageElem::task_id>("image_elem_task_id", "kTIMImageElemTaskId", {.use = Use::read, .when_set = true}),
        key<&ImageElem::thumb_id>("image_elem_thumb_id", "kTIMImageElemThumbId", {.use = Use::read}),
        key<&ImageElem::thumb_pic_height>("image_elem_thumb_pic_height", "kTIMImageElemThumbPicHeight",
                                          {.use = Use::read}),
        key<&ImageElem::thumb_pic_size>("image_elem_thumb_pic_size", "kTIMImageElemThumbPicSize", {.use = Use::read}),
        key<&ImageElem::thumb_pic_width>("image_elem_thumb_pic_width", "kTIMImageElemThumbPicWidth",
                                         {.use = Use::read}),
        key<&ImageElem::thumb_url>("image_elem_thumb_url", "kTIMImageElemThumbUrl", {.use = Use::read}),
    };
    static constexpr Table table = make_table<ImageElem>("ImageElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const SoundElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::sound),
        key<&SoundElem::business_id>("sound_elem_business_id", "kTIMSoundElemBusinessId", {.use = Use::read}),
        key<&SoundElem::download_flag>("sound_elem_download_flag", "kTIMSoundElemDownloadFlag",
                                       {.use = Use::read, .when_set = true}),
        key<&SoundElem::file_id>("sound_elem_file_id", "kTIMSoundElemFileId", {.use = Use::read}),
        key<&SoundElem::file_path>("sound_elem_file_path", "kTIMSoundElemFilePath", {.required = true}),
        key<&SoundElem::file_size>("sound_elem_file_size", "kTIMSoundElemFileSize", {.required = true}),
        key<&SoundElem::file_time>("sound_elem_file_time", "kTIMSoundElemFileTime", {.required = true}),
        key<&SoundElem::task_id>("sound_elem_task_id", "kTIMSoundElemTaskId", {.use = Use::read, .when_set = true}),
        key<&SoundElem::url>("sound_elem_url", "kTIMSoundElemUrl", {.use = Use::read, .when_set = true}),
    };
    static constexpr Table table = make_table<SoundElem>("SoundElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const FileElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::file),
        key<&FileElem::business_id>("file_elem_business_id", "kTIMFileElemBusinessId", {.use = Use::read}),
        key<&FileElem::download_flag>("file_elem_download_flag", "kTIMFileElemDownloadFlag",
                                      {.use = Use::read, .when_set = true}),
        key<&FileElem::file_id>("file_elem_file_id", "kTIMFileElemFileId", {.use = Use::read}),
        key<&FileElem::file_name>("file_elem_file_name", "kTIMFileElemFileName", {.required = true}),
        key<&FileElem::file_path>("file_elem_file_path", "kTIMFileElemFilePath", {.required = true}),
        key<&FileElem::file_size>("file_elem_file_size", "kTIMFileElemFileSize", {.required = true}),
        key<&FileElem::task_id>("file_elem_task_id", "kTIMFileElemTaskId", {.use = Use::read, .when_set = true}),
        key<&FileElem::url>("file_elem_url", "kTIMFileElemUrl", {.use = Use::read, .when_set = true}),
    };
    static constexpr Table table = make_table<FileElem>("FileElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const VideoElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::video),
        key<&VideoElem::business_id>("video_elem_business_id", "kTIMVideoElemBusinessId", {.use = Use::read}),
        key<&VideoElem::image_download_flag>("video_elem_image_download_flag", "kTIMVideoElemImageDownloadFlag",
                                             {.use = Use::read, .when_set = true}),
        key<&VideoElem::image_height>("video_elem_image_height", "kTIMVideoElemImageHeight", {.required = true}),
        key<&VideoElem::image_id>("video_elem_image_id", "kTIMVideoElemImageId", {.use = Use::read}),
        key<&VideoElem::image_path>("video_elem_image_path", "kTIMVideoElemImagePath", {.required = true}),
        key<&VideoElem::image_size>("video_elem_image_size", "kTIMVideoElemImageSize", {.required = true}),
        key<&VideoElem::image_type>("video_elem_image_type", "kTIMVideoElemImageType", {.required = true}),
        key<&VideoElem::image_url>("video_elem_image_url", "kTIMVideoElemImageUrl",
                                   {.use = Use::read, .when_set = true}),
        key<&VideoElem::image_width>("video_elem_image_width", "kTIMVideoElemImageWidth", {.required = true}),
        key<&VideoElem::task_id>("video_elem_task_id", "kTIMVideoElemTaskId", {.use = Use::read, .when_set = true}),
        key<&VideoElem::video_download_flag>("video_elem_video_download_flag", "kTIMVideoElemVideoDownloadFlag",
                                             {.use = Use::read, .when_set = true}),
        key<&VideoElem::video_duration>("video_elem_video_duration", "kTIMVideoElemVideoDuration", {.required = true}),
        key<&VideoElem::video_id>("video_elem_video_id", "kTIMVideoElemVideoId", {.use = Use::read}),
        key<&VideoElem::video_path>("video_elem_video_path", "kTIMVideoElemVideoPath", {.required = true}),
        key<&VideoElem::video_size>("video_elem_video_size", "kTIMVideoElemVideoSize", {.required = true}),
        key<&VideoElem::video_type>("video_elem_video_type", "kTIMVideoElemVideoType", {.required = true}),
        key<&VideoElem::video_url>("video_elem_video_url", "kTIMVideoElemVideoUrl",
                                   {.use = Use::read, .when_set = true}),
    };
    static constexpr Table table = make_table<VideoElem>("VideoElem", rows);
    return table;
}

TIM_DECL const codec::Table& keys_of(const MergerElem*) noexcept {
    using namespace codec;
    static constexpr Row rows[] = {
        elem_type(ElemType::merger),
        key<&MergerElem::abstracts>("merge_elem_abstract_array", "kTIMMergerElemAbstractArray", {.required = true}),
        key<&MergerElem::compatible_text>("merge_elem_compatible_text", "kTIMMergerElemCompatibleText",
                                          {.required = true}),
        key<&MergerElem::layer_over_limit>("merge_elem_layer_over_limit", "kTIMMergerElemLayersOverLimit",
                                           {.use = Use::read}),
        key<&MergerElem::messages>("merge_elem_message_array", "kTIMMergerElemMsgArray", {.required = true}),
        key<&MergerElem::relay_buffer>("merge_elem_relay_buffer", "kTIMMergerElemRelayBuffer", {.use = Use::read}),
        key<&MergerElem::relay_json_key>("merge_elem_relay_json_key", "kTIMMergerElemRelayJsonKey", {.use = Use::read}),
        key<&MergerElem::relay_pb_key>("merge_elem_relay_pb_key", "kTIMMergerElemRelayPbKey", {.use = Use::read}),
        key<&MergerElem::title>("merge_elem_title", "kTIMMergerElemTitle", {.required = true}),
    };
    static constexpr Table table = make_table<MergerElem>("MergerElem", rows);
    return table;
}

}  // namespace tim
