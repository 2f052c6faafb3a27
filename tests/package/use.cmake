# Configures, builds and runs the consumer in the folder `work`, from nothing. With `library` it adds that source tree; with
# `build` it installs that build into a prefix first and finds the package there.
function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${work})
if(library)
    set(where -D TIM_FROM=${library} -D TIM_CCACHE=ON)
else()
    run(${CMAKE_COMMAND} --install ${build} --prefix ${work}/prefix)
    set(where -D CMAKE_PREFIX_PATH=${work}/prefix)
endif()
run(${CMAKE_COMMAND} -S ${consumer} -B ${work}/build -G ${generator} -D CMAKE_CXX_COMPILER=${compiler} ${where})
run(${CMAKE_COMMAND} --build ${work}/build)
run(${CMAKE_CTEST_COMMAND} --test-dir ${work}/build --output-on-failure)
