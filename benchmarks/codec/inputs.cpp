#include "benchmarks/codec/inputs.hpp"

#include <cstddef>

namespace bench {
namespace {

using namespace tim;

MessageData envelope(std::size_t n) {
    MessageData message;
    const bool group = n % 5 < 2;
    message.conv_type = group ? ConvType::group : ConvType::c2c;
    message.conv_id = group ? "@TGS#2JVF2T5PN" : "user_" + std::to_string(n % 7);
    message.sender = "user_" + std::to_string(n % 7);
    message.client_time = 1795422800 + n;
    message.server_time = 1795422801 + n;
    message.rand = 1467455076 + n * 7919;
    message.seq = 195522 + n;
    message.unique_id = message.server_time << 32 | message.rand;
    message.msg_id = "144115233874815003-" + std::to_string(message.client_time) + '-' + std::to_string(message.rand);
    message.status = MsgStatus::send_succ;
    message.platform = Platform::android;
    message.is_read = n % 3 != 0;
    message.is_peer_read = !group;
    message.support_message_extension = true;
    if (n % 4 == 0) message.cloud_custom_str = R"({"reply_to":"144115233874815003-1795422800-1467455076","v":2})";
    message.sender_profile.emplace().identifier = message.sender;
    message.sender_profile->nick_name = n % 2 ? "Alice Liddell" : "爱丽丝";
    message.sender_profile->face_url = "https://cdn.example.org/faces/" + message.sender + ".png";
    if (group) {
        message.sender_group_member_info.emplace().identifier = message.sender;
        message.sender_group_member_info->name_card = "the white rabbit";
        if (n % 10 == 0) message.group_at_users = {"user_1", "user_2"};
    }
    return message;
}

Elem image(std::size_t n) {
    ImageElem elem;
    const std::string name = "1400000000_" + std::to_string(n) + "_9f86d081884c7d659a2feaa0c55ad015";
    elem.format = 1;
    elem.orig_id = elem.large_id = elem.thumb_id = name;
    elem.orig_pic_height = 1080;
    elem.orig_pic_width = 1920;
    elem.orig_pic_size = 348160;
    elem.large_pic_height = 720;
    elem.large_pic_width = 1280;
    elem.large_pic_size = 120320;
    elem.thumb_pic_height = 198;
    elem.thumb_pic_width = 352;
    elem.thumb_pic_size = 15360;
    elem.orig_url = "https://cdn.example.org/images/" + name + "/0";
    elem.large_url = "https://cdn.example.org/images/" + name + "/720";
    elem.thumb_url = "https://cdn.example.org/images/" + name + "/198";
    return elem;
}

Elem element(std::size_t n) {
    if (n < 30) return TextElem{"See you at " + std::to_string(n) + " o'clock then, and please bring the keys along."};
    if (n < 50) return TextElem{"晚上好，明天上午九点在老地方见面可以吗？第" + std::to_string(n) + "次了。"};
    if (n < 60) return TextElem{"He said \"no\".\nShe said \"yes\".\n\tNumber " + std::to_string(n)};
    if (n < 70)
        return CustomElem{R"({"businessID":"group_poll","title":"lunch","options":["noodles","rice"],"n":)" +
                          std::to_string(n) + '}'}
            .set_desc("[poll]");
    if (n < 78) return FaceElem{static_cast<std::int32_t>(n), "tt" + std::to_string(n) + "@2x"};
    if (n < 86) return image(n);
    // Coordinates that Boost.JSON 1.81 reads exactly; others it reads one last place off.
    if (n < 91) return LocationElem{"Spittelmarkt, Berlin", 13.375 + 0.0625 * static_cast<double>(n), 52.515625};
    if (n < 96) {
        FileElem elem{"", "minutes of " + std::to_string(n) + ".pdf"};
        elem.file_size = 734003;
        elem.file_id = "1400000000_file_9f86d081884c7d659a2feaa0c55ad015";
        elem.url = "https://cdn.example.org/files/" + elem.file_id;
        return elem;
    }
    SoundElem elem{"", 12};
    elem.file_size = 18211;
    elem.file_id = "1400000000_sound_9f86d081884c7d659a2feaa0c55ad015";
    elem.url = "https://cdn.example.org/sounds/" + elem.file_id;
    return elem;
}

}  // namespace

Messages one_message() {
    MessageData message = envelope(7);
    message.elements.emplace_back(
        TextElem{"The rabbit-hole went straight on like a tunnel for some way, and then dipped suddenly down.\n"
                 "这条兔子洞先像隧道一样笔直地向前，然后突然向下倾斜。"});
    return {message};
}

Messages mixed_messages() {
    Messages messages;
    for (std::size_t i = 0; i < 100; ++i) {
        const std::size_t n = i * 37 % 100;  // mixes the kinds
        messages.push_back(envelope(i));
        messages.back().elements.push_back(element(n));
    }
    return messages;
}

}  // namespace bench
