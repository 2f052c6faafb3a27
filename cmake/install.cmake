include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/tim DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/tim)
install(TARGETS tim tim_compiled EXPORT timTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TIM_BUILD_C)
    install(TARGETS tim_c EXPORT timTargets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
endif()
install(EXPORT timTargets NAMESPACE tim:: DESTINATION ${package_dir})

# Headers and targets do not depend on the word size, the static library does; the version file checks it.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/timConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_SOURCE_DIR}/cmake/timConfig.cmake ${PROJECT_BINARY_DIR}/timConfigVersion.cmake
        DESTINATION ${package_dir})
