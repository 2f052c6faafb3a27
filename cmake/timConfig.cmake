include(CMakeFindDependencyMacro)
find_dependency(Boost 1.81 CONFIG)
find_dependency(SQLite3 3.40)
find_dependency(OpenSSL 3)
find_dependency(ZLIB)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_dependency(Threads)

include(${CMAKE_CURRENT_LIST_DIR}/timTargets.cmake)
