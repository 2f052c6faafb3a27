#pragma once

#include "tests/simulation/stored_file.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sim {

/// The files of a simulated machine by their paths. There are no folders: a path is a name. What is done to names is
/// durable from the next directory sync on: a deletion that asks for it, or the first sync of a file after its
/// creation. A file that was deleted lives on for those who have it open.
class Volume {
public:
    using File = std::shared_ptr<StoredFile>;
    using Content = std::map<std::string, std::string>;

    /// Null when there is none.
    File find(const std::string& path) const;
    File create(const std::string& path);
    bool remove(const std::string& path, bool durably);
    /// `path` is the one that the file was opened by.
    void sync(const std::string& path, const File& file);

    void power_cut(tim::Random& random);
    void unlock_all();

    Content content() const;
    /// Replaces all files by durable ones.
    void set_content(const Content& content);
    /// Makes or replaces one file, in place where it is open.
    void set_file(const std::string& path, std::string bytes);

private:
    using Names = std::map<std::string, File>;

    Names names_;
    Names durable_names_;
};

}  // namespace sim
