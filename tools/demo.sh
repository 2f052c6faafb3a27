#!/bin/sh
# demo.sh FOLDER: runs the example programs in FOLDER; ends with "demo: ok" when users saw what they should.
set -eu
programs=$1
work=$(mktemp -d)
hub_pid=

fail() {
    echo "demo: $*" >&2
    exit 1
}

clean_up() {
    [ -z "$hub_pid" ] || kill "$hub_pid" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# start_hub: sets hub_pid and server. The pipe stays open on descriptor 3, so that the hub may go on writing.
start_hub() {
    mkfifo "$work/hub.out"
    "$programs/hub" --listen 127.0.0.1:0 --data "$work/data" >"$work/hub.out" &
    hub_pid=$!
    exec 3<"$work/hub.out"
    line=$(timeout 30 head -n 1 <&3) || fail "the hub did not say what it listens on"
    echo "$line"
    server=${line#hub: listening on }
    case $server in
    ws://127.0.0.1:*) ;;
    *) fail "the hub said: $line" ;;
    esac
}

stop_hub() {
    kill -TERM "$hub_pid"
    status=0
    wait "$hub_pid" || status=$?
    hub_pid=
    [ "$status" -eq 0 ] || fail "the hub ended with $status"
}

# chat USER PEER EXPECT: one scripted user; its lines come from standard input, its view goes to a file.
chat() {
    timeout 60 "$programs/chat" --server "$server" --user "$1" --peer "$2" --expect "$3" >"$work/$1"
}

# show USER LINE...: the user's view, which must contain the lines.
show() {
    user=$1
    shift
    echo
    echo "-- what $user sees"
    cat "$work/$user"
    for line in "$@"; do
        grep -qxF "$line" "$work/$user" || fail "$user does not see: $line"
    done
}

echo "== two users in one process, through an embedded hub"
"$programs/hello" || fail "hello ended with $?"

echo
echo "== two processes, through a hub daemon over WebSocket"
TIM_SDKAPPID=1400000001
TIM_SECRET=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
export TIM_SDKAPPID TIM_SECRET
start_hub

printf '%s\n' 'Hello Bob!' '你好' | chat alice bob 1 &
alice_pid=$!
printf '%s\n' 'Hello Alice, I can read you.' | chat bob alice 2 &
bob_pid=$!
wait "$alice_pid" || fail "alice's chat ended with $?"
wait "$bob_pid" || fail "bob's chat ended with $?"
stop_hub

show alice 'me> Hello Bob!' 'me> 你好' 'bob> Hello Alice, I can read you.'
show bob 'alice> Hello Bob!' 'alice> 你好' 'me> Hello Alice, I can read you.'

echo
echo "demo: ok"
