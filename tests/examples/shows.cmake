# Runs an example program, which must succeed and print what is expected.
#   cmake -D "program=…;argument…" -D expected=REGEX -P shows.cmake
execute_process(COMMAND ${program} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err TIMEOUT 60)
if(NOT code EQUAL 0 OR NOT out MATCHES "${expected}")
    message(SEND_ERROR "${program}: exit code ${code}, output: ${out}, error: ${err}")
endif()
