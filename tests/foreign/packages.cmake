# Installs what package-lock.json in `from` names into `into`, once. The packages bring what they need ready made, so that
# none of their scripts run.
file(SHA256 ${from}/package-lock.json wanted)
set(stamp ${into}/node_modules/installed)
if(EXISTS ${stamp})
    file(READ ${stamp} installed)
    if(installed STREQUAL wanted)
        return()
    endif()
endif()
file(COPY ${from}/package.json ${from}/package-lock.json DESTINATION ${into})
execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${into} TIMEOUT 300
                COMMAND_ERROR_IS_FATAL ANY)
file(WRITE ${stamp} ${wanted})
