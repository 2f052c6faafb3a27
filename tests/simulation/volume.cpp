#include "tests/simulation/volume.hpp"

#include <utility>

namespace sim {

Volume::File Volume::find(const std::string& path) const {
    const auto found = names_.find(path);
    return found == names_.end() ? nullptr : found->second;
}

Volume::File Volume::create(const std::string& path) { return names_[path] = std::make_shared<StoredFile>(); }

bool Volume::remove(const std::string& path, bool durably) {
    const bool was_there = names_.erase(path) != 0;
    if (durably) durable_names_ = names_;
    return was_there;
}

void Volume::sync(const std::string& path, const File& file) {
    file->sync();
    const auto durable = durable_names_.find(path);
    const bool is_named = find(path) == file;
    if (is_named && (durable == durable_names_.end() || durable->second != file)) durable_names_ = names_;
}

void Volume::power_cut(tim::Random& random) {
    Names all = names_;
    all.insert(durable_names_.begin(), durable_names_.end());
    for (const auto& [path, any] : all) {
        const auto durable = durable_names_.find(path);
        const File before = durable == durable_names_.end() ? nullptr : durable->second;
        const File now = find(path);
        const File survivor = before == now || random.below(2) == 0 ? now : before;
        if (survivor) {
            survivor->power_cut(random);
            names_[path] = survivor;
        } else {
            names_.erase(path);
        }
    }
    durable_names_ = names_;
}

void Volume::unlock_all() {
    for (const Names* names : {&names_, &durable_names_})
        for (const auto& [path, file] : *names) file->locks() = {};
}

Volume::Content Volume::content() const {
    Content content;
    for (const auto& [path, file] : names_) content.emplace(path, file->content());
    return content;
}

void Volume::set_content(const Content& content) {
    names_.clear();
    for (const auto& [path, bytes] : content) names_.emplace(path, std::make_shared<StoredFile>(bytes));
    durable_names_ = names_;
}

void Volume::set_file(const std::string& path, std::string bytes) {
    File file = find(path);
    if (!file) file = create(path);
    file->truncate(0);
    file->write(bytes, 0);
    sync(path, file);
}

}  // namespace sim
