# Precompiled headers are only cached when ccache may look past time stamps and past macros that a header ignores.
find_program(TIM_CCACHE_PROGRAM ccache)
if(TIM_CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${TIM_CCACHE_PROGRAM})
endif()
