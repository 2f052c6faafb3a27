# Boost's own package file rather than CMake's search module: the headers may be newer than the Boost libraries that
# lie beside them (Debian 12: headers 1.81, libraries 1.74), and only headers are used.
find_package(Boost 1.81 CONFIG REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(ZLIB REQUIRED)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
