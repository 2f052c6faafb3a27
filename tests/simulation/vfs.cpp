#include "tests/simulation/vfs.hpp"

#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace sim {
namespace {

/// An open file. SQLite has the memory; `base` comes first.
struct Handle {
    sqlite3_file base;
    Vfs* vfs;
    std::string path;  ///< empty: a file without a name
    Volume::File file;
    bool goes_on_close;

    int close();
    int read(void* bytes, int count, sqlite3_int64 offset);
    int write(const void* bytes, int count, sqlite3_int64 offset);
    int truncate(sqlite3_int64 size);
    int sync();
    int size(sqlite3_int64* out) const;
    int lock(int level);
    int unlock(int level);
    int is_reserved(int* out) const;
};

Handle& of(sqlite3_file* file) noexcept { return *reinterpret_cast<Handle*>(file); }

Vfs& of(sqlite3_vfs* vfs) noexcept { return *static_cast<Vfs*>(vfs->pAppData); }

int Handle::close() {
    if (vfs->is_alive()) {
        file->locks().unlock(this, 0);
        if (goes_on_close && !path.empty()) vfs->hardware().volume.remove(path, false);
    }
    base.pMethods = nullptr;
    std::destroy_at(this);
    return SQLITE_OK;
}

int Handle::read(void* bytes, int count, sqlite3_int64 offset) {
    if (const int failure = vfs->enter(Op::read, SQLITE_IOERR_READ)) return failure;
    char* const to = static_cast<char*>(bytes);
    const auto wanted = static_cast<std::size_t>(count);
    const std::size_t there = file->read(to, wanted, static_cast<std::size_t>(offset));
    std::memset(to + there, 0, wanted - there);
    return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int Handle::write(const void* bytes, int count, sqlite3_int64 offset) {
    const int failure = vfs->enter(Op::write, SQLITE_IOERR_WRITE);
    std::string_view text(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
    if (failure && vfs->is_alive()) text = text.substr(0, vfs->hardware().random.below(text.size() + 1));
    if (vfs->is_alive() && !text.empty()) file->write(text, static_cast<std::size_t>(offset));
    return failure;
}

int Handle::truncate(sqlite3_int64 size) {
    if (const int failure = vfs->enter(Op::truncate, SQLITE_IOERR_TRUNCATE)) return failure;
    file->truncate(static_cast<std::size_t>(size));
    return SQLITE_OK;
}

int Handle::sync() {
    if (const int failure = vfs->enter(Op::sync, SQLITE_IOERR_FSYNC)) return failure;
    vfs->hardware().volume.sync(path, file);
    return SQLITE_OK;
}

int Handle::size(sqlite3_int64* out) const {
    if (!vfs->is_alive()) return SQLITE_IOERR_FSTAT;
    *out = static_cast<sqlite3_int64>(file->content().size());
    return SQLITE_OK;
}

int Handle::lock(int level) {
    if (!vfs->is_alive()) return SQLITE_IOERR_LOCK;
    return file->locks().lock(this, level) ? SQLITE_OK : SQLITE_BUSY;
}

int Handle::unlock(int level) {
    if (!vfs->is_alive()) return SQLITE_IOERR_UNLOCK;
    file->locks().unlock(this, level);
    return SQLITE_OK;
}

int Handle::is_reserved(int* out) const {
    if (!vfs->is_alive()) return SQLITE_IOERR_CHECKRESERVEDLOCK;
    *out = file->locks().is_reserved() ? 1 : 0;
    return SQLITE_OK;
}

/// Milliseconds as SQLite counts them, from noon of 24 November 4714 BC.
sqlite3_int64 julian_millis(tim::Clock& clock) { return 210'866'760'000'000 + clock.unix_now(); }

}  // namespace

Vfs::Vfs(const std::string& name, Hardware& hardware) : name_(name), hardware_(hardware) {
    set_vfs();
    set_methods();
    sqlite3_vfs_register(&vfs_, 0);
}

int Vfs::enter(Op op, int failure) {
    if (!is_alive_) return SQLITE_IOERR;
    const DiskFaults::Outcome outcome = hardware_.faults.enter(op);
    if (!is_alive_) return SQLITE_IOERR;
    if (outcome == DiskFaults::Outcome::done) return SQLITE_OK;
    return outcome == DiskFaults::Outcome::full ? SQLITE_FULL : failure;
}

int Vfs::open(const char* path, sqlite3_file* opened, int flags, int* out_flags) {
    opened->pMethods = nullptr;
    if (const int failure = enter(Op::open, SQLITE_CANTOPEN)) return failure;
    Volume::File file = path ? hardware_.volume.find(path) : std::make_shared<StoredFile>();
    if (!file && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    if (file && path && (flags & SQLITE_OPEN_EXCLUSIVE)) return SQLITE_CANTOPEN;
    if (!file) file = hardware_.volume.create(path);
    const bool goes_on_close = flags & SQLITE_OPEN_DELETEONCLOSE;
    new (opened) Handle{{&methods_}, this, path ? path : "", std::move(file), goes_on_close};
    if (out_flags) *out_flags = flags;
    return SQLITE_OK;
}

int Vfs::remove(const char* path, bool durably) {
    if (const int failure = enter(Op::remove, SQLITE_IOERR_DELETE)) return failure;
    return hardware_.volume.remove(path, durably) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int Vfs::full_path(const char* path, int bytes, char* out) const {
    const std::size_t size = std::strlen(path) + 1;
    if (size > static_cast<std::size_t>(bytes)) return SQLITE_CANTOPEN;
    std::memcpy(out, path, size);
    return SQLITE_OK;
}

void Vfs::set_vfs() {
    vfs_.iVersion = 2;
    vfs_.szOsFile = static_cast<int>(sizeof(Handle));
    vfs_.mxPathname = 512;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.xOpen = [](sqlite3_vfs* vfs, const char* path, sqlite3_file* opened, int flags, int* out_flags) {
        return of(vfs).open(path, opened, flags, out_flags);
    };
    vfs_.xDelete = [](sqlite3_vfs* vfs, const char* path, int durably) { return of(vfs).remove(path, durably != 0); };
    vfs_.xAccess = [](sqlite3_vfs* vfs, const char* path, int, int* out) {
        if (!of(vfs).is_alive()) return SQLITE_IOERR_ACCESS;
        *out = of(vfs).hardware_.volume.find(path) ? 1 : 0;
        return SQLITE_OK;
    };
    vfs_.xFullPathname = [](sqlite3_vfs* vfs, const char* path, int bytes, char* out) {
        return of(vfs).full_path(path, bytes, out);
    };
    vfs_.xRandomness = [](sqlite3_vfs* vfs, int count, char* out) {
        const auto bytes = static_cast<std::size_t>(count);
        of(vfs).hardware_.random.fill(std::span(reinterpret_cast<unsigned char*>(out), bytes));
        return count;
    };
    // Virtual time stands still while SQLite works; its busy handler counts what it has asked for.
    vfs_.xSleep = [](sqlite3_vfs*, int micros) { return micros; };
    vfs_.xCurrentTime = [](sqlite3_vfs* vfs, double* out) {
        *out = static_cast<double>(julian_millis(of(vfs).hardware_.clock)) / 86'400'000.0;
        return SQLITE_OK;
    };
    vfs_.xCurrentTimeInt64 = [](sqlite3_vfs* vfs, sqlite3_int64* out) {
        *out = julian_millis(of(vfs).hardware_.clock);
        return SQLITE_OK;
    };
    vfs_.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };
}

void Vfs::set_methods() {
    methods_.iVersion = 1;
    methods_.xClose = [](sqlite3_file* file) { return of(file).close(); };
    methods_.xRead = [](sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
        return of(file).read(bytes, count, offset);
    };
    methods_.xWrite = [](sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
        return of(file).write(bytes, count, offset);
    };
    methods_.xTruncate = [](sqlite3_file* file, sqlite3_int64 size) { return of(file).truncate(size); };
    methods_.xSync = [](sqlite3_file* file, int) { return of(file).sync(); };
    methods_.xFileSize = [](sqlite3_file* file, sqlite3_int64* out) { return of(file).size(out); };
    methods_.xLock = [](sqlite3_file* file, int level) { return of(file).lock(level); };
    methods_.xUnlock = [](sqlite3_file* file, int level) { return of(file).unlock(level); };
    methods_.xCheckReservedLock = [](sqlite3_file* file, int* out) { return of(file).is_reserved(out); };
    methods_.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
    methods_.xSectorSize = [](sqlite3_file*) { return static_cast<int>(StoredFile::sector_bytes); };
    methods_.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };
}

}  // namespace sim
