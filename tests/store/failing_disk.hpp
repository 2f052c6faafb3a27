#pragma once

#include <sqlite3.h>

#include <cstring>
#include <limits>
#include <memory>
#include <string>

namespace tim::store::test {

/// A registered SQLite VFS over the platform's, whose writes and syncs fail, as on a full disk, once `allow` many have
/// been done. One at a time.
class FailingDisk {
public:
    FailingDisk() : vfs_(*sqlite3_vfs_find(nullptr)), real_(sqlite3_vfs_find(nullptr)) {
        vfs_.zName = name();
        vfs_.pAppData = this;
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.xOpen = &open;
        methods_ = {1,       &close,       &read,    &write,       &truncate,        &sync,   &size,   &lock,
                    &unlock, &is_reserved, &control, &sector_size, &characteristics, nullptr, nullptr, nullptr,
                    nullptr, nullptr,      nullptr};
        sqlite3_vfs_register(&vfs_, 0);
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    ~FailingDisk() { sqlite3_vfs_unregister(&vfs_); }

    static const char* name() noexcept { return "failing-disk"; }

    void allow(int writes) noexcept { left_ = writes; }
    void heal() noexcept { left_ = std::numeric_limits<int>::max(); }

private:
    struct File {
        sqlite3_file base;
        FailingDisk* disk;
        sqlite3_file* real;
    };

    static File& of(sqlite3_file* file) noexcept { return *reinterpret_cast<File*>(file); }
    static sqlite3_file* real_of(sqlite3_file* file) noexcept { return of(file).real; }
    static const sqlite3_io_methods& io(sqlite3_file* file) noexcept { return *real_of(file)->pMethods; }

    bool spend() noexcept {
        if (left_ == 0) return false;
        --left_;
        return true;
    }

    static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* opened, int flags, int* out_flags) {
        auto* const disk = static_cast<FailingDisk*>(vfs->pAppData);
        File& file = of(opened);
        file.disk = disk;
        file.real = reinterpret_cast<sqlite3_file*>(&file + 1);
        file.real->pMethods = nullptr;
        const int outcome = disk->real_->xOpen(disk->real_, path, file.real, flags, out_flags);
        file.base.pMethods = file.real->pMethods ? &disk->methods_ : nullptr;
        return outcome;
    }
    static int close(sqlite3_file* file) { return io(file).xClose(real_of(file)); }
    static int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
        return io(file).xRead(real_of(file), bytes, count, offset);
    }
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
        return of(file).disk->spend() ? io(file).xWrite(real_of(file), bytes, count, offset) : SQLITE_FULL;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 bytes) { return io(file).xTruncate(real_of(file), bytes); }
    static int sync(sqlite3_file* file, int flags) {
        return of(file).disk->spend() ? io(file).xSync(real_of(file), flags) : SQLITE_IOERR_FSYNC;
    }
    static int size(sqlite3_file* file, sqlite3_int64* bytes) { return io(file).xFileSize(real_of(file), bytes); }
    static int lock(sqlite3_file* file, int level) { return io(file).xLock(real_of(file), level); }
    static int unlock(sqlite3_file* file, int level) { return io(file).xUnlock(real_of(file), level); }
    static int is_reserved(sqlite3_file* file, int* out) { return io(file).xCheckReservedLock(real_of(file), out); }
    static int control(sqlite3_file* file, int op, void* argument) {
        return io(file).xFileControl(real_of(file), op, argument);
    }
    static int sector_size(sqlite3_file* file) { return io(file).xSectorSize(real_of(file)); }
    static int characteristics(sqlite3_file* file) { return io(file).xDeviceCharacteristics(real_of(file)); }

    sqlite3_vfs vfs_;
    sqlite3_vfs* real_;
    sqlite3_io_methods methods_{};
    int left_ = std::numeric_limits<int>::max();
};

}  // namespace tim::store::test
