# How test programs are made. All share one precompiled header, because Catch2 and Asio cost more than most tests.

find_package(Catch2 3 QUIET)
if(NOT Catch2_FOUND)
    find_package(Catch2 2 REQUIRED)
endif()

# What a test program needs besides the library; Boost.JSON is the independent reader that tests hold the library's own
# against.
add_library(tim_test_base STATIC ${support_sources})
target_compile_features(tim_test_base PUBLIC cxx_std_20)
# Of the library only headers without bodies, which are the same in both modes.
target_include_directories(tim_test_base PUBLIC ${PROJECT_SOURCE_DIR} PRIVATE ${PROJECT_SOURCE_DIR}/include)
target_compile_definitions(tim_test_base PUBLIC TIM_SPEC_DIR="${PROJECT_SOURCE_DIR}/tests/spec" CATCH_CONFIG_FAST_COMPILE)
target_link_libraries(tim_test_base PUBLIC Boost::headers OpenSSL::SSL OpenSSL::Crypto SQLite::SQLite3)
if(Catch2_VERSION VERSION_LESS 3)
    target_sources(tim_test_base PRIVATE support/catch2_main.cpp)
    target_link_libraries(tim_test_base PUBLIC Catch2::Catch2)
else()
    target_link_libraries(tim_test_base PUBLIC Catch2::Catch2WithMain)
endif()

add_library(tim_test_pch OBJECT support/pch.cpp)
target_link_libraries(tim_test_pch PUBLIC tim_test_base tim::compiled)
target_precompile_headers(tim_test_pch PRIVATE support/pch.hpp)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # Keeps the reference to the precompiled header in preprocessed text, which ccache needs.
    target_compile_options(tim_test_pch PUBLIC -fpch-preprocess)
endif()

# A test without an assertion fails; durations name the last finished test of a program that hangs.
set(tim_test_arguments --warn NoAssertions --durations yes)

function(tim_add_test name)
    add_test(NAME ${name} COMMAND ${name}_tests ${tim_test_arguments})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()

# tim_add_room_tests(<room> <source>...): nothing when the room has no tests.
function(tim_add_room_tests room)
    if(NOT ARGN)
        return()
    endif()
    add_executable(${room}_tests ${ARGN})
    target_link_libraries(${room}_tests PRIVATE tim_test_pch)
    target_precompile_headers(${room}_tests REUSE_FROM tim_test_pch)
    tim_add_test(${room})
endfunction()

function(tim_add_header_only_tests)
    add_executable(header_only_tests ${ARGN})
    target_link_libraries(header_only_tests PRIVATE tim_test_base tim::tim)
    tim_add_test(header_only)
endfunction()

# The simulation, its run of 500 seeds, and a proof that a seed brings the same run again.
function(tim_add_simulation)
    add_executable(simulate ${ARGN})
    target_link_libraries(simulate PRIVATE tim_test_base tim::compiled)
    add_test(NAME simulate COMMAND simulate --seeds 500)
    add_test(NAME simulate_again COMMAND simulate --seeds 20 --again)
    set_tests_properties(simulate simulate_again PROPERTIES TIMEOUT 1800)
endfunction()

# tim_add_kill_tests(<sources> <sources of the client that is killed>)
function(tim_add_kill_tests sources client_sources)
    add_executable(chatter ${client_sources})
    target_link_libraries(chatter PRIVATE tim_test_base tim::compiled)
    tim_add_room_tests(kills ${sources})
    target_compile_definitions(kills_tests PRIVATE
        TIM_HUB_PROGRAM="$<TARGET_FILE:hub>" TIM_CHATTER_PROGRAM="$<TARGET_FILE:chatter>")
    add_dependencies(kills_tests hub chatter)
endfunction()
