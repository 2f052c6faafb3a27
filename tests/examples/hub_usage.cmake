# The hub daemon refuses to run when it was set up wrongly: exit code 2, a reason on standard error, nothing on standard
# output.
unset(ENV{TIM_SECRET})
unset(ENV{TIM_SDKAPPID})

function(expect_refusal reason)
    execute_process(COMMAND ${hub} ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err TIMEOUT 60)
    if(NOT code EQUAL 2 OR NOT out STREQUAL "" OR NOT err MATCHES "${reason}")
        message(SEND_ERROR "hub ${ARGN}: exit code ${code}, output: ${out}, error: ${err}")
    endif()
endfunction()

expect_refusal("unknown option --secret" --secret key)
expect_refusal("needs a value" --listen)
expect_refusal("given twice" --data a --data b)
expect_refusal("no log level loud" --log loud)
expect_refusal("number of connections is no number" --connections many)
expect_refusal("number of days is no number" --keep-days some)
expect_refusal("HOST:PORT" --listen 7788)
expect_refusal("the port is no number" --listen 127.0.0.1:seven)
expect_refusal("come together" --tls-cert chain.pem)
expect_refusal("nowhere.pem" --tls-cert nowhere.pem --tls-key nowhere.pem)
expect_refusal("no key" --listen 0.0.0.0:0)
expect_refusal("cannot read nowhere.conf" --config nowhere.conf)

file(WRITE ${folder}/hub.conf "# comment\n\nlisten = 127.0.0.1:0\nsecrets = typo\n")
expect_refusal("line 4" --config ${folder}/hub.conf)
file(WRITE ${folder}/hub.conf "app-id = many\n")
expect_refusal("the app id is no number" --config ${folder}/hub.conf)
