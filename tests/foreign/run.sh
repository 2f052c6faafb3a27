#!/bin/sh
# run.sh ALICE BOB: two programs chat through a hub daemon, as scenario.md tells. Each is run as
# `PROGRAM USER PEER SERVER FOLDER USERSIG`. Fails when one does not end with 0, or not in time.
# The environment names the daemon (TIM_HUB) and the program that makes tokens (TIM_SIGN).
set -eu
work=$(mktemp -d)
pids=

fail() {
    echo "run.sh: $*" >&2
    exit 1
}

clean_up() {
    # shellcheck disable=SC2086 # a list of words
    [ -z "$pids" ] || kill $pids 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# first_line PIPE: what comes first out of a pipe, which stays open on descriptor 3.
first_line() {
    exec 3<"$1"
    line=$(timeout 60 head -n 1 <&3) && [ -n "$line" ] || fail "nothing came from $1"
}

TIM_SDKAPPID=1400000001
TIM_SECRET=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
export TIM_SDKAPPID TIM_SECRET
alice_sig=$("$TIM_SIGN" alice)
bob_sig=$("$TIM_SIGN" bob)

mkfifo "$work/hub.out" "$work/bob.out"
"$TIM_HUB" --listen 127.0.0.1:0 --rates none >"$work/hub.out" &
pids=$!
hub=$!
first_line "$work/hub.out"
server=${line#hub: listening on }
unset TIM_SECRET

# A user can be written to from his first login on.
mkdir "$work/alice" "$work/bob"
# shellcheck disable=SC2086 # a program and its arguments
timeout 120 $2 bob alice "$server" "$work/bob" "$bob_sig" >"$work/bob.out" &
bob=$!
pids="$pids $bob"
first_line "$work/bob.out"
[ "$line" = "bob is here" ] || fail "bob said: $line"
# shellcheck disable=SC2086
timeout 120 $1 alice bob "$server" "$work/alice" "$alice_sig" &
alice=$!
pids="$pids $alice"

wait "$alice" || fail "alice ended with $?"
wait "$bob" || fail "bob ended with $?"
kill -TERM "$hub"
wait "$hub" || fail "the hub ended with $?"
pids=
